"""What was decided, and what became of it: a decision with its reports, as it stands one day.

A decision is open until somebody says it is done, or given up; « pas encore » and « besoin
d’aide » keep it open, and so does a change, which replaces its text or its date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from meetings.domain.kinds import Said, Source

OVER = frozenset({Said.DONE, Said.GIVEN_UP})


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody said of a decision. `who` is how the others speak of that person, "" for
    whoever convenes; `said_in` the later meeting it was said in. Moments are aware."""

    said: Said
    said_at: datetime
    note: str = ""
    new_text: str = ""
    new_by_on: date | None = None
    who: str = ""
    source: Source = Source.TYPED
    said_in: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision as it stands at a moment; `since` and `source`, how the last
    word came, are None while nobody said anything of it."""

    said: Said
    text: str
    by_on: date | None
    note: str = ""
    since: datetime | None = None
    source: Source | None = None

    @property
    def is_open(self) -> bool:
        return self.said not in OVER

    def is_late(self, today: date) -> bool:
        """Open, and its day has passed."""
        return self.is_open and self.by_on is not None and self.by_on < today


@dataclass(frozen=True, slots=True)
class Promise:
    """A decision of a closed meeting, and everything said of it since, the latest last.

    `holders` are the keys of the participants who hold it; `who` names them as the room did.
    """

    id: int
    entry: str
    number: int
    text: str
    who: str
    by_on: date | None
    seen: str
    holders: tuple[int, ...]
    meeting: int
    meeting_title: str
    reference: str
    held_on: date
    decided_at: datetime
    reports: tuple[Report, ...] = ()

    def at(self, moment: datetime) -> Standing:
        """As it stood at this moment, with what had been said by then."""
        said, text, by_on, note = Said.TO_DO, self.text, self.by_on, ""
        since: datetime | None = None
        source: Source | None = None
        for report in self.reports:
            if report.said_at > moment:
                continue
            said, note, since = report.said, report.note, report.said_at
            source = report.source
            text = report.new_text or text
            by_on = report.new_by_on or by_on
        return Standing(said, text, by_on, note, since, source)


def open_before(promises: Iterable[Promise], meeting: int, moment: datetime) -> list[Promise]:
    """What a meeting opens on at `moment`: each decision of the others still open then, once,
    the oldest first."""
    found = {
        promise.id: promise
        for promise in promises
        if promise.meeting != meeting
        and promise.decided_at <= moment
        and promise.at(moment).is_open
    }
    return sorted(found.values(), key=lambda p: (p.held_on, p.meeting, p.number, p.id))


def late(promises: Sequence[Promise], now: datetime, today: date) -> list[Promise]:
    """Those whose day has passed and that are still open, the oldest day first."""
    found = [promise for promise in promises if promise.at(now).is_late(today)]
    return sorted(found, key=lambda p: (p.at(now).by_on or today, p.id))
