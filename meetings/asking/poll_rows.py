"""What the page of a poll says of each of its lines and columns before anything is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.forms.boundfield import BoundField

from intermetiers.web.french import (
    NBSP,
    join_some,
    join_words,
    start_sentence,
    typeset,
    write_count,
    write_day,
    write_slot,
)
from meetings.asking.forms.polls import PollForm
from meetings.asking.polls import Choices, Draft, Proposal
from meetings.domain.dossier import Dossier
from meetings.domain.polls.placing import NEW, Standing, standing_of
from meetings.domain.polls.poll import Option, Vote
from meetings.domain.slot_reasons import MOST_NAMES, call
from meetings.models.choices import ANSWERS, SOURCES

MOST_SAID = 6  # answers that stand, said one by one
VOTES = {
    Vote.YES.value: "oui",
    Vote.IF_NEEDED.value: "si besoin",
    Vote.RATHER_NOT.value: "plutôt pas",
    Vote.NO.value: "non",
    "": "sans réponse",
}
REPLACE = "Remplacer ces réponses par celles du sondage"
REPLACE_ONE = "Remplacer cette réponse par celle du sondage"
_ANSWERS, _SOURCES = dict(ANSWERS), dict(SOURCES)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line: whose it is to be said, what it holds, and what stands already."""

    person: BoundField
    votes: str
    how: str
    pill: str
    standing: tuple[str, ...]
    replace: BoundField | None


@dataclass(frozen=True, slots=True)
class ColumnRow:
    target: BoundField
    title: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines one must look at, the others, the columns; who is invited and has no line; the
    options that no slot could be; and the whole table, to look back at it."""

    to_look_at: tuple[LineRow, ...]
    others: tuple[LineRow, ...]
    columns: tuple[ColumnRow, ...]
    absent: str
    past: str
    told: str
    table: tuple[tuple[str, tuple[str, ...]], ...]


def rows_of(
    form: PollForm, draft: Draft, proposal: Proposal, choices: Choices, dossier: Dossier
) -> Rows:
    lines = list(_lines(form, draft, proposal, choices, dossier))
    invited = [person for person in dossier.participants if person.id not in choices.people]
    return Rows(
        to_look_at=tuple(line for line in lines if line.pill or line.standing),
        others=tuple(line for line in lines if not line.pill and not line.standing),
        columns=tuple(
            ColumnRow(form[f"column_{number}"], draft.options[number].title)
            for number, place in enumerate(proposal.places)
            if place is not None
        ),
        absent=join_some([call(person, dossier) for person in invited], MOST_NAMES),
        past=_past(draft.options, proposal),
        told=_told(choices),
        table=tuple(
            (line.name, tuple(VOTES[vote] if vote else "" for vote in line.votes))
            for line in draft.lines
        ),
    )


def replaces_by_itself(number: int, draft: Draft, choices: Choices, dossier: Dossier) -> bool:
    """Whether all that stands for this line is older than it, and not of the person’s own hand."""
    found = list(_standing(number, draft, choices, dossier))
    return bool(found) and all(one.older for one in found)


def _standing(number: int, draft: Draft, choices: Choices, dossier: Dossier) -> Iterator[Standing]:
    person = choices.people[number]
    if person is not None:
        slots = {slot.id: slot for slot in dossier.slots}
        yield from standing_of(draft.lines[number], person, choices.targets, slots)


def _lines(
    form: PollForm, draft: Draft, proposal: Proposal, choices: Choices, dossier: Dossier
) -> Iterator[LineRow]:
    for number, line in enumerate(draft.lines):
        found = list(_standing(number, draft, choices, dossier))
        how, pill = _how(number, proposal, choices, dossier)
        replace = form[f"replace_{number}"]
        replace.label = REPLACE_ONE if len(found) == 1 else REPLACE
        yield LineRow(
            person=form[f"person_{number}"],
            votes=_count(line.votes),
            how=how,
            pill=pill,
            standing=tuple(_say_standing(found)),
            replace=replace if found else None,
        )


def _how(number: int, proposal: Proposal, choices: Choices, dossier: Dossier) -> tuple[str, str]:
    """How a line was recognised, and the word to look at when somebody must."""
    match = proposal.matches[number]
    double = number in proposal.doubles
    chosen = choices.people[number]
    if chosen is not None and (double or chosen != match.person):
        return "", ""
    if double and match.person is not None:
        who = call(dossier.by_id[match.person], dossier)
        said = f"Une autre ligne est aussi reconnue comme {who}. C’est elle qui est proposée."
        return said, "deux lignes"
    if match.person is not None:
        said = f"Reconnue d’après {match.by}."
        return said, "" if match.sure else "à vérifier"
    if match.among:
        names = [call(dossier.by_id[person], dossier) for person in match.among[:4]]
        return f"Peut-être {join_words(names, last='ou')}.", "à choisir"
    return "Aucun invité n’est reconnu. Sans choix, cette ligne n’est pas reprise.", "à choisir"


def _count(votes: Sequence[str]) -> str:
    """« Oui : 3, si besoin : 4, non : 5 »."""
    counts = Counter(votes)
    if set(counts) == {""}:
        return "N’a répondu à aucune date."
    parts = [f"{said}{NBSP}: {counts[vote]}" for vote, said in VOTES.items() if counts[vote]]
    return start_sentence(", ".join(parts)) + "."


def _say_standing(found: Sequence[Standing]) -> Iterator[str]:
    for one in found[:MOST_SAID]:
        when = start_sentence(write_slot(one.slot.starts_at, one.slot.ends_at, year=False))
        came = _SOURCES[one.stands.source.value]
        on = f", le {_day(one.stands.answered_at)}" if one.stands.answered_at else ""
        yield typeset(
            f"{when} : il y a déjà « {_ANSWERS[one.stands.answer.value]} », {came}{on}. "
            f"Le sondage dit « {_ANSWERS[one.said.value]} »."
        )
    if len(found) > MOST_SAID:
        yield f"Et {write_count(len(found) - MOST_SAID, 'autre réponse', 'autres réponses')}."


def _day(moment: datetime) -> str:
    return write_day(moment.date(), year=False, weekday=False)


def _past(options: Sequence[Option], proposal: Proposal) -> str:
    """The dates that no slot could be, which are left aside."""
    over = [
        one
        for one, place in zip(options, proposal.places, strict=True)
        if place is None and one.starts is not None
    ]
    if not over:
        return ""
    if len(over) == 1:
        return (
            f"Une date du sondage est laissée de côté{NBSP}: elle est passée, dans plus d’un an, ou "
            "finit après minuit."
        )
    return (
        f"{len(over)} dates du sondage sont laissées de côté{NBSP}: passées, dans plus d’un an, ou "
        "qui finissent après minuit."
    )


def _told(choices: Choices) -> str:
    """« 8 créneaux à ajouter, 3 déjà dans la liste. »"""
    new = sum(target == NEW for target in choices.targets)
    known = sum(isinstance(target, int) for target in choices.targets)
    parts = []
    if known:
        parts.append(f"{write_count(known, 'créneau', 'créneaux')} déjà dans la liste")
    if new:
        parts.append(f"{write_count(new, 'créneau', 'créneaux')} à ajouter")
    return f"{start_sentence(join_words(parts))}." if parts else "Aucun créneau à reprendre."
