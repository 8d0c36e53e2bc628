"""Erasing for good: nothing of the pupil is left but that it was done."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.erasing import HELD, UPCOMING, Why, erase_meeting, erase_pupil
from meetings.models import AgendaItem, ErasedPupil, Hold, Meeting
from meetings.writing import RefusedError
from partners.models import FamilyMember, ImportDraft, Professional, Pupil
from tests import factories
from tests.factories import NOW
from tests.meetings.held import hold

# What may still be there once a pupil is erased: the people and places of the book, and what was done.
STAY = {
    "Account", "Authenticator", "Membership", "Team", "Institution", "Room", "Professional",
    "ErasedPupil", "JournalEntry", "Session", "ContentType", "Permission",
}  # fmt: skip


def _counts():
    return {
        model.__name__: model._default_manager.count()
        for model in apps.get_models()
        if issubclass(model, models.Model)
    }


@pytest.fixture
def held_meeting(case_1, alice):
    hold(case_1, alice, NOW)
    return case_1


LATER = NOW + timedelta(days=400)  # after every meeting of the case


def test_a_pupil_is_erased_whole_and_the_book_stays(held_meeting, alice):
    pupil, people = held_meeting.pupil, Professional.objects.count()
    erase_pupil(pupil, by=alice, now=LATER, why=Why.ASKED)
    left = {name for name, count in _counts().items() if count} - STAY
    assert left == set()
    assert Professional.objects.count() == people


def test_what_stays_is_a_number_a_day_a_hand_and_a_ground(held_meeting, alice, team):
    number = held_meeting.pupil_id
    erase_pupil(held_meeting.pupil, by=alice, now=LATER, why=Why.ASKED)
    kept = ErasedPupil.objects.get()
    assert (kept.team, kept.number, kept.erased_at, kept.erased_by, kept.why) == (
        team, number, LATER, alice, "demande",
    )  # fmt: skip
    entry = JournalEntry.objects.get(act="pupil_erased")
    assert (entry.subject, entry.detail) == (f"pupil:{number}", {"why": "demande"})


def test_another_pupil_of_the_team_keeps_everything(held_meeting, team, alice):
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    erase_pupil(held_meeting.pupil, by=alice, now=LATER, why=Why.ASKED)
    assert Pupil.objects.get() == other.pupil
    assert Meeting.objects.get() == other


def test_its_documents_leave_the_disk_and_its_messages_the_outbox(
    case_1, alice, django_capture_on_commit_callbacks
):
    information = (
        AgendaItem.objects.filter(meeting=case_1).first().informations.create(added_at=NOW)
    )
    information.file.save("bilan.pdf", ContentFile(b"%PDF-1.4 bilan"))
    name = information.file.name
    OutgoingMail.objects.create(
        about=f"meeting:{case_1.pk}", recipient="m@example.org", subject="s", text="t",
        created_at=NOW, created_by=alice,
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        erase_pupil(case_1.pupil, by=alice, now=LATER, why=Why.ASKED)
    assert not default_storage.exists(name)
    assert not OutgoingMail.objects.exists()


def test_one_meeting_alone_is_erased_and_the_pupil_stays(held_meeting, alice):
    pupil = held_meeting.pupil
    family = pupil.family.count()
    erase_meeting(held_meeting, by=None, now=NOW, why=Why.RETENTION)
    assert Pupil.objects.get() == pupil
    assert FamilyMember.objects.count() == family
    assert not Meeting.objects.exists()
    assert JournalEntry.objects.get(act="meeting_erased").detail == {"why": "duree"}


def test_a_file_that_is_held_is_erased_by_nothing(case_1, alice):
    Hold.objects.create(pupil=case_1.pupil, reason="Recours", placed_at=NOW, placed_by=alice)
    with pytest.raises(RefusedError, match=HELD):
        erase_pupil(case_1.pupil, by=alice, now=LATER, why=Why.ASKED)
    with pytest.raises(RefusedError, match=HELD):
        erase_meeting(case_1, by=None, now=NOW, why=Why.RETENTION)
    assert Meeting.objects.filter(pk=case_1.pk).exists()
    assert not JournalEntry.objects.filter(act__endswith="_erased").exists()


def test_a_hold_that_is_lifted_holds_no_more(case_1, alice):
    Hold.objects.create(
        pupil=case_1.pupil, reason="Recours", placed_at=NOW, placed_by=alice,
        lifted_at=NOW, lifted_by=alice,
    )  # fmt: skip
    erase_meeting(case_1, by=None, now=NOW, why=Why.RETENTION)
    assert not Meeting.objects.exists()


def test_a_meeting_to_come_is_called_off_first(case_1, alice):
    case_1.chosen_slot = case_1.slots.first()
    case_1.save()
    before = case_1.chosen_slot.starts_at.replace(year=2020)
    with pytest.raises(RefusedError, match=UPCOMING[:30]):
        erase_pupil(case_1.pupil, by=alice, now=before, why=Why.ASKED)
    assert Pupil.objects.exists()


def test_people_who_were_asked_for_a_date_are_told_first(team, alice):
    meeting = factories.make_meeting(team, alice)
    waiting = meeting.asking_rounds.create(opened_at=NOW, opened_by=alice)
    with pytest.raises(RefusedError, match=UPCOMING[:30]):
        erase_pupil(meeting.pupil, by=alice, now=NOW, why=Why.ASKED)
    waiting.closed_at = NOW
    waiting.save()
    erase_pupil(meeting.pupil, by=alice, now=NOW, why=Why.ASKED)
    assert not Pupil.objects.exists()


def test_a_table_about_to_be_imported_that_names_the_child_goes_too(team, alice):
    pupil = factories.make_pupil(team, first_name="Éléa", last_name="d’Aubigné Le Goff")
    rest = ("Nom", "Prénom"), ("Rossi", "Chiara"), ("Le Goff", "Éléa-Rose")
    factories.make_draft(team, alice, (*rest, ("D'AUBIGNE LE GOFF", "Elea", "CM1")))
    kept = factories.make_draft(team, alice, rest)
    erase_pupil(pupil, by=alice, now=NOW, why=Why.ASKED)
    assert list(ImportDraft.objects.all()) == [kept]
