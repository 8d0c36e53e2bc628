"""One frozen snapshot of a meeting, from which every rule, page and document is computed.

A dossier is read once, in a constant number of queries, by `meetings.dossier`. Nothing below asks
the database, the clock or the request for more. It carries no e-mail, phone or address of any
participant: what it does not hold, no document made from it can leak. The one exception is the
contact of whoever convenes, which every guest needs.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from meetings.domain.kinds import (
    Answer,
    Audience,
    Face,
    Ground,
    ItemKind,
    Layout,
    MeetingKind,
    MovedTo,
    Presence,
    PupilPlace,
    Role,
    Source,
    VoiceWay,
    YesNo,
)
from partners.domain.catalogue import Catalogue, catalogue
from partners.domain.days_off import DaysOff
from partners.domain.families import Interpreting, Receives
from partners.domain.weeks import Exceptions, Week
from partners.domain.worlds import World

SUPPORTED_ROLES = frozenset({Role.PUPIL, Role.GUARDIAN, Role.COMPANION, Role.INTERPRETER})
FAMILY_ROLES = frozenset({Role.PUPIL, Role.GUARDIAN})


@dataclass(frozen=True, slots=True)
class PupilFacts:
    """The pupil as the meeting needs it. There is no place here for a diagnosis."""

    id: int
    first_name: str
    last_name: str
    born_on: date | None
    school: str
    class_name: str
    plan: str
    aesh_hours: str
    aesh_kind: str
    dispositif: str


@dataclass(frozen=True, slots=True)
class ConvenerContact:
    """How to reach whoever convenes; the only contact a guest is ever given."""

    name: str
    title: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Participant:
    """One seat of the meeting.

    `title` is what the person is, as one writes it (« éducatrice spécialisée », « mère »);
    `called` is how a sentence names that person with its article (« l’éducatrice spécialisée »,
    « la mère »); `short` fits a seat of the drawing (« Éduc »).
    `supported` is the coordinator's choice when there is one, else the default of the role and
    métier; it is for coordinators' screens only.
    `fee` is what the family pays for this person's presence, in whole euros, 0 for nothing.
    `week` and `exceptions` are the hours the address book knows of this person, whatever the
    meeting. `weekdays` are the usual days, 1 for Monday, none when not known; `remote_only` is of every
    meeting, `presence` of this one. `books` names the card whose hours this seat takes, "" for
    somebody without a card (`meetings.domain.bookings`). `busy` are the times in which this
    person’s calendar is taken, of those that touch a slot of this meeting, in order, in the zone
    of the team; `calendar_read_on` is the day it was read, None without one that touches any.
    """

    id: int
    role: Role
    world: World
    name: str
    title: str
    called: str
    short: str
    metier: str
    does: str
    institution: str
    capacity: str
    reason: str
    supported: bool
    supported_by_default: bool
    presence: Presence
    viewpoint: str
    written: str
    is_convener: bool
    essential: bool
    parental_authority: bool
    reads_best: str
    needs: str
    work: str
    paid_hours: str
    availability: str
    fee: int
    liberal: bool
    accompanies: int | None
    family_member: int | None
    weekdays: tuple[int, ...] = ()
    week: Week = ()
    exceptions: Exceptions = ()
    remote_only: bool = False
    may_receive: Receives = Receives.ALL
    speaks_best: str = ""
    interpreter: Interpreting = Interpreting.UNKNOWN
    childcare: str = ""
    childcare_found: str = ""
    books: str = ""
    busy: tuple[tuple[datetime, datetime], ...] = ()
    calendar_read_on: date | None = None

    @property
    def is_family(self) -> bool:
        """The pupil or a relative; companions and interpreters come with them, apart."""
        return self.role in FAMILY_ROLES

    @property
    def is_legal_guardian(self) -> bool:
        """Holds parental authority, so the texts give this person a place."""
        return self.role is Role.GUARDIAN and self.parental_authority

    @property
    def is_remote(self) -> bool:
        """Takes part by telephone or video."""
        return self.presence in {Presence.PHONE, Presence.VIDEO}


@dataclass(frozen=True, slots=True)
class Place:
    """A place one could meet in. `distances` are metres by participant id.

    `seats` is how many people can sit there, None while nobody counted. `is_care_home` says that
    children are looked after there day and night, away from their parents. Who has the key is not
    here: it is for coordinators, and no document made from a dossier may hold it.
    """

    id: int
    name: str
    address: str
    ground: Ground
    step_free: YesNo
    quiet: YesNo
    transport: str
    layout: Layout
    welcomed_by: int | None
    waiting: str
    distances: tuple[tuple[int, int], ...]
    is_chosen: bool
    seats: int | None = None
    books: str = ""
    is_care_home: bool = False


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer in whose place another one stands."""

    answer: Answer
    source: Source
    at: datetime


@dataclass(frozen=True, slots=True)
class Voice:
    """How somebody whom a slot leaves out is heard; `note` is for the whole table."""

    way: VoiceWay
    note: str = ""


@dataclass(frozen=True, slots=True)
class SlotAnswer:
    """What one participant said of one slot; `note` is the fact as it was said.

    `source` and `answered_at` are how and when it came; `earlier` is what stood before.
    """

    participant: int
    answer: Answer
    unpaid: bool
    note: str
    source: Source = Source.TYPED
    answered_at: datetime | None = None
    earlier: EarlierAnswer | None = None
    voice: Voice | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A candidate date. Times are aware, in the zone of the team."""

    id: int
    starts_at: datetime
    ends_at: datetime
    answers: tuple[SlotAnswer, ...]
    is_chosen: bool

    @property
    def duration(self) -> timedelta:
        return self.ends_at - self.starts_at

    def answer_of(self, participant: int) -> SlotAnswer | None:
        """What this person said of the slot, or None while nothing is known."""
        return next((a for a in self.answers if a.participant == participant), None)


@dataclass(frozen=True, slots=True)
class Information:
    """What must be read before a point à décider. Given once it holds a text or a file."""

    id: int
    item: int
    title: str
    giver: int | None
    due_on: date | None
    text: str
    file_name: str
    file_pages: int
    given_at: datetime | None
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A point of the agenda; one that was moved out stays, with where it went."""

    id: int
    position: int
    title: str
    kind: ItemKind
    minutes: int
    opener: int | None
    moved_to: MovedTo | None
    moved_note: str
    informations: tuple[Information, ...]
    kept_reason: str = ""

    @property
    def is_kept(self) -> bool:
        return self.moved_to is None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one said before. The family `agreed`; `read_back` is of what `typed_by` typed for one."""

    participant: int
    understands: str
    matters: str
    proposes: str
    questions: str
    face: Face | None
    audience: Audience
    agreed: bool
    source: Source
    read_back: bool
    said_at: datetime
    typed_by: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The four answers, in the order of the questions, those left empty too."""
        return (self.understands, self.matters, self.proposes, self.questions)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding the coordinator put aside, with the reason, which stays visible."""

    finding: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Dossier:
    """Everything one meeting is, at one instant.

    `participants` stand in table order: the pupil, the family, who comes with the family, then
    the professionals as the coordinator placed them. `notice_given_on` is the first day a family
    brief was handed out, None before. `uninvited_guardians` names, with an article, those who
    hold parental authority, have no seat and may receive something.
    """

    id: int
    reference: str
    kind: MeetingKind
    kind_label: str
    title: str
    team: str
    pupil: PupilFacts
    convener: ConvenerContact
    problem: str
    period: tuple[date, date] | None
    duration_minutes: int
    pupil_place: PupilPlace
    pupil_words: str
    companion_wish: str
    opening_minutes: int
    words_minutes: int
    rereading_minutes: int
    participants: tuple[Participant, ...]
    places: tuple[Place, ...]
    slots: tuple[Slot, ...]
    agenda: tuple[AgendaItem, ...]
    set_asides: tuple[SetAside, ...]
    notice_given_on: date | None
    cancelled_on: date | None
    uninvited_guardians: tuple[str, ...] = ()
    convener_books: str = ""  # what names the hours of whoever convenes, seated or not
    # What the team's words mean: ours, with those of the team over them.
    catalogue: Catalogue = field(default_factory=catalogue)
    # Of the team's place, over the days of the slots and of the period.
    days_off: DaysOff = field(default_factory=DaysOff)
    school_week: Week = ()  # the hours of class of the pupil's school
    contributions: tuple[Contribution, ...] = ()
    # From this day on, everybody reads what was said for all; None while no day is set.
    viewpoints_shared_on: date | None = None
    opened_on: date | None = None  # the meeting itself
    closed_on: date | None = None

    @cached_property
    def by_id(self) -> dict[int, Participant]:
        return {p.id: p for p in self.participants}

    @property
    def pupil_seat(self) -> Participant | None:
        return next((p for p in self.participants if p.role is Role.PUPIL), None)

    @property
    def guardians(self) -> tuple[Participant, ...]:
        """The relatives invited, whether or not they hold parental authority."""
        return tuple(p for p in self.participants if p.role is Role.GUARDIAN)

    @property
    def family(self) -> tuple[Participant, ...]:
        """The pupil and the relatives invited."""
        return tuple(p for p in self.participants if p.is_family)

    @property
    def professionals(self) -> tuple[Participant, ...]:
        return tuple(p for p in self.participants if p.role is Role.PROFESSIONAL)

    @property
    def supported(self) -> tuple[Participant, ...]:
        """Those whose voice needs support; never shown to participants."""
        return tuple(p for p in self.participants if p.supported)

    @property
    def convener_seat(self) -> Participant | None:
        return next((p for p in self.participants if p.is_convener), None)

    @property
    def chosen_place(self) -> Place | None:
        return next((p for p in self.places if p.is_chosen), None)

    @property
    def chosen_slot(self) -> Slot | None:
        return next((s for s in self.slots if s.is_chosen), None)

    @property
    def kept_items(self) -> tuple[AgendaItem, ...]:
        """The points that stay on the agenda, in order."""
        return tuple(item for item in self.agenda if item.is_kept)

    @property
    def items_to_decide(self) -> tuple[AgendaItem, ...]:
        return tuple(item for item in self.kept_items if item.kind is ItemKind.DECIDE)

    def is_released(self, information: Information) -> bool:
        """Whether the guests have it: what comes once the briefs are out waits to go to all at
        the same moment."""
        return information.released_at is not None or self.notice_given_on is None

    @property
    def planned_minutes(self) -> int:
        """Opening, points, time for words and re-reading, in minutes."""
        points = sum(item.minutes for item in self.kept_items)
        return points + self.opening_minutes + self.words_minutes + self.rereading_minutes

    @property
    def available_minutes(self) -> int:
        """Length of the chosen slot, else the duration aimed at, in minutes."""
        if self.chosen_slot is None:
            return self.duration_minutes
        return int(self.chosen_slot.duration.total_seconds() // 60)
