from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from meetings.domain.fiche import compose_fiche
from meetings.domain.kinds import MeetingKind, Role
from meetings.domain.legal import facts_of
from meetings.dossier import QUERIES
from meetings.following.documents import fiche_pdf
from tests import factories
from tests.meetings.domain.builders import (
    TODAY,
    aesh,
    case_1 as case_1_dossier,
    decide,
    dossier,
    item,
    mother,
    participant,
    pupil,
    teacher,
)
from tests.meetings.domain.canaries import private_dossier
from tests.meetings.pdfs import read_pdf, text_of

DOOR = 2  # the session and the account
BEFORE = 3  # what earlier meetings decided
HOSTILE = "<script>alert(1)</script>"


def _url(meeting):
    return reverse("meetings:fiche", args=[meeting.reference])


def _pdf(meeting):
    return fiche_pdf(compose_fiche(meeting, TODAY))


# --- The endpoint ------------------------------------------------------------------------------


def test_it_is_a_pdf_with_a_name_one_finds_again(alice_client, case_1):
    response = alice_client.get(_url(case_1))
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert (
        'filename="2027-01-21 ESS Yanis - fiche de reunion.pdf"' in response["Content-Disposition"]
    )
    assert "2027-01-21 ESS Yanis – fiche de réunion.pdf" in unquote(response["Content-Disposition"])
    assert read_pdf(response.content).pages <= 2


def test_a_stranger_finds_nothing(charlie_client, case_1):
    assert charlie_client.get(_url(case_1)).status_code == 404


def test_it_is_only_read(alice_client, case_1):
    assert alice_client.post(_url(case_1)).status_code == 405


@pytest.mark.parametrize("many", [1, 28])
def test_fiche_query_count(alice_client, meeting, many, undrawn, django_assert_num_queries):
    factories.fill(meeting, participants=many, items=min(many, 12), slots=many, places=1)
    with django_assert_num_queries(DOOR + 1 + QUERIES + BEFORE):
        alice_client.get(_url(meeting))


# --- The command -------------------------------------------------------------------------------


def test_the_command_writes_the_same_sheet(alice_client, case_1, tmp_path, capsys):
    output = tmp_path / "fiche.pdf"
    call_command("fiche", case_1.reference, output=output)
    assert text_of(output.read_bytes()) == text_of(alice_client.get(_url(case_1)).content)
    assert str(output) in capsys.readouterr().out


def test_the_command_says_what_is_wrong(case_1, tmp_path):
    with pytest.raises(CommandError, match="Aucune réunion n’a la référence"):
        call_command("fiche", "RIEN", output=tmp_path / "x.pdf")
    with pytest.raises(CommandError, match="Impossible d’écrire"):
        call_command("fiche", case_1.reference, output=tmp_path / "nowhere" / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


# --- The document ------------------------------------------------------------------------------


def test_it_is_tagged_in_french_with_its_title():
    read = read_pdf(_pdf(private_dossier()))
    assert (read.lang, read.marked, read.shows_title) == ("fr", True, True)
    assert read.title == "Yanis, ses après-midi – fiche de réunion"
    assert read.conformance == "1"


def test_headings_never_jump():
    headings = read_pdf(_pdf(private_dossier())).headings
    assert headings[0] == "H1"
    assert headings.count("H1") == 1
    assert set(headings[1:]) == {"H2"}


def test_tables_say_which_header_each_cell_stands_under():
    tables = read_pdf(_pdf(private_dossier())).tags.all("Table")
    assert len(tables) == 2
    for table in tables:
        ids = [th.node["/ID"] for th in table.all("TH")]
        assert len(ids) == 5
        assert [td.node["headers"] for td in table.all("TR")[1].all("TD")] == [[one] for one in ids]


def test_the_drawing_has_its_text():
    figures = read_pdf(_pdf(private_dossier())).tags.all("Figure")
    assert [figure.node["/Alt"] for figure in figures] == ["La table autour de Yanis"]


def test_the_same_dossier_gives_the_same_document():
    one, other = _pdf(private_dossier()), _pdf(private_dossier())
    assert text_of(one) == text_of(other)


def test_everything_prepared_and_every_place_to_write():
    text = text_of(_pdf(case_1_dossier(problem="Comment garder l’aide ?", agenda=(decide(1),))))
    for expected in (
        "Comment garder l’aide", "Nous sommes d’accord", "Nous ne sommes pas d’accord",
        "La tension, devenue dilemme commun", "continuité – discontinuité", "Ce que nous inventons",
        "Décisions", "Pour quand", "Ce qu’on verra en classe", "Relecture", "Prochaine réunion",
        "Fiche de réunion · YANIS-2027-01 · état du 4", "page 1 sur",
    ):  # fmt: skip
        assert expected in text, expected


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_every_kind_prints(kind):
    meeting = case_1_dossier(kind=kind, kind_label=facts_of(kind).label)
    assert read_pdf(_pdf(meeting)).pages <= 3


def test_two_people_have_no_family_on_their_sheet():
    people = (aesh(), teacher(is_convener=True))
    text = text_of(_pdf(dossier(kind=MeetingKind.CONCERTATION_AESH, participants=people)))
    assert "famille" not in text.replace("Famille et élève", "").lower()
    assert "maison" not in text.split("Décisions")[1].split("Relecture")[0]


def test_a_very_full_meeting_is_still_a_document():
    people = [pupil(), mother()] + [
        participant(
            number, name=f"Personne {number}", called=f"le professionnel {number}",
            viewpoint=f"dit ceci {number} " + "et cela " * 40,
        )
        for number in range(10, 38)
    ]  # fmt: skip
    agenda = tuple(item(number, title=f"Point {number} " + "long " * 25) for number in range(1, 13))
    pdf = _pdf(dossier(participants=tuple(people), agenda=agenda))
    text = text_of(pdf)
    assert read_pdf(pdf).pages <= 7
    assert all(f"dit ceci {number} " in text for number in range(10, 38))
    assert all(f"Point {number} " in text for number in range(1, 13))
    for page in text.split("\f"):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        body = [line for line in lines if "Fiche de réunion ·" not in line]
        assert not body or body[-1] not in {
            "L’ordre du jour", "Décisions", "Les mots", "Comment on se parle",
            "Ce que chacun comprend de la situation", "La tension, devenue dilemme commun",
        }  # fmt: skip


def test_long_words_stay_on_the_page():
    pdf = _pdf(dossier(title="x" * 120, problem="é" * 400))
    assert text_of(pdf).count("é") >= 400


def test_markup_typed_by_hand_is_text():
    people = (
        pupil(called=HOSTILE),
        mother(viewpoint=HOSTILE),
        teacher(capacity=HOSTILE, name=HOSTILE),
    )
    meeting = dossier(
        title=HOSTILE, problem=HOSTILE, participants=people, agenda=(item(1, title=HOSTILE),)
    )
    assert text_of(_pdf(meeting)).count("<script>") >= 5


def test_nothing_private_of_anybody_is_printed():
    text = text_of(_pdf(private_dossier()))
    for person in private_dossier().participants:
        text = text.replace(f"SECRET{person.id}viewpoint", "")
    assert "SECRET" not in text
    assert "300123" not in text
    assert Role.PUPIL.value not in text
