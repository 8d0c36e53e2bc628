"""Asking about the date a meeting has already, because it changed: that one, and no other."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import OutgoingMail
from meetings.asking.actions.reminders import remind_silent
from meetings.asking.actions.rounds import ask_by_mail
from meetings.preparing.actions.slots import NewDate, change_date
from tests import factories
from tests.meetings.preparing.dated import make_held
from tests.meetings.preparing.days import in_days


@pytest.fixture
def moved(meeting, alice):
    """A meeting whose date has just changed; the psychologist was told nothing and has an address."""
    meeting = make_held(meeting, alice)
    card = meeting.psychologist.professional
    card.email = "psy@example.org"
    card.save()
    now = timezone.now()
    change_date(meeting, NewDate(meeting.other.pk), seen=None, by=alice, now=now)
    OutgoingMail.objects.all().delete()
    return meeting


def test_the_page_says_that_one_date_is_asked_about(alice_client, moved):
    page = alice_client.get(reverse("meetings:ask", args=[moved.reference])).content.decode()
    assert "on demande seulement si chacun peut venir" in page
    assert "changez la date" not in page


def test_the_message_names_the_date_and_asks_for_no_other(moved, alice):
    ask_by_mail(moved, moved.psychologist.pk, by=alice, now=timezone.now())
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Une réunion se prépare : pouvez-vous venir ?"
    for text in (mail.text, mail.html):
        assert "10\u00a0h – 11\u00a0h" in text
        assert "cherche une date" not in text
        assert "Yanis" not in text


def test_a_reminder_does_too(moved):
    later = in_days(4).replace(hour=10)
    while later.isoweekday() > 5:
        later += timedelta(days=1)
    assert remind_silent(moved, now=later) == 2
    assert all("cherche une date" not in mail.text for mail in OutgoingMail.objects.all())


def test_nobody_answers_any_more_once_the_day_is_over(client, moved, alice):
    factories.make_answer(moved.other, moved.father)
    ask_by_mail(moved, moved.psychologist.pk, by=alice, now=timezone.now())
    address = next(line for line in OutgoingMail.objects.get().text.splitlines() if "/r/" in line)
    moved.other.starts_at = timezone.now() - timedelta(hours=2)
    moved.other.ends_at = timezone.now() - timedelta(hours=1)
    moved.other.save()
    page = client.get(address).content.decode()
    assert "a déjà eu lieu" in page
    assert "<form" not in page
