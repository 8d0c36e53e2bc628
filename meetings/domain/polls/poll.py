"""What an exported poll holds, as values: its dates, its lines, and what could not be read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from meetings.domain.kinds import Answer, PollKind


class UnreadPollError(Exception):
    """This table is no poll about dates; its text is a French sentence for whoever brought it."""


class Vote(StrEnum):
    """What a person said of one date of a poll. No vote is "" everywhere: it is not « no »."""

    YES = "yes"
    IF_NEEDED = "if_needed"
    RATHER_NOT = "rather_not"
    NO = "no"


# « Rather not » (Bitpoll) stands beside « no »: whoever chose it did not choose « no », and may
# come at a cost. The words stay with the answer, so that whoever chooses the date reads them.
MEANINGS = {
    Vote.YES: (Answer.YES, ""),
    Vote.IF_NEEDED: (Answer.IF_NEEDED, ""),
    Vote.RATHER_NOT: (Answer.IF_NEEDED, "a répondu « plutôt pas »"),
    Vote.NO: (Answer.NO, ""),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One column: a date as it is written there, and when that is. `starts` is None for what no
    calendar holds (« vendredi matin »); `ends` is None where the poll gives only a beginning."""

    title: str
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What one person said, a vote (or "") for each option. `mail` serves to find the person and
    is kept nowhere; `at` is when it was said, None when the poll does not tell."""

    name: str
    votes: tuple[str, ...]
    mail: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """One export. `notes` are sentences about what was not read, or was read with a doubt."""

    kind: PollKind
    options: tuple[Option, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
