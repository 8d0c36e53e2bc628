"""Who follows a pupil: since when, until when, and what a departure ends."""

from datetime import date

import pytest

from intermetiers.web.models import JournalEntry
from partners import actions
from partners.models import Following
from tests.factories import NOW, make_following, make_professional, make_pupil

SEPTEMBER, JUNE = date(2026, 9, 1), date(2026, 6, 30)


@pytest.fixture
def pupil(team):
    return make_pupil(team)


@pytest.fixture
def educator(team):
    return make_professional(team, "educateur_specialise", last_name="Cohen")


def test_following_twice_keeps_the_first_day_and_one_line(pupil, educator, alice):
    first = actions.follow(pupil, educator, since=SEPTEMBER, by=alice, now=NOW)
    again = actions.follow(pupil, educator, since=NOW.date(), by=alice, now=NOW)
    assert again == first
    assert Following.objects.get().since == SEPTEMBER
    assert JournalEntry.objects.get().act == "following_added"


def test_who_comes_back_has_two_followings(pupil, educator, alice):
    make_following(pupil, educator, until=JUNE)
    actions.follow(pupil, educator, since=SEPTEMBER, by=alice, now=NOW)
    assert list(Following.objects.values_list("until", flat=True)) == [JUNE, None]


def test_ending_twice_keeps_the_first_day(pupil, educator, alice):
    following = make_following(pupil, educator)
    actions.end_following(following, until=JUNE, by=alice, now=NOW)
    actions.end_following(following, until=NOW.date(), by=alice, now=NOW)
    assert Following.objects.get().until == JUNE
    assert JournalEntry.objects.get().act == "following_ended"


def test_what_was_noted_by_mistake_disappears(pupil, educator, alice):
    actions.erase_following(make_following(pupil, educator), by=alice, now=NOW)
    assert not Following.objects.exists()


def test_who_leaves_follows_nobody_any_more(team, educator, alice):
    long_since = make_following(make_pupil(team), educator, since=date(2024, 9, 1))
    unknown = make_following(make_pupil(team), educator)
    later = make_following(make_pupil(team), educator, since=date(2026, 10, 5))
    past = make_following(make_pupil(team), educator, until=JUNE)
    of_another = make_following(make_pupil(team))
    actions.leave(educator, since=SEPTEMBER, by=alice, now=NOW)

    educator.refresh_from_db()
    assert educator.archived_at == NOW
    until = dict(Following.objects.values_list("pk", "until"))
    assert until == {
        long_since.pk: SEPTEMBER,
        unknown.pk: SEPTEMBER,
        later.pk: date(2026, 10, 5),
        past.pk: JUNE,
        of_another.pk: None,
    }
    assert JournalEntry.objects.get().detail == {"followings": 3}


def test_leaving_twice_changes_nothing(pupil, educator, alice):
    actions.leave(educator, since=SEPTEMBER, by=alice, now=NOW)
    following = make_following(pupil, educator)
    actions.leave(educator, since=JUNE, by=alice, now=NOW)
    following.refresh_from_db()
    assert following.until is None


@pytest.mark.parametrize(
    ("since", "until", "span"),
    [
        (None, None, ""),
        (SEPTEMBER, None, "depuis le 1er\u00a0septembre 2026"),
        (None, JUNE, "jusqu’au 30\u00a0juin 2026"),
        (JUNE, SEPTEMBER, "du 30\u00a0juin 2026 au 1er\u00a0septembre 2026"),
    ],
)
def test_a_following_says_its_days(since, until, span):
    assert Following(since=since, until=until).span == span
