"""A calendar given on a phone without scripts, and by the coordinator: told, kept, forgotten."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from meetings.domain.kinds import Role
from partners.models import Calendar
from tests import factories
from tests.intermetiers.web.calendars.files import at, calendar, event
from tests.meetings.asking.cast import make_answer_link, open_round


def write_calendar(folder, slot):
    """A file whose second event takes the slot, and whose third has no date that exists."""
    day = f"{timezone.localtime(slot.starts_at):%Y%m%d}"
    before = f"{timezone.localdate() + timedelta(days=2):%Y%m%d}"
    path = folder / "mon agenda.ics"
    path.write_bytes(
        calendar(
            event("SUMMARY:Dentiste", *at(before)),
            event("SUMMARY:Cantine", *at(day, "T080000", "T230000")),
            event("SUMMARY:Un jour", "DTSTART:20270230T250000"),
        )
    )
    return path


def test_the_aesh_gives_a_calendar_on_a_phone_without_scripts(
    visit, alice, meeting, tmp_path, screenshots
):
    card = factories.make_professional(meeting.team, "aesh", gender="f", first_name="Nadia")
    seat = factories.make_participant(meeting, Role.PROFESSIONAL, professional=card)
    open_round(meeting, alice, seat)
    file = write_calendar(tmp_path, meeting.slots.first())
    page = visit(width=320, height=700, javascript=False)
    page.goto(f"/r/{make_answer_link(seat, alice)}")
    page.get_by_role("link", name="donner votre agenda").click()
    page.screenshot(path=screenshots / "calendar-guest.png", full_page=True)
    page.get_by_label("Le fichier de l’agenda").set_input_files(file)
    page.get_by_role("button", name="Lire mon agenda").click()
    expect(page.get_by_text("Deux moments occupés")).to_be_visible()
    expect(page.get_by_text("Un rendez-vous a une date qui ne se lit pas")).to_be_visible()
    page.screenshot(path=screenshots / "calendar-guest-read.png", full_page=True)
    assert not Calendar.objects.exists()
    page.get_by_role("button", name="Garder ces heures").click()
    expect(page.get_by_text("Votre agenda est noté")).to_be_visible()
    page.screenshot(path=screenshots / "calendar-guest-kept.png", full_page=True)
    assert card.calendars.get().busy_count == 2
    coordinator = visit(alice)
    coordinator.goto(f"/reunions/{meeting.reference}/creneau")
    expect(coordinator.get_by_text("son agenda, lu le").first).to_be_visible()
    expect(coordinator.get_by_text("Dentiste")).to_have_count(0)
    page.get_by_role("button", name="Effacer mon agenda").click()
    expect(page.get_by_role("button", name="Lire mon agenda")).to_be_visible()
    assert not Calendar.objects.exists()


def test_the_coordinator_drops_a_calendar_and_reads_it_beside_the_slots(
    visit, alice, meeting, tmp_path, screenshots
):
    mother = meeting.participants.get(family_member__relation="mère")
    open_round(meeting, alice, mother)
    file = write_calendar(tmp_path, meeting.slots.first())
    page = visit(alice)
    page.goto(f"/reunions/{meeting.reference}/creneau")
    page.get_by_role("link", name="Agenda : La mère").click()
    page.screenshot(path=screenshots / "calendar-drop.png", full_page=True)
    page.get_by_label("Le fichier de l’agenda").set_input_files(file)
    page.get_by_role("button", name="Lire cet agenda").click()
    expect(page.get_by_text("Deux moments occupés")).to_be_visible()
    page.screenshot(path=screenshots / "calendar-read.png", full_page=True)
    page.get_by_role("button", name="Garder ces moments").click()
    expect(page.get_by_text("son agenda, lu le").first).to_be_visible()
    page.screenshot(path=screenshots / "calendar-slots.png", full_page=True)
    page.get_by_role("link", name="Agenda : La mère").click()
    page.screenshot(path=screenshots / "calendar-drop-again.png", full_page=True)
    page.get_by_role("button", name="Effacer cet agenda").click()
    expect(page.get_by_text("L’agenda est effacé.")).to_be_visible()
    assert not Calendar.objects.exists()
