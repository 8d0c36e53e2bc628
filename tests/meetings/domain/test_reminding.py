"""Reminders: only to the silent, at hours when one may be written to, twice at most."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from meetings.domain.asking import state_of
from meetings.domain.reminding import (
    MOST_REMINDERS,
    PATIENCE,
    due,
    is_decent,
    may_leave_alone,
)
from partners.domain.days_off import DaysOff, SchoolHolidays
from tests.meetings.domain.builders import FATHER, MOTHER, PARIS, TEACHER, at
from tests.meetings.domain.test_asking import asked, round_, table

OPENED = datetime(2026, 12, 21, 10, tzinfo=PARIS)  # a Monday; the slots are a month later
PEOPLE = (MOTHER, FATHER, TEACHER)
HOURS = 24 * 14
TABLE = table()
NONE_OFF = DaysOff()
OFF = DaysOff(
    public=((date(2027, 1, 1), "Jour de l’an"), (date(2027, 3, 29), "Lundi de Pâques")),
    school=(SchoolHolidays(date(2027, 2, 13), date(2027, 2, 28), "vacances d’hiver"),),
    known_until=date(2028, 8, 31),
    zone="zone A",
)


@pytest.mark.parametrize(
    ("moment", "decent"),
    [
        ("2027-01-04 08:29", False),
        ("2027-01-04 08:30", True),
        ("2027-01-04 18:30", True),
        ("2027-01-04 18:31", False),
        ("2027-01-09 10:00", True),  # a Saturday
        ("2027-01-10 10:00", False),  # a Sunday
        ("2027-01-01 10:00", False),
        ("2027-03-29 10:00", False),  # Easter Monday
    ],
)
def test_one_writes_at_decent_hours(moment, decent):
    assert is_decent(at(moment), OFF) is decent


@pytest.mark.parametrize(
    ("day", "leaves"),
    [("2027-02-12", True), ("2027-02-13", False), ("2027-02-26", False), ("2027-03-01", True)],
)
def test_in_school_holidays_only_a_reminder_sent_by_hand(day, leaves):
    moment = at(f"{day} 10:00")
    assert is_decent(moment, OFF)
    assert may_leave_alone(moment, OFF) is leaves


def _due(question, moment):
    state = state_of(table(), round_(question), moment)
    return [one.person for one in due(state, moment, NONE_OFF)]


def test_three_days_after_asking_then_three_days_after_the_last_reminder():
    question = replace(asked(MOTHER, by_mail=True), asked_at=at("2027-01-04 10:00"))
    assert _due(question, at("2027-01-07 09:59")) == []
    assert _due(question, at("2027-01-07 10:00")) == [MOTHER]
    once = replace(question, reminders=1, reminded_at=at("2027-01-07 10:00"))
    assert _due(once, at("2027-01-09 18:00")) == []
    assert _due(once, at("2027-01-11 10:00")) == [MOTHER]
    twice = replace(once, reminders=2, reminded_at=at("2027-01-11 10:00"))
    assert _due(twice, at("2027-01-18 10:00")) == []


@pytest.mark.parametrize(
    "changes", [{"by_mail": False}, {"is_quiet": True}, {"answered_at": at("2027-01-05 10:00")}]
)
def test_who_is_never_reminded(changes):
    question = replace(
        asked(MOTHER), **({"by_mail": True, "asked_at": at("2027-01-04 10:00")} | changes)
    )
    assert _due(question, at("2027-01-12 10:00")) == []


def test_nobody_is_reminded_once_every_slot_is_gone():
    question = replace(asked(MOTHER, by_mail=True), asked_at=at("2027-01-19 10:00"))
    assert _due(question, at("2027-01-22 10:05")) == [MOTHER]
    assert _due(question, at("2027-01-22 10:20")) == []


def _remind(questions, moment, days_off, sent):
    """One hourly run: what leaves is noted, as the act does."""
    state = state_of(TABLE, round_(*questions.values(), weakest_first=False), moment)
    for one in due(state, moment, days_off):
        question = questions[one.person]
        sent.append((one.person, moment))
        questions[one.person] = replace(
            question, reminders=question.reminders + 1, reminded_at=moment
        )


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.sampled_from(PEOPLE), st.integers(0, HOURS)),
    st.integers(0, 59),
    st.sets(st.sampled_from(PEOPLE)),
    st.integers(0, 8),
)
def test_over_simulated_days(answers, minute, quiet, off):
    """`answers` is after how many hours each person answers; those not in it stay silent.

    The first `off` days are school holidays; at least four days of school are left.
    """
    last = OPENED.date() + timedelta(days=off - 1)
    holidays = (SchoolHolidays(OPENED.date(), last, "vacances de Noël"),) if off else ()
    days_off = DaysOff(school=holidays, public=OFF.public)
    questions = {
        person: replace(asked(person, by_mail=True), asked_at=OPENED, is_quiet=person in quiet)
        for person in PEOPLE
    }
    sent = []
    for hour in range(HOURS):
        moment = OPENED + timedelta(hours=hour, minutes=minute)
        for person in (one for one, after in answers.items() if after == hour):
            questions[person] = replace(questions[person], answered_at=moment)
        _remind(questions, moment, days_off, sent)
    answered = {one: OPENED + timedelta(hours=h, minutes=minute) for one, h in answers.items()}
    for person, moment in sent:
        assert person not in quiet
        assert person not in answered or moment < answered[person]
        assert moment - OPENED >= PATIENCE
        assert is_decent(moment, days_off)
        assert off == 0 or moment.date() > last
    assert all(count <= MOST_REMINDERS for count in Counter(p for p, _ in sent).values())
    silent = set(PEOPLE) - quiet - answered.keys()
    assert {person for person, _ in sent} >= silent
