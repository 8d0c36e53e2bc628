"""The room as the dossier planned it: the people of the table and the points one goes through."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from intermetiers.web.french import typeset
from meetings.domain.attendance import (
    Manner,
    called,
    in_family,
    is_carer,
    manner_of,
    seated,
)
from meetings.domain.dossier import AgendaItem, Dossier, Information, Participant
from meetings.domain.kinds import ItemKind, MeetingKind, Role
from meetings.domain.live.acts import Act
from meetings.domain.live.state import Live
from meetings.domain.live.wording import FOUR_QUESTIONS, POINT_LABELS
from meetings.domain.principles.saying import is_given
from partners.domain.worlds import World

OPENING, REREADING = "accueil", "relire"
QUESTION_MINUTES = 5
_PLANNED = {
    Manner.PHONE: "phone",
    Manner.VIDEO: "remote",
    Manner.REMOTE: "remote",
    Manner.WRITTEN: "written",
    Manner.AWAY: "away",
}
_FAMILY = (Role.PUPIL, Role.GUARDIAN, Role.COMPANION, Role.INTERPRETER)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the table. `who` names them in acts: « p12 », « g… » for somebody unforeseen.

    `name` is how the others would speak of them near the pupil (« sa mère »), `called` how a
    sentence does (« la mère »). `supported` is for the coordinator’s page only. `planned` is how
    they take part as far as one knew before: a presence (here, remote, phone), written or away.
    """

    who: str
    name: str
    called: str
    short: str
    world: World
    role: str
    family: bool = False
    supported: bool = False
    convener: bool = False
    planned: str = "here"


@dataclass(frozen=True, slots=True)
class RoomPoint:
    """A point one goes through. `kind` is an ItemKind, or welcome, question, reread."""

    item: str
    title: str
    kind: str
    kind_label: str
    minutes: int
    opener: str = ""
    readings: tuple[Information, ...] = ()
    instructed: bool = True
    kept: str = ""


def who_of(person: Participant) -> str:
    return f"p{person.id}"


def is_short(dossier: Dossier) -> bool:
    """Whether it is a concertation: two people, twenty minutes, no ceremony."""
    return dossier.kind is MeetingKind.CONCERTATION_AESH


def people_of(dossier: Dossier) -> tuple[Person, ...]:
    """Those planned at the table, in the order they sit."""
    return tuple(_person(person, dossier) for person in dossier.participants)


def everybody(dossier: Dossier, live: Live) -> dict[str, Person]:
    """Those planned, then those who came unforeseen, by `who`."""
    people = {person.who: person for person in people_of(dossier)}
    for guest in live.guests:
        people[guest.who] = Person(
            guest.who,
            guest.label,
            guest.label,
            guest.label[:6].strip(),
            World(guest.world),
            "guest",
        )
    return people


def in_turn(dossier: Dossier) -> tuple[str, ...]:
    """Who speaks first, as planned: the pupil, the family, then the voices to support."""
    people = seated(dossier)

    def weakest_first(person: Participant) -> tuple[int, bool]:
        rank = _FAMILY.index(person.role) if person.role in _FAMILY else len(_FAMILY)
        return (rank, not person.supported)

    return tuple(who_of(person) for person in sorted(people, key=weakest_first))


def points_of(dossier: Dossier) -> tuple[RoomPoint, ...]:
    """The welcome, the points of the agenda, the re-reading. A concertation without a point of
    its own goes through its four questions."""
    points = [_point(item, dossier) for item in dossier.kept_items]
    if not points and is_short(dossier):
        points = [
            RoomPoint(f"q{n}", typeset(words), "question", "Se dire", QUESTION_MINUTES)
            for n, words in enumerate(FOUR_QUESTIONS, start=1)
        ]
    welcome = RoomPoint(OPENING, "Accueil", "welcome", "S’accueillir", dossier.opening_minutes)
    reread = RoomPoint(REREADING, "Relire ensemble", "reread", "Relire", dossier.rereading_minutes)
    return (welcome, *points, reread)


def strangers_in(act: Act, seats: Collection[int], items: Collection[int]) -> bool:
    """Whether an act speaks of a participant or of a point that is not of this meeting.

    `seats` and `items` are the ids of its participants and of the points of its agenda.
    """
    item = str(act.payload.get("item", ""))
    if item.isdigit() and int(item) not in items:
        return True
    return any(who.startswith("p") and int(who[1:]) not in seats for who in _named(act))


def _named(act: Act) -> Iterable[str]:
    payload = act.payload
    for name in ("who", "with"):
        if payload.get(name):
            yield str(payload[name])
    for name in ("order", "between", "looks", "people", "holds"):
        yield from payload.get(name, ())


def _person(person: Participant, dossier: Dossier) -> Person:
    name = called(person)
    if person.role is Role.GUARDIAN:
        name = in_family(person, dossier.pupil.first_name)
    return Person(
        who=who_of(person),
        name=typeset(name),
        called=typeset(called(person)),
        short=person.short,
        world=World.SOCIAL if is_carer(person) else person.world,
        role=person.role.value,
        family=person.is_family and not is_carer(person),
        supported=person.supported,
        convener=person.is_convener,
        planned=_PLANNED.get(manner_of(person, dossier), "here"),
    )


def _point(item: AgendaItem, dossier: Dossier) -> RoomPoint:
    opener = dossier.by_id.get(item.opener or 0)
    given = [i for i in item.informations if is_given(i) and dossier.is_released(i)]
    instructed = bool(given) and len(given) == len(item.informations)
    return RoomPoint(
        item=str(item.id),
        title=typeset(item.title),
        kind=item.kind.value,
        kind_label=POINT_LABELS[item.kind],
        minutes=item.minutes,
        opener=who_of(opener) if opener else "",
        readings=tuple(i for i in item.informations if is_given(i)),
        instructed=instructed or item.kind is not ItemKind.DECIDE,
        kept=typeset(item.kept_reason.strip()),
    )
