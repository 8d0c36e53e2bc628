"""A date that changes: who hears of it and how, who is asked again, how it is told. Pure.

Whoever holds an event of ours in a calendar gets another one; whoever was given a private link
gets a letter in the mail; whoever was given one and has no address is told by a coordinator.
Nothing goes to somebody nothing ever went to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce

from intermetiers.web.french import NBSP, typeset, write_day, write_hour
from meetings.domain.asking import people_to_ask
from meetings.domain.dossier import Dossier, Slot
from meetings.domain.kinds import Presence, Role
from meetings.domain.languages import Language
from meetings.domain.lexicon import Lexicon, lexicon
from meetings.domain.readers import receives_nothing
from meetings.domain.slot_reasons import call

NO_ADDRESS = "pas d’adresse électronique"
OF_THE_PUPIL = "aucun message ne lui est envoyé"


class Way(StrEnum):
    """How somebody hears that the date changed."""

    CALENDAR = "calendar"
    MAIL = "mail"
    VOICE = "voice"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Times:
    """When a meeting is held, where the team is."""

    starts_at: datetime
    ends_at: datetime

    @property
    def said(self) -> str:
        """« jeudi 21 janvier 2027, de 10 h 15 à 11 h 30 »."""
        return self._said(year=True)

    @property
    def short(self) -> str:
        """« jeudi 21 janvier, de 10 h 15 à 11 h 30 »."""
        return self._said(year=False)

    def _said(self, *, year: bool) -> str:
        day = write_day(self.starts_at.date(), year=year)
        return f"{day}, de {write_hour(self.starts_at)} à {write_hour(self.ends_at)}"


@dataclass(frozen=True, slots=True)
class ChangeOfDate:
    """The date a meeting had, and the one it took at that moment: None when it lost it."""

    at: datetime
    by: str
    was: Times
    becomes: Times | None
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the house gave each seat so far, by participant; no address is in it.

    Whoever convenes counts among `given_links` when a colleague changes the date.
    """

    invited: frozenset[int] = frozenset()
    given_links: frozenset[int] = frozenset()
    given_briefs: frozenset[int] = frozenset()
    owed: frozenset[int] = frozenset()
    with_address: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Hearer:
    """One person of the meeting, as a sentence names them: how that person hears of it, and why
    not by mail."""

    person: int
    name: str
    way: Way
    why: str = ""


def hearers(dossier: Dossier, known: Known) -> tuple[Hearer, ...]:
    """Everybody of the table in its order, but those a judge forbids to give anything to.

    Whoever convenes and holds nothing of ours is left out: the product itself says the date.
    """
    heard = (_hearer(person.id, dossier, known) for person in dossier.participants)
    return tuple(
        one
        for one in heard
        if not receives_nothing(dossier.by_id[one.person])
        and not (one.way is Way.NOTHING and dossier.by_id[one.person].is_convener)
    )


def _hearer(person: int, dossier: Dossier, known: Known) -> Hearer:
    seat = dossier.by_id[person]
    name = call(seat, dossier)
    if person in known.invited:
        return Hearer(person, name, Way.CALENDAR)
    if not has_brief(person, dossier, known) and person not in known.given_links | known.owed:
        return Hearer(person, name, Way.NOTHING)
    if person in known.with_address:
        return Hearer(person, name, Way.MAIL)
    return Hearer(person, name, Way.VOICE, why_by_voice(person, dossier))


def has_brief(person: int, dossier: Dossier, known: Known) -> bool:
    """Whether this relative was given a brief, which tells a date."""
    if dossier.by_id[person].role is not Role.GUARDIAN:
        return False
    return person in known.given_briefs or dossier.notice_given_on is not None


def why_by_voice(person: int, dossier: Dossier) -> str:
    """Why no message of ours reaches this person."""
    return OF_THE_PUPIL if dossier.by_id[person].role is Role.PUPIL else NO_ADDRESS


def asked_again(dossier: Dossier, slot: Slot | None) -> tuple[int, ...]:
    """Those whose answer to this slot is not known and is waited for; nobody else is asked.

    `slot` None is a moment nobody was ever asked about.
    """
    return tuple(
        person.id
        for person in people_to_ask(dossier)
        if person.presence is not Presence.WRITTEN
        and (slot is None or slot.answer_of(person.id) is None)
    )


def say_change(change: ChangeOfDate) -> str:
    """« Date changée le 3 décembre : avant, jeudi 21 janvier à 10 h 15 (raison). »"""
    done = "Date changée" if change.becomes else "Date retirée"
    if change.becomes == change.was:
        done = "Date remise"
    day = write_day(change.at.date(), year=False, weekday=False)
    start = change.was.starts_at
    before = f"{write_day(start.date(), year=False)} à {write_hour(start)}"
    if start.year != change.at.year:
        before = f"{write_day(start.date())} à {write_hour(start)}"
    why = f" ({change.reason})" if change.reason else ""
    return typeset(f"{done} le {day}{NBSP}: avant, {before}{why}.")


def say_to_guest(
    changes: Iterable[ChangeOfDate],
    known_since: datetime | None,
    present: Slot | None,
    language: Language = Language.FR,
) -> str:
    """« La date a changé : c’était … ; c’est maintenant … », to whoever may have seen another one.

    `known_since` is when this person was first given something of the meeting, None for nothing.
    No reason is told, and no name.
    """
    if known_since is None:
        return ""
    now = Times(present.starts_at, present.ends_at) if present else None
    seen = (one.was for one in changes if one.at >= known_since)
    before = tuple(dict.fromkeys(was for was in seen if was != now))
    if not before:
        return ""
    words = lexicon(language)
    were = reduce(
        lambda first, second: words.say("notice.then", first=first, second=second),
        (_said_in(words, was) for was in before),
    )
    if now is None:
        return words.say("notice.unset", before=were)
    return words.say("notice.moved", before=were, now=_said_in(words, now))


def _said_in(words: Lexicon, times: Times) -> str:
    """« jeudi 21 janvier, de 10 h 15 à 11 h 30 », in the language of a guest."""
    day = words.day(times.starts_at.date(), year=False)
    hours = words.hours(times.starts_at, times.ends_at)
    return words.say("when.day_and_hours", day=day, hours=hours)
