"""A date is chosen, each is invited by calendar, the outbox shows it: by keyboard, by phone."""

from datetime import datetime, time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Invitation
from tests import factories
from tests.browser.hands import Keyboard
from tests.browser.test_axe import faults_of
from tests.meetings.invited import guests_of, sent, with_addresses


@pytest.fixture
def looking(meeting, in_seven_weeks):
    """A meeting with a place and a date to choose, where everybody has an address."""
    meeting.chosen_place = factories.make_place(meeting, address="4 rue des Lilas, Lyon 3e")
    meeting.save()
    starts_at = timezone.make_aware(datetime.combine(in_seven_weeks, time(10, 15)))
    factories.make_slot(meeting, starts_at)
    return with_addresses(meeting)


def test_a_date_goes_into_every_agenda_without_a_mouse(visit, alice, looking, screenshots):
    page = visit(alice, reduced_motion="reduce")
    hand = Keyboard(page)
    page.goto(f"/reunions/{looking.reference}/creneau")
    hand.press(page.get_by_role("button", name="Choisir").first)
    hand.press(page.get_by_role("link", name="Mettre la date dans l’agenda de chacun"))
    expect(page.get_by_role("heading", name="Qui a la date dans son agenda")).to_be_visible()
    hand.press(page.get_by_role("link", name="Relire et inviter"))
    hand.open(page.locator("summary", has_text="Lire le message").first)
    expect(page.get_by_text("Alice Martin vous invite à une réunion.").first).to_be_visible()
    page.screenshot(path=screenshots / "invite-draft.png", full_page=True)
    hand.press(page.get_by_role("button", name="Envoyer les invitations"))
    expect(page.get_by_text("sont dans la boîte d’envoi")).to_be_visible()
    page.screenshot(path=screenshots / "invitations.png", full_page=True)
    assert len(sent()) == len(guests_of(looking)) == 2
    hand.press(page.get_by_role("link", name="Voir la boîte d’envoi"))
    hand.open(page.locator("summary", has_text="Une invitation d’agenda est jointe").first)
    expect(page.get_by_text("Réunion avec Alice Martin").first).to_be_visible()
    page.screenshot(path=screenshots / "invitations-outbox.png", full_page=True)


def test_inviting_one_and_taking_back_on_a_phone_without_scripts(visit, alice, looking):
    looking.chosen_slot = looking.slots.get()
    looking.save()
    father = looking.participants.get(family_member__relation="père")
    page = visit(alice, width=400, javascript=False)
    page.goto(f"/reunions/{looking.reference}/invitations")
    page.locator(f"#invited-{father.pk}").get_by_role("link", name="Inviter").click()
    page.get_by_role("button", name="Envoyer les invitations").click()
    assert [to for to, *_ in sent()] == [f"siege{father.pk}@example.org"]
    page.locator(f"#invited-{father.pk}").get_by_role("link", name="Retirer").click()
    page.get_by_role("button", name="Retirer l’invitation").click()
    expect(page.get_by_text("L’invitation est retirée.")).to_be_visible()
    assert not Invitation.objects.filter(withdrawn_at=None).exists()


def test_no_fault_on_the_pages_of_invitations(look, alice, looking):
    looking.chosen_slot = looking.slots.get()
    looking.save()
    page = look(alice, width=400)
    page.goto(f"/reunions/{looking.reference}/invitations/envoyer")
    page.locator("summary", has_text="Lire le message").first.click()
    faults = faults_of(page)
    for ticked in page.get_by_role("checkbox").all():
        ticked.uncheck()
    page.get_by_role("button", name="Envoyer les invitations").click()
    expect(page.get_by_text("Cochez au moins une personne").first).to_be_visible()
    faults += faults_of(page)
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Envoyer les invitations").click()
    expect(page.get_by_role("heading", name="Ont une invitation")).to_be_visible()
    faults += faults_of(page)
    page.goto("/courriels")
    page.locator("summary", has_text="est jointe").first.click()
    assert faults + faults_of(page) == []
