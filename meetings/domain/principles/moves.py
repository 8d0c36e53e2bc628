"""What could leave a crowded agenda, and where it could be treated instead.

A proposal and nothing else: the coordinator moves points, the product never does. A point the
family or the pupil opens, or that speaks of what the pupil said, is never proposed.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from unicodedata import combining, normalize

from meetings.domain.dossier import AgendaItem, Dossier
from meetings.domain.kinds import ItemKind, MeetingKind, MovedTo

MOST_POINTS = 3

_LOGISTICS = re.compile(
    r"\b(transports?|trajets?|taxi|cantine|restauration|emplois? du temps|horaires?|periscolaire"
    r"|garderie|inscriptions?|fournitures?|casier)\b"
)
_DOCUMENTS = re.compile(r"\b(bilans?|compte[- ]rendus?|geva|livret|lpi|dossier)\b")
# Words of four letters or more that say nothing of what a point is about.
_SMALL_WORDS = frozenset((
    "alors", "annee", "aussi", "autre", "autres", "avec", "bien", "cela", "cette", "classe",
    "comme", "dans", "dire", "ecole", "eleve", "elle", "etre", "faire", "fait", "leur", "leurs",
    "mais", "meme", "moins", "nous", "parce", "plus", "pour", "quand", "quel", "quelle", "sans",
    "sont", "suis", "tous", "tout", "toute", "vais", "veut", "veux", "vous",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A point that could leave the agenda, where it could go, and why, in one sentence."""

    item: int
    to: MovedTo
    why: str


@dataclass(frozen=True, slots=True)
class _Rule:
    applies: Callable[[AgendaItem, Dossier], bool]
    to: MovedTo
    why: str


def asks_mdph_without_parents(item: AgendaItem, dossier: Dossier) -> bool:
    """A request to the MDPH put on the agenda of a meeting that does not follow a PPS."""
    return dossier.kind is not MeetingKind.ESS and _says(r"\bmdph\b|\bmda\b", item)


def speaks_of_orientation(item: AgendaItem, dossier: Dossier) -> bool:
    """An orientation put on the agenda of an ESS, which proposes it with the parents only."""
    return dossier.kind is MeetingKind.ESS and _says(r"\b(re)?orientations?\b", item)


_RULES = (
    _Rule(
        asks_mdph_without_parents,
        MovedTo.ELSEWHERE,
        "Une demande à la MDPH ne peut venir que des parents : on en parle d’abord avec eux.",
    ),
    _Rule(
        speaks_of_orientation,
        MovedTo.LATER,
        "Une orientation ne se propose qu’avec l’accord des parents : on leur demande d’abord.",
    ),
    _Rule(
        lambda item, _: item.kind is ItemKind.INFORM,
        MovedTo.WRITING,
        "Une information peut se lire avant la réunion, par tous.",
    ),
    _Rule(
        lambda item, _: bool(_LOGISTICS.search(_plain(item.title))),
        MovedTo.SMALLER,
        "C’est une question d’organisation : elle peut se régler à deux ou trois.",
    ),
    _Rule(
        lambda item, _: bool(_DOCUMENTS.search(_plain(item.title))),
        MovedTo.WRITING,
        "Un document peut se préparer et se relire par écrit, avec la famille.",
    ),
    _Rule(
        lambda _, dossier: len(dossier.kept_items) > MOST_POINTS,
        MovedTo.LATER,
        "Trois points laissent du temps aux mots : celui-ci peut ouvrir la prochaine réunion.",
    ),
)


def is_too_much(items: Collection[AgendaItem], dossier: Dossier) -> bool:
    """More than three points, or more minutes than the meeting has."""
    points = sum(item.minutes for item in items)
    frame = dossier.opening_minutes + dossier.words_minutes + dossier.rereading_minutes
    return len(items) > MOST_POINTS or points + frame > dossier.available_minutes


def propose_moves(dossier: Dossier) -> tuple[Move, ...]:
    """Points that leave one by one until the agenda holds; none when it holds already.

    The rules come in order, and inside a rule the last points of the agenda go first: who wrote
    it put first what matters more. One point at least always stays. The answer is in the order
    of the agenda, and the same facts always give the same answer.
    """
    kept = list(dossier.kept_items)
    moves: list[Move] = []
    for move in _candidates(dossier):
        if not is_too_much(kept, dossier) or len(kept) == 1:
            break
        kept = [item for item in kept if item.id != move.item]
        moves.append(move)
    order = [item.id for item in dossier.kept_items]
    return tuple(sorted(moves, key=lambda move: order.index(move.item)))


def _candidates(dossier: Dossier) -> list[Move]:
    """Each point that may go, once, with the first rule that speaks of it; the best first."""
    movable = [item for item in reversed(dossier.kept_items) if not _is_theirs(item, dossier)]
    moves: dict[int, Move] = {}
    for rule in _RULES:
        for item in movable:
            if item.id not in moves and rule.applies(item, dossier):
                moves[item.id] = Move(item.id, rule.to, rule.why)
    return list(moves.values())


def _is_theirs(item: AgendaItem, dossier: Dossier) -> bool:
    """Opened by the pupil or a relative, or said with a word the pupil used."""
    opener = dossier.by_id.get(item.opener or 0)
    if opener is not None and opener.is_family:
        return True
    seat = dossier.pupil_seat
    said = f"{dossier.pupil_words} {seat.viewpoint if seat else ''}"
    name = _long_words(dossier.pupil.first_name)
    return bool(_long_words(item.title) & _long_words(said) - name)


def _long_words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", _plain(text))) - _SMALL_WORDS


def _says(pattern: str, item: AgendaItem) -> bool:
    return bool(re.search(pattern, _plain(item.title)))


def _plain(text: str) -> str:
    """Lower case, without accents."""
    return "".join(c for c in normalize("NFD", text.lower()) if not combining(c))
