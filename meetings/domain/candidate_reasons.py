"""What is said of a candidate slot: facts of weeks and calendars, and whom to ask all the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from intermetiers.web.french import (
    NBSP,
    join_some,
    join_words,
    start_sentence,
    typeset,
    write_count,
    write_hour,
)
from meetings.domain.availability import is_known_of
from meetings.domain.bookings import QUARTER
from meetings.domain.candidates import EVENING, Candidate, Look, Proposals, unknown_to_all
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Level
from meetings.domain.slot_reasons import MOST_NAMES, call, say_costs
from meetings.domain.slots import SUPPORTED, Attendance, is_awaited

_MAY = {
    Level.COMES: "pourrait venir",
    Level.COMES_AT_A_COST: "pourrait venir, avec un coût",
    Level.REMOTE: "à distance",
    Level.NOT_KNOWN: "à demander",
    Level.ABSENT_IN_WRITING: "par écrit",
    Level.LEFT_OUT: "ne pourrait pas venir",
}


@dataclass(frozen=True, slots=True)
class Words:
    """One candidate: `reasons` are sentences, the weakest first; the others may be ""."""

    reasons: tuple[str, ...]
    tight: str
    same: str
    beside: str


def say_candidate(candidate: Candidate, dossier: Dossier) -> Words:
    """Everybody of whom something is known at these hours, and those to ask first."""
    known = [a for a in candidate.attendances if a.level is not Level.NOT_KNOWN]
    people = dossier.by_id
    free = [
        f"{start_sentence(call(people[a.person], dossier))}{NBSP}: {', '.join(a.facts)}."
        for a in known
        if a.level is Level.COMES and a.facts
    ]
    reasons = (*say_costs(known, dossier, most=MOST_NAMES), *free, *_to_ask(candidate, dossier))
    return Words(
        reasons=tuple(typeset(one) for one in reasons),
        tight=_tight(candidate, dossier),
        same=_same(candidate),
        beside=_beside(candidate),
    )


def say_attendance(attendance: Attendance, dossier: Dossier) -> str:
    """One person in words: « L’AESH : pourrait venir (dans ses heures payées) »."""
    name = start_sentence(call(dossier.by_id[attendance.person], dossier))
    facts = f" ({', '.join(attendance.facts)})" if attendance.facts else ""
    return f"{name}{NBSP}: {_MAY[attendance.level]}{facts}"


def say_everybody(candidate: Candidate, dossier: Dossier) -> str:
    """The same for all, by what is known: what the row of dots draws."""
    told: dict[str, list[str]] = {}
    for one in sorted(candidate.attendances, key=lambda one: one.level):
        told.setdefault(_MAY[one.level], []).append(call(dossier.by_id[one.person], dossier))
    said = [f"{start_sentence(may)}{NBSP}: {join_words(names)}." for may, names in told.items()]
    return " ".join(said)


def say_nothing_known(dossier: Dossier) -> str:
    """Who has no week, no calendar: « On ne sait rien des heures de Yanis et du père… »."""
    people = unknown_to_all(dossier)
    if not people:
        return ""
    names = join_some([call(person, dossier) for person in people], MOST_NAMES)
    return f"Rien n’est encore noté de leurs heures{NBSP}: {names}."


def people_without_hours(dossier: Dossier) -> tuple[Participant, ...]:
    """Voices to support and relatives whose hours would change the proposals most."""
    return tuple(
        person
        for person in dossier.participants
        if (person.supported or person.is_legal_guardian)
        and is_awaited(person, dossier)
        and not is_known_of(person)
        and (person.family_member or person.metier)
    )


def say_none(found: Proposals, look: Look, dossier: Dossier) -> str:
    """Why nothing is proposed, and what to try."""
    if not found.days:
        return (
            f"Il n’y a aucun jour d’école à venir dans cette période{NBSP}: changez les dates, ou "
            "regardez aussi les vacances et le samedi."
        )
    if not found.hours:
        return (
            f"Aucun moment de {look.minutes}{NBSP}minutes n’est libre dans ces heures{NBSP}: "
            "d’autres réunions de l’équipe les prennent, ou la journée regardée est trop courte."
        )
    if found.untenable and not found.candidates:
        who = dossier.convener.name or "la personne qui réunit"
        return (
            f"D’après les semaines et les agendas, {who} ou la famille ne peut venir à aucun "
            f"moment de cette période. {' '.join(_say_other_ways(found))}"
        )
    return ""


def say_left_out(found: Proposals, look: Look, dossier: Dossier) -> tuple[str, ...]:
    """When every candidate leaves out somebody: whom, and what would change it."""
    if not found.candidates or not all(one.leaves_out for one in found.candidates):
        return ()
    people = dict.fromkeys(person for one in found.candidates for person in one.leaves_out)
    names = join_words([call(dossier.by_id[person], dossier) for person in people])
    said = [
        f"D’après les semaines et les agendas, aucun moment de {look.minutes}{NBSP}minutes ne va à "
        f"tous ceux qui ont le moins de marge. Le plus souvent de côté{NBSP}: {names}."
    ]
    return (*said, *_say_other_ways(found))


def _say_other_ways(found: Proposals) -> Iterator[str]:
    """What would leave nobody out, as far as it was tried."""
    if found.shorter:
        minutes, count = found.shorter
        yield f"Si la réunion durait {minutes}{NBSP}minutes, {_say_how_many(count)}."
    elif found.evening:
        many = _say_how_many(found.evening)
        yield f"En finissant à {write_hour(EVENING)} au plus tard, {many}."
    else:
        yield "Élargissez la période ou les heures, ou proposez de se joindre par téléphone."


def _say_how_many(count: int) -> str:
    return "il y en aurait un" if count == 1 else f"il y en aurait {count}"


def say_looked_at(found: Proposals) -> str:
    """« 24 jours regardés. »"""
    days = write_count(found.days, "jour")
    return f"{start_sentence(days)} regardé{'s' if found.days > 1 else ''}."


def _to_ask(candidate: Candidate, dossier: Dossier) -> Sequence[str]:
    """Those with least room of whom something is known, but not for these hours."""
    people = [
        dossier.by_id[a.person]
        for a in candidate.attendances
        if a.level is Level.NOT_KNOWN and a.group <= SUPPORTED
    ]
    names = [call(person, dossier) for person in people if is_known_of(person)]
    return (
        [f"Rien de noté contre, à demander{NBSP}: {join_some(names, MOST_NAMES)}."] if names else []
    )


def _tight(candidate: Candidate, dossier: Dossier) -> str:
    """« Juste avant ou après : la mère (travaille jusqu’à 8 h 30). »"""
    people = [
        f"{call(dossier.by_id[person], dossier)} ({', '.join(facts)})"
        for person, facts in candidate.tight
    ]
    return f"De justesse{NBSP}: {join_words(people)}." if people else ""


def _same(candidate: Candidate) -> str:
    """« Aussi bien de 9 h à 10 h 15. » or the hours one by one."""
    if not candidate.same:
        return ""
    runs: list[list[datetime]] = []
    for start in candidate.same:
        if runs and start - runs[-1][-1] == QUARTER:
            runs[-1].append(start)
        else:
            runs.append([start])
    said = [
        write_hour(run[0])
        if len(run) == 1
        else f"entre {write_hour(run[0])} et {write_hour(run[-1])}"
        for run in runs
    ]
    return f"Commencer à {join_words(said, last='ou')} irait aussi bien.".replace(
        "à entre", "entre"
    )


def _beside(candidate: Candidate) -> str:
    if candidate.beside is None:
        return ""
    start = write_hour(candidate.beside.starts_at)
    return (
        f"Une autre réunion se tient au même endroit ce jour-là, à {start}{NBSP}: un seul trajet."
    )
