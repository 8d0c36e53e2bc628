"""The table of people and slots, for whoever prepares: to read, and to print."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from intermetiers.web.french import NBSP, start_sentence, write_day, write_hours
from meetings.access import get_meeting
from meetings.booking import read_taken
from meetings.domain.bookings import Taken, clashes, say_clashes
from meetings.domain.dossier import Dossier, SlotAnswer
from meetings.domain.holidays import say_day_off
from meetings.domain.kinds import Source, Step
from meetings.domain.slot_table import Column, Known, Row, slot_table
from meetings.dossier import read_dossier
from meetings.frame import step_url
from partners.http import SignedRequest

_CAME = {
    Source.TYPED: ("noté ici", "ici"),
    Source.PHONE: ("au téléphone", "tél."),
    Source.LINK: ("par son lien", "lien"),
    Source.PAPER: ("sur papier", "papier"),
    Source.POLL: ("par un sondage", "sond."),
    Source.REPLY: ("à l’invitation", "invit."),
    Source.ROOM: ("pendant une réunion", "réunion"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A slot over its column; `notes` are holidays and what another meeting has taken."""

    rank: str
    day: str
    hours: str
    url: str
    why: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A word, how it is drawn, what goes with it; `came` is how it is known, `short` on paper."""

    word: str
    state: str
    facts: str
    is_hint: bool
    came: str
    short: str


@dataclass(frozen=True, slots=True)
class Line:
    """A person and the cells, in the order of the headings."""

    name: str
    url: str
    cells: tuple[Cell, ...]


@require_GET
def table(request: SignedRequest, reference: str) -> HttpResponse:
    """Everybody awaited, the weakest first, at each slot to come, the best first."""
    dossier = read_dossier(get_meeting(request, reference))
    now = timezone.now()
    to_come = tuple(slot for slot in dossier.slots if slot.starts_at > now)
    found = slot_table(replace(dossier, slots=to_come), timezone.localdate(now))
    taken = read_taken(dossier, to_come)
    context = {
        "nav": "meetings",
        "dossier": dossier,
        "back": step_url(dossier, Step.SLOT),
        "headings": [_heading(column, dossier, taken) for column in found.columns],
        "groups": [(name, [_line(row, dossier) for row in rows]) for name, rows in found.groups],
    }
    return render(request, "meetings/preparing/slot_table.html", context)


def _heading(column: Column, dossier: Dossier, taken: tuple[Taken, ...]) -> Heading:
    slot = column.slot
    clash = say_clashes(clashes(slot, dossier, taken), dossier)
    return Heading(
        rank=_rank(column.place),
        day=start_sentence(write_day(slot.starts_at.date(), year=False)),
        hours=write_hours(slot.starts_at, slot.ends_at),
        url=reverse("meetings:slot_answers", args=[dossier.reference, slot.id]),
        why=column.why,
        notes=tuple(note for note in (say_day_off(slot, dossier), clash) if note),
    )


def _rank(place: int) -> str:
    """« 1er », « 2e »; « impossible » where the meeting cannot be held."""
    if not place:
        return "impossible"
    return "1er" if place == 1 else f"{place}e"


def _line(row: Row, dossier: Dossier) -> Line:
    url = reverse("meetings:person_answers", args=[dossier.reference, row.person.id])
    return Line(row.name, url, tuple(_cell(known) for known in row.cells))


def _cell(known: Known) -> Cell:
    came, short = _came(known.answer)
    return Cell(
        word=known.word,
        state=known.level.name.lower(),
        facts=start_sentence(", ".join(known.facts)),
        is_hint=known.is_hint,
        came=came or _without_answer(known),
        short=short,
    )


def _came(answer: SlotAnswer | None) -> tuple[str, str]:
    """« par son lien, le 3 décembre », and « lien 3/12 » where there is less room."""
    if answer is None:
        return "", ""
    long, short = _CAME[answer.source]
    if answer.answered_at is None:
        return long, short
    day = answer.answered_at.date()
    written = write_day(day, year=False, weekday=False)
    return f"{long}, le {written}", f"{short}{NBSP}{day.day}/{day.month}"


def _without_answer(known: Known) -> str:
    """Why somebody is counted otherwise than « ? » without having answered."""
    if known.word == "?":
        return "pas encore de réponse"
    return "réunit l’équipe" if known.person.is_convener else "quel que soit le créneau"
