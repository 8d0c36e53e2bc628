"""The people of a round, as the page of the coordinator lists them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from intermetiers.web.french import NBSP, join_words, start_sentence, typeset, write_day, write_hour
from meetings.addresses import ADDRESSED, address_of
from meetings.domain.asking import AskingState, PersonState, Question, Stage
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Presence, Purpose, Role
from meetings.domain.readers import receives_nothing
from meetings.domain.reminding import MOST_REMINDERS, can_be_reminded
from meetings.domain.slot_reasons import call
from meetings.models import Meeting, Participant as Seat, PrivateLink

ROW_QUERIES = 2
BY_LINK = {"link": "par lien", "coupon": "par coupon"}
PILLS = {
    Stage.ANSWERED: ("done", "a répondu"),
    Stage.SILENT: ("soon", "on attend sa réponse"),
    Stage.TO_ASK: ("todo", "à interroger"),
    Stage.KEPT_BACK: ("plain", "à interroger ensuite"),
    Stage.NOT_NEEDED: ("plain", "par écrit"),
}
FORBIDDEN = (
    "Une décision de justice interdit que cette personne reçoive quoi que ce soit : ni lien, ni "
    "courriel, ni papier. Si elle peut être appelée, notez ce qu’elle dit."
)
OF_THE_PUPIL = "Par un parent, ou en lui remettant le coupon. Aucun message ne lui est envoyé."
NO_MAIL = "Aucune adresse électronique n’est notée sur sa fiche."
IN_WRITING = "Prend part par écrit : la date n’attend pas sa réponse."
FROM_AFAR = {
    Presence.PHONE: "Prend part par téléphone.",
    Presence.VIDEO: "Prend part en visio.",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """A key for each form of a row, so that each does its act once."""

    mail: UUID = field(default_factory=uuid4)
    link: UUID = field(default_factory=uuid4)
    coupon: UUID = field(default_factory=uuid4)
    reminder: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Row:
    """One person; `ways` says whether a paper may be given, `link` whether a link to copy may,
    and `mail` whether a message may be sent."""

    id: int
    name: str
    pill: tuple[str, str]
    supported: bool
    history: tuple[str, ...]
    notes: tuple[str, ...]
    other_times: str
    ways: bool
    link: bool
    mail: bool
    asked: bool
    reminds: bool
    quiet: bool
    keys: Keys = field(default_factory=Keys)


@dataclass(frozen=True, slots=True)
class People:
    """Those asked first and the others; `to_mail` may be asked by mail in one press."""

    first: tuple[Row, ...]
    others: tuple[Row, ...]
    to_mail: int

    @property
    def kept_back(self) -> bool:
        return any(row.pill == PILLS[Stage.KEPT_BACK] for row in self.others)


def people_of(dossier: Dossier, meeting: Meeting, state: AskingState) -> People:
    """Everybody of the round, for ROW_QUERIES queries."""
    seats = Seat.objects.filter(meeting=meeting).select_related(*ADDRESSED)
    addresses = {seat.pk: address_of(seat) for seat in seats}
    by_hand = _handed_over(meeting, state.round.opened_at)
    rows = {
        one.person: _row(one, dossier, bool(addresses.get(one.person)), by_hand[one.person])
        for one in state.people
    }
    return People(
        first=tuple(rows[one.person] for one in state.people if one.first),
        others=tuple(rows[one.person] for one in state.people if not one.first),
        to_mail=sum(rows[one.person].mail and bool(one.shown) for one in state.at(Stage.TO_ASK)),
    )


def _handed_over(meeting: Meeting, since: datetime) -> dict[int, list[str]]:
    """How links were handed over in this round, by participant, each way once."""
    ways: dict[int, list[str]] = defaultdict(list)
    links = PrivateLink.objects.filter(
        participant__meeting=meeting, purpose=Purpose.SLOTS.value, made_at__gte=since
    )
    for person, made_for in links.order_by("pk").values_list("participant", "made_for"):
        way = BY_LINK.get(made_for)
        if way and way not in ways[person]:
            ways[person].append(way)
    return ways


def _row(one: PersonState, dossier: Dossier, has_address: bool, by_hand: list[str]) -> Row:
    person = dossier.by_id[one.person]
    ways = not receives_nothing(person) and one.stage is not Stage.KEPT_BACK and bool(one.shown)
    question = one.question
    return Row(
        id=person.id,
        name=start_sentence(call(person, dossier)),
        pill=PILLS[one.stage],
        supported=one.first and person.supported and not person.is_family,
        history=_history(one, by_hand),
        notes=_notes(person, has_address),
        other_times=question.other_times if question else "",
        ways=ways,
        link=ways and person.role is not Role.PUPIL,
        mail=ways and has_address,
        asked=question is not None,
        reminds=ways and has_address and can_be_reminded(one),
        quiet=question is not None and question.is_quiet,
    )


def _notes(person: Participant, has_address: bool) -> tuple[str, ...]:
    notes = []
    if receives_nothing(person):
        notes.append(FORBIDDEN)
    elif person.role is Role.PUPIL:
        notes.append(OF_THE_PUPIL)
    elif not has_address:
        notes.append(NO_MAIL)
    if person.presence is Presence.WRITTEN:
        notes.append(IN_WRITING)
    elif person.presence in FROM_AFAR:
        notes.append(FROM_AFAR[person.presence])
    elif person.remote_only:
        notes.append("Prend part à distance seulement.")
    return tuple(typeset(note) for note in notes)


def _history(one: PersonState, by_hand: list[str]) -> tuple[str, ...]:
    """When and how this person was asked, answered, was reminded: a sentence each."""
    said = []
    question = one.question
    if question:
        ways = [*(["par courriel"] if question.by_mail else []), *by_hand]
        how = f", {join_words(ways)}" if ways else ""
        said.append(f"Demande du {_when(question.asked_at)}{how}.")
        said += _reminded(question)
        if question.answered_at:
            said.append(f"Réponse du {_when(question.answered_at)}.")
    if one.stage is Stage.ANSWERED and one.missing:
        count = len(one.missing)
        said.append(f"{count}{NBSP}créneau{'x' if count > 1 else ''} sans réponse de sa part.")
    elif 0 < len(one.missing) < len(one.shown):
        said.append(f"Réponse notée pour {len(one.shown) - len(one.missing)} sur {len(one.shown)}.")
    return tuple(said)


def _reminded(question: Question) -> list[str]:
    said = []
    if question.reminded_at:
        times = "Relance" if question.reminders == 1 else f"{question.reminders}e relance"
        said.append(f"{times} du {_when(question.reminded_at)}.")
    if question.is_quiet:
        said.append("Plus de relance.")
    elif question.reminders >= MOST_REMINDERS and question.answered_at is None:
        said.append("Plus de relance : appelez plutôt.")
    return [typeset(one) for one in said]


def _when(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{write_day(local.date(), year=False)} à {write_hour(local)}"
