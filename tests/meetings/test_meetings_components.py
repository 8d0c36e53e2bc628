"""Components of meetings: each says in words what it shows in colour."""

from types import SimpleNamespace as Thing

from django.template import Context, Template
from django.utils import translation
from django.utils.html import strip_tags

from meetings.domain.findings import Finding, Why
from meetings.domain.kinds import Layout, Step, StepState
from meetings.domain.round_table import SeatSpec, round_table
from partners.domain.worlds import World


def draw(source, **context):
    return Template("{% load meetings_components %}" + source).render(Context(context))


def table(*seats):
    return round_table(seats, Layout.ROUND, "Yanis")


def test_the_drawing_comes_with_the_same_facts_as_a_list():
    html = draw(
        "{% round_table table %}",
        table=table(
            SeatSpec("m", "Mère", "la mère", World.FAMILY, supported=True),
            SeatSpec("e", "Éduc", "l’éducatrice", World.HEALTH_SOCIAL),
        ),
    )
    assert 'role="img"' in html
    assert "<title>La table autour de Yanis</title>" in html
    words = " ".join(strip_tags(html).replace("\u00a0", " ").split())
    assert "Famille et élève : la mère (parole à soutenir)" in words
    assert "Médico-social : l’éducatrice" in words


def test_the_drawing_writes_numbers_a_browser_can_read():
    seats = [SeatSpec(str(i), "PE", "p", World.SCHOOL) for i in range(7)]
    with translation.override("fr"):
        html = draw("{% round_table table %}", table=table(*seats))
    assert 'cx="0.0"' in html
    assert not any(f'="{n},' in html for n in range(200))


def test_the_drawing_on_a_participants_copy_has_no_halo():
    html = draw("{% round_table t %}", t=table(SeatSpec("m", "Mère", "la mère", World.FAMILY)))
    assert "halo" not in html
    assert "soutenir" not in html


def test_a_name_on_a_seat_is_escaped():
    html = draw("{% round_table t %}", t=table(SeatSpec("x", "<i>", "<i>x", World.CARE)))
    assert "<i>" not in html


def test_a_picture_of_the_layout_is_silent():
    html = draw("{% table_picture t %}", t=table(SeatSpec("m", "Mère", "la mère", World.FAMILY)))
    assert 'aria-hidden="true"' in html
    assert "Mère" not in html


def test_a_finding_says_what_on_whom_and_why_and_can_be_set_aside():
    finding = Finding(
        "place:school",
        "p",
        Step.PLACE,
        "Le lieu est l’école.",
        "la mère",
        Why("Parce que.", "l"),
        (),
    )
    html = draw(
        '{% finding f links=links set_aside_url="/aside" %}', f=finding, links=[("Voir", "/lieu")]
    )
    assert "Le lieu est l’école." in html
    assert "Cela pèse sur la mère." in html
    assert "Parce que." in html
    assert '<a href="/lieu">Voir</a>' in html
    assert 'action="/aside"' in html
    assert 'value="place:school"' in html


def test_a_finding_without_a_way_to_set_it_aside_shows_no_form():
    finding = Finding("k", "p", Step.PLACE, "Un fait.", "", Why("Parce que.", "l"), ())
    assert "<form" not in draw("{% finding f %}", f=finding)


def slot(**facts):
    defaults = {
        "id": 7,
        "rank": 1,
        "when": "Jeudi 21 janvier, 10 h 15",
        "dots": [
            Thing(world="famille", state="comes", said="La mère : oui"),
            Thing(world="soin", state="left_out", said="La psychologue : non"),
        ],
        "who": "Vient : la mère. Ne vient pas : la psychologue.",
        "reason": "Toute la famille peut venir.",
        "more": (),
        "chosen": False,
        "outside": False,
        "before": "",
        "compared": "",
        "clash": "",
        "day_off": "",
        "choose_label": "Choisir",
        "voices": (),
        "is_unheard": False,
    }
    urls = (
        "answers_url",
        "change_url",
        "what_if_url",
        "remove_url",
        "choose_url",
        "give_up_url",
        "voices_url",
    )
    return Thing(**{**dict.fromkeys(urls, "/there"), **defaults, **facts})


def test_a_slot_names_itself_on_its_button():
    html = draw("{% slot_card slot %}", slot=slot())
    assert 'Choisir<span class="visually-hidden"> Jeudi 21 janvier, 10 h 15</span>' in html


def test_the_dots_of_a_slot_are_read_as_a_sentence():
    html = draw("{% slot_card slot %}", slot=slot())
    who = "Vient : la mère. Ne vient pas : la psychologue."
    assert f'aria-label="{who}"' in html
    assert html.count(who) == 2  # and once on paper, where the dots are grey
    assert html.count("dot--left_out") == 1
    assert 'title="La psychologue : non"' in html


def test_a_chosen_slot_is_not_chosen_again():
    html = draw("{% slot_card slot %}", slot=slot(chosen=True, choose_url="/choose"))
    assert "/choose" not in html
    assert ">choisi<" in html


def test_the_path_says_where_one_is_and_the_state_of_each_step():
    steps = [
        Thing(label="Le lieu", url="/lieu", state=StepState.TO_LOOK_AT, current=False),
        Thing(label="Le créneau", url="/creneau", state=StepState.IN_PROGRESS, current=True),
    ]
    moments = [Thing(label="Préparer", summary="", url="", state="current", steps=steps)]
    path = Thing(context="ESS", title="Yanis", url="/", here="étape 2", moments=moments)
    html = draw("{% meeting_path path %}", path=path)
    assert html.count('aria-current="step"') == 1
    assert "à regarder" in html
    assert "en cours" in html


def test_the_bar_of_steps_is_read_as_a_sentence():
    states = [StepState.READY, StepState.READY, StepState.TO_LOOK_AT, StepState.TO_DO]
    html = draw("{% steps_progress states %}", states=states)
    assert 'aria-label="2 étapes prêtes sur 4, 1 à regarder"' in html


def test_a_printed_page_does_not_say_whose_voice_to_support():
    seat = SeatSpec("m", "Mère", "la mère", World.FAMILY, supported=True)
    html = draw("{% round_table table %}", table=table(seat))
    drawing, beside = html.split("</svg>", 1)
    assert beside.count("parole à soutenir") == beside.count("no-print") == 2
    assert drawing.count("round-table__halo") == 1  # which print.css hides
