"""What a note leaves open, in questions."""

import pytest

from meetings.domain.live.questions import questions_of
from tests.meetings.domain.lives import Acts

HERE = {"p1", "p2"}


def _asked(note, text, coming=HERE, **fields):
    acts = Acts()
    acts.note(note, "1", text, **fields)
    (entry,) = acts.live().entries
    return " ".join(questions_of(entry, coming)).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("note", "fields", "question"),
    [
        ("decision", {}, "Qui s’en charge ?"),
        ("decision", {"people": ["p1"]}, "Pour quand ?"),
        ("decision", {"people": ["p9"]}, "Aucune de ces personnes n’est là"),
        ("tension", {"between": ["p1"]}, "Entre qui et qui ?"),
        ("tension", {"dilemma": "sharing"}, "Qu’est-ce qu’on essaie ?"),
        ("tension", {"invention": "en classe"}, "Jusqu’à quand l’essaie-t-on ?"),
        ("tension", {"invention": "en classe"}, "Qui regarde si cela marche ?"),
        ("disagreement", {}, "Qui le porte ?"),
        ("disagreement", {"who": "p1"}, "Cette personne accepte-t-elle d’être nommée ?"),
        ("word", {}, "Que veut dire ce mot, pour tous ?"),
        ("words", {}, "Qui l’a dit ?"),
    ],
)
def test_what_is_missing_is_asked(note, fields, question):
    assert question in _asked(note, "Préparer à deux", **fields)


@pytest.mark.parametrize(
    ("note", "fields"),
    [
        ("agreement", {}),
        ("later", {}),
        ("decision", {"people": ["p1", "p9"], "by": "2027-03-19"}),
        ("tension", {"between": ["p1", "p2"]}),
        ("disagreement", {"who": "p1", "consent": True}),
        ("word", {"meaning": "dix minutes au calme"}),
        ("words", {"who": "p1"}),
    ],
)
def test_a_whole_note_asks_nothing(note, fields):
    assert _asked(note, "Préparer à deux", **fields) == ""


def test_words_that_leave_a_decision_open_are_quoted_with_their_question():
    asked = _asked("decision", "Se voir régulièrement", people=["p1"], by="2027-03-19")
    assert asked == "« régulièrement » : Combien de fois par semaine, et quel jour ?"


def test_two_versions_are_one_question():
    acts = Acts()
    entry = acts.note("decision", "1", "Le mardi")
    acts.say("entry", entry=entry, note="decision", item="1", text="Le jeudi")
    (found,) = acts.live().entries
    assert len(questions_of(found, HERE)) == 1
    assert "lequel garde-t-on" in questions_of(found, HERE)[0]
