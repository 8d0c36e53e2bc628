"""Who has an invitation, what it says and what came of it, as the coordinator’s page lists them."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import (
    NBSP,
    join_words,
    start_sentence,
    write_count,
    write_day,
    write_slot,
)
from meetings.domain.dossier import Dossier
from meetings.domain.inviting import FROM_AFAR, Words, left_apart, words_of
from meetings.domain.kinds import Reply
from meetings.domain.readers import receives_nothing
from meetings.domain.slot_reasons import call
from meetings.invitations import Standing
from meetings.mail import make_invitation_message
from meetings.models import Invitation
from meetings.models.choices import REPLIES

OWN_ADDRESS = "(une adresse pour cette personne seule, faite au moment de l’envoi)"
GONE = "Une personne qui a quitté la table"
_REPLIED = {
    Reply.ACCEPTED: "done",
    Reply.TENTATIVE: "soon",
    Reply.DECLINED: "look",
    Reply.DELEGATED: "look",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the list; `person` is None for somebody who left the table."""

    person: int | None
    name: str
    pills: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    comment: str = ""
    act: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """Everybody, once: those who hold an invitation, those who may have one, and the others."""

    held: tuple[Line, ...]
    to_invite: tuple[Line, ...]
    otherwise: tuple[Line, ...]
    stale: str
    changed: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What one person is about to receive, exactly, and whether « everybody » means them too."""

    person: int
    name: str
    email: str
    words: Words
    text: str
    apart: str


def lists_of(everybody: tuple[Standing, ...], dossier: Dossier, *, is_open: bool) -> Lists:
    """`is_open` says that there is a date to come: without one nothing is sent from here."""
    stale = [one for one in everybody if one.is_out_of_date]
    what = list(dict.fromkeys(word for one in stale for word in one.changed))
    others = [one for one in everybody if one.invitation is None]
    count = write_count(len(stale), "invitation", feminine=True)
    return Lists(
        held=tuple(
            _held(one, one.invitation, dossier, is_open) for one in everybody if one.invitation
        ),
        to_invite=tuple(_line(one, dossier, is_open) for one in others if one.may_be_invited),
        otherwise=tuple(_apart(one, dossier) for one in others if _is_told_otherwise(one, dossier)),
        stale=f"{start_sentence(count)} à mettre à jour" if stale and is_open else "",
        changed=join_words(what),
    )


def drafts_of(everybody: tuple[Standing, ...], dossier: Dossier) -> tuple[Draft, ...]:
    """The message of each who may be invited. The meeting has a date."""
    return tuple(
        _draft(one.person, one.address, dossier)
        for one in everybody
        if one.person is not None and one.may_be_invited
    )


def _draft(person: int, address: str, dossier: Dossier) -> Draft:
    seat = dossier.by_id[person]
    words = words_of(seat, dossier)
    return Draft(
        person=person,
        name=start_sentence(call(seat, dossier)),
        email=address,
        words=words,
        text=make_invitation_message(words, address, OWN_ADDRESS).text,
        apart=left_apart(seat, dossier),
    )


def name_of(one: Standing, dossier: Dossier) -> str:
    """« La mère », « L’éducatrice spécialisée »."""
    return GONE if one.person is None else start_sentence(call(dossier.by_id[one.person], dossier))


def _is_told_otherwise(one: Standing, dossier: Dossier) -> bool:
    """Not whoever convenes: nobody has to tell them."""
    seat = dossier.convener_seat
    return not one.may_be_invited and (seat is None or one.person != seat.id)


def _apart(one: Standing, dossier: Dossier) -> Line:
    forbidden = one.person is not None and receives_nothing(dossier.by_id[one.person])
    phone = f"Téléphone{NBSP}: {one.phone}" if one.phone and not forbidden else ""
    notes = tuple(note for note in (one.why_none, phone) if note)
    return Line(one.person, name_of(one, dossier), (), notes)


def _line(one: Standing, dossier: Dossier, is_open: bool) -> Line:
    apart = left_apart(dossier.by_id[one.person], dossier) if one.person else ""
    url = f"{reverse('meetings:invite', args=[dossier.reference])}?personne={one.person}"
    return Line(
        one.person,
        name_of(one, dossier),
        (("todo", "à inviter"),),
        (f"Courriel{NBSP}: {one.address}", *([apart] if apart else [])),
        act="Inviter" if is_open else "",
        url=url,
    )


def _held(one: Standing, row: Invitation, dossier: Dossier, is_open: bool) -> Line:
    stale = one.is_out_of_date and is_open
    pills = [("look", "à mettre à jour")] if stale else []
    if one.failure:
        pills.append(("late", "pas arrivée"))
    elif row.reply:
        pills.append((_REPLIED[Reply(row.reply)], dict(REPLIES)[row.reply]))
    elif not pills:
        pills.append(("soon", "pas encore de réponse"))
    notes = [
        _told(row, whole=stale),
        *([f"A changé depuis{NBSP}: {join_words(one.changed)}."] if stale else []),
    ]
    if one.failure:
        notes.append(
            f"{start_sentence(one.failure)}{NBSP}: vérifiez l’adresse, ou prévenez autrement."
        )
    if row.replied_at:
        notes.append(f"Réponse du {_day(row.replied_at)}.")
    may_go = is_open and one.person is not None
    args = [dossier.reference, one.person or 0]
    return Line(
        one.person,
        name_of(one, dossier),
        tuple(pills),
        tuple(notes),
        row.comment,
        act="Retirer" if may_go else "",
        url=reverse("meetings:invitation_withdraw", args=args),
    )


def _told(row: Invitation, *, whole: bool) -> str:
    """`whole` adds the date and place told; else they are those at the top of the page."""
    if not whole:
        afar = f"{row.place}. " if row.place in FROM_AFAR.values() else ""
        return f"{afar}Envoyée le {_day(row.told_at)} à {row.recipient}."
    start, end = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    where = f", {row.place}" if row.place else ""
    return f"Dit le {_day(row.told_at)} à {row.recipient}{NBSP}: {write_slot(start, end)}{where}"


def _day(moment: datetime) -> str:
    return write_day(timezone.localtime(moment).date(), year=False, weekday=False)
