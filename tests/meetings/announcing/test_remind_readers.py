"""Those who never opened their brief: who gets a reminder, when, and what stops it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.models import BriefReminder, Handing
from tests import factories
from tests.guests import make_link
from tests.meetings.announcing.viewpoints import make_contribution

HANDED = datetime(2027, 1, 4, 9, tzinfo=UTC)
DUE = datetime(2027, 1, 7, 9, tzinfo=UTC)  # a Thursday, two weeks before the meeting


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    settings.EMAIL_HOST = "mail.example.org"

    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(DUE)
    return at


@pytest.fixture
def father(case_1):
    return case_1.participants.get(family_member__relation="père")


@pytest.fixture
def handed(case_1, alice, father):
    case_1.brief_given_on = HANDED.date()
    case_1.save()
    return Handing.objects.create(
        participant=father, by_way="mail", handed_on=HANDED.date(), language="fr",
        noted_at=HANDED, noted_by=alice,
    )  # fmt: skip


def url(meeting):
    return reverse("meetings:brief_reminders", args=[meeting.reference])


def run():
    call_command("remind_readers")
    return OutgoingMail.objects.count()


def test_who_never_opened_is_reminded_with_a_link_of_their_own(case_1, alice, father, handed):
    assert run() == 1
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.created_by) == ("david.morel@example.org", alice)
    assert "Yanis" not in mail.subject + mail.text + mail.html
    assert re.search(r"/b/[\w-]{43}", mail.text)
    assert BriefReminder.objects.get().mail == mail
    assert JournalEntry.objects.get(act="brief_reminded").account is None
    assert run() == 1


def test_over_two_weeks_of_hourly_runs_two_leave(handed, clock):
    moments = []
    for hour in range(24 * 13):
        clock(DUE + timedelta(hours=hour))
        before = OutgoingMail.objects.count()
        if run() > before:
            moments.append(hour)
    assert len(moments) == 2
    assert moments[1] - moments[0] >= 24 * 3 - 9


def test_not_before_three_days(handed, clock):
    clock(HANDED + timedelta(days=2))
    assert run() == 0


def test_opening_stops_it(father, alice, handed):
    make_link(father, alice, opened_at=HANDED + timedelta(hours=1))
    assert run() == 0


def test_an_answer_on_the_date_stops_it(case_1, father, handed):
    case_1.chosen_slot.answers.filter(participant=father).update(answered_at=HANDED)
    assert run() == 0


def test_a_point_of_view_stops_it(father, handed):
    make_contribution(father, "Il est fatigué.")
    assert run() == 0


def test_having_said_i_read_stops_it(case_1, father, handed):
    information = case_1.agenda.filter(kind="decide").first().informations.get()
    father.read_marks.create(information=information, said="read", said_at=HANDED, source="phone")
    assert run() == 0


@pytest.mark.parametrize("way", ["letter", "hand", "link"])
def test_none_to_whom_it_was_not_mailed(handed, way):
    handed.by_way = way
    handed.save()
    assert run() == 0


def test_none_when_the_message_came_back(handed, alice):
    handed.mail = OutgoingMail.objects.create(
        about="", recipient="x@example.org", subject="s", text="t", created_at=HANDED,
        created_by=alice, failed_at=HANDED, failure="le serveur refuse cette adresse",
    )  # fmt: skip
    handed.save()
    run()
    assert not BriefReminder.objects.exists()


def test_none_to_somebody_a_judge_forbids_since(father, handed):
    father.family_member.may_receive = "nothing"
    father.family_member.save()
    assert run() == 0


@pytest.mark.parametrize(
    "moment",
    [
        DUE + timedelta(hours=11),
        datetime(2027, 1, 10, 9, tzinfo=UTC),
        datetime(2027, 1, 1, 9, tzinfo=UTC),
        datetime(2027, 1, 22, 9, tzinfo=UTC),
    ],
    ids=["night", "sunday", "holiday", "after the meeting"],
)
def test_none_at_the_wrong_moment(handed, clock, moment):
    clock(moment)
    assert run() == 0


def test_none_in_school_holidays_of_the_team(case_1, handed, clock):
    moment = datetime(2027, 2, 16, 10, tzinfo=UTC)  # in the holidays of zone A
    slot = case_1.chosen_slot
    slot.starts_at, slot.ends_at = moment + timedelta(days=9), moment + timedelta(days=9, hours=1)
    slot.save()
    clock(moment)
    case_1.team.zone = "A"
    case_1.team.save()
    assert run() == 0
    case_1.team.zone = "B"
    case_1.team.save()
    assert run() == 1


def test_suspended_and_resumed(alice_client, case_1, handed):
    alice_client.post(url(case_1), {"pause": "1"})
    assert run() == 0
    alice_client.post(url(case_1), {"resume": "1"})
    assert run() == 1


def test_none_for_a_meeting_called_off(case_1, handed):
    case_1.cancelled_at = HANDED
    case_1.save()
    assert run() == 0


def test_by_hand_once_even_in_the_first_days(alice_client, alice, case_1, father, handed, clock):
    clock(HANDED + timedelta(hours=2))
    data = {"person": father.pk, "form_key": factories.new_key()}
    for _ in range(2):
        alice_client.post(url(case_1), data)
    assert OutgoingMail.objects.get().created_by == alice


def test_by_hand_never_at_night_nor_to_who_opened(
    alice_client, alice, case_1, father, handed, clock
):
    clock(DUE + timedelta(hours=11))
    alice_client.post(url(case_1), {"person": father.pk, "form_key": factories.new_key()})
    clock(DUE)
    make_link(father, alice, opened_at=HANDED)
    response = alice_client.post(
        url(case_1), {"person": father.pk, "form_key": factories.new_key()}, follow=True
    )
    assert "Aucun rappel ne part" in response.content.decode()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("person", ["", "abc", "999999999999999999999"])
def test_nobody_of_that_number(alice_client, case_1, handed, person):
    assert alice_client.post(url(case_1), {"person": person}).status_code == 404


def test_without_a_mail_server_it_says_so(handed, settings):
    settings.EMAIL_HOST = ""
    with pytest.raises(CommandError, match="Aucun serveur"):
        call_command("remind_readers")
    assert not OutgoingMail.objects.exists()
