"""When and how a professional usually takes part: known of the person, whatever the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from intermetiers.web.french import DAYS, NBSP, join_words, start_sentence, typeset
from partners.domain.catalogue import Gender
from partners.domain.weeks import IN_CLASS, HoursKind, Week, say_week, write_days

_PRESENT = {"f": "présente", "m": "présent", "": "présent ou présente"}
_SHORTEST_RUN = 3  # « du lundi au mercredi », but « le lundi et le mardi »


def read_weekdays(kept: str) -> tuple[int, ...]:
    """The days of « 1 4 »: 1 is Monday. What is no day is left out."""
    days = {int(word) for word in kept.split() if word.isdecimal()}
    return tuple(sorted(days & set(range(1, 8))))


def write_weekdays(days: Sequence[int]) -> str:
    """« le lundi et le jeudi », « du lundi au vendredi »."""
    names = [DAYS[day - 1] for day in days]
    if len(days) >= _SHORTEST_RUN and days[-1] - days[0] == len(days) - 1:
        return f"du {names[0]} au {names[-1]}"
    return join_words([f"le {name}" for name in names])


def days_at_work(week: Week) -> tuple[int, ...]:
    """The days on which the week has paid hours or hours of class; none when it says neither."""
    work = {one.day for one in week if one.kind is HoursKind.PAID or one.note == IN_CLASS}
    return tuple(sorted(work))


def days_that_count(noted: Sequence[int], week: Week) -> tuple[int, ...]:
    """The days of presence to look at: none once the week says the hours, which are closer."""
    return () if days_at_work(week) else tuple(noted)


def label_of_paid_hours(week: Week) -> str:
    """What people say stays apart from a week that says « heures payées » too."""
    paid = any(one.kind is HoursKind.PAID for one in week)
    return "heures payées, comme on les dit" if paid else "heures payées"


@dataclass(frozen=True, slots=True)
class Usual:
    """What the address book knows of how a professional takes part; `fee` in whole euros."""

    gender: Gender
    weekdays: tuple[int, ...] = ()
    remote_only: bool = False
    paid_hours: str = ""
    availability: str = ""
    liberal: bool = False
    fee: int = 0
    note: str = ""
    week: Week = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """« Présente le lundi et le jeudi. », « La famille paie 45 € pour sa présence. »"""
        said = (
            self._days,
            "prend part à distance seulement" if self.remote_only else "",
            _noted(label_of_paid_hours(self.week), self.paid_hours),
            *say_week(self.week),
            _noted("quand cette personne est libre", self.availability),
            self._cost,
            _noted("à savoir", self.note),
        )
        return tuple(typeset(f"{start_sentence(one)}.") for one in said if one)

    @property
    def _days(self) -> str:
        """The days noted, unless the week says the same; what it says otherwise is told."""
        if not self.weekdays or self.weekdays == days_at_work(self.week):
            return ""
        if not days_at_work(self.week):
            return f"{_PRESENT[self.gender]} {write_weekdays(self.weekdays)}"
        return (
            f"jours cochés sur la fiche{NBSP}: {write_days(self.weekdays)} (la semaine notée dit "
            "autre chose, et c’est elle qui compte)"
        )

    @property
    def _cost(self) -> str:
        pays = f"la famille paie {self.fee}{NBSP}€ pour sa présence" if self.fee else ""
        if not self.liberal:
            return pays
        return f"exerce en libéral{NBSP}: {pays}" if pays else "exerce en libéral"


def _noted(label: str, text: str) -> str:
    return f"{label}{NBSP}: {text.strip().rstrip('.')}" if text.strip(" .") else ""
