"""What everybody at the table reads, composed from what was written."""

import re
from dataclasses import fields, is_dataclass, replace

import pytest

from meetings.domain.kinds import Role
from meetings.domain.live.fold import fold
from meetings.domain.live.remaining import of_meeting, of_point
from meetings.domain.live.screen import DRAFT_LASTS, Screen, Stage, Typing, compose_screen
from meetings.domain.live.screen_lines import two_sided
from meetings.domain.live.state import Live
from tests.meetings.domain.builders import (
    AESH,
    EDUCATOR,
    FATHER,
    MOTHER,
    PUPIL,
    TEACHER,
    at,
    case_1,
    decide,
    item,
    slot,
)
from tests.meetings.domain.canaries import everything, private_dossier
from tests.meetings.live_acts import MINUTE, act, entry

OPENED = int(at("2027-01-21 10:15").timestamp() * 1000)


def who(person):
    return f"p{person}"


def plan(**changes):
    chosen = slot(1, is_chosen=True)
    points = (item(1, position=1, opener=MOTHER), decide(2, position=2, minutes=20))
    return case_1(**({"agenda": points, "slots": (chosen,)} | changes))


def shown(*acts, minutes=6, draft=None, dossier=None, item="1"):
    """The screen of a meeting opened at 10 h 15, on the point 1, so many minutes later."""
    now = OPENED + minutes * MINUTE
    begun = [act("open", OPENED), act("point", OPENED, item=item)]
    live = fold([*begun, *acts], now)
    moment = at("2027-01-21 10:15").fromtimestamp(now / 1000, at("2027-01-21 10:15").tzinfo)
    return compose_screen(dossier or plan(), live, draft, moment)


def only(screen):
    (line,) = screen.lines
    return line


# --- What must never be on it -------------------------------------------------------------------

PHONE, MAIL = "04 99 88 77 66", "secret@example.org"


def everything_written():
    """A meeting in which each kind of act was done by everybody."""
    ones = [
        act("floor", OPENED + 1000, who=who(MOTHER)),
        act("floor", OPENED + 91_000, who=who(AESH)),
        act("names", OPENED + 2000, on=True),
        act("feeling", OPENED + 3000, moment="arrive", who=who(MOTHER), word="CANARYinquiete"),
        act("role", OPENED + 3000, role="time", who=who(AESH)),
        act("presence", OPENED + 3000, who=who(FATHER), state="excused"),
    ]
    notes = ("agreement", "disagreement", "tension", "word", "decision", "later", "words")
    ones += [
        entry(note, f"Note {note}.", OPENED + 5000, who=who(TEACHER), consent=True,
              between=[who(TEACHER), who(EDUCATOR)], people=[who(MOTHER)], by="2027-03-19")
        for note in notes
    ]  # fmt: skip
    return ones


@pytest.mark.parametrize("here", ["accueil", "1", "relire"])
@pytest.mark.parametrize("ended", [False, True])
def test_nothing_private_of_anybody_is_on_it(here, ended):
    dossier = private_dossier()
    dossier = replace(dossier, convener=replace(dossier.convener, phone=PHONE, email=MAIL))
    last = [act("close", OPENED + 5 * MINUTE)] if ended else []
    screen = shown(
        *everything_written(), act("point", OPENED + 4 * MINUTE, item=here), *last,
        dossier=dossier, draft=Typing("agreement", "On écrit.", OPENED + 6 * MINUTE),
    )  # fmt: skip
    text = everything(screen)
    assert "SECRET" not in text
    assert "CANARY" not in text
    assert PHONE not in text
    assert MAIL not in text
    assert "Bellevue" not in text
    assert (PHONE in everything(dossier), "SECRET" in everything(dossier)) == (True, True)


def test_it_has_no_place_for_support_nor_for_the_time_of_anybody():
    names = set()

    def walk(kind):
        for one in fields(kind):
            names.add(one.name)
            for word in re.findall(r"\w+", str(one.type)):
                inner = vars(__import__(kind.__module__, fromlist=["_"])).get(word)
                if is_dataclass(inner) and inner is not kind:
                    walk(inner)

    walk(Screen)
    assert {"steps", "draft", "facts", "settled", "decided"} <= names
    assert not {"supported", "spoken", "turns", "shares", "presence", "feelings", "roles"} & names


def test_the_same_whoever_speaks_and_whoever_is_supported():
    plain = shown(entry("agreement", "Après 14 h.", OPENED + 5000))
    dossier = plan()
    others = tuple(replace(one, supported=not one.supported) for one in dossier.participants)
    spoken = [act("floor", OPENED + 1000 * n, who=who(n)) for n in (MOTHER, AESH, TEACHER)]
    again = shown(
        *spoken, entry("agreement", "Après 14 h.", OPENED + 5000),
        dossier=replace(dossier, participants=others),
    )  # fmt: skip
    assert replace(only(again), entry="") == replace(only(plain), entry="")
    assert again.changes_at == plain.changes_at
    assert replace(again, point=None) == replace(plain, point=None)


def test_whoever_must_stay_unnamed_stays_so():
    dossier = plan()
    carer = replace(
        dossier.by_id[EDUCATOR], metier="assistant_familial", name="Inès CANARY",
        called="l’assistante familiale (Inès CANARY)",
    )  # fmt: skip
    people = tuple(carer if p.id == EDUCATOR else p for p in dossier.participants)
    screen = shown(
        entry("decision", "On essaie.", OPENED, people=[who(EDUCATOR), who(MOTHER)]),
        dossier=replace(dossier, participants=people),
    )
    assert only(screen).facts == (("Qui", "l’assistante familiale et la mère de Yanis"),)
    assert "CANARY" not in everything(screen)


# --- What was written ---------------------------------------------------------------------------


def test_a_decision_says_who_when_and_what_one_will_see():
    one = entry("decision", "La séance du jeudi se fait dans la classe.", OPENED,
                people=[who(EDUCATOR), who(TEACHER)], by="2027-03-19", seen="Yanis commence avec les autres")  # fmt: skip
    said = [
        act("position", OPENED + 1, entry=one.payload["entry"], who=who(MOTHER), say="agree"),
        act("position", OPENED + 2, entry=one.payload["entry"], who=who(FATHER), say="reserve",
            reason="si le carnet est tenu"),
    ]  # fmt: skip
    line = only(shown(one, *said))
    assert (line.label, line.aside) == ("Décision\u00a01", "pour le 19\u00a0mars 2027")
    assert line.facts == (
        ("Qui", "l’éducatrice spécialisée et l’enseignante"),
        ("Ce qu’on verra", "Yanis commence avec les autres"),
        ("D’accord", "la mère de Yanis"),
        ("Réserve", "le père de Yanis (si le carnet est tenu)"),
    )


def test_decisions_are_numbered_along_the_agenda():
    later = entry("decision", "Au point 2.", OPENED, item="2")
    first = entry("decision", "Au point 1.", OPENED + 1000, item="1")
    screen = shown(later, first, act("point", OPENED + 2000, item="relire"))
    assert [(one.label, one.text) for one in screen.lines] == [
        ("Décision\u00a01", "Au point 1."),
        ("Décision\u00a02", "Au point 2."),
    ]


def test_a_disagreement_names_who_holds_it_only_with_their_consent():
    for consent, aside in ((False, ""), (True, "tenu par le père de Yanis")):
        line = only(shown(entry("disagreement", "Non.", OPENED, who=who(FATHER), consent=consent)))
        assert (line.aside, "père" in everything(line)) == (aside, consent)


def test_words_are_quoted_as_said_and_quoted_once():
    plain = shown(entry("words", "Je sais pas où on en est.", OPENED, who=who(PUPIL)))
    assert only(plain).text == "«\u00a0Je sais pas où on en est.\u00a0»"
    assert only(plain).aside == "Yanis"
    assert (
        only(shown(entry("words", "« Je sais pas. »", OPENED))).text == "«\u00a0Je sais pas.\u00a0»"
    )


def test_a_tension_becomes_a_dilemma_and_an_invention():
    tension = entry("tension", "Il rate les maths.", OPENED, between=[who(TEACHER), who(EDUCATOR)],
                    source="time")  # fmt: skip
    line = only(shown(tension))
    assert line.aside == "temporalités"
    assert line.facts == (("Entre", "l’enseignante et l’éducatrice spécialisée"),)
    full = entry(
        "tension", "Il rate les maths.", OPENED + 1000, entry=tension.payload["entry"],
        over=[tension.id], holds={who(TEACHER): "aux maths", who(EDUCATOR): "au soin"},
        dilemma="continuity", how="Comment garder le soin ?", invention="Un temps en classe.",
        try_until="2027-03-19", looks=[who(MOTHER)], **{"while": "tout en restant avec la classe"},
    )  # fmt: skip
    line = only(shown(tension, full))
    assert line.sides == (("L’enseignante", "aux maths"), ("L’éducatrice spécialisée", "au soin"))
    assert line.facts == (
        ("Dilemme commun", "continuité – discontinuité"),
        ("La question", "Comment garder le soin tout en restant avec la classe\u202f?"),
        ("Ce qu’on invente", "Un temps en classe."),
        ("Jusqu’au", "19\u00a0mars 2027"),
        ("Qui regarde", "la mère de Yanis"),
    )


@pytest.mark.parametrize(
    ("how", "meanwhile", "said"),
    [
        ("", "", ""),
        ("aider Yanis", "", "Comment aider Yanis\u202f?"),
        ("", "jouant", "Comment… tout en jouant\u202f?"),
        ("comment aider ?", "Tout en jouant.", "Comment aider tout en jouant\u202f?"),
    ],
)
def test_the_two_sided_sentence(how, meanwhile, said):
    assert two_sided(how, meanwhile) == said


def test_a_word_and_its_meaning():
    line = only(shown(entry("word", "mutualisée", OPENED, meaning="l’AESH aide plusieurs élèves.")))
    assert (line.lead, line.text) == ("mutualisée", "l’AESH aide plusieurs élèves.")
    assert line.said == "Mot expliqué\u00a0: mutualisée, l’AESH aide plusieurs élèves."


def test_two_versions_are_both_shown_the_latest_first():
    one = entry("agreement", "Après 14 h.", OPENED)
    apart = [
        entry("agreement", text, OPENED + when, entry=one.payload["entry"], over=[one.id])
        for text, when in (("Après 13 h.", 1000), ("Après 15 h.", 2000))
    ]
    lines = shown(one, *apart).lines
    assert [(line.text, line.is_other) for line in lines] == [
        ("Après 15\u00a0h.", False),
        ("Après 13\u00a0h.", True),
    ]


def test_somebody_who_came_unforeseen_is_named_as_they_said():
    guest = act("guest", OPENED, who="g0123abcd", label="la tante de Yanis", world="famille")
    line = only(shown(guest, entry("words", "On l’aide.", OPENED, who="g0123abcd")))
    assert line.aside == "la tante de Yanis"


def test_somebody_taken_off_the_list_has_no_name_any_more():
    assert only(shown(entry("words", "On l’aide.", OPENED, who="p999"))).aside == "quelqu’un"


# --- Where one is -------------------------------------------------------------------------------


def test_before_it_opens_one_reads_what_is_to_come():
    screen = compose_screen(plan(), Live(), None, at("2027-01-21 10:10"))
    assert (screen.stage, screen.heading) == (Stage.WAITING, "La réunion va commencer")
    assert [step.state for step in screen.steps] == ["ahead"] * 4
    assert (screen.of_point, screen.of_meeting) == ("", "")


def test_the_welcome_gives_the_rules_of_the_table_to_read():
    screen = shown(item="accueil")
    assert screen.heading == "Accueil"
    assert "Un mot n’est pas clair\u202f? On s’arrête et on l’explique." in screen.point.codes


def test_a_point_says_its_kind_who_opens_it_and_what_remains():
    screen = shown(minutes=6)
    assert screen.point.about == "Comprendre ensemble · La mère de Yanis ouvre ce point"
    assert screen.of_point == "reste 14\u00a0min pour ce point"
    assert screen.of_meeting == "reste 69\u00a0min en tout"
    assert [(step.short, step.state) for step in screen.steps] == [
        ("Accueil", "done"),
        ("1", "current"),
        ("2", "ahead"),
        ("Relire", "ahead"),
    ]


def test_a_point_put_off_says_until_when():
    settled = act("settle", OPENED + 1, item="1", way="postpone", until="2027-02-11")
    assert shown(settled).point.settled == "Ce point est reporté au jeudi 11\u00a0février 2027."


def test_a_point_that_left_the_agenda_keeps_its_title():
    gone = decide(7, position=7, title="Le transport", moved_to="writing")
    dossier = plan(agenda=(*plan().agenda, gone))
    assert shown(item="7", dossier=dossier).heading == "Le transport"


def test_everything_is_read_again_point_by_point():
    screen = shown(
        entry("agreement", "Au point 2.", OPENED, item="2"),
        entry("agreement", "Au point 1.", OPENED + 1, item="1"),
        entry("agreement", "À l’accueil.", OPENED + 2, item="accueil"),
        act("point", OPENED + 3, item="relire"),
    )
    assert screen.stage is Stage.REREADING
    assert [(part.number, part.lines[0].text) for part in screen.sections] == [
        ("", "À l’accueil."),
        ("1", "Au point 1."),
        ("2", "Au point 2."),
    ]


def test_closed_it_says_what_comes_next():
    screen = shown(
        entry("agreement", "Un accord.", OPENED),
        entry("decision", "Une décision.", OPENED, people=[who(MOTHER)]),
        entry("later", "Le transport.", OPENED, until="2027-02-11"),
        act("settle", OPENED, item="2", way="postpone"),
        act("next", OPENED, day="2027-03-19", time="10:15", text="On regarde."),
        act("close", OPENED + 1000),
        draft=Typing("agreement", "Trop tard.", OPENED + 6 * MINUTE),
    )
    after = screen.following
    assert screen.heading == "La réunion est fermée"
    assert (after.when, after.text) == (
        "Vendredi 19\u00a0mars 2027 à 10\u00a0h\u00a015",
        "On regarde.",
    )
    assert [line.text for line in (*after.decided, *after.later)] == [
        "Une décision.",
        "Le transport.",
    ]
    assert [point.settled for point in after.postponed] == ["Ce point est reporté."]
    assert (screen.draft, screen.of_meeting) == (None, "")


# --- What is being written ----------------------------------------------------------------------


def test_the_line_being_written_is_shown_for_two_minutes():
    typed = OPENED + 6 * MINUTE
    draft = Typing("tension", "Il rate les maths", typed)
    assert shown(draft=draft).draft.text == "Il rate les maths"
    last = shown(draft=replace(draft, at=typed - DRAFT_LASTS + 1))
    assert last.draft is not None
    assert shown(draft=replace(draft, at=typed - DRAFT_LASTS)).draft is None


# --- Time ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spent", [0, 1, 59_999, 60_000, 60_001, 299_999, 300_000, 300_001, 420_000]
)
def test_what_remains_changes_when_it_says(spent):
    """Nothing else is said until that very millisecond, and something else from it on."""
    live = Live(opened_at=OPENED)
    now = of_meeting(live, 5, OPENED + spent)
    just_before = of_meeting(live, 5, OPENED + spent + now.changes_in - 1)
    then = of_meeting(live, 5, OPENED + spent + now.changes_in)
    assert (now.text == just_before.text, now.text == then.text) == (True, False)
    assert 0 < now.changes_in <= MINUTE


@pytest.mark.parametrize(
    ("spent", "said"),
    [
        (0, "reste 5\u00a0min"),
        (4 * MINUTE + 1, "reste 1\u00a0min"),
        (5 * MINUTE, "1\u00a0min de plus que prévu"),
        (7 * MINUTE, "3\u00a0min de plus que prévu"),
    ],
)
def test_what_remains_is_said_plainly(spent, said):
    assert of_point(Live(item="1", item_ms={"1": spent}), 5).text == said


def test_the_screen_is_composed_again_within_a_minute():
    screen = shown(minutes=6)
    assert OPENED + 6 * MINUTE < screen.changes_at <= OPENED + 7 * MINUTE


def test_the_pupil_is_called_by_the_first_name():
    dossier = plan()
    assert dossier.pupil_seat.role is Role.PUPIL
    assert only(shown(entry("words", "Je veux rester.", OPENED, who=who(PUPIL)))).aside == "Yanis"
