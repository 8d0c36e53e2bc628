"""What a meeting opens on: what the earlier ones decided and still try, each exactly once.

A decision is named « d » and its key, an invention being tried « t » and the identifier of the
note it comes from: so acts of the room name them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from intermetiers.web.french import typeset, write_day
from meetings.domain.kinds import Said, Source
from meetings.domain.live.state import Became, Entry, Live
from meetings.domain.promises import OVER, Promise, open_before

SAID_LABELS = {
    Said.TO_DO: "à faire",
    Said.DONE: "fait",
    Said.NOT_YET: "pas encore",
    Said.HELP: "besoin d’aide",
    Said.CHANGED: "changé",
    Said.GIVEN_UP: "abandonné",
}
# An invention is not done: it is kept, still tried, or stopped.
TRIED_LABELS = {
    Said.DONE: "on garde",
    Said.NOT_YET: "on continue",
    Said.HELP: "besoin d’aide",
    Said.GIVEN_UP: "on arrête",
}
STILL_TRIED = "à l’essai"
# What the room may say of each, in the order it is offered: the words of acts and those read.
_SAYS = (Said.DONE, Said.NOT_YET, Said.HELP, Said.GIVEN_UP)
SAYS = tuple((said.value, SAID_LABELS[said]) for said in _SAYS)
SAYS_OF_TRIAL = tuple(
    (said.value, TRIED_LABELS[said]) for said in (Said.NOT_YET, Said.DONE, Said.GIVEN_UP)
)


@dataclass(frozen=True, slots=True)
class Before:
    """One thing decided or tried before. `said` is what was known of it at the opening, then what
    the room says; `said_label` the same in words; `who` and `by` may be empty."""

    what: str
    text: str
    who: str
    by: str
    decided_on: str
    said: Said
    said_label: str
    note: str = ""
    is_trial: bool = False

    @property
    def says(self) -> tuple[tuple[str, str], ...]:
        """What the room may say of it: the words of acts, and those read."""
        return SAYS_OF_TRIAL if self.is_trial else SAYS

    @property
    def about(self) -> str:
        """« le professeur, la mère · pour le 19 mars 2027 »."""
        until = "jusqu’au" if self.is_trial else "pour le"
        parts = (self.who, f"{until} {self.by}" if self.by else "")
        return typeset(" · ".join(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class EarlierMeeting:
    """A meeting of the pupil that was closed, and what was written in it."""

    id: int
    held_at: datetime
    closed_at: datetime
    live: Live


def before(
    promises: Iterable[Promise], meetings: Sequence[EarlierMeeting], meeting: int, moment: datetime
) -> tuple[Before, ...]:
    """What is still open at `moment`, for the meeting of this key: decisions, then inventions."""
    decided = tuple(_decided(p, moment) for p in open_before(promises, meeting, moment))
    earlier = [m for m in meetings if m.id != meeting and m.closed_at <= moment]
    return decided + tuple(_trials(sorted(earlier, key=lambda m: (m.closed_at, m.id))))


def as_said(found: Iterable[Before], became: Mapping[str, Became]) -> tuple[Before, ...]:
    """The same, with what the room said of each."""
    return tuple(_said(one, became[one.what]) if one.what in became else one for one in found)


def _decided(promise: Promise, moment: datetime) -> Before:
    standing = promise.at(moment)
    return Before(
        what=f"d{promise.id}",
        text=typeset(standing.text),
        who=promise.who,
        by=write_day(standing.by_on, weekday=False) if standing.by_on else "",
        decided_on=write_day(promise.held_on, weekday=False),
        said=standing.said,
        said_label=SAID_LABELS[standing.said],
        # A holder’s own words, by their link, are for those who prepare: no paper and no screen.
        note="" if standing.source is Source.LINK else typeset(standing.note),
    )


def _trials(meetings: Sequence[EarlierMeeting]) -> Iterable[Before]:
    """The inventions that no later meeting said are over, the oldest first."""
    latest: dict[str, Became] = {}
    for meeting in meetings:
        latest |= meeting.live.became
    for meeting in meetings:
        for entry in meeting.live.of("tension"):
            what = f"t{entry.id}"
            invention = str(entry.head.get("invention")).strip()
            said = latest.get(what)
            if invention and not (said and Said(said.said) in OVER):
                yield _tried(what, entry, meeting, said)


def _tried(what: str, entry: Entry, meeting: EarlierMeeting, said: Became | None) -> Before:
    until = str(entry.head.get("try_until"))
    state = Said(said.said) if said else Said.TO_DO
    return Before(
        what=what,
        text=typeset(str(entry.head.get("invention")).strip()),
        who="",
        by=_write_iso(until),
        decided_on=write_day(meeting.held_at.date(), weekday=False),
        said=state,
        said_label=TRIED_LABELS.get(state, STILL_TRIED),
        note=typeset(said.text) if said else "",
        is_trial=True,
    )


def _write_iso(day: str) -> str:
    return write_day(datetime.fromisoformat(day).date(), weekday=False) if day else ""


def _said(one: Before, became: Became) -> Before:
    said = Said(became.said)
    labels = TRIED_LABELS if one.is_trial else SAID_LABELS
    return Before(
        one.what, one.text, one.who, one.by, one.decided_on, said, labels[said],
        typeset(became.text) or "", one.is_trial,
    )  # fmt: skip
