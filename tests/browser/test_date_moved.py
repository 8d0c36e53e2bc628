"""The coordinator moves the meeting, by the keyboard alone: each receives what concerns them."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from intermetiers.web.models import OutgoingMail
from meetings.invitations import invite
from meetings.models import Asked
from meetings.writing import locked
from tests import factories
from tests.browser.hands import Keyboard
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out
from tests.meetings.preparing.dated import make_held


@pytest.fixture
def held(meeting, alice):
    """Besides those of `make_held`, a speech therapist who holds an invitation."""
    meeting = make_held(meeting, alice)
    card = factories.make_professional(meeting.team, "orthophoniste", email="ortho@example.org")
    meeting.therapist = factories.make_participant(meeting, professional=card)
    with locked(meeting) as row:
        invite(row, [meeting.therapist.pk], by=alice, now=timezone.now())
    for seat in meeting.participants.exclude(pk__in=[meeting.father.pk, meeting.mother.pk]):
        factories.make_answer(meeting.other, seat)
    OutgoingMail.objects.all().delete()
    return meeting


def sequence_of(mail):
    return re.search(r"SEQUENCE:(\d+)", mail.calendar).group(1)


def test_each_receives_what_concerns_them(visit, alice, held, screenshots):
    page = visit(alice, bypass_csp=True, reduced_motion="reduce")
    keyboard, faults = Keyboard(page), []

    def look(name):
        page.screenshot(path=screenshots / f"date-moved-{name}.png", full_page=True)
        faults.extend(axe_faults(page))

    page.goto(reverse("meetings:guest_remove", args=[held.reference, held.therapist.pk]))
    keyboard.press(page.get_by_role("button", name=re.compile("Retirer")))
    expect(page).not_to_have_url(re.compile("retirer"))
    page.goto(reverse("meetings:slot", args=[held.reference]))
    keyboard.press(page.get_by_role("link", name="Changer la date", exact=True))
    expect(page.get_by_role("heading", level=1)).to_have_text("Changer la date")
    look("before")
    keyboard.pick(page.get_by_role("radio").first)
    keyboard.write(page.get_by_label("Pourquoi la date change"), "sortie de la classe")
    keyboard.press(page.get_by_role("button", name="Changer la date et prévenir"))
    expect(page.get_by_text("À prévenir du changement de date")).to_be_visible()
    look("after")

    letters = {mail.recipient: mail for mail in OutgoingMail.objects.all()}
    assert OutgoingMail.objects.count() == len(letters) == 3
    told, taken_back = letters["pe@example.org"], letters["ortho@example.org"]
    assert (told.calendar_method, sequence_of(told)) == ("REQUEST", "1")
    assert (taken_back.calendar_method, sequence_of(taken_back)) == ("CANCEL", "1")
    plain = letters["david.morel@example.org"]
    assert (plain.calendar, plain.subject) == ("", "La date de votre réunion a changé")
    assert [asked.participant for asked in Asked.objects.all()] == [held.father]
    assert not any("Yanis" in mail.subject + mail.calendar for mail in letters.values())

    keyboard.press(page.get_by_role("button", name=re.compile("C’est dit")))
    expect(page.get_by_text("À prévenir du changement de date")).to_be_hidden()
    assert faults == []


def test_the_father_says_on_his_phone_that_the_new_date_suits(visit, alice, held, screenshots):
    """Without JavaScript, on both sides."""
    page = visit(alice, javascript=False, width=400)
    page.goto(reverse("meetings:date_change", args=[held.reference]))
    assert sticking_out(page) == []
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Changer la date et prévenir").click()
    expect(page.get_by_text("Date changée", exact=False).first).to_be_visible()
    text = OutgoingMail.objects.get(recipient="david.morel@example.org").text
    answer, brief = (re.search(rf"/{door}/\S+", text).group() for door in "rb")
    phone = visit(javascript=False, width=400, height=800, has_touch=True)
    phone.goto(answer)
    expect(phone.get_by_text("La date a changé")).to_be_visible()
    phone.screenshot(path=screenshots / "date-moved-asked.png", full_page=True)
    phone.get_by_text("Oui", exact=True).tap()
    phone.get_by_role("button", name="Envoyer mes réponses").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Merci, vos réponses sont envoyées")
    assert held.father.answers.get().slot == held.other
    phone.goto(brief)
    expect(phone.get_by_text("La date a changé")).to_be_visible()
    phone.screenshot(path=screenshots / "date-moved-brief.png", full_page=True)
