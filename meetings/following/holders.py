"""Those who hold the decisions of a meeting, as the page of the coordinator lists them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from intermetiers.web.french import join_words, start_sentence, typeset, write_day
from meetings.addresses import ADDRESSED, address_of
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Purpose, Role
from meetings.domain.promises import Promise
from meetings.domain.readers import receives_nothing
from meetings.domain.slot_reasons import call
from meetings.models import DecisionReminder, Meeting, Participant as Seat, PrivateLink

ROW_QUERIES = 3
FORBIDDEN = (
    "Une décision de justice interdit que cette personne reçoive quoi que ce soit : ni lien, ni "
    "message. Si elle peut être appelée, notez ce qu’elle dit."
)
OF_THE_PUPIL = "Par un parent, ou en lui remettant la feuille. Aucun message ne lui est envoyé."
NO_MAIL = "Aucune adresse électronique n’est notée sur sa fiche : aucun message ne partira."
LONG = ("mail__text", "mail__html", "mail__calendar")
BY_HAND = {"link": "Un lien donné", "paper": "Une feuille donnée", "mail": "Un message envoyé"}


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One holder. `ways` says whether a link may be given at all, `link` whether one to copy may,
    and `mail` whether a message may be sent. Each form has a key, so that it does its act once."""

    id: int
    name: str
    holds: str
    history: tuple[str, ...]
    notes: tuple[str, ...]
    ways: bool
    link: bool
    mail: bool
    mail_key: UUID = field(default_factory=uuid4)
    link_key: UUID = field(default_factory=uuid4)
    paper_key: UUID = field(default_factory=uuid4)


def holders_of(dossier: Dossier, meeting: Meeting, promises: Sequence[Promise]) -> list[HolderRow]:
    """In the order of the table, for ROW_QUERIES queries."""
    held: dict[int, list[Promise]] = defaultdict(list)
    for promise in promises:
        for holder in promise.holders:
            held[holder].append(promise)
    seats = Seat.objects.filter(meeting=meeting, pk__in=list(held)).select_related(*ADDRESSED)
    addresses = {seat.pk: address_of(seat) for seat in seats}
    history = _history(meeting)
    return [
        _row(person, dossier, held[person.id], bool(addresses.get(person.id)), history[person.id])
        for person in dossier.participants
        if person.id in held
    ]


def _row(
    person: Participant,
    dossier: Dossier,
    held: Sequence[Promise],
    has_address: bool,
    history: Sequence[str],
) -> HolderRow:
    ways = not receives_nothing(person)
    numbers = [str(promise.number) for promise in held]
    noun = "Décision" if len(numbers) == 1 else "Décisions"
    return HolderRow(
        id=person.id,
        name=start_sentence(call(person, dossier)),
        holds=f"{noun} {join_words(numbers)}",
        history=tuple(history),
        notes=_notes(person, has_address),
        ways=ways,
        link=ways and person.role is not Role.PUPIL,
        mail=ways and has_address,
    )


def _notes(person: Participant, has_address: bool) -> tuple[str, ...]:
    if receives_nothing(person):
        return (typeset(FORBIDDEN),)
    if person.role is Role.PUPIL:
        return (OF_THE_PUPIL,)
    return () if has_address else (typeset(NO_MAIL),)


def _history(meeting: Meeting) -> dict[int, list[str]]:
    """What was given and sent to each, in order, a sentence each."""
    reminders = DecisionReminder.objects.filter(decision__meeting=meeting).select_related("mail")
    left = {(row.participant_id, row.sent_at): row for row in reminders.defer(*LONG)}
    found: dict[int, list[str]] = defaultdict(list)
    links = PrivateLink.objects.filter(
        participant__meeting=meeting, purpose=Purpose.DECISIONS.value
    ).order_by("made_at", "pk")
    for person, made_for, at in links.values_list("participant", "made_for", "made_at"):
        found[person].append(_given(made_for, at, left.get((person, at))))
    return found


def _given(made_for: str, at: datetime, reminder: DecisionReminder | None) -> str:
    said = f"{BY_HAND[made_for]} le {write_day(timezone.localdate(at), weekday=False)}"
    if reminder is None:
        return f"{said}."
    said = f"{said}, {reminder.get_about_display()}"
    mail = reminder.mail
    failure = mail.failure if mail is not None and mail.failed_at else ""
    return typeset(f"{said} : il n’est pas arrivé ({failure})." if failure else f"{said}.")
