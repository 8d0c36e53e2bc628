"""What is decided and read, what the reader gives, and how the meeting goes minute by minute."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intermetiers.web.french import NBSP, typeset
from meetings.domain.attendance import is_carer
from meetings.domain.brief_names import Naming
from meetings.domain.brief_parts import Asked, Moment, Point, Reading
from meetings.domain.dossier import AgendaItem, Information, Participant
from meetings.domain.kinds import ItemKind, Role
from meetings.domain.lexicon import Lexicon
from meetings.domain.plain import Plain, Teller
from meetings.domain.principles.saying import is_given
from meetings.domain.reading import reading_minutes

MINUTES_A_PAGE = 2
HOUR = 60
PURPOSES = {
    ItemKind.INFORM: "point.inform",
    ItemKind.UNDERSTAND: "point.understand",
    ItemKind.DECIDE: "point.decide",
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who reads, which day, and with which names and words."""

    person: Participant
    naming: Naming
    teller: Teller
    today: date

    @property
    def lexicon(self) -> Lexicon:
        return self.naming.lexicon

    @property
    def is_pupil(self) -> bool:
        return self.person.role is Role.PUPIL

    def named(self, person: Participant) -> str:
        """In a sentence; the pupil's own relatives are said « ta mère » to the pupil."""
        if self.is_pupil and person.role is Role.GUARDIAN and not is_carer(person):
            return self.naming.to_pupil(person)
        return self.naming.named(person)

    def has_come(self, information: Information) -> bool:
        """Whether guests have it: given, and let go to all of them."""
        return is_given(information) and self.naming.dossier.is_released(information)


def points_for(occasion: Occasion) -> tuple[Point, ...]:
    """Every point kept, in order: the same for all but for who is « vous ».

    Those to decide come first on the page, so that words are explained there.
    """
    items = occasion.naming.dossier.kept_items
    read = sorted(items, key=lambda item: item.kind is not ItemKind.DECIDE)
    points = {item.id: _point(item, occasion) for item in read}
    return tuple(points[item.id] for item in items)


def times_for(points: tuple[Point, ...], occasion: Occasion) -> tuple[Moment, ...]:
    """The meeting in order, each time with the hour it begins once the date is known.

    Where the agenda is longer than the meeting, no hour is promised.
    """
    dossier, say = occasion.naming.dossier, occasion.lexicon.say
    plan: list[tuple[int, str, Point | None]] = [
        (dossier.opening_minutes, say("times.welcome"), None)
    ]
    kept = zip(dossier.kept_items, points, strict=True)
    plan += [(item.minutes, "", point) for item, point in kept]
    plan += [
        (dossier.words_minutes, say("times.words"), None),
        (dossier.rereading_minutes, say("times.reread"), None),
    ]
    fits = dossier.planned_minutes <= dossier.available_minutes
    slot = dossier.chosen_slot
    clock = slot.starts_at if slot and fits else None
    moments = []
    for minutes, what, point in plan:
        if minutes or point:
            at = occasion.lexicon.hour(clock) if clock else ""
            moments.append(Moment(at, _short_time(minutes, occasion.lexicon), what, point))
        clock = _later(clock, minutes)
    return tuple(moments)


def asked_of(occasion: Occasion) -> tuple[Asked, ...]:
    """Why this person is there, what the person gives and by when, which points the person opens."""
    person, say = occasion.person, occasion.lexicon.say
    lines = []
    if person.reason.strip():
        lines.append(Asked(say("asked.reason"), _written(person.reason)))
    for item in occasion.naming.dossier.kept_items:
        lines += [
            Asked(_gives(info, occasion), _written(info.title))
            for info in item.informations
            if info.giver == person.id
        ]
    lines += [
        Asked(say("asked.opens"), _written(item.title))
        for item in occasion.naming.dossier.kept_items
        if item.opener == person.id
    ]
    return tuple(lines)


def _written(text: str) -> Plain:
    """The reader’s own business, whose words need no explaining here."""
    return Plain(typeset(text.strip()), typed=True)


def _gives(info: Information, occasion: Occasion) -> str:
    if is_given(info):
        return occasion.lexicon.say("asked.gave")
    if info.due_on and info.due_on >= occasion.today:
        day = occasion.lexicon.day(info.due_on, year=False)
        return occasion.lexicon.say("asked.gives_by", day=day)
    return occasion.lexicon.say("asked.gives")


def _later(clock: datetime | None, minutes: int) -> datetime | None:
    return clock + timedelta(minutes=minutes) if clock else None


def _short_time(minutes: int, lexicon: Lexicon) -> str:
    """« 20 min », « 1 h 15 »."""
    if lexicon.language.is_french and minutes < HOUR:
        return f"{minutes}{NBSP}min"
    return lexicon.minutes(minutes)


def _point(item: AgendaItem, occasion: Occasion) -> Point:
    return Point(
        title=occasion.teller.typed(item.title),
        purpose=occasion.lexicon.say(PURPOSES[item.kind]),
        time=_short_time(item.minutes, occasion.lexicon),
        opens=_opens(item, occasion),
        readings=tuple(_reading(info, occasion) for info in item.informations),
        decides=item.kind is ItemKind.DECIDE,
    )


def _opens(item: AgendaItem, occasion: Occasion) -> str:
    opener = occasion.naming.dossier.by_id.get(item.opener or 0)
    if opener is None:
        return ""
    if opener.id == occasion.person.id:
        return occasion.lexicon.say("pupil.you_open" if occasion.is_pupil else "point.you_open")
    return occasion.lexicon.say("point.opens", person=occasion.named(opener))


def _reading(info: Information, occasion: Occasion) -> Reading:
    """What has not gone to all is as if it had not come: nobody has it before the others."""
    given = occasion.has_come(info)
    title = occasion.teller.typed(info.title)
    blocks = info.text.replace("\r\n", "\n").split("\n\n") if given else []
    folded = occasion.teller.apart()
    pages = info.file_pages if given else 0
    minutes = max(1, reading_minutes(info.text) + MINUTES_A_PAGE * pages) if given else 0
    return Reading(
        id=info.id,
        title=title,
        paragraphs=tuple(folded.typed(block) for block in blocks if block.strip()),
        file_name=info.file_name if given else "",
        file_pages=pages,
        minutes=minutes,
        time=occasion.lexicon.minutes(minutes) if minutes else "",
        pages=occasion.lexicon.count("reading.pages", pages) if pages else "",
        waiting="" if given else _waiting(info, occasion),
    )


def _waiting(info: Information, occasion: Occasion) -> str:
    """What is said while an information has not come, or has not gone to all."""
    naming, lexicon = occasion.naming, occasion.lexicon
    giver = naming.dossier.by_id.get(info.giver or 0)
    is_late = info.due_on is not None and info.due_on < occasion.today
    day = "" if is_late or info.due_on is None else lexicon.day(info.due_on, year=False)
    own = giver is not None and giver.id == occasion.person.id
    if own and not is_given(info):
        return _from_you(day, occasion)
    if occasion.is_pupil:
        return lexicon.say("pupil.not_arrived")
    if is_late or own or not (giver or day):
        return lexicon.say("reading.ask", host=naming.host)
    if giver is None:
        return lexicon.say("reading.by", day=day)
    named = naming.named(giver)
    if day:
        return lexicon.say("reading.from_by", person=named, day=day)
    return lexicon.say("reading.from", person=named)


def _from_you(day: str, occasion: Occasion) -> str:
    host = occasion.naming.host
    if occasion.is_pupil:
        return occasion.lexicon.say("pupil.from_you", host=host)
    if day:
        return occasion.lexicon.say("reading.from_you_by", day=day, host=host)
    return occasion.lexicon.say("reading.from_you", host=host)
