"""The brief of a family member: what one person needs to know before the meeting, and no more.

It holds nothing of anybody else's contacts, working hours, needs, distance or answers. What each
person says of the situation is the coordinator's preparation and is spoken at the meeting: no
viewpoint is in a brief. Neither is any label on anyone.
"""

from dataclasses import dataclass, replace
from datetime import date

from intermetiers.web.french import (
    NBSP,
    of,
    start_sentence,
    typeset,
    write_day,
    write_hour,
    write_minutes,
)
from meetings.domain.attendance import called, guest_table, relation_to, seated
from meetings.domain.brief_people import Person, absent_for, named, people_for
from meetings.domain.dossier import (
    AgendaItem,
    ConvenerContact,
    Dossier,
    Information,
    Participant,
    Place,
)
from meetings.domain.kinds import ItemKind, PupilPlace, Role, YesNo
from meetings.domain.plain import Plain, Teller
from meetings.domain.principles.saying import is_given
from meetings.domain.readers import (
    Standing,
    not_decided_here,
    receives_nothing,
    rights_of,
    standing_of,
)
from meetings.domain.reading import reading_minutes
from meetings.domain.round_table import RoundTable

MINUTES_A_PAGE = 2
HOUR = 60

PURPOSES = {
    ItemKind.INFORM: "On s’informe.",
    ItemKind.UNDERSTAND: "On cherche à comprendre.",
    ItemKind.DECIDE: "On décide.",
}
PUPIL = {
    PupilPlace.UNKNOWN: "La place {of_name} à cette réunion n’est pas encore décidée. Parlez-en ensemble.",
    PupilPlace.WHOLE: "{name} peut venir, parler, ou seulement écouter.",
    PupilPlace.PART: "{name} viendra pour une partie de la réunion.",
    PupilPlace.WORDS: "{name} ne sera pas là. On recueille sa parole avant, et on la lit.",
    PupilPlace.NOT_THERE: "{name} ne souhaite pas venir.",
}


class NotForThisReaderError(ValueError):
    """A brief is written for a relative who is invited and may receive it, and for nobody else."""


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

    @property
    def lines(self) -> tuple[str, ...]:
        """A line each, as on an envelope."""
        street = " · ".join(part for part in (self.address, self.access) if part)
        lines = (self.name, street, self.transport, self.welcome)
        return tuple(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence and the article it stands on, which may be empty."""

    said: Plain
    source: str


@dataclass(frozen=True, slots=True)
class _Occasion:
    """Who reads, about which meeting, which day."""

    person: Participant
    dossier: Dossier
    today: date


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything one relative reads, in the order of the page; `changed` says which date it was
    before, to whoever may have seen that one."""

    pupil: str
    for_whom: str
    kind: str
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
    may: tuple[Plain, ...]
    companion: Rule
    costs: tuple[str, ...]
    contact: ConvenerContact
    changed: str = ""

    @property
    def decisions(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.decides)

    @property
    def to_read(self) -> tuple[Reading, ...]:
        """The texts that paper carries apart, in the order of the meeting; there, all are seen,
        and a word is explained once."""
        known: set[str] = set()
        readings = (reading for point in self.points for reading in point.readings)
        return tuple(_unfolded(reading, known) for reading in readings if reading.paragraphs)

    @property
    def title(self) -> str:
        return f"La réunion pour {self.pupil}"


def compose_brief(dossier: Dossier, reader: int, today: date, *, changed: str = "") -> Brief:
    """The brief of the relative whose participant id is `reader`, as the meeting stands.

    Raises NotForThisReaderError for anyone else. Explained words follow the order of the page.
    """
    person = dossier.by_id.get(reader)
    if person is None or person.role is not Role.GUARDIAN or receives_nothing(person):
        raise NotForThisReaderError
    teller = Teller(dossier.catalogue, short=True)
    slot = dossier.chosen_slot
    standing = standing_of(person, dossier)
    occasion = _Occasion(person, dossier, today)
    return Brief(
        pupil=dossier.pupil.first_name,
        for_whom=_for_whom(person, dossier),
        notice=_notice(dossier, today),
        day=write_day(slot.starts_at.date()) if slot else "",
        hours=f"de {write_hour(slot.starts_at)} à {write_hour(slot.ends_at)}" if slot else "",
        where=_where(dossier.chosen_place, dossier),
        why=teller.say(dossier.problem),
        kind=_kind(dossier, teller),
        points=tuple(_point(item, occasion, teller) for item in dossier.kept_items),
        standing=_standing(standing, person, teller),
        total=write_minutes(dossier.available_minutes),
        first=_times(("On s’accueille, chacun dit qui il est", dossier.opening_minutes)),
        last=_times(
            ("On s’explique les mots", dossier.words_minutes),
            ("On relit ensemble ce qui est écrit", dossier.rereading_minutes),
        ),
        count=len({p.id for p in seated(dossier)} | {person.id}),
        people=people_for(person, dossier, teller),
        absent=absent_for(person, dossier),
        pupil_place=teller.say(_pupil_place(dossier)),
        table=guest_table(dossier, reader=person.id),
        not_here=tuple(teller.say(rule.plain) for rule in not_decided_here(dossier)),
        companion=Rule(teller.say(standing.companion), standing.companion_source),
        may=tuple(teller.say(line) for line in rights_of(person, dossier)),
        costs=_costs(person, dossier),
        contact=dossier.convener,
        changed=changed,
    )


def _for_whom(person: Participant, dossier: Dossier) -> str:
    relation = relation_to(dossier.pupil.first_name, person)
    return f"Pour {person.name}, {relation}" if person.name else f"Pour {relation}"


def _pupil_place(dossier: Dossier) -> str:
    name = dossier.pupil.first_name
    return PUPIL[dossier.pupil_place].format(name=name, of_name=of(name))


def _kind(dossier: Dossier, teller: Teller) -> str:
    """« Équipe éducative : réunion autour d’un élève, avec ses parents. »"""
    said = teller.say(start_sentence(dossier.kind_label))
    meaning = next((meaning for _, meaning in said.words), "")
    return f"{said.text}{NBSP}: {meaning[0].lower()}{meaning[1:]}" if meaning else said.text


def _standing(standing: Standing, person: Participant, teller: Teller) -> Rule:
    """To those who have it, the sentence says what parental authority is."""
    said = teller.say(standing.text)
    if person.is_legal_guardian:
        said = Plain(said.text)
    return Rule(said, standing.source)


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
    if host:
        welcome = f"{start_sentence(named(host, dossier))} vous accueille."
    if place.waiting:
        welcome = f"{welcome} Pour attendre\u00a0: {place.waiting}.".strip()
    return Where(
        name=typeset(place.name),
        address=typeset(place.address),
        access=access.get(place.step_free, ""),
        transport=typeset(start_sentence(place.transport)),
        welcome=typeset(welcome),
    )


def _point(item: AgendaItem, occasion: _Occasion, teller: Teller) -> Point:
    opener = occasion.dossier.by_id.get(item.opener or 0)
    opens = ""
    if opener and opener.id == occasion.person.id:
        opens = "C’est vous qui commencez, si vous voulez bien."
    elif opener:
        opens = f"{start_sentence(named(opener, occasion.dossier))} commence."
    return Point(
        title=teller.say(item.title),
        purpose=PURPOSES[item.kind],
        time=_short_time(item.minutes),
        opens=opens,
        readings=tuple(_reading(info, occasion, teller) for info in item.informations),
        decides=item.kind is ItemKind.DECIDE,
    )


def _short_time(minutes: int) -> str:
    """« 20 min », « 1 h 15 »."""
    return f"{minutes}{NBSP}min" if minutes < HOUR else write_minutes(minutes)


def _reading(info: Information, occasion: _Occasion, teller: Teller) -> Reading:
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
        waiting="" if given else typeset(_waiting(info, occasion)),
    )


def _unfolded(reading: Reading, known: set[str]) -> Reading:
    """The same without the explanations of words in `known`; adds to it those it keeps."""
    paragraphs = []
    for paragraph in reading.paragraphs:
        words = tuple(pair for pair in paragraph.words if pair[0].casefold() not in known)
        known.update(word.casefold() for word, _ in words)
        paragraphs.append(replace(paragraph, words=words))
    return replace(reading, paragraphs=tuple(paragraphs))


def _waiting(info: Information, occasion: _Occasion) -> str:
    """What is said while an information has not come."""
    host = occasion.dossier.convener.name
    giver = occasion.dossier.by_id.get(info.giver or 0)
    is_late = info.due_on is not None and info.due_on < occasion.today
    when = ""
    if info.due_on and not is_late:
        when = f", au plus tard le {write_day(info.due_on, year=False)}"
    if giver and giver.id == occasion.person.id:
        return f"Cela vient de vous{when}. Dites-le ou écrivez-le à {host}."
    if is_late or not (giver or when):
        return f"Pas encore arrivé. Demandez-le à {host}."
    whence = f"Cela vient {of(named(giver, occasion.dossier))}" if giver else "Vous l’aurez"
    return f"Pas encore arrivé. {whence}{when}."


def _times(*times: tuple[str, int]) -> tuple[tuple[str, str], ...]:
    """The times that are no point: what, and how long; a time of zero is none."""
    return tuple((typeset(what), _short_time(minutes)) for what, minutes in times if minutes)


def _costs(person: Participant, dossier: Dossier) -> tuple[str, ...]:
    """What the family is asked to pay, said to those who would pay it, and what they may do."""
    asking = [p for p in seated(dossier) if p.fee]
    if not person.is_legal_guardian or not asking:
        return ()
    whom = "lui" if len(asking) == 1 else "leur"
    lines = (
        *(
            f"{start_sentence(called(p))} demande {p.fee} € à la famille pour participer."
            for p in asking
        ),
        f"C’est trop ? Dites-le : on peut {whom} demander un avis écrit.",
    )
    return tuple(typeset(line) for line in lines)
