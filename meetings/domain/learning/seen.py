"""What a meeting itself shows of each line of the grid: facts, never a judgement.

Nothing is counted against anybody: what was not written is not said to be missing.
"""

from collections.abc import Callable, Iterable, Mapping

from intermetiers.web.french import NBSP, join_words, start_sentence, typeset, write_count
from meetings.domain.dossier import Dossier
from meetings.domain.held_notes import write_iso
from meetings.domain.held_parts import Decision, Held
from meetings.domain.held_people import were_there
from meetings.domain.kinds import Ground, Layout
from meetings.domain.live.room import everybody
from meetings.domain.live.state import Head, Live
from meetings.domain.live.wording import DILEMMAS
from meetings.domain.viewpoints import has_spoken

Facts = tuple[str, ...]

_GROUNDS = {
    Ground.SCHOOL: "à l’école ou dans l’établissement de l’élève",
    Ground.PARTNER: "chez un service partenaire",
    Ground.NEUTRAL: "dans un lieu neutre",
    Ground.FAMILY: "dans un lieu choisi par la famille",
}
_LAYOUTS = {
    Layout.ROUND: "en rond",
    Layout.U: "en U",
    Layout.FACE_TO_FACE: "face à face",
    Layout.HEAD: "avec une tête de table",
}


def seen(dossier: Dossier, live: Live, held: Held) -> Mapping[str, Facts]:
    """The facts of this meeting by the key of the line they help to read; lines without are not
    there."""
    tensions = [entry.head for entry in live.of("tension")]
    found: dict[str, Iterable[str]] = {
        "shared": _people(dossier, live),
        "space": _place(dossier),
        "perimeter": _moves(dossier, live, held),
        "ground": _together(dossier, live, held),
        "legitimacy": _rights(dossier, held),
        "territory": _of_source("territory", tensions),
        "time": _of_source("time", tensions),
        "own": _of_dilemma(lambda head: bool(head.get("own_dilemma")), tensions),
        "instrumental": _written(held),
        "affective": _relation(dossier, held),
        "referential": _meanings(dossier, held),
    }
    for dilemma in DILEMMAS:
        found[dilemma.code] = _of_dilemma(_is(dilemma.code), tensions)
    said = {key: tuple(typeset(fact) for fact in facts) for key, facts in found.items()}
    return {key: facts for key, facts in said.items() if facts}


def without_source(live: Live) -> Facts:
    """The tensions nobody said the source of."""
    heads = (entry.head for entry in live.of("tension"))
    return tuple(typeset(_quoted(head)) for head in heads if not head.get("source"))


# --- The five marks ----------------------------------------------------------------------------


def _people(dossier: Dossier, live: Live) -> list[str]:
    came = were_there(dossier, live)
    worlds = [person.world for person in dossier.participants if came(person)]
    guests = [person.world for who, person in everybody(dossier, live).items() if who[0] == "g"]
    count = len(worlds) + len(guests)
    if not count:
        return []
    met = write_count(len({*worlds, *guests}), "monde")
    points = write_count(len(dossier.kept_items), "point")
    return [
        f"À la table : {write_count(count, 'personne', feminine=True)}, de {met}.",
        *([f"À l’ordre du jour : {points}."] if dossier.kept_items else []),
    ]


def _place(dossier: Dossier) -> list[str]:
    place = dossier.chosen_place
    if place is None:
        return []
    where, seated = _GROUNDS[place.ground], _LAYOUTS[place.layout]
    return [f"La réunion s’est tenue {where} : {place.name}. Les chaises : {seated}."]


def _moves(dossier: Dossier, live: Live, held: Held) -> list[str]:
    facts = []
    if live.became:
        facts.append(f"Repris d’avant, à l’ouverture : {write_count(len(live.became), 'point')}.")
    if live.guests:
        came = write_count(len(live.guests), "personne", feminine=True)
        facts.append(f"Sans être attendue{'s' if len(live.guests) > 1 else ''} : {came}.")
    moved = len(dossier.agenda) - len(dossier.kept_items)
    if moved:
        facts.append(f"Sortis de l’ordre du jour avant la réunion : {write_count(moved, 'point')}.")
    facts += [f"Remis à plus tard : « {later.text} »." for later in held.later]
    if held.next_day:
        facts.append(f"On se revoit : {held.next_day}.")
    return facts


def _together(dossier: Dossier, live: Live, held: Held) -> list[str]:
    inventions = (t.invention for point in held.points for t in point.tensions if t.invention)
    facts = [f"Inventé ensemble : {start_sentence(text)}" for text in inventions]
    shared = [decision for decision in held.decisions if _is_shared(decision, dossier, live)]
    facts += [f"Tenue par plusieurs mondes : décision {d.number}, {d.text}" for d in shared]
    agreements = sum(len(point.agreements) for point in held.points)
    if agreements:
        facts.append(f"Accords notés : {agreements}.")
    return facts


def _is_shared(decision: Decision, dossier: Dossier, live: Live) -> bool:
    """Whether people of more than one world hold it."""
    people = everybody(dossier, live)
    entry = next((one for one in live.entries if one.id == decision.entry), None)
    holders = entry.head.get("people", ()) if entry else ()
    return len({people[who].world for who in holders if who in people}) > 1


def _rights(dossier: Dossier, held: Held) -> list[str]:
    facts = []
    reasons = sum(1 for person in dossier.participants if person.reason.strip())
    if reasons:
        people = write_count(reasons, "personne", feminine=True)
        facts.append(f"Une raison d’être là était écrite pour {people}.")
    shares = [f"{share.label.lower()} {share.percent} %" for share in held.shares]
    if shares:
        facts.append(f"La parole : {join_words(shares)}.")
    disagreements = sum(len(point.disagreements) for point in held.points)
    if disagreements:
        facts.append(f"Désaccords notés : {disagreements}.")
    return facts


# --- Tensions and dilemmas ---------------------------------------------------------------------


def _of_source(source: str, tensions: Iterable[Head]) -> list[str]:
    return [_quoted(head) for head in tensions if head.get("source") == source]


def _quoted(head: Head) -> str:
    """The tension as it was written, between guillemets unless it holds some."""
    text = head.text.strip()
    return text if "«" in text else f"« {text} »"


def _is(code: str) -> Callable[[Head], bool]:
    return lambda head: head.get("dilemma") == code


def _of_dilemma(chosen: Callable[[Head], bool], tensions: Iterable[Head]) -> list[str]:
    return [_dilemma(head) for head in tensions if chosen(head)]


def _dilemma(head: Head) -> str:
    """What the tension was, what is tried, until when."""
    said = [_quoted(head)]
    own, invention, until = (
        str(head.get(name)).strip() for name in ("own_dilemma", "invention", "try_until")
    )
    if own:
        said.append(f"Nommé : {own}.")
    if invention:
        said.append(f"Nous inventons : {invention}")
    if until:
        said.append(f"À l’essai jusqu’au {write_iso(until)}.")
    return " ".join(said)


# --- The contract ------------------------------------------------------------------------------


def _written(held: Held) -> list[str]:
    facts = [_decision(decision) for decision in held.decisions]
    if held.reread:
        facts.append("Nous avons relu ensemble avant de nous quitter.")
    return facts


def _decision(decision: Decision) -> str:
    """« Décision 1 : un carnet (la mère, pour le 3 mars 2027). »"""
    by = f"pour le {decision.by}" if decision.by else ""
    held_by = ", ".join(part for part in (decision.who, by) if part)
    text = decision.text.rstrip(f" .{NBSP}")
    return f"Décision {decision.number} : {text}{f' ({held_by})' if held_by else ''}."


def _relation(dossier: Dossier, held: Held) -> list[str]:
    facts = [held.feelings] if held.feelings else []
    if dossier.opening_minutes:
        minutes = write_count(dossier.opening_minutes, "minute", feminine=True)
        facts.append(f"Pour arriver et se présenter : {minutes}.")
    return facts


def _meanings(dossier: Dossier, held: Held) -> list[str]:
    facts = []
    if held.words:
        words = join_words([f"« {word.text} »" for word in held.words])
        facts.append(f"Expliqué en séance : {words}.")
    spoken = sum(1 for person in dossier.participants if has_spoken(person, dossier))
    if spoken:
        people = write_count(spoken, "personne", feminine=True)
        facts.append(f"Avant la réunion, {people} : ce que chacune comprend était écrit.")
    return facts
