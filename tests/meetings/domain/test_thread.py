"""The thread of a pupil: every meeting once, what became of what it decided and tried."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from meetings.domain.kinds import Said
from meetings.domain.left_points import Point
from meetings.domain.thread import ThreadSource, compose_thread, last_decisions
from tests.meetings.domain.promises import promise, report

NOW = datetime(2027, 4, 1, 9, tzinfo=UTC)
SILENT = SimpleNamespace(of=lambda note: (), became={})


def _meeting(number, day, **fields):
    return ThreadSource(number, f"Réunion {number}", f"T{number}", day, "ESS", "", **fields)


def _point(**fields):
    return Point(
        **{
            "title": "L’orthophonie", "note": "", "meeting": 1, "meeting_title": "Yanis",
            "reference": "T1", "day": date(2027, 1, 21), "for_later": True, "treated": False,
            "over": True, "ident": "note-1",
        }
        | fields
    )  # fmt: skip


def test_by_school_year_the_latest_first():
    days = [date(2026, 6, 30), date(2026, 9, 1), date(2027, 1, 21)]
    thread = compose_thread([_meeting(n, day) for n, day in enumerate(days)], [], [], NOW)
    assert [year for year, _ in thread.years] == ["2026-2027", "2025-2026"]
    assert [one.title for one in thread.years[0][1]] == ["Réunion 2", "Réunion 1"]


def test_each_decision_with_what_became_of_it():
    thread = compose_thread(
        [_meeting(1, date(2027, 1, 21), live=SILENT)],
        [promise(1), promise(2, reports=(report(Said.DONE),)), promise(3, by_on=None)],
        [],
        NOW,
    )
    (meeting,) = thread.years[0][1]
    assert [[label for _, label in row.pills] for row in meeting.decisions] == [
        ["en retard"], ["fait"], ["à faire"],
    ]  # fmt: skip
    assert thread.summary == "Deux décisions restent à tenir\u202f; une décision est en retard."


def test_what_was_not_held_or_called_off_or_is_to_come_says_so():
    sources = [
        _meeting(1, date(2027, 1, 21), live=SILENT, cancelled=True),
        _meeting(2, date(2027, 2, 21)),
        _meeting(3, date(2027, 5, 21)),
        _meeting(4, date(2027, 3, 21), live=SILENT),
    ]
    thread = compose_thread(sources, [promise(1)], [_point()], NOW)
    said = {one.title: (one.said, one.decisions, one.put_off) for one in thread.years[0][1]}
    assert said["Réunion 1"] == ("Annulée.", (), ())
    assert "pas été tenue" in said["Réunion 2"][0]
    assert said["Réunion 3"][0] == "À venir."
    assert "Aucune décision" in said["Réunion 4"][0]


def test_what_was_put_off_says_whether_it_still_waits():
    sources = [_meeting(1, date(2027, 1, 21), live=SILENT)]
    (waiting,) = compose_thread(sources, [], [_point()], NOW).years[0][1][0].put_off
    assert waiting.note == "à reprendre"
    again = _point(meeting=2, day=date(2027, 3, 1), for_later=False, treated=True, ident="point-2")
    (taken,) = compose_thread(sources, [], [_point(), again], NOW).years[0][1][0].put_off
    assert taken.note == "repris ou reporté depuis"


def test_the_page_of_the_pupil_tells_the_last_two_that_decided():
    several = [
        promise(n, meeting=n // 2, held_on=date(2027, 1, n // 2), number=2 - n % 2)
        for n in range(2, 8)
    ]
    found = last_decisions(several, NOW)
    assert [first.meeting for first, _ in found] == [3, 2]
    assert [row.number for row in found[0][1]] == [1, 2]
