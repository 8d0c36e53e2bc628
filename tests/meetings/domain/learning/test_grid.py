"""The grid, what a meeting shows of it, and the sheets to observe one with."""

from meetings.domain.held import compose_held
from meetings.domain.learning.grid import GRID, items
from meetings.domain.learning.observing import SHEETS, sheet_of
from meetings.domain.learning.seen import seen, without_source
from tests.meetings.domain.builders import case_1, decide, item, place
from tests.meetings.domain.lives import Acts, held_case_1, session


def _seen(acts, **changes):
    meeting = case_1(**({"agenda": (item(1), decide(2))} | changes))
    live = acts.live()
    found = seen(meeting, live, compose_held(meeting, live, session(arrived=6, left=5)))
    return {key: " | ".join(facts).replace("\u00a0", " ") for key, facts in found.items()}


def test_the_grid_holds_the_marks_the_tensions_the_dilemmas_and_the_registers():
    assert [len(section.items) for section in GRID] == [5, 2, 5, 3, 1]
    keys = [one.key for one in items()]
    assert len(keys) == len(set(keys))
    assert all(one.help for one in items())


def test_what_the_meeting_shows_stands_under_its_line():
    found = _seen(held_case_1(), places=(place(1, is_chosen=True, ground="neutral"),))
    assert found["shared"].startswith("À la table : onze personnes, de deux mondes.")
    assert "dans un lieu neutre" in found["space"]
    assert "Le transport du mercredi" in found["perimeter"]
    assert "Un des deux temps se fait dans la classe." in found["ground"]
    assert "Tenue par plusieurs mondes : décision 2" in found["ground"]
    assert found["time"] == "« Il rate les mathématiques, et il n’y a pas d’autre créneau. »"
    assert "À l’essai jusqu’au 4 mars 2027." in found["continuity"]
    assert "pour le 19 mars 2027" in found["instrumental"]
    assert "Nous avons relu ensemble" in found["instrumental"]
    assert "six mots en arrivant et cinq mots en repartant" in found["affective"]
    assert "« notification »" in found["referential"]


def test_what_was_not_written_is_not_said_to_be_missing():
    found = _seen(Acts(), agenda=(), places=())
    for key in ("space", "territory", "time", "protection", "continuity", "own", "instrumental"):
        assert key not in found
    assert "manque" not in " ".join(found.values())


def test_every_fact_is_under_a_line_of_the_grid():
    assert set(_seen(held_case_1())) <= {one.key for one in items()}


def test_a_tension_nobody_said_the_source_of_stands_apart():
    acts = Acts()
    acts.note("tension", "1", "Il rate les maths")
    acts.note("tension", "1", "« Ce n’est pas à nous » / « à qui ? »", source="territory")
    assert without_source(acts.live()) == ("«\u00a0Il rate les maths\u00a0»",)
    assert _seen(acts)["territory"].count("«") == 2


def test_a_decision_of_one_world_is_not_said_to_be_of_several():
    acts = Acts()
    acts.note("decision", "2", "Écrire à la mairie", people=["p4", "p7"], by="2027-03-19")
    assert "plusieurs mondes" not in _seen(acts).get("ground", "")


def test_the_lines_of_a_sheet_are_told_apart():
    for sheet in SHEETS:
        keys = [line.key for line in sheet.lines]
        assert len(keys) == len(set(keys))
        assert not {"title", "observed_on", "form_key"} & set(keys)
        assert sheet_of(sheet.code) is sheet
    assert sheet_of("autre") is None
