"""Versions of the fiche: making one, giving it to each, noting that it was read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.addresses import ADDRESSED, address_of, may_be_given
from meetings.domain.changes import changes_between, is_same
from meetings.domain.dossier import Dossier
from meetings.domain.fiche import Fiche
from meetings.domain.kinds import HandedBy, Paper, Purpose, Source
from meetings.domain.rereading import is_over, readers_of
from meetings.domain.versions import Mention, notes_of, say_changes
from meetings.doors import NewLink, new_link
from meetings.dossier import read_dossier
from meetings.following.actions.rereading import NOTHING_GOES
from meetings.following.documents import fiche_of
from meetings.following.fiche_mail import VERSION, write_fiche
from meetings.following.rereadings import said_after_of, term_of, words_of
from meetings.following.versions import fiche_of_version
from meetings.frozen import codes_of, fingerprint_of, seal
from meetings.models import (
    FicheSending,
    FicheVersion,
    Holding,
    Meeting,
    Participant,
    PrivateLink,
)
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

CALLED_OFF = "Cette réunion est annulée\u00a0: aucune fiche ne part."
NOT_CLOSED = "La réunion n’est pas fermée\u00a0: la fiche n’est pas finie."
TOO_EARLY = "La famille n’a pas fini de relire. Pour envoyer la fiche avant, dites pourquoi."
NOTHING_NEW = "Rien n’a changé depuis la dernière version\u00a0: elle est toujours la bonne."
NO_VERSION = "Il n’y a pas encore de version à envoyer."
NOT_THE_LAST = "Une version plus récente existe\u00a0: c’est elle qu’il faut envoyer."
TAKEN_BACK = (
    "Des mots de la famille imprimés dans cette version ont été retirés depuis\u00a0: faites d’abord "
    "la version suivante."
)


@dataclass(frozen=True, slots=True)
class Given:
    """Who is given which paper: somebody of the meeting, or a service named by `label`."""

    paper: Paper
    person: int | None = None
    label: str = ""


def make_version(
    meeting: Meeting, *, word: str, reason: str, by: Account, now: datetime
) -> FicheVersion:
    """Set the fiche down as it stands. `reason` says why before the end of the re-reading; `word`
    is the coordinator’s own on what changes. Raises RefusedError."""
    with locked(meeting) as row:
        _must_stand(row)
        dossier = read_dossier(row)
        fiche, mention = fiche_of(dossier, row, now), _mention(row, dossier, word, reason, now)
        last = FicheVersion.objects.filter(meeting=row).last()
        if last is not None:
            mention = _since(last, fiche, mention)
        today = timezone.localdate(now)
        fiche = replace(fiche, notes=notes_of(mention, today))
        number = last.number + 1 if last else 1
        content = seal(fiche, number, today)
        fingerprint = fingerprint_of(content)
        version: FicheVersion = FicheVersion.objects.create(
            meeting=row,
            number=number,
            made_at=now,
            made_by=by,
            changes=say_changes(mention.changes, mention.word),
            content=content,
            fingerprint=fingerprint,
            code=_free_code(fingerprint),
        )
        early = bool(mention.reason)
        keep("fiche_version_made", version, row, by=by, now=now, number=number, early=early)
        return version


def send_version(
    meeting: Meeting, number: int, given: Sequence[Given], *, by: Account, now: datetime
) -> list[FicheSending]:
    """Queue a message with a link for each of these people. Left out: whoever has no address any
    more, or may receive nothing. Raises RefusedError when this is not the last version."""
    with locked(meeting) as row:
        version = _last(row, number)
        seats = Participant.objects.filter(meeting=row).select_related(*ADDRESSED)
        by_id = seats.in_bulk([one.person for one in given if one.person])
        sent = []
        for one in given:
            seat = by_id.get(one.person or 0)
            if seat is not None and address_of(seat) and may_be_given(seat):
                seat.meeting = row
                mail = write_fiche(seat, what=VERSION, due_on=None, by=by, now=now)
                sending = _sending(version, one, HandedBy.MAIL, by=by, now=now)
                sending.mail = mail
                sending.save(update_fields=["mail"])
                sent.append(sending)
        return sent


def note_given(
    meeting: Meeting, number: int, one: Given, way: HandedBy, *, by: Account, now: datetime
) -> FicheSending:
    """Note that this version was given on paper, to somebody of the meeting or to a service."""
    with locked(meeting) as row:
        version = _last(row, number)
        if one.person is not None:
            _seat(row, one.person)
        return _sending(version, one, way, by=by, now=now)


def give_link(
    meeting: Meeting, number: int, one: Given, *, by: Account, now: datetime
) -> tuple[NewLink, FicheSending]:
    """A link to this version, to give by hand."""
    with locked(meeting) as row:
        version = _last(row, number)
        seat = _seat(row, one.person or 0)
        made = new_link(seat, Purpose.FICHE, made_for="link", by=by, now=now)
        return made, _sending(version, one, HandedBy.LINK, by=by, now=now)


def note_opened(link: PrivateLink, *, now: datetime) -> None:
    """Whoever holds the link passed its gate: what was given to that person by then is opened."""
    with locked(link.participant.meeting) as row:
        for sending in FicheSending.objects.filter(participant=link.participant_id, opened_at=None):
            sending.opened_at = now
            sending.save(update_fields=["opened_at"])
            keep("fiche_opened", sending, row, by=None, now=now)


def sign_read(link: PrivateLink, sending: int, *, now: datetime) -> None:
    """« Je l’ai lu », said by its link: having read is not agreeing. Saying it twice says it once."""
    with locked(link.participant.meeting) as row:
        own = FicheSending.objects.filter(participant=link.participant_id)
        _sign(get_object_or_404(own, pk=sending), row, Source.LINK, by=None, now=now)


def note_read(
    meeting: Meeting, sending: int, source: Source, *, by: Account, now: datetime
) -> None:
    """Note that somebody said, on paper or otherwise, that they have read."""
    with locked(meeting) as row:
        found = get_object_or_404(FicheSending, version__meeting=row, pk=sending)
        _sign(found, row, source, by=by, now=now)


def _mention(meeting: Meeting, dossier: Dossier, word: str, reason: str, now: datetime) -> Mention:
    """How this version was made. Raises RefusedError when the family still re-reads."""
    term, reading = term_of(meeting), bool(readers_of(dossier))
    early = reading and not is_over(term, timezone.localdate(now))
    if early and not reason:
        raise RefusedError(TOO_EARLY)
    said = len(words_of(meeting))
    return Mention(term, said, reason=reason if early else "", word=word)


def _since(last: FicheVersion, fiche: Fiche, mention: Mention) -> Mention:
    before = fiche_of_version(last)
    if is_same(before, fiche):
        raise RefusedError(NOTHING_NEW)
    return replace(mention, before=last.number, changes=changes_between(before, fiche))


def _free_code(fingerprint: str) -> str:
    """The first code of this fingerprint that no version bears: two may begin alike."""
    codes = list(codes_of(fingerprint))
    taken = set(FicheVersion.objects.filter(code__in=codes).values_list("code", flat=True))
    return next(code for code in codes if code not in taken)


def _must_stand(meeting: Meeting) -> None:
    if meeting.cancelled_at:
        raise RefusedError(CALLED_OFF)
    if not Holding.objects.filter(meeting=meeting, closed_at__isnull=False).exists():
        raise RefusedError(NOT_CLOSED)


def _last(meeting: Meeting, number: int) -> FicheVersion:
    """The last version, which must be the one the page showed, and print no word taken back."""
    if meeting.cancelled_at:
        raise RefusedError(CALLED_OFF)
    last: FicheVersion | None = FicheVersion.objects.filter(meeting=meeting).last()
    if last is None:
        raise RefusedError(NO_VERSION)
    if last.number != number:
        raise RefusedError(NOT_THE_LAST)
    stand = said_after_of(read_dossier(meeting), meeting)
    if not set(fiche_of_version(last).said_after) <= set(stand):
        raise RefusedError(TAKEN_BACK)
    return last


def _seat(meeting: Meeting, person: int) -> Participant:
    seats = Participant.objects.filter(meeting=meeting).select_related(*ADDRESSED)
    found: Participant = get_object_or_404(seats, pk=person)
    if not may_be_given(found):
        raise RefusedError(NOTHING_GOES)
    found.meeting = meeting
    return found


def _sending(
    version: FicheVersion, one: Given, way: HandedBy, *, by: Account, now: datetime
) -> FicheSending:
    sending: FicheSending = FicheSending.objects.create(
        version=version,
        participant_id=one.person,
        label=one.label,
        paper=one.paper.value,
        by_way=way.value,
        sent_at=now,
        sent_by=by,
    )
    keep(
        "fiche_sent", sending, version.meeting, by=by, now=now, way=way.value, paper=one.paper.value
    )
    return sending


def _sign(
    sending: FicheSending,
    meeting: Meeting,
    source: Source,
    *,
    by: Account | None,
    now: datetime,
) -> None:
    rows = FicheSending.objects.filter(pk=sending.pk, read_at=None)
    opened = Coalesce(F("opened_at"), now) if source is Source.LINK else F("opened_at")
    if rows.update(read_at=now, read_source=source.value, opened_at=opened):
        keep("fiche_read", sending, meeting, by=by, now=now, source=source.value)
