"""A table exported by a date poll, read as a poll: Framadate, Rallly, Nextcloud Polls, Bitpoll,
newdle, or another table whose columns are dates."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from intermetiers.web.french import NBSP, typeset
from meetings.domain.kinds import PollKind
from meetings.domain.polls.headings import Headings, Lines, find_headings, say_undated
from meetings.domain.polls.moments import read_moment
from meetings.domain.polls.poll import Line, Poll, UnreadPollError, Vote
from meetings.domain.polls.words import ADDRESS, read_vote

MOST_LINES = 100
LONGEST_NAME = 80
SAMPLES = 3

NOT_A_POLL = (
    "Ce tableau n’est pas l’export d’un sondage de dates que l’on sait lire. Rien n’a été écrit. "
    f"On lit ceux de Framadate, Rallly, Nextcloud Polls, Bitpoll et newdle{NBSP}: dans votre sondage, "
    f"choisissez «{NBSP}Exporter en CSV{NBSP}»."
)
NOBODY = "Personne n’a répondu dans ce sondage. Rien n’a été écrit."
TOO_MANY = (
    f"Ce tableau a plus de {MOST_LINES}{NBSP}lignes de réponses. Rien n’a été écrit. Gardez celles "
    "des personnes invitées à cette réunion."
)

_SAID_ON = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")


def read_poll(tables: Iterable[Lines], zone: ZoneInfo) -> Poll:
    """The first of these tables that is a poll, its hours in `zone`.

    Every line of a table has as many cells. Raises UnreadPollError with a sentence.
    """
    for lines in tables:
        head = find_headings(lines, zone)
        if head is not None:
            return _read(lines, head)
    raise UnreadPollError(NOT_A_POLL)


def without_addresses(name: str) -> str:
    """A name as it may be kept and shown: cut when long, and without any e-mail address."""
    kept = " ".join(ADDRESS.sub(" ", name).split())
    return kept if len(kept) <= LONGEST_NAME else f"{kept[:LONGEST_NAME]}…"


def _read(lines: Lines, head: Headings) -> Poll:
    found: list[Line] = []
    lost: list[int] = []
    unclear: dict[str, int] = {}
    comments = 0
    for number, cells in enumerate(lines[head.first :], start=head.first + 1):
        if not any(cell.strip() for cell in cells):
            continue
        line = _line(cells, head, unclear)
        if line is None:
            lost.append(number)
            continue
        found.append(line)
        comments += bool(head.comment is not None and cells[head.comment].strip())
        if len(found) > MOST_LINES:
            raise UnreadPollError(TOO_MANY)
    if not found:
        raise UnreadPollError(NOBODY)
    notes = (
        *head.notes,
        *say_undated(head.options),
        *_say_lost(lost),
        *_say_unclear(unclear),
        *_say_comments(comments),
        *_say_meanings(head.kind, found),
    )
    return Poll(head.kind, head.options, tuple(found), notes)


def _line(cells: Sequence[str], head: Headings, unclear: dict[str, int]) -> Line | None:
    """One line; None when its answers are not where they should be."""
    shift = _shift(cells, head) if head.kind is PollKind.RALLLY else 0
    if shift is None:
        return None
    votes = []
    for column in head.columns:
        cell = _cell(cells, column + shift)
        vote = read_vote(cell)
        if vote is None:
            unclear[cell] = unclear.get(cell, 0) + 1
        votes.append(vote or "")
    name = ", ".join(cell for cell in cells[: 1 + shift] if cell.strip())
    mail = cells[head.mail + shift].strip() if head.mail is not None else ""
    address = ADDRESS.search(mail) or ADDRESS.search(name)
    return Line(
        name=without_addresses(name),
        votes=tuple(votes),
        mail=address[1] if address else "",
        at=_said_at(cells, head, shift),
    )


def _shift(cells: Sequence[str], head: Headings) -> int | None:
    """By how many cells a name written without quotes, with its commas, pushes the rest.

    The number of dates is known, so what stands between them and the name tells it: the moment of
    the answer, else an address or nothing before cells that are all answers.
    """
    said_on, first = head.said_on, head.columns[0]
    for shift in range(len(cells) - (first if said_on is None else said_on)):
        if said_on is None:
            if _fits(cells, head, shift):
                return shift
        elif _SAID_ON.match(cells[said_on + shift]):
            return shift
    return None


def _fits(cells: Sequence[str], head: Headings, shift: int) -> bool:
    mail = cells[(head.mail or 0) + shift].strip()
    answers = [_cell(cells, column + shift) for column in head.columns]
    return (not mail or "@" in mail) and all(read_vote(cell) is not None for cell in answers)


def _cell(cells: Sequence[str], column: int) -> str:
    """A cell; those after the last filled one of the whole table were not given."""
    return cells[column] if column < len(cells) else ""


def _said_at(cells: Sequence[str], head: Headings, shift: int) -> datetime | None:
    if head.said_on is None or head.said_on + shift >= len(cells):
        return None
    found = read_moment(cells[head.said_on + shift], head.zone)
    return found[0] if found else None


def _say_lost(lines: Sequence[int]) -> tuple[str, ...]:
    if not lines:
        return ()
    which = ", ".join(str(number) for number in lines[:10])
    if len(lines) == 1:
        return (f"La ligne {which} est abîmée{NBSP}: ses réponses ne sont pas reprises.",)
    return (f"Les lignes {which} sont abîmées{NBSP}: leurs réponses ne sont pas reprises.",)


def _say_unclear(unclear: dict[str, int]) -> tuple[str, ...]:
    if not unclear:
        return ()
    samples = ", ".join(
        f"«{NBSP}{without_addresses(cell)[:30]}{NBSP}»" for cell in list(unclear)[:SAMPLES]
    )
    count = sum(unclear.values())
    if count == 1:
        return (f"Une réponse ne se comprend pas{NBSP}: {samples}. Elle n’est pas reprise.",)
    return (
        f"{count} réponses ne se comprennent pas{NBSP}: {samples}. Elles ne sont pas reprises.",
    )


def _say_comments(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return ("Les commentaires du sondage ne sont pas repris : relisez-les avant de choisir.",)


def _say_meanings(kind: PollKind, lines: Sequence[Line]) -> tuple[str, ...]:
    """What becomes of the answers for which we have no word of our own."""
    votes = {vote for line in lines for vote in line.votes}
    said = []
    if kind in {PollKind.NEXTCLOUD, PollKind.BITPOLL} and Vote.IF_NEEDED in votes:
        said.append(typeset("« Peut-être » est noté « oui, si besoin »."))
    if Vote.RATHER_NOT in votes:
        said.append(
            typeset("« Plutôt pas » est noté « oui, si besoin », et ces mots restent à côté.")
        )
    return tuple(said)
