"""The command that runs every hour: who gets a reminder, and who never does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.models import Asked, PrivateLink
from tests import factories
from tests.meetings.asking.cast import open_round, seat_of

MONDAY = datetime(2027, 1, 11, 9, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch, settings):
    """Sets the time it is for the command; a mail server is named."""
    settings.EMAIL_HOST = "mail.example.org"

    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(MONDAY)
    return at


@pytest.fixture
def mother(meeting):
    mother = seat_of(meeting, "mère")
    mother.family_member.email = "samia@example.org"
    mother.family_member.save()
    return mother


@pytest.fixture
def asked(meeting, alice, mother, clock):
    round = open_round(meeting, alice)
    return Asked.objects.create(
        round=round, participant=mother, asked_at=MONDAY - timedelta(days=4), by_mail=True
    )


def _run():
    call_command("remind_silent")
    return OutgoingMail.objects.count()


def test_the_silent_are_reminded_with_a_link_of_their_own(meeting, alice, mother, asked):
    assert _run() == 1
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.created_by) == ("samia@example.org", alice)
    assert "/r/" in mail.text
    link = PrivateLink.objects.get()
    assert (link.participant, link.purpose, link.made_by) == (mother, "slots", alice)
    entry = JournalEntry.objects.get(act="reminded")
    assert (entry.account, entry.subject) == (None, f"meeting:{meeting.pk}")
    assert _run() == 1


def test_over_two_weeks_of_hourly_runs_two_leave(asked, clock):
    moments = []
    for hour in range(24 * 14):
        clock(MONDAY + timedelta(hours=hour))
        before = OutgoingMail.objects.count()
        if _run() > before:
            moments.append(hour)
    assert moments == [0, 24 * 3]


def test_an_answer_stops_them(meeting, mother, asked):
    for slot in meeting.slots.all():
        factories.make_answer(slot, mother)
    assert _run() == 0


@pytest.mark.parametrize(
    "moment", [MONDAY + timedelta(hours=11), MONDAY + timedelta(days=6)], ids=["night", "sunday"]
)
def test_none_at_night_or_on_sunday(asked, clock, moment):
    clock(moment)
    assert _run() == 0


WINTER = datetime(2027, 2, 16, 10, tzinfo=UTC)  # in the holidays of zone A, not of zone B
GOOD_FRIDAY = datetime(2027, 3, 26, 10, tzinfo=UTC)  # a holiday in Alsace


@pytest.mark.parametrize(
    ("moment", "zone", "territory", "sent"),
    [
        (WINTER, "A", "", 0),
        (WINTER, "B", "", 1),
        (WINTER, "Corse", "", 1),
        (GOOD_FRIDAY, "B", "", 1),
        (GOOD_FRIDAY, "B", "6AE", 0),
    ],
)
def test_the_holidays_of_the_team_count(meeting, asked, clock, moment, zone, territory, sent):
    for day, slot in enumerate(meeting.slots.all(), start=9):
        slot.starts_at = moment + timedelta(days=day)
        slot.ends_at = slot.starts_at + timedelta(hours=1)
        slot.save()
    meeting.team.zone, meeting.team.territory = zone, territory
    meeting.team.save()
    clock(moment)
    assert _run() == sent


def test_outside_decent_days_meetings_are_not_read(asked, clock, django_assert_num_queries):
    clock(MONDAY + timedelta(hours=11))
    with django_assert_num_queries(1):
        call_command("remind_silent")


def test_none_once_the_date_is_chosen_the_round_closed_or_the_meeting_off(meeting, asked):
    asked.round.closed_at = MONDAY
    asked.round.save()
    assert _run() == 0
    asked.round.closed_at = None
    asked.round.save()
    meeting.cancelled_at = MONDAY
    meeting.save()
    assert _run() == 0


def test_none_to_somebody_a_judge_forbids_since(mother, asked):
    mother.family_member.may_receive = "nothing"
    mother.family_member.save()
    assert _run() == 0
    assert not PrivateLink.objects.exists()


def test_none_to_somebody_left_in_peace(asked):
    asked.quiet_since = MONDAY
    asked.save()
    assert _run() == 0


def test_a_day_gone_by_is_not_asked_for(asked):
    asked.round.answer_by = (MONDAY - timedelta(days=1)).date()
    asked.round.save()
    _run()
    assert "jusqu’au" not in OutgoingMail.objects.get().text


def test_without_a_mail_server_it_says_so(asked, settings):
    settings.EMAIL_HOST = ""
    with pytest.raises(CommandError, match="Aucun serveur"):
        call_command("remind_silent")
    assert not OutgoingMail.objects.exists()


def test_the_page_says_that_reminders_wait(meeting, alice, asked, clock, client):
    url = reverse("meetings:ask", args=[meeting.reference])
    pages = []
    for day in (WINTER, WINTER + timedelta(days=14)):
        clock(day)
        client.force_login(alice, backend="partners.backends.PasswordBackend")
        pages.append(client.get(url).content.decode())
    assert "jusqu’au 28\u00a0février, aucune relance ne part" in pages[0]
    assert "aucune relance ne part" not in pages[1]
