"""Messages to those who hold a decision: who gets one, when, and what stops it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.models import DecisionReminder
from tests.meetings.following.decided import BOOK, HELD, ROOM, decide, decision, seat_of

DUE = datetime(2027, 2, 5, 9, tzinfo=UTC)  # a Friday, fifteen days after
BEFORE = datetime(2027, 3, 16, 9, tzinfo=UTC)  # three working days before 19 March
FATHER, HEAD = "david.morel@example.org", "directrice@example.org"


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    settings.EMAIL_HOST = "mail.example.org"

    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(DUE)
    return at


@pytest.fixture
def decided(case_1, alice):
    card = seat_of(case_1, metier="directeur_ecole").professional
    card.email = HEAD
    card.save()
    decide(case_1, alice)
    return case_1


def run():
    call_command("remind_holders")
    return sorted(OutgoingMail.objects.values_list("recipient", flat=True))


def test_at_fifteen_days_each_holder_with_an_address_is_written_to_once(decided, alice):
    assert run() == [FATHER, HEAD]
    mail = OutgoingMail.objects.get(recipient=FATHER)
    assert mail.created_by == alice
    for text in (mail.subject, mail.text, mail.html):
        assert "Yanis" not in text
        assert ROOM not in text
    assert "/d/" in mail.text
    assert not JournalEntry.objects.filter(act="holder_reminded").exclude(account=None)
    assert run() == [FATHER, HEAD]


def test_over_three_months_of_runs_two_leave_to_each(decided, clock):
    for hours in range(0, 24 * 90, 5):
        clock(HELD + timedelta(hours=hours))
        run()
    abouts = DecisionReminder.objects.filter(participant=seat_of(decided, "père"))
    assert sorted(abouts.values_list("about", flat=True)) == ["before", "fifteen"]
    assert OutgoingMail.objects.count() == 4


def test_one_message_for_all_that_one_holds(case_1, alice):
    father = seat_of(case_1, "père")
    decide(case_1, alice, ("Autre chose", [f"p{father.pk}"], ""))
    assert run() == [FATHER]
    assert DecisionReminder.objects.count() == 2
    assert "2 choses" in OutgoingMail.objects.get().text


@pytest.mark.parametrize("said", ["done", "given_up"])
def test_none_once_it_is_over(decided, said):
    decision(ROOM).reports.create(said=said, said_at=HELD, source="link")
    assert run() == []


def test_taken_up_again_it_leaves_again(decided):
    decision(ROOM).reports.create(said="done", said_at=HELD, source="link")
    decision(ROOM).reports.create(said="to_do", said_at=HELD, source="typed")
    assert run() == [FATHER, HEAD]


def test_none_to_whom_nothing_may_be_given(decided):
    father = seat_of(decided, "père").family_member
    father.may_receive = "nothing"
    father.save()
    assert run() == [HEAD]


def test_none_when_it_is_late_and_all_was_sent(decided, clock):
    run()
    clock(datetime(2027, 3, 30, 9, tzinfo=UTC))
    assert run() == [FATHER, HEAD]


@pytest.mark.parametrize(
    "moment",
    [DUE - timedelta(days=1), DUE + timedelta(hours=12), datetime(2027, 2, 7, 9, tzinfo=UTC)],
    ids=["too early", "night", "sunday"],
)
def test_none_at_the_wrong_moment(decided, clock, moment):
    clock(moment)
    assert run() == []


def test_none_while_suspended(alice_client, decided):
    alice_client.post(reverse("meetings:decision_reminders", args=[decided.reference]))
    assert run() == []


def test_none_for_a_meeting_called_off_nor_a_decision_taken_out(decided):
    decided.decisions.filter(pk=decision(ROOM).pk).update(withdrawn_at=HELD)
    assert run() == []
    decided.decisions.update(withdrawn_at=None)
    decided.cancelled_at = HELD
    decided.save()
    assert run() == []


def test_without_an_address_none_and_nothing_is_written(decided):
    run()
    assert not DecisionReminder.objects.filter(decision=decision(BOOK)).exists()


def test_without_a_mail_server_it_says_so(decided, settings):
    settings.EMAIL_HOST = ""
    with pytest.raises(CommandError, match="Aucun serveur"):
        call_command("remind_holders")
    assert not OutgoingMail.objects.exists()
