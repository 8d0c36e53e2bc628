"""The brief of a family member: what one person needs to know before the meeting, and no more.

It holds nothing of anybody else's contacts, working hours, needs, distance or answers. What each
person says of the situation is the coordinator's preparation and is spoken at the meeting: no
viewpoint is in a brief. Neither is any label on anyone.
"""

from dataclasses import dataclass, replace
from datetime import date

from intermetiers.web.french import (
    NBSP,
    join_words,
    of,
    start_sentence,
    typeset,
    write_day,
    write_hour,
    write_minutes,
)
from meetings.domain.attendance import (
    Manner,
    by_manner,
    called,
    guest_table,
    in_family,
    manner_of,
    presented,
    relation_to,
    seated,
)
from meetings.domain.dossier import (
    AgendaItem,
    ConvenerContact,
    Dossier,
    Information,
    Participant,
    Place,
)
from meetings.domain.kinds import ItemKind, PupilPlace, Role, YesNo
from meetings.domain.legal import facts_of
from meetings.domain.plain import Plain, Teller, is_sigle
from meetings.domain.principles.saying import is_given
from meetings.domain.readers import standing_of
from meetings.domain.reading import reading_minutes
from meetings.domain.round_table import RoundTable
from partners.domain.catalogue import Catalogue

MINUTES_A_PAGE = 2

PURPOSES = {
    ItemKind.INFORM: "pour informer",
    ItemKind.UNDERSTAND: "pour comprendre",
    ItemKind.DECIDE: "pour décider",
}
PUPIL = {
    PupilPlace.UNKNOWN: "La place de {name} à cette réunion n’est pas encore décidée. Parlez-en ensemble.",
    PupilPlace.WHOLE: "{name} peut venir, parler, ou seulement écouter.",
    PupilPlace.PART: "{name} viendra pour une partie de la réunion.",
    PupilPlace.WORDS: "{name} ne sera pas là. Sa parole est recueillie avant, et lue.",
    PupilPlace.NOT_THERE: "{name} ne souhaite pas venir.",
}
MAY = (
    "Demander à tout moment qu’un mot soit expliqué.",
    "Dire que vous n’êtes pas d’accord, et demander que ce soit écrit.",
    "Relire ce qui est écrit avant que ce soit envoyé\u00a0: la famille relit la première.",
    "Demander de changer la date.",
    "Faire une pause, ou partir.",
)


class NotForThisReaderError(ValueError):
    """A brief is written for a relative who is invited, and for nobody else."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read before. `minutes` is the time it takes, 0 while it is not given."""

    id: int
    title: Plain
    paragraphs: tuple[Plain, ...]
    file_name: str
    file_pages: int
    minutes: int
    waiting: str

    @property
    def time(self) -> str:
        """« 2 minutes »."""
        return write_minutes(self.minutes) if self.minutes else ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the meeting as the reader sees it."""

    title: Plain
    purpose: str
    time: str
    opens: str
    readings: tuple[Reading, ...]
    decides: bool


@dataclass(frozen=True, slots=True)
class Where:
    """The place; each line may be empty."""

    name: str
    address: str
    access: str
    transport: str
    welcome: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who will be there, in one plain line. `short` and `world` are for the seat."""

    short: str
    world: str
    name: Plain
    does: Plain
    manner: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence and the article it stands on, which may be empty."""

    said: Plain
    source: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything one relative reads, in the order of the page."""

    pupil: str
    for_whom: str
    kind: Plain
    notice: str
    day: str
    hours: str
    where: Where | None
    why: Plain
    points: tuple[Point, ...]
    standing: Rule
    total: str
    first: tuple[tuple[str, str], ...]
    last: tuple[tuple[str, str], ...]
    count: int
    people: tuple[Person, ...]
    absent: tuple[str, ...]
    pupil_place: Plain
    table: RoundTable
    not_here: tuple[Plain, ...]
    may: tuple[str, ...]
    companion: Plain
    costs: tuple[Plain, ...]
    contact: ConvenerContact

    @property
    def decisions(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.decides)

    @property
    def title(self) -> str:
        return f"La réunion pour {self.pupil}"


def compose_brief(dossier: Dossier, reader: int, catalogue: Catalogue, today: date) -> Brief:
    """The brief of the relative whose participant id is `reader`, as the meeting stands.

    Raises NotForThisReaderError for anyone else. Explained words follow the order of the page.
    """
    person = dossier.by_id.get(reader)
    if person is None or person.role is not Role.GUARDIAN:
        raise NotForThisReaderError
    teller = Teller(catalogue)
    facts = facts_of(dossier.kind)
    slot = dossier.chosen_slot
    standing = standing_of(person, dossier)
    return Brief(
        pupil=dossier.pupil.first_name,
        for_whom=_for_whom(person, dossier),
        kind=teller.say(start_sentence(dossier.kind_label)),
        notice=_notice(dossier, today),
        day=write_day(slot.starts_at.date()) if slot else "",
        hours=f"de {write_hour(slot.starts_at)} à {write_hour(slot.ends_at)}" if slot else "",
        where=_where(dossier.chosen_place, dossier),
        why=teller.say(dossier.problem),
        points=tuple(_point(item, person, dossier, teller) for item in dossier.kept_items),
        standing=Rule(teller.say(standing.text), standing.source),
        total=write_minutes(dossier.available_minutes),
        first=_times(("On s’accueille, chacun dit qui il est", dossier.opening_minutes)),
        last=_times(
            ("Un temps pour les mots\u00a0: on s’explique", dossier.words_minutes),
            ("On relit ensemble ce qui est écrit", dossier.rereading_minutes),
        ),
        count=len({p.id for p in seated(dossier)} | {person.id}),
        people=_people(person, dossier, teller),
        absent=_absent(person, dossier),
        pupil_place=teller.say(PUPIL[dossier.pupil_place].format(name=dossier.pupil.first_name)),
        table=guest_table(dossier, reader=person.id),
        not_here=tuple(teller.say(rule.text) for rule in facts.cannot_decide),
        may=tuple(typeset(line) for line in MAY),
        companion=teller.say(standing.companion),
        costs=_costs(person, dossier, teller),
        contact=dossier.convener,
    )


def _for_whom(person: Participant, dossier: Dossier) -> str:
    relation = relation_to(dossier.pupil.first_name, person)
    return f"Pour {person.name}, {relation}" if person.name else f"Pour {relation}"


def _notice(dossier: Dossier, today: date) -> str:
    """What changes everything, said first; nothing in the usual case."""
    slot = dossier.chosen_slot
    if dossier.cancelled_on:
        return "Cette réunion est annulée."
    if slot and slot.starts_at.date() < today:
        return "Cette réunion a déjà eu lieu."
    return ""


def _where(place: Place | None, dossier: Dossier) -> Where | None:
    if place is None:
        return None
    access = {YesNo.YES: "accès sans marche", YesNo.NO: "il y a des marches"}
    host = dossier.by_id.get(place.welcomed_by or 0)
    welcome = ""
    if host and place.waiting:
        welcome = (
            f"{start_sentence(called(host))} vous accueille. Pour attendre\u00a0: {place.waiting}."
        )
    elif host:
        welcome = f"{start_sentence(called(host))} vous accueille."
    elif place.waiting:
        welcome = f"Pour attendre\u00a0: {place.waiting}."
    return Where(
        name=typeset(place.name),
        address=typeset(place.address),
        access=access.get(place.step_free, ""),
        transport=typeset(place.transport),
        welcome=typeset(welcome),
    )


def _point(item: AgendaItem, person: Participant, dossier: Dossier, teller: Teller) -> Point:
    opener = dossier.by_id.get(item.opener or 0)
    opens = ""
    if opener and opener.id == person.id:
        opens = "C’est vous qui commencez, si vous voulez bien."
    elif opener:
        opens = f"{start_sentence(_named(opener, dossier))} commence."
    return Point(
        title=teller.say(item.title),
        purpose=PURPOSES[item.kind],
        time=write_minutes(item.minutes),
        opens=opens,
        readings=tuple(_reading(info, dossier, teller) for info in item.informations),
        decides=item.kind is ItemKind.DECIDE,
    )


def _named(person: Participant, dossier: Dossier) -> str:
    name = dossier.pupil.first_name
    return relation_to(name, person) if person.role is Role.GUARDIAN else called(person)


def _reading(info: Information, dossier: Dossier, teller: Teller) -> Reading:
    title = teller.say(info.title)
    blocks = info.text.replace("\r\n", "\n").split("\n\n")
    folded = teller.apart()
    paragraphs = tuple(folded.say(block) for block in blocks if block.strip())
    minutes = reading_minutes(info.text) + MINUTES_A_PAGE * info.file_pages
    given = is_given(info)
    return Reading(
        id=info.id,
        title=title,
        paragraphs=paragraphs,
        file_name=info.file_name,
        file_pages=info.file_pages,
        minutes=max(1, minutes) if given else 0,
        waiting="" if given else _waiting(info, dossier),
    )


def _waiting(info: Information, dossier: Dossier) -> str:
    """What is said while an information has not come."""
    giver = dossier.by_id.get(info.giver or 0)
    who = f" de la part {of(_named(giver, dossier))}" if giver else ""
    when = f" au plus tard le {write_day(info.due_on)}" if info.due_on else ""
    if not who and not when:
        return "Pas encore arrivé\u00a0: demandez-le à la personne qui vous invite."
    return typeset(f"Pas encore arrivé. Vous le recevrez{who}{when}.")


def _times(*times: tuple[str, int]) -> tuple[tuple[str, str], ...]:
    """The times that are no point: what, and how long; a time of zero is none."""
    return tuple((typeset(what), write_minutes(minutes)) for what, minutes in times if minutes)


# --- Who will be there -------------------------------------------------------------------------


def _people(person: Participant, dossier: Dossier, teller: Teller) -> tuple[Person, ...]:
    """The family on one line, with the reader in it, then everybody else one by one."""
    others = [p for p in seated(dossier) if not p.is_family]
    family = Person(
        short="Vous",
        world=person.world.value,
        name=teller.say(_family_line(person, dossier)),
        does=Plain(""),
        manner=manner_of(person, dossier).words,
    )
    return (family, *(_other(p, dossier, teller) for p in others))


def _family_line(person: Participant, dossier: Dossier) -> str:
    """« Yanis, vous et son père »."""
    here = [p for p in seated(dossier) if p.is_family and p.id != person.id]
    pupil = [p.called for p in here if p.role is Role.PUPIL]
    name = dossier.pupil.first_name
    relatives = [
        in_family(p, name) if pupil else relation_to(name, p)
        for p in here
        if p.role is Role.GUARDIAN
    ]
    return start_sentence(join_words([*pupil, "vous", *relatives]))


def _other(person: Participant, dossier: Dossier, teller: Teller) -> Person:
    """What a person does explains the métier already; only sigles are then explained."""
    name = teller.say(start_sentence(presented(person, dossier.pupil.school)))
    if person.does:
        name = replace(name, words=tuple(pair for pair in name.words if is_sigle(pair[0])))
    return Person(
        short=person.short,
        world=person.world.value,
        name=name,
        does=teller.say(person.does),
        manner=manner_of(person, dossier).words,
    )


def _absent(person: Participant, dossier: Dossier) -> tuple[str, ...]:
    """Those who are invited and will not be in the room, without the reason."""
    others = [p for p in dossier.participants if p.id != person.id and p.role is not Role.PUPIL]
    lines = []
    for manner, words in ((Manner.WRITTEN, "Par écrit"), (Manner.AWAY, "Ne pourra pas venir")):
        names = [_named(p, dossier) for p in by_manner(others, dossier, manner)]
        if len(names) > 1:
            words = words.replace("pourra", "pourront")
        if names:
            lines.append(f"{words}{NBSP}: {join_words(names)}.")
    return tuple(lines)


def _costs(person: Participant, dossier: Dossier, teller: Teller) -> tuple[Plain, ...]:
    """What the family is asked to pay, said to those who would pay it."""
    if not person.is_legal_guardian:
        return ()
    return tuple(
        teller.say(
            f"{start_sentence(called(p))} demande {p.fee} € à la famille pour prendre part à la réunion."
        )
        for p in seated(dossier)
        if p.fee
    )
