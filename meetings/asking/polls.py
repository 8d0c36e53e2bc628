"""A poll between the table and the yes: kept as a draft, proposed line by line, chosen.

A draft holds dates, signatures and votes; no address of anybody, and nothing else of the table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from meetings.addresses import ADDRESSED, address_of
from meetings.domain.dossier import Dossier
from meetings.domain.polls.matching import Match, Matcher
from meetings.domain.polls.placing import Place, place_options
from meetings.domain.polls.poll import Line, Option, Poll
from meetings.models import Meeting, Participant

BY_MAIL = "l’adresse électronique"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read, as it waits: `by_mail` is who each line's address was found to be."""

    options: tuple[Option, ...]
    lines: tuple[Line, ...]
    by_mail: tuple[int | None, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a draft would do today: a match for each line, a place for each option. `doubles` are
    the lines set aside because another line is of the same person."""

    matches: tuple[Match, ...]
    places: tuple[Place | None, ...]
    doubles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the coordinator says: whose each line is (None for nobody), where each option goes (a
    slot, NEW or OUT), and the lines that may take the place of what stands."""

    people: tuple[int | None, ...]
    targets: tuple[int | str, ...]
    replacing: frozenset[int]


def mails_of(meeting: Meeting) -> dict[int, str]:
    """The addresses of a meeting's people, to tell whose line it is."""
    seats = Participant.objects.filter(meeting=meeting).select_related(*ADDRESSED)
    return {seat.pk: address_of(seat) for seat in seats}


def draft_of(poll: Poll, matcher: Matcher) -> dict[str, Any]:
    """The poll as it may be kept until the yes."""
    return {
        "options": [[one.title, _write(one.starts), _write(one.ends)] for one in poll.options],
        "lines": [
            [line.name, list(line.votes), _write(line.at), matcher.by_mail(line.mail)]
            for line in poll.lines
        ],
        "notes": list(poll.notes),
    }


def read_draft(draft: Mapping[str, Any]) -> Draft:
    return Draft(
        options=tuple(Option(title, _read(a), _read(b)) for title, a, b in draft["options"]),
        lines=tuple(
            Line(name, tuple(votes), at=_read(at)) for name, votes, at, _ in draft["lines"]
        ),
        by_mail=tuple(person for *_, person in draft["lines"]),
        notes=tuple(draft["notes"]),
    )


def propose(draft: Draft, dossier: Dossier, now: datetime) -> Proposal:
    """Who and when, as far as it can be told. Of two lines of one person, the surer is proposed,
    else the last: people answer again under the same name."""
    matcher = Matcher(dossier, {})
    matches = [
        Match(person, BY_MAIL, sure=True) if person in dossier.by_id else matcher.by_name(line.name)
        for line, person in zip(draft.lines, draft.by_mail, strict=True)
    ]
    doubles = _doubles(matches)
    return Proposal(tuple(matches), place_options(draft.options, dossier, now), doubles)


def _doubles(matches: Sequence[Match]) -> frozenset[int]:
    best: dict[int, int] = {}
    for number, match in enumerate(matches):
        if match.person is None:
            continue
        before = best.get(match.person)
        if before is None or match.sure >= matches[before].sure:
            best[match.person] = number
    kept = set(best.values())
    return frozenset(
        number
        for number, match in enumerate(matches)
        if match.person is not None and number not in kept
    )


def _write(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(text: str | None) -> datetime | None:
    return timezone.localtime(datetime.fromisoformat(text)) if text else None
