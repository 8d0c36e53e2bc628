"""A pupil about whom there is a row in every table of the portable file."""

from datetime import UTC, date, datetime, time, timedelta

from django.core.files.base import ContentFile

from intermetiers.web.uploads import random_name
from meetings import models
from meetings.domain.kinds import Role
from meetings.domain.translating import fingerprint_of
from meetings.dossier import read_dossier
from meetings.following.actions.versions import make_version
from meetings.following.versions import keep_papers
from partners.domain.weeks import HoursKind, UsualHours, keep_week
from tests import factories
from tests.meetings.announcing.viewpoints import make_contribution
from tests.meetings.asking.cast import seat_of
from tests.meetings.following.decided import decide
from tests.meetings.following.kept import over
from tests.meetings.held import Room

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\nbilan " + bytes(range(256))


def make_whole(team, by, now=NOW):
    """Yanis: an ESS held in January, decided and sent; another to come, that says what became."""
    first = factories.make_case_1(team, by)
    mother, father = seat_of(first, "mère"), seat_of(first, "père")
    _around(first.pupil, mother)
    _prepared(first, mother, by)
    _held(first, mother, father, by, now)
    later = factories.make_meeting(team, by, pupil=first.pupil, title="ESS de mai")
    promised = first.decisions.order_by("number").first()
    room = Room(later, by, NOW - timedelta(days=3))
    room.say("open")
    room.say("became", what=f"d{promised.pk}", said="done", text="C’est en place.")
    room.say("close")
    return first.pupil


def _around(pupil, mother):
    factories.make_schooling(pupil, school=pupil.school)
    factories.make_following(pupil)
    mother.family_member.week = keep_week(
        [UsualHours(day, time(5, 30), time(8, 30), HoursKind.TAKEN, "ménage") for day in (4, 1)]
    )
    mother.family_member.save()


def _prepared(meeting, mother, by):
    item = meeting.agenda.first()
    models.PlaceDistance.objects.create(
        place=meeting.places.first(), participant=mother, metres=300
    )
    friend = factories.make_participant(meeting, role=Role.COMPANION, label="La tante")
    friend.accompanies = mother
    friend.save()
    paper = factories.make_information(item, "Bilan", file_name="bilan.pdf", file_pages=2)
    paper.file.save(random_name(), ContentFile(PDF))
    answer = meeting.slots.first().answers.get(participant=mother)
    models.VoiceKept.objects.create(answer=answer, way="phone", at=NOW, by=by)
    asking = models.AskingRound.objects.create(
        meeting=meeting, opened_at=NOW, opened_by=by, closed_at=NOW
    )
    models.Asked.objects.create(round=asking, participant=mother, asked_at=NOW)
    change = models.DateChange.objects.create(
        meeting=meeting, at=NOW, by=by, was_start=NOW, was_end=NOW, reason="grève"
    )
    models.ToTell.objects.create(meeting=meeting, participant=mother, change=change, told_by=by)
    models.Handing.objects.create(
        participant=mother, by_way="letter", handed_on=date(2027, 1, 11), language="ar",
        noted_at=NOW, noted_by=by,
    )  # fmt: skip
    models.ReadMark.objects.create(participant=mother, information=paper, said="read", said_at=NOW)
    models.BriefReminder.objects.create(participant=mother, sent_at=NOW)
    models.Translation.objects.create(
        meeting=meeting, language="ar", original="Bonjour", text="مرحبا", typed_at=NOW,
        typed_by=by, fingerprint=fingerprint_of("Bonjour"),
    )  # fmt: skip
    make_contribution(mother, "Il rentre fatigué.", source="phone", typed_by=by)


def _held(meeting, mother, father, by, now):
    decide(meeting, by)
    decision = meeting.decisions.get(holders=mother)
    models.DecisionReport.objects.create(
        decision=decision, said="done", said_at=NOW, source="phone", participant=mother,
        typed_by=by,
    )  # fmt: skip
    models.DecisionReminder.objects.create(
        decision=decision, participant=mother, about="fifteen", sent_at=NOW
    )
    models.Holding.objects.filter(meeting=meeting).update(
        shares={"famille": 60_000}, by_name={f"p{mother.pk}": 60_000, "gaaaaaaaa": 5_000}
    )
    over(meeting, by)
    models.RereadingNote.objects.create(
        meeting=meeting, participant=father, said="add", text="J’ajoute un mot.", said_at=NOW
    )
    version = make_version(meeting, word="", reason="", by=by, now=now)
    sendings = [
        models.FicheSending.objects.create(
            version=version, sent_at=now, sent_by=by, by_way="hand", **to
        )
        for to in (
            {"participant": mother, "paper": "family"},
            {"label": "MDPH", "paper": "whole"},
        )
    ]
    keep_papers(sendings, read_dossier(meeting), now)
