"""What is known of when somebody is busy: kept, replaced, forgotten, each in one act."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError

from intermetiers.web.models import JournalEntry
from partners import actions
from partners.models import BusyTime, Calendar
from tests.factories import NOW, make_calendar, make_professional, make_pupil, make_relative

HOUR = timedelta(hours=1)


def spans(count):
    return [(NOW + number * 2 * HOUR, NOW + (number * 2 + 1) * HOUR) for number in range(count)]


@pytest.fixture(params=["professional", "relative"])
def person(request, team):
    if request.param == "professional":
        return make_professional(team)
    return make_relative(make_pupil(team))


def test_a_calendar_is_kept_with_a_line_of_counts(person, team, alice):
    calendar = make_calendar(person, *spans(3), by=alice, left_out=("Une phrase.",))
    assert [(row.starts_at, row.ends_at) for row in calendar.times.all()] == spans(3)
    assert (calendar.busy_count, calendar.left_out) == (3, ["Une phrase."])
    entry = JournalEntry.objects.get(act="calendar_kept")
    assert (entry.account, entry.scope) == (alice, team.pk)
    assert entry.detail == {"busy": 3, "left_out": 1}
    assert "phrase" not in json.dumps(entry.detail)


def test_a_new_file_takes_the_place_of_the_one_before(person, alice):
    make_calendar(person, *spans(3), by=alice)
    make_calendar(person, *spans(1), by=None, now=NOW + HOUR)
    assert Calendar.objects.get().read_at == NOW + HOUR
    assert BusyTime.objects.count() == 1
    assert JournalEntry.objects.filter(act="calendar_kept", account=None).count() == 1


def test_a_calendar_is_forgotten_whole_and_once(person, alice):
    make_calendar(person, *spans(3), by=alice)
    assert actions.forget_calendar(person, by=alice, now=NOW)
    assert not actions.forget_calendar(person, by=alice, now=NOW)
    assert not Calendar.objects.exists()
    assert not BusyTime.objects.exists()
    assert JournalEntry.objects.get(act="calendar_forgotten").detail == {"busy": 3}


def test_a_calendar_has_one_owner(team):
    with pytest.raises(IntegrityError):
        Calendar.objects.create(
            professional=make_professional(team),
            family_member=make_relative(make_pupil(team)),
            read_at=NOW,
            first_day=NOW.date(),
            last_day=NOW.date(),
            busy_count=0,
        )
