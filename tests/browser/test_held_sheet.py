"""The pages a meeting leaves: what axe says of them, how narrow they get, and the point carried to
the next agenda, by keyboard alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.domain.kinds import MeetingKind
from tests import factories
from tests.browser.test_axe import faults_of
from tests.browser.test_narrow import faults_of as sticking_out
from tests.meetings.held import Room

LONG = "Saint-Rémy" * 15


@pytest.fixture
def held(case_1, alice):
    """Every kind of note, with a tension become a dilemma, a reserve, and words without a space."""
    seats = {
        p.professional.metier: f"p{p.pk}" for p in case_1.participants.exclude(professional=None)
    }
    teacher, aesh = seats["professeur_ecoles"], seats["aesh"]
    case_1.kind = MeetingKind.EQUIPE_EDUCATIVE.value
    case_1.save()
    item = case_1.agenda.first().pk
    room = Room(case_1, alice, timezone.now() - timedelta(hours=2))
    room.say("open")
    room.say("presence", who=teacher, state="here")
    room.note("words", item, "Avec moi, il chante.", who=aesh)
    room.note("agreement", item, f"Pas de travail neuf. {LONG}")
    room.note("disagreement", item, "Une aide tous les jours.", who=aesh, consent=True)
    room.note("tension", item, "Il rate les maths.", between=[teacher, aesh], source="time",
              dilemma="continuity", how="rester", invention="Dans la classe.", holds={aesh: LONG})  # fmt: skip
    decision = room.note("decision", item, f"Un carnet. {LONG}", people=[teacher], seen=LONG)
    room.say("position", entry=decision, who=aesh, say="reserve", reason="hors de ses heures")
    room.note("later", item, "Le transport du mercredi")
    room.note("word", item, "étayage", meaning="aider sans faire à la place")
    room.say("close")
    return case_1


def test_no_page_a_meeting_leaves_has_a_fault(look, alice, team, held):
    after = factories.make_meeting(team, alice, pupil=held.pupil)
    page = look(alice)
    faults = []
    for address in (
        f"/reunions/{held.reference}/fiche",
        f"/reunions/{after.reference}/ordre-du-jour",
        f"/eleves/{held.pupil_id}",
        "/reunions/",
    ):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        faults += faults_of(page)
        faults += sticking_out(page)
    assert faults == []


def test_a_point_left_is_taken_up_by_keyboard(look, alice, team, held):
    after = factories.make_meeting(team, alice, pupil=held.pupil)
    page = look(alice)
    page.goto(f"/reunions/{after.reference}/ordre-du-jour")
    page.get_by_role("button", name="Reprendre ce point : Le transport du mercredi").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Point repris")).to_be_visible()
    expect(page.get_by_role("button", name="Reprendre ce point")).to_have_count(0)
    assert after.agenda.get().title == "Le transport du mercredi"
