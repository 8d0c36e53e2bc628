"""The brief: what one person needs to know before the meeting, and no more.

One composition for every reader; page, letter, message and voice all come from it. It holds
nothing of anybody else's contacts, working hours, needs, distance or answers, and no label on
anyone. All have the same decisions and the same information, at the same moment; the interpreter
has the hour, the place, the languages and the words, and nothing of what will be said.
"""

from datetime import date
from typing import Any

from intermetiers.web.french import start_sentence, typeset
from meetings.domain.attendance import seated
from meetings.domain.brief_interpreter import glossary_for, languages_spoken
from meetings.domain.brief_names import Naming
from meetings.domain.brief_parts import Brief, Where
from meetings.domain.brief_people import absent_for, people_for, table_for
from meetings.domain.brief_points import Occasion, asked_of, points_for, times_for
from meetings.domain.brief_rules import (
    companion_rule,
    costs_for,
    meeting_rules,
    standing_rule,
    voices_for,
    voices_later,
)
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import MeetingKind, Role, YesNo
from meetings.domain.languages import Language
from meetings.domain.legal import facts_of
from meetings.domain.lexicon import Lexicon, lexicon
from meetings.domain.plain import Plain, Teller
from meetings.domain.readers import not_decided_here, receives_nothing, rights_of, standing_of
from partners.domain.families import Interpreting
from partners.domain.worlds import World

__all__ = ["Brief", "NotForThisReaderError", "compose_brief"]

_INTERPRETING = {
    Interpreting.FOUND: "who.interpreter_found",
    Interpreting.NEEDED: "who.interpreter_needed",
}
_ACCESS = {YesNo.YES: "when.step_free", YesNo.NO: "when.steps"}


class NotForThisReaderError(ValueError):
    """A brief is written for whoever is invited and may receive it, and for nobody else."""


def compose_brief(
    dossier: Dossier,
    reader: int,
    today: date,
    *,
    language: Language = Language.FR,
    changed: str = "",
) -> Brief:
    """The brief of the participant whose id is `reader`, as the meeting stands, in `language`.

    `changed` says which date it was before, to whoever may have seen that one. Raises
    NotForThisReaderError for somebody who is not invited, or to whom a judge forbids that anything
    be given. Explained words follow the order of the page.
    """
    person = dossier.by_id.get(reader)
    if person is None or receives_nothing(person):
        raise NotForThisReaderError
    naming = Naming(dossier, lexicon(language))
    teller = Teller(dossier.catalogue, short=True, language=language)
    occasion = Occasion(person, naming, teller, today)
    parts = _common(occasion) | _OF_ROLE[person.role](occasion)
    return Brief(language=language, role=person.role, changed=changed, **parts)


def _common(occasion: Occasion) -> dict[str, Any]:
    """When, where, who, and whom to call: every reader has them."""
    dossier, words, person = occasion.naming.dossier, occasion.lexicon, occasion.person
    slot = dossier.chosen_slot
    is_pupil = occasion.is_pupil
    count = len({p.id for p in seated(dossier)} | {person.id})
    total = words.minutes(dossier.available_minutes)
    return {
        "notice": _notice(dossier, occasion.today, words),
        "day": words.day(slot.starts_at.date()) if slot else "",
        "hours": words.hours(slot.starts_at, slot.ends_at) if slot else "",
        "where": _where(occasion),
        "change": _change(occasion),
        "contact": dossier.convener,
        "contact_title": _contact_title(occasion),
        "question": words.say("page.question", host=occasion.naming.host),
        "count": count,
        "who_title": words.count("pupil.who" if is_pupil else "who.title", count),
        "total": total,
        "times_title": words.say("times.title", time=total),
        "absent": absent_for(person, occasion.naming),
    }


def _for_relative(occasion: Occasion) -> dict[str, Any]:
    standing = standing_of(occasion.person, occasion.naming.dossier)
    words = occasion.lexicon
    parts = _head(occasion) | _why(occasion) | _content(occasion)
    return parts | {
        "pupil_place": _pupil_place(occasion),
        "companion": companion_rule(standing, occasion),
        "may": _may(occasion),
        "rules": meeting_rules(occasion),
        "interpreting": _interpreting(occasion),
        "bring": (words.say("bring.nothing"), words.say("bring.glasses")),
        "costs": costs_for(occasion),
    }


def _for_professional(occasion: Occasion) -> dict[str, Any]:
    words = occasion.lexicon
    asked_rules = [words.say("asked.facts")]
    if occasion.person.world is World.CARE:
        asked_rules.append(words.say("asked.for_class"))
    parts = _head(occasion) | _why(occasion)
    parts |= {"asked": asked_of(occasion), "asked_rules": tuple(asked_rules)}
    return parts | _content(occasion) | _closing(occasion)


def _for_companion(occasion: Occasion) -> dict[str, Any]:
    beside = _beside(occasion, "beside")
    words = occasion.lexicon
    role = (beside, words.say("beside.help"), words.say("beside.decide"))
    parts = _head(occasion) | _why(occasion)
    parts |= {"asked": asked_of(occasion), "asked_rules": role}
    return parts | _content(occasion) | _closing(occasion)


def _for_pupil(occasion: Occasion) -> dict[str, Any]:
    """Short and concrete; « tu »."""
    words, dossier, naming = occasion.lexicon, occasion.naming.dossier, occasion.naming
    why = {
        "pupil": naming.pupil,
        "title": words.say("pupil.title"),
        "for_whom": words.say("pupil.for_you", name=naming.pupil),
        "kind": Plain(""),
        "why": occasion.teller.typed(dossier.problem),
        "together": words.say("pupil.why"),
        "no_judgement": words.say("pupil.no_mark"),
    }
    content = _content(occasion) | {"standing": None, "not_alone": words.say("pupil.not_alone")}
    place = words.say(f"pupil.place_{dossier.pupil_place}")
    return why | content | {"pupil_place": Plain(place), "may": _may(occasion)}


def _for_interpreter(occasion: Occasion) -> dict[str, Any]:
    """The hour, the place, the languages and the words; nothing of the child, nor its surname."""
    words, naming = occasion.lexicon, occasion.naming
    keys = ("all", "slow", "ask", "seat", "between_us")
    return {
        "pupil": "",
        "title": words.say("interpreter.title"),
        "for_whom": _for_whom(
            occasion, naming.metier(occasion.person) or words.say("person.interpreter")
        ),
        "kind": Plain(""),
        "together": _beside(occasion, "interpreter"),
        "no_judgement": words.say("interpreter.no_content"),
        "people": people_for(occasion.person, naming, occasion.teller),
        "speaks": languages_spoken(occasion),
        "asked_rules": tuple(words.say(f"interpreter.{key}") for key in keys),
        "glossary": glossary_for(occasion),
    }


_OF_ROLE = {
    Role.GUARDIAN: _for_relative,
    Role.PROFESSIONAL: _for_professional,
    Role.COMPANION: _for_companion,
    Role.PUPIL: _for_pupil,
    Role.INTERPRETER: _for_interpreter,
}


def _head(occasion: Occasion) -> dict[str, Any]:
    naming = occasion.naming
    if occasion.person.role is Role.GUARDIAN:
        what = naming.relation(occasion.person)
    elif naming.language.is_french:
        what = occasion.person.called
    else:
        what = naming.metier(occasion.person) or occasion.lexicon.say("person.professional")
    return {
        "pupil": naming.pupil,
        "title": occasion.lexicon.say("page.title", name=naming.pupil),
        "for_whom": _for_whom(occasion, what),
    }


def _for_whom(occasion: Occasion, what: str) -> str:
    name = occasion.person.name
    if name and name not in what:
        return occasion.lexicon.say("page.for_person", name=name, what=what)
    return occasion.lexicon.say("page.for_what", what=what)


def _why(occasion: Occasion) -> dict[str, Any]:
    words, name = occasion.lexicon, occasion.naming.pupil
    return {
        "why": occasion.teller.typed(occasion.naming.dossier.problem),
        "kind": _kind(occasion),
        "together": words.say("why.together", name=name),
        "no_judgement": words.say("why.no_judgement"),
        "nobody_marks": words.say("why.nobody_marks", name=name),
    }


def _content(occasion: Occasion) -> dict[str, Any]:
    """What is decided and read, how the meeting goes, who is there: the same for all."""
    person, naming = occasion.person, occasion.naming
    points = points_for(occasion)
    standing = standing_of(person, naming.dossier)
    return {
        "points": points,
        "standing": standing_rule(standing, occasion),
        "not_here": () if occasion.is_pupil else _not_here(occasion),
        "times": times_for(points, occasion),
        "people": people_for(person, naming, occasion.teller),
        "table": table_for(person, naming),
        "voices": voices_for(occasion),
        "voices_later": voices_later(occasion),
    }


def _closing(occasion: Occasion) -> dict[str, Any]:
    return {
        "pupil_place": _pupil_place(occasion),
        "may": _may(occasion),
        "rules": meeting_rules(occasion),
    }


def _interpreting(occasion: Occasion) -> str:
    """Whether somebody will translate for this reader: their own need, told to nobody else."""
    key = _INTERPRETING.get(occasion.person.interpreter)
    return occasion.lexicon.say(key) if key else ""


def _may(occasion: Occasion) -> tuple[Plain, ...]:
    keys = rights_of(occasion.person, occasion.naming.dossier)
    return tuple(occasion.teller.say(occasion.lexicon.say(key)) for key in keys)


def _not_here(occasion: Occasion) -> tuple[Plain, ...]:
    keys = not_decided_here(occasion.naming.dossier)
    return tuple(occasion.teller.say(occasion.lexicon.say(key)) for key in keys)


def _pupil_place(occasion: Occasion) -> Plain:
    key = f"pupil_place.{occasion.naming.dossier.pupil_place}"
    return occasion.teller.say(occasion.lexicon.say(key, name=occasion.naming.pupil))


def _beside(occasion: Occasion, section: str) -> str:
    """« Vous accompagnez la mère de Yanis. »"""
    dossier = occasion.naming.dossier
    whose = dossier.by_id.get(occasion.person.accompanies or 0)
    if whose is None:
        return occasion.lexicon.say(f"{section}.role_family")
    return occasion.lexicon.say(f"{section}.role", person=occasion.naming.named(whose))


def _kind(occasion: Occasion) -> Plain:
    """What this kind of meeting is; a name the coordinator gave stays as it was typed."""
    dossier, teller = occasion.naming.dossier, occasion.teller
    if dossier.kind is MeetingKind.OTHER and dossier.kind_label != facts_of(dossier.kind).label:
        return teller.typed(start_sentence(dossier.kind_label))
    teller.say(dossier.kind_label)  # explained by the sentence itself
    said = teller.say(occasion.lexicon.say(f"kind.{dossier.kind}"))
    return Plain(said.text)


def _notice(dossier: Dossier, today: date, words: Lexicon) -> str:
    """What changes everything, said first; nothing in the usual case."""
    slot = dossier.chosen_slot
    if dossier.cancelled_on:
        return words.say("notice.cancelled")
    if slot and slot.starts_at.date() < today:
        return words.say("notice.past")
    return ""


def _change(occasion: Occasion) -> str:
    host, slot = occasion.naming.host, occasion.naming.dossier.chosen_slot
    if slot is None:
        key = "pupil.say_times" if occasion.is_pupil else "when.say_times"
    else:
        key = "pupil.change" if occasion.is_pupil else "when.change"
    return occasion.lexicon.say(key, host=host)


def _where(occasion: Occasion) -> Where | None:
    dossier, words = occasion.naming.dossier, occasion.lexicon
    place = dossier.chosen_place
    if place is None:
        return None
    host = dossier.by_id.get(place.welcomed_by or 0)
    key = "pupil.welcome" if occasion.is_pupil else "when.welcome"
    return Where(
        name=_written(place.name),
        address=_written(place.address),
        access=words.say(_ACCESS[place.step_free]) if place.step_free in _ACCESS else "",
        transport=_written(start_sentence(place.transport)),
        welcome=words.say(key, person=occasion.naming.named(host)) if host else "",
        waiting=_written(place.waiting),
    )


def _written(text: str) -> Plain:
    return Plain(typeset(text), typed=bool(text.strip()))


def _contact_title(occasion: Occasion) -> Plain:
    seat, title = occasion.naming.dossier.convener_seat, occasion.naming.dossier.convener.title
    known = occasion.naming.metier(seat) if seat else ""
    return Plain(known) if known else _written(title)
