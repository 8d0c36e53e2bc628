"""What a meeting leaves: from its acts to what the fiche, the half page and the other papers say.

Everybody who was at the table may read it. Who holds a disagreement is named with their consent;
what each one felt is a count; shares of speech are by world, and by person only where all present
agreed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import time

from intermetiers.web.french import (
    NBSP,
    start_sentence,
    typeset,
    write_count,
    write_day,
    write_hour,
    write_slot,
)
from meetings.domain.attendance import is_unnamed, presented
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.held_notes import (
    decisions_of,
    later_of,
    notes_by_point,
    words_of,
    write_iso,
)
from meetings.domain.held_parts import Decision, Held, HeldPoint, Session, Share
from meetings.domain.held_people import groups_of, how_many_not_noted, table_as_held, were_there
from meetings.domain.kinds import Role
from meetings.domain.legal import facts_of
from meetings.domain.live import speech
from meetings.domain.live.room import everybody
from meetings.domain.live.state import Live
from meetings.domain.live.wording import CDAPH
from partners.domain.worlds import World

_BY_CDAPH = "not_here.rights_by_cdaph"
_ASKS_CDAPH = re.compile(
    r"\b(MDPH|MDA|CDAPH|aides? humaines?|heures? d[’']AESH|orient(ation|er)|notification|"
    r"matériel (pédagogique )?adapté|maintien en maternelle)\b",
    re.IGNORECASE,
)
_ROLES = (("time", "Garde le temps"), ("writer", "Écrit"))


def compose_held(dossier: Dossier, live: Live, session: Session) -> Held:
    """What the meeting leaves as it stands: closed, or still going on."""
    decisions = decisions_of(dossier, live)
    points = notes_by_point(dossier, live, decisions)
    going_on = live.next or {}
    return Held(
        when=_when(dossier, session),
        hours=_hours(session),
        groups=groups_of(dossier, live),
        signers=_signers(dossier, live),
        table=table_as_held(dossier, live),
        roles=_roles(dossier, live),
        points=points,
        decisions=decisions,
        reminder=_reminder(dossier, decisions),
        words=words_of(dossier, live),
        later=later_of(dossier, live),
        shares=_shares(dossier, live, session),
        named_shares=_named_shares(dossier, live, session),
        feelings=_feelings(live, session),
        reread=live.reread,
        next_day=_next_day(going_on),
        next_text=typeset(str(going_on.get("text", "")).strip()),
        to_look_at=(*_not_noted(dossier, live), *_to_look_at(points, decisions)),
        is_closed=session.closed_at is not None,
        next_iso=str(going_on.get("day", "")),
    )


# --- When, and who -----------------------------------------------------------------------------


def _when(dossier: Dossier, session: Session) -> str:
    """The slot that was chosen, when it was held that day; else the day it was opened."""
    slot, opened = dossier.chosen_slot, session.opened_at
    if slot and slot.starts_at.date() == opened.date():
        return write_slot(slot.starts_at, slot.ends_at)
    if session.closed_at and session.closed_at.date() == opened.date():
        return write_slot(opened, session.closed_at)
    return f"{write_day(opened.date())}, {write_hour(opened)}"


def _hours(session: Session) -> str:
    """« Ouverte à 10 h 17, fermée à 11 h 31. »"""
    opened = f"Ouverte à {write_hour(session.opened_at)}"
    if session.closed_at is None:
        return f"{opened}, pas encore fermée."
    return f"{opened}, fermée à {write_hour(session.closed_at)}."


def _signers(dossier: Dossier, live: Live) -> tuple[str, ...]:
    """Those who took part, named as they may be, to say that they have read."""
    was_there = were_there(dossier, live)
    people = [p for p in dossier.participants if was_there(p) and p.role is not Role.INTERPRETER]
    return tuple(name_of_signer(p, dossier.pupil.school) for p in people)


def name_of_signer(person: Participant, school: str) -> str:
    """« La mère, Samia Belkacem », « L’AESH, Nadia Roux »; the pupil’s `school` goes unsaid."""
    words = presented(person, school)
    if person.role is Role.GUARDIAN and not is_unnamed(person) and person.name:
        words = f"{words}, {person.name}"
    return start_sentence(typeset(words))


def _roles(dossier: Dossier, live: Live) -> str:
    people = everybody(dossier, live)
    return " ".join(
        f"{label}{NBSP}: {people[live.roles[role]].called}."
        for role, label in _ROLES
        if live.roles.get(role) in people
    )


# --- Decisions ---------------------------------------------------------------------------------


def _reminder(dossier: Dossier, decisions: tuple[Decision, ...]) -> str:
    """That the CDAPH decides, where a decision touches what it decides of, and nowhere else:
    nobody reads that word for the first time on a fiche that is not about it."""
    if not any(rule.key == _BY_CDAPH for rule in facts_of(dossier.kind).cannot_decide):
        return ""
    return CDAPH if any(_ASKS_CDAPH.search(d.text) for d in decisions) else ""


def _to_look_at(points: tuple[HeldPoint, ...], decisions: tuple[Decision, ...]) -> list[str]:
    """What is still open in what was written, for whoever convenes."""
    found = []
    for decision in decisions:
        lacks = [
            word for word, said in (("qui", decision.who), ("pour quand", decision.by)) if not said
        ]
        if lacks:
            found.append(f"Décision {decision.number} : il manque {' et '.join(lacks)}.")
    for point in points:
        written = (*point.quotes, *point.agreements, *point.disagreements)
        found += [_two_ways(line.text) for line in written if line.versions]
        found += [_two_ways(tension.text) for tension in point.tensions if tension.versions]
    found += [_two_ways(decision.text) for decision in decisions if decision.versions]
    return [typeset(sentence) for sentence in found]


def _not_noted(dossier: Dossier, live: Live) -> list[str]:
    count = how_many_not_noted(dossier, live)
    people = write_count(count, "personne", feminine=True)
    return [f"La présence de {people} n’est pas notée."] if count else []


def _two_ways(text: str) -> str:
    return f"« {text.strip('« »')} » est écrit de deux façons : choisissez."


# --- What is kept of speech --------------------------------------------------------------------


def _shares(dossier: Dossier, live: Live, session: Session) -> tuple[Share, ...]:
    """By world, the family first; nothing when nobody watched, or when nothing was measured.

    Nothing either where all are of one world, as an AESH and a teacher: « école 100 % » says
    nothing.
    """
    worlds = {who: person.world for who, person in everybody(dossier, live).items()}
    if len(set(worlds.values())) < 2:
        return ()
    running = speech.by_world(speech.spoken(live.turns), worlds)
    times = [
        (world.label, session.shares.get(world.value, 0) + running.get(world, 0)) for world in World
    ]
    return _percents(times) if live.watch else ()


def _named_shares(dossier: Dossier, live: Live, session: Session) -> tuple[Share, ...]:
    """By person, only where all present agreed to it."""
    if not (live.watch and live.names):
        return ()
    running = speech.spoken(live.turns)
    return _percents(
        [
            (person.called, session.by_name.get(who, 0) + running.get(who, 0))
            for who, person in everybody(dossier, live).items()
        ]
    )


def _percents(times: Sequence[tuple[str, int]]) -> tuple[Share, ...]:
    spoken = [(label, length) for label, length in times if length > 0]
    parts = speech.shares([length for _, length in spoken])
    return tuple(Share(label, part) for (label, _), part in zip(spoken, parts, strict=True))


def _feelings(live: Live, session: Session) -> str:
    """How many said a word; the words themselves are not kept."""
    said = (
        (session.arrived + len(live.feelings.get("arrive", {})), "en arrivant"),
        (session.left + len(live.feelings.get("leave", {})), "en repartant"),
    )
    counts = [f"{write_count(count, 'mot')} {when}" for count, when in said if count]
    if not counts:
        return ""
    return typeset(f"Dits à la table : {' et '.join(counts)}. Ces mots ne sont pas gardés.")


# --- What comes next ---------------------------------------------------------------------------


def _next_day(said: Mapping[str, str]) -> str:
    """« jeudi 4 mars 2027, 10 h 15 », as far as it was said."""
    day, hour = said.get("day", ""), said.get("time", "")
    parts = [write_iso(day, weekday=True)] if day else []
    if hour:
        parts.append(write_hour(time.fromisoformat(hour)))
    return ", ".join(parts)
