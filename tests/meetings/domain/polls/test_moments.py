import pytest

from meetings.domain.polls.moments import read_moment, read_zone
from tests.meetings.domain.polls.tables import PARIS, at


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("mar. 1 déc. 2026 09:00 - 10:00", "2026-12-01T09:00", "2026-12-01T10:00"),
        ("mar. 1 déc. 2026, 09:00", "2026-12-01T09:00", None),
        ("Mardi 1er décembre 2026, de 10 h 15 à 11 h 30", "2026-12-01T10:15", "2026-12-01T11:30"),
        ("Tue, Dec 1, 2026, 9:00 AM - 2:30 PM", "2026-12-01T09:00", "2026-12-01T14:30"),
        ("01/12/2026 9-10h", "2026-12-01T09:00", "2026-12-01T10:00"),
        ("01/12/2026 14h30", "2026-12-01T14:30", None),
        ("2026-12-01T09:00", "2026-12-01T09:00", None),
        ("2026-12-01T08:00:00.000Z - 2026-12-01T09:00:00.000Z", "2026-12-01T09:00", "2026-12-01T10:00"),
        ("2026-07-01T08:00:00.000Z/2026-07-01T09:00:00.000Z", "2026-07-01T10:00", "2026-07-01T11:00"),
        ("2026-11-22 06:12:02.829654+00:00", "2026-11-22T07:12", None),
    ],
)  # fmt: skip
def test_the_day_and_the_hours_of_a_title_are_read(text, start, end):
    assert read_moment(text, PARIS) == (at(start), at(end) if end else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01/12/2026",
        "01/12/2026 matin",
        "01/12/2026 9",
        "31/02/2026 09:00",
        "01/12/2026 25:00",
        "01/12/2026 11:00 - 10:00",
        "mar. 1 jui. 2026 09:00",  # June or July
        "2026-13-01T09:00",
        "9999-12-31T23:59:00Z",
        "2026-11-30T23:00:00Z - 2026-12-01T23:00:00Z",  # a whole day has no hour
        "Réunion du mardi",
        "0" * 5000,
    ],
)
def test_what_has_no_day_or_no_hour_is_no_date(text):
    assert read_moment(text, PARIS) is None


def test_the_zone_named_by_a_title_is_used_and_another_word_is_not():
    assert read_zone("Répondu le (America/Guadeloupe)", PARIS).key == "America/Guadeloupe"
    assert read_zone("Répondu le (Nulle/Part)", PARIS) is PARIS
    assert read_zone("Répondu le (../../etc/passwd)", PARIS) is PARIS
    assert read_zone("Répondu le", PARIS) is PARIS
