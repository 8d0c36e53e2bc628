"""What is proposed for the four cases, from the weeks they tell: the list, in words."""

import pytest

from meetings.demonstration.load import load_demonstration
from meetings.domain.candidate_reasons import say_candidate, say_left_out
from meetings.domain.candidates import Look, propose
from meetings.looking import read_period
from meetings.models import Meeting
from tests.factories import NOW, PASSWORD


@pytest.fixture
def proposals(db):
    """Over the three weeks that begin with the period of the case, at its own length."""
    load_demonstration(PASSWORD, NOW)

    def of(reference):
        meeting = Meeting.objects.get(reference=reference)
        meeting.slots.all().delete()
        first = NEW_YEAR.replace(day=11)
        look = Look(first, first.replace(day=31), meeting.duration_minutes)
        dossier, around = read_period(meeting, look)
        found = propose(dossier, look, around, NOW.date())
        lines = [
            (f"{one.slot.starts_at:%d/%m %H:%M}", *say_candidate(one, dossier).reasons)
            for one in found.candidates
        ]
        return _plain(lines), _plain([say_left_out(found, look, dossier)])

    return of


NEW_YEAR = NOW.date().replace(year=2027, month=1, day=1)


def _plain(lines):
    return [tuple(part.replace("\u00a0", " ") for part in line) for line in lines]


def test_case_1_begins_in_the_paid_hours_of_the_aesh(proposals):
    """On the day the head has no class, once the mother is back from work."""
    lines, left_out = proposals("DEMO1")
    paid, ask = "L’AESH : dans ses heures payées.", "Rien de noté contre, à demander : la mère."
    head = "La directrice d’école : libre le mardi de 8 h 30 à 16 h 30."
    assert lines[:4] == [
        ("12/01 09:00", paid, head, ask),
        ("19/01 09:00", paid, head, ask),
        ("26/01 09:00", paid, head, ask),
        ("11/01 09:00", paid, ask),
    ]
    assert lines[-1][:2] == ("12/01 15:00", "L’AESH peut venir : hors de ses heures payées.")
    assert left_out == [()]


def test_case_2_says_that_the_father_is_always_at_work_and_when_he_is_not(proposals):
    lines, left_out = proposals("DEMO2")
    father = "Laisse le père de côté : travaille de 6 h à 18 h 30."
    assert {line[1] for line in lines} == {father}
    assert left_out == [
        (
            "D’après les semaines et les agendas, aucun moment de 60 minutes ne va à tous ceux qui "
            "ont le moins de marge. Le plus souvent de côté : le père.",
            "En finissant à 20 h au plus tard, il y en aurait 10.",
        )
    ]


def test_case_3_of_which_nothing_is_known_gives_places_to_begin(proposals):
    lines, _ = proposals("DEMO3")
    assert [line[0] for line in lines[:3]] == ["11/01 08:00", "11/01 13:30", "12/01 08:00"]
    assert all(len(line) == 1 for line in lines)


def test_case_4_stays_in_the_paid_hours_of_the_aesh(proposals):
    lines, _ = proposals("DEMO4")
    assert len(lines) == 10
    assert {line[1:] for line in lines} == {("L’AESH : dans ses heures payées.",)}
