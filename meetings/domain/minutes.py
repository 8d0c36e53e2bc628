"""The minutes of a meeting laid end to end, beside the time there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from intermetiers.web.french import write_minutes
from meetings.domain.dossier import AgendaItem, Dossier

WIDTH = 600.0


class Part(StrEnum):
    """What a stretch of time is for; the points of the agenda by their kind."""

    OPENING = "opening"
    INFORM = "inform"
    UNDERSTAND = "understand"
    DECIDE = "decide"
    WORDS = "words"
    REREADING = "rereading"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the bar: `x` and `width` are in units of the drawing, WIDTH wide in all."""

    part: Part
    label: str
    minutes: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class MinutesBar:
    """The bar. `limit` is where the available time ends, in units of the drawing."""

    stretches: tuple[Stretch, ...]
    limit: float
    planned: int
    available: int

    @property
    def over(self) -> int:
        """Minutes planned beyond what there is; 0 when everything holds."""
        return max(0, self.planned - self.available)

    @property
    def sentence(self) -> str:
        """The same in words: « 85 minutes prévues, pour une réunion de 1 h 15 : … »."""
        head = f"{write_minutes(self.planned)} {_planned(self.planned)}, {_against(self.available)}"
        if self.over:
            return f"{head} : {write_minutes(self.over)} de trop."
        left = self.available - self.planned
        if left:
            return f"{head} : il reste {write_minutes(left)}."
        return f"{head} : le compte est juste."


def minutes_bar(dossier: Dossier) -> MinutesBar:
    """Opening, points in their order, time for words, re-reading; stretches of 0 are left out."""
    planned, available = dossier.planned_minutes, dossier.available_minutes
    unit = WIDTH / max(planned, available, 1)
    stretches, x = [], 0.0
    for part, label, minutes in _parts(dossier):
        width = minutes * unit
        stretches.append(Stretch(part, label, minutes, round(x, 2), round(width, 2)))
        x += width
    return MinutesBar(tuple(stretches), round(available * unit, 2), planned, available)


def _parts(dossier: Dossier) -> Iterator[tuple[Part, str, int]]:
    points = ((Part(item.kind.value), _title(item), item.minutes) for item in dossier.kept_items)
    parts = (
        (Part.OPENING, "l’accueil", dossier.opening_minutes),
        *points,
        (Part.WORDS, "le temps pour les mots", dossier.words_minutes),
        (Part.REREADING, "la relecture ensemble", dossier.rereading_minutes),
    )
    return (part for part in parts if part[2] > 0)


def _title(item: AgendaItem) -> str:
    return f"« {item.title} »"


def _planned(minutes: int) -> str:
    return "prévues" if minutes > 1 else "prévue"


def _against(available: int) -> str:
    return f"pour une réunion de {write_minutes(available)}"
