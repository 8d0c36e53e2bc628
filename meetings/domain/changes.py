"""What differs between two versions of a fiche, in sentences a family can read.

Notes are followed by their identifier: one that was reworded has changed, it is not another one.
What somebody said and took back, or no longer agrees to see printed, is never quoted again: that it
was withdrawn is all a new version says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from intermetiers.web.french import start_sentence, typeset, write_count
from meetings.domain.fiche import Fiche
from meetings.domain.held_parts import Decision, Held, HeldPoint, Tension

LONGEST = 160  # signs quoted of a text
MOST = 30  # sentences, then how many more
# What a piece tells of one person, beside its text.
_OF_SOMEBODY = {"de qui", "entre qui", "à quoi chacun tient", "ce qu’on en dit", "en un mot"}
_ELSEWHERE = "Un détail change ailleurs dans la fiche."

Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One thing a fiche says. `noun` names its kind, `label` this very one; each of `told` is a
    name, "" for what the piece mainly says, and a text. `is_own`: the words of one person."""

    kind: str
    ident: str
    noun: str
    told: tuple[tuple[str, str], ...]
    label: str = ""
    is_own: bool = False

    @property
    def text(self) -> str:
        return next((text for _, text in self.told if text), "")


def is_same(one: Fiche, other: Fiche) -> bool:
    """Whether both say the same; the day it was printed on and what is left to do aside."""
    return _said(one) == _said(other)


def changes_between(before: Fiche, after: Fiche) -> tuple[str, ...]:
    """What was added, changed, withdrawn, in the order of the fiche; nothing when both say the
    same, and always something when they do not."""
    old, new = _pieces(before), _pieces(after)
    sentences: list[str] = []
    for key, piece in new.items():
        if key in old:
            sentences += _reworded(old[key], piece)
        else:
            sentences.append(f"On ajoute {piece.noun} : {_quoted(piece.text)}.")
    gone = [piece for key, piece in old.items() if key not in new]
    sentences += [_withdrawn(piece) for piece in gone]
    if not sentences and not is_same(before, after):
        sentences.append(_ELSEWHERE)
    return tuple(typeset(sentence) for sentence in _shortened(sentences))


def _said(fiche: Fiche) -> Fiche:
    """Without what says nothing of the meeting itself."""
    held = replace(fiche.held, to_look_at=()) if fiche.held else None
    return replace(fiche, version="", file_name="", notes=(), empty=(), held=held)


def _shortened(sentences: list[str]) -> list[str]:
    more = len(sentences) - MOST
    if more <= 0:
        return sentences
    return [*sentences[:MOST], f"Et {write_count(more, 'autre changement', 'autres changements')}."]


def _reworded(old: _Piece, new: _Piece) -> Iterator[str]:
    earlier = dict(old.told)
    head = start_sentence(new.label or new.noun)
    for name, text in new.told:
        was = earlier.get(name, "")
        if was == text:
            continue
        what = f"{head}, {name}" if name else head
        is_own = old.is_own or name in _OF_SOMEBODY
        if not was:
            yield f"{what} : on ajoute {_quoted(text)}."
        elif is_own:
            yield f"{what} : on écrit maintenant {_quoted(text)}." if text else f"{what} : retiré."
        elif not text:
            yield f"{what} : on retire {_quoted(was)}."
        else:
            yield f"{what} : {_quoted(was)} devient {_quoted(text)}."


def _withdrawn(piece: _Piece) -> str:
    said = f"On retire {piece.noun}"
    return f"{said}." if piece.is_own else f"{said} : {_quoted(piece.text)}."


def _quoted(text: str) -> str:
    text = " ".join(text.split()).strip("« »\u00a0\u202f")
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
    return f"« {text.rstrip('.') or '…'} »"


# --- A fiche as the things it says -------------------------------------------------------------


def _pieces(fiche: Fiche) -> dict[Key, _Piece]:
    found: dict[Key, _Piece] = {}
    for piece in _all(fiche):
        rank = 0
        while (piece.kind, piece.ident, rank) in found:
            rank += 1
        found[piece.kind, piece.ident, rank] = piece
    return found


def _all(fiche: Fiche) -> Iterator[_Piece]:
    yield from _lines(
        ("le titre", fiche.title),
        ("la date", fiche.when),
        ("le lieu", fiche.where),
        ("le problème commun", fiche.problem),
    )
    for group in fiche.groups:
        noun = f"la liste « {group.label} »"
        yield _Piece("group", group.label, noun, (("", group.names),))
    for said in fiche.said:
        noun = f"ce que comprend de la situation : {said.who}"
        yield _Piece("said", said.who, noun, (("", said.words),), is_own=True)
    for one in fiche.before:
        told = (("", one.text), ("ce que c’est devenu", one.said_label), ("en un mot", one.note))
        yield _Piece("before", one.what, "ce que nous avions décidé", told)
    if fiche.held:
        yield from _held(fiche.held)
    for after in fiche.said_after:
        words = f"{after.said}. {after.text}" if after.text else after.said
        noun = f"les mots dits en relisant : {after.who}"
        yield _Piece(
            "after", f"{after.who} {after.about} {words}", noun, (("", words),), is_own=True
        )


def _lines(*lines: tuple[str, str]) -> Iterator[_Piece]:
    """What a fiche says once: a piece even when empty, so that filling it in changes it."""
    for noun, text in lines:
        yield _Piece("line", noun, noun, (("", text),))


def _held(held: Held) -> Iterator[_Piece]:
    for point in held.points:
        yield from _point(point)
    for decision in held.decisions:
        yield _decision(decision)
    for word in held.words:
        told = (("", word.written), ("son sens", word.meaning))
        yield _Piece("note", word.entry, "le mot expliqué", told, f"le mot « {word.text} »")
    for later in held.later:
        told = (("", later.written), ("jusqu’à quand", later.until))
        yield _Piece("note", later.entry, "ce qui est à reprendre", told)
    following = ", ".join(part for part in (held.next_day, held.next_text) if part)
    yield from _lines(("la prochaine fois", following))


def _point(point: HeldPoint) -> Iterator[_Piece]:
    yield _Piece("settled", point.item, f"le point « {point.title} »", (("", point.settled),))
    nouns = (
        ("la parole dite", point.quotes, True),
        ("l’accord", point.agreements, False),
        ("le désaccord", point.disagreements, True),
    )
    for noun, lines, is_own in nouns:
        for line in lines:
            told = (("", line.written), ("de qui", line.who))
            yield _Piece("note", line.entry, noun, told, is_own=is_own)
    for tension in point.tensions:
        yield _tension(tension)


def _tension(tension: Tension) -> _Piece:
    holds = " ; ".join(f"{who} : {text}" for who, text in tension.holds)
    told = (
        ("", tension.written),
        ("entre qui", tension.between),
        ("à quoi chacun tient", holds),
        ("le dilemme", tension.dilemma),
        ("la question", tension.question),
        ("ce que nous inventons", tension.invention),
        ("l’essai", tension.trial),
    )
    return _Piece("note", tension.entry, "la tension", told)


def _decision(decision: Decision) -> _Piece:
    told = (
        ("", decision.written),
        ("son numéro", str(decision.number)),
        ("qui", decision.who),
        ("pour quand", decision.by),
        ("ce qu’on verra", decision.seen),
        ("ce qu’on en dit", " ; ".join(decision.positions)),
    )
    label = f"la décision {decision.number}"
    return _Piece("note", decision.entry, "la décision", told, label)
