"""Erasing for good: a meeting, or all that is kept of a pupil. What stays is that it was done.

The lines of the journal stay: they hold numbers and names of acts, never what was written. A
message still waiting to leave is erased with the rest.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from intermetiers.web.french import NBSP
from intermetiers.web.journal import record, subject_of
from intermetiers.web.models import OutgoingMail
from meetings.models import ErasedPupil, Hold, Information, Meeting
from meetings.writing import RefusedError
from partners.models import Account, ImportDraft, MergedCard, Pupil
from partners.models.finding import fold_words

HELD = (
    f"Ce dossier est gardé{NBSP}: quelqu’un a écrit pourquoi. Levez d’abord cette garde. "
    "Rien n’a été effacé."
)

UPCOMING = (
    f"Une réunion de cet élève est à venir{NBSP}: annulez-la d’abord, pour que chacun soit prévenu. "
    "Rien n’a été effacé."
)
HANDED_UPCOMING = (
    f"Une réunion de cet élève est à venir{NBSP}: l’équipe qui propose le dossier la tient ou "
    "l’annule d’abord, pour que chacun soit prévenu. Rien n’a changé."
)


class Why(StrEnum):
    """On what ground something is erased, as the journal and the register keep it."""

    ASKED = "demande"  # by the family, or because it should not be there (RGPD, article 17)
    HANDED = "transmis"  # another team accepted it, and has it whole
    RETENTION = "duree"  # the length chosen by the team is over
    RESTORED = "sauvegarde"  # it was erased after the backup that has just been brought back


def erase_meeting(meeting: Meeting, *, by: Account | None, now: datetime, why: Why) -> None:
    """Erase the meeting, what was said, decided and sent in it, and its stored documents.

    Raises RefusedError, with nothing erased, when the pupil’s file is held.
    """
    with transaction.atomic():
        # The pupil first, as whoever places a hold does: the one who comes second sees the other.
        Pupil.objects.select_for_update(of=("self",)).get(pk=meeting.pupil_id)
        row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if why is not Why.RESTORED:
            _refuse_held(row.pupil_id)
        _erase(row, by=by, now=now, why=why)


def erase_pupil(pupil: Pupil, *, by: Account | None, now: datetime, why: Why) -> ErasedPupil:
    """Erase the card of a pupil, the family, the years, and every meeting about them.

    What stays: that the file of this number was erased, on which day, by whom, on what ground.
    Raises RefusedError, with nothing erased, when the file is held, or when somebody asks for it
    or hands it over while a meeting is to come.
    """
    with transaction.atomic():
        row = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
        if why is not Why.RESTORED:  # it was erased once already, whatever the backup says
            _refuse_held(row.pk)
        if why in {Why.ASKED, Why.HANDED}:
            _refuse_upcoming(row, why, now)
        for meeting in Meeting.objects.select_for_update(of=("self",)).filter(pupil=row):
            _erase(meeting, by=by, now=now, why=why)
        _erase_mail(Q(addressee__in=[subject_of(one) for one in row.family.all()]))
        _erase_drafts(row)
        MergedCard.objects.filter(team=row.team_id, model="pupil", kept_pk=row.pk).delete()
        record("pupil_erased", row, by=by, now=now, scope=row.team_id, why=why.value)
        kept = ErasedPupil.objects.create(
            team=row.team, number=row.pk, erased_at=now, erased_by=by, why=why.value
        )
        row.delete()
        return kept


def _erase(meeting: Meeting, *, by: Account | None, now: datetime, why: Why) -> None:
    documents = Information.objects.filter(item__meeting=meeting).exclude(file="")
    _forget(documents.values_list("file", flat=True))
    _erase_mail(Q(about=subject_of(meeting)))
    if why is not Why.HANDED:  # it goes on elsewhere: a backup brought back must not lose it
        record("meeting_erased", meeting, by=by, now=now, scope=meeting.team_id, why=why.value)
    meeting.delete()


def _erase_mail(which: Q) -> None:
    OutgoingMail.objects.filter(which).delete()


def _erase_drafts(pupil: Pupil) -> None:
    """A table somebody was about to import may name the child: it is brought again without."""
    names = [fold_words(name) for name in (pupil.first_name, pupil.last_name) if name]
    for draft in ImportDraft.objects.open().filter(team=pupil.team_id):
        lines = (line for sheet in draft.sheets for line in sheet["lines"])
        if any(_names_all(line, names) for line in lines):
            draft.delete()


def _names_all(line: Iterable[str], names: Iterable[str]) -> bool:
    said = f" {fold_words(' '.join(line))} "
    return all(f" {name} " in said for name in names)


def _forget(names: Iterable[str]) -> None:
    """Delete stored documents once the transaction stands: undone, it must not lose them."""
    for name in list(names):
        transaction.on_commit(lambda kept=name: default_storage.delete(kept))  # type: ignore[misc]


def _refuse_held(pupil: int | None) -> None:
    if Hold.objects.standing().filter(pupil=pupil).exists():
        raise RefusedError(HELD)


def _refuse_upcoming(pupil: Pupil, why: Why, now: datetime) -> None:
    """People wait for it: it has a date to come, or they were asked for theirs."""
    dated = Q(chosen_slot__starts_at__gt=now)
    asked = Q(chosen_slot=None, asking_rounds__closed_at=None, asking_rounds__isnull=False)
    if Meeting.objects.filter(dated | asked, pupil=pupil, cancelled_at=None).exists():
        raise RefusedError(UPCOMING if why is Why.ASKED else HANDED_UPCOMING)
