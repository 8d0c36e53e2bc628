"""The people of a meeting as the pages of its re-reading and of its versions list them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from intermetiers.web.editing import OnceForm
from intermetiers.web.french import start_sentence, typeset, write_day
from meetings.addresses import ADDRESSED, address_of, may_be_given
from meetings.domain.attendance import called, relation_to
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.fiche import Fiche
from meetings.domain.gate import MOST_TRIES
from meetings.domain.kinds import HandedBy, Paper, Purpose, Role, Source
from meetings.domain.readers import before_giving, receives_nothing
from meetings.domain.rereading import SOURCES, Word, readers_of
from meetings.domain.versions import PAPER_LABELS, papers_for, recipients_of
from meetings.models import FicheSending, Meeting, Participant as Seat, PrivateLink

_WAYS = {
    HandedBy.MAIL: "courriel",
    HandedBy.LETTER: "courrier postal",
    HandedBy.HAND: "en main propre",
    HandedBy.LINK: "lien donné",
}


@dataclass(frozen=True, slots=True)
class GivenLink:
    """A link to the fiche, and what became of it; `is_live` while it may be withdrawn."""

    id: int
    text: str
    is_live: bool


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """Somebody who re-reads: how to reach them, whether they opened, what they said."""

    id: int
    name: str
    email: str
    warning: str
    given: tuple[GivenLink, ...]
    words: tuple[Word, ...]
    mail_form: OnceForm
    link_form: OnceForm


@dataclass(frozen=True, slots=True)
class SendingLine:
    """One giving of a version: « complète, par courriel le 4 mars »; `read` is when, in words."""

    id: int
    number: int
    text: str
    read: str
    is_read: bool
    failure: str


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """Somebody a version may be given to."""

    id: int
    name: str
    is_family: bool
    email: str
    warning: str
    papers: tuple[Paper, ...]
    sendings: tuple[SendingLine, ...]


def who(person: Participant, dossier: Dossier) -> str:
    """« La mère de Yanis », « L’éducatrice spécialisée, Inès Cohen », « Yanis »."""
    if person.role is Role.GUARDIAN:
        return start_sentence(relation_to(dossier.pupil.first_name, person))
    if person.role is Role.PUPIL:
        return dossier.pupil.first_name
    words = start_sentence(called(person))
    return f"{words}, {person.name}" if person.name and person.name not in words else words


def family_rows(meeting: Meeting, dossier: Dossier, words: Iterable[Word]) -> list[FamilyRow]:
    """Those who re-read, in the order of the table. Two queries, however many they are."""
    words, given, seats = list(words), _links(meeting), _seats(meeting)
    return [
        FamilyRow(
            id=person.id,
            name=who(person, dossier),
            email=address_of(seats[person.id]),
            warning=before_giving(person) if person.role is Role.GUARDIAN else "",
            given=tuple(given.get(person.id, ())),
            words=tuple(word for word in words if word.person == person.id),
            mail_form=OnceForm(auto_id=False),
            link_form=OnceForm(auto_id=False),
        )
        for person in readers_of(dossier)
        if person.id in seats
    ]


def forbidden(dossier: Dossier) -> tuple[str, ...]:
    """Those a judge forbids to give anything to, named so that nobody looks for them in vain."""
    return tuple(who(p, dossier) for p in dossier.participants if receives_nothing(p))


def recipient_rows(
    meeting: Meeting, dossier: Dossier, fiche: Fiche, sendings: Iterable[FicheSending]
) -> list[RecipientRow]:
    """Everybody this fiche may be given to, in the order of the table. One query."""
    seats, lines = _seats(meeting), _lines(sendings)
    return [
        RecipientRow(
            id=person.id,
            name=who(person, dossier),
            is_family=person.is_family,
            email=address_of(seats[person.id]),
            warning=before_giving(person) if person.role is Role.GUARDIAN else "",
            papers=papers_for(person, dossier, fiche),
            sendings=tuple(lines.get(person.id, ())),
        )
        for person in recipients_of(dossier)
        if person.id in seats and not person.is_convener
    ]


def service_rows(sendings: Iterable[FicheSending]) -> list[tuple[str, SendingLine]]:
    """What was given to services, each by its name."""
    rows = [sending for sending in sendings if sending.participant_id is None]
    return [(row.label, _line(row)) for row in rows]


def _seats(meeting: Meeting) -> dict[int, Seat]:
    rows = Seat.objects.filter(meeting=meeting).select_related(*ADDRESSED)
    return {row.pk: row for row in rows if may_be_given(row)}


def _links(meeting: Meeting) -> dict[int, list[GivenLink]]:
    """By person, what became of each link to the fiche, the oldest first."""
    found: dict[int, list[GivenLink]] = {}
    now = timezone.now()
    rows = PrivateLink.objects.filter(
        participant__meeting=meeting, purpose=Purpose.FICHE.value
    ).order_by("made_at", "pk")
    for row in rows:
        is_live = row.revoked_at is None and row.expires_at > now
        found.setdefault(row.participant_id, []).append(GivenLink(row.pk, _told(row), is_live))
    return found


def _told(link: PrivateLink) -> str:
    made = write_day(timezone.localtime(link.made_at).date(), year=False)
    how = {"mail": "Courriel écrit", "letter": "Papier préparé"}.get(link.made_for, "Lien créé")
    said = f"{how} le {made}"
    if link.not_me_at:
        return typeset(f"{said} : arrivé à la mauvaise personne, il ne s’ouvre plus.")
    if link.revoked_at:
        return typeset(f"{said}, retiré depuis.")
    if link.tries >= MOST_TRIES:
        return typeset(f"{said} : cinq réponses fausses l’ont fermé. Donnez un autre lien.")
    if link.opened_at:
        opened = write_day(timezone.localtime(link.opened_at).date(), year=False)
        return typeset(f"{said}, ouvert le {opened}.")
    return typeset(f"{said}, pas encore ouvert.")


def _lines(sendings: Iterable[FicheSending]) -> dict[int, list[SendingLine]]:
    found: dict[int, list[SendingLine]] = {}
    for sending in sendings:
        if sending.participant_id is not None:
            found.setdefault(sending.participant_id, []).append(_line(sending))
    return found


def _line(sending: FicheSending) -> SendingLine:
    day = write_day(timezone.localtime(sending.sent_at).date(), year=False)
    way = _WAYS[HandedBy(sending.by_way)]
    text = f"Version {sending.version.number} : {PAPER_LABELS[Paper(sending.paper)]}"
    mail = sending.mail
    return SendingLine(
        id=sending.pk,
        number=sending.version.number,
        text=typeset(f"{text}, {way}, le {day}."),
        read=_read(sending),
        is_read=sending.read_at is not None,
        failure=mail.failure if mail is not None and mail.failed_at else "",
    )


def _read(sending: FicheSending) -> str:
    if sending.read_at:
        day = write_day(timezone.localtime(sending.read_at).date(), year=False)
        source = SOURCES.get(Source(sending.read_source), "")
        return typeset(f"A dit l’avoir lue le {day}{f' ({source})' if source else ''}.")
    if sending.opened_at:
        day = write_day(timezone.localtime(sending.opened_at).date(), year=False)
        return typeset(f"Ouverte le {day}.")
    return ""
