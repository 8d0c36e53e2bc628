"""A fiche as a plain sequence of blocks: what a text and a word processor are made from.

The same value gives the page and the PDF; the order is theirs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from intermetiers.web.french import NBSP, start_sentence, typeset
from meetings.domain.fiche import Fiche
from meetings.domain.held_parts import Decision, Held, HeldPoint, Line, Tension

Style = Literal["kicker", "title", "heading", "subheading", "text", "quote", "item"]
NUMBER, WHAT, WHO, BY, SEEN = "Nº", "Quoi", "Qui", "Pour quand", "Ce qu’on verra"


@dataclass(frozen=True, slots=True)
class Block:
    """Some words and what they are; `lead` comes before them, in bold."""

    style: Style
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their headers, each as long as they are."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Blocks = Iterator[Block | Table]


def blocks_of(fiche: Fiche) -> tuple[Block | Table, ...]:
    """The fiche from its head to its words; before the meeting, what was prepared of it."""
    return tuple(_all(fiche))


def _all(fiche: Fiche) -> Blocks:
    yield Block("kicker", fiche.kicker)
    yield Block("title", fiche.title)
    yield Block("text", fiche.when)
    yield Block("text", fiche.where)
    for group in fiche.groups:
        yield Block("text", f"{group.names}.", _lead(group.label))
    yield Block("text", fiche.gathered_by, _lead("Réunit"))
    yield from _items("Ce que dit cette version", fiche.notes)
    if fiche.problem:
        yield Block("heading", "Le problème que nous cherchons à résoudre ensemble")
        yield Block("text", fiche.problem)
    if fiche.said:
        yield Block("heading", "Ce que chacun comprend de la situation")
        for line in fiche.said:
            yield Block("quote", line.words, _lead(line.who))
    before = [
        " ".join(
            part for part in (one.text, f"({one.about})" if one.about else "", one.note) if part
        )
        for one in fiche.before
    ]
    if before:
        yield Block("heading", "Ce que nous avions décidé")
        for one, text in zip(fiche.before, before, strict=True):
            yield Block("item", text, _lead(start_sentence(one.said_label)))
    if fiche.held:
        yield from _held(fiche, fiche.held)
    yield from _words(fiche)


def _held(fiche: Fiche, held: Held) -> Blocks:
    for point in held.told_points:
        yield from _point(point)
    yield Block("heading", "Décisions")
    if held.decisions:
        yield _decided(held)
        for decision in held.decisions:
            for position in decision.positions:
                yield Block("item", position, _lead(f"Décision {decision.number}"))
    else:
        yield Block("text", "Aucune décision n’est écrite.")
    if held.reminder:
        yield Block("text", held.reminder)
    if fiche.said_after:
        yield Block("heading", "Ce que la famille ajoute en relisant")
        for one in fiche.said_after:
            about = f" ({one.about})" if one.about else ""
            said = f"«{NBSP}{one.text}{NBSP}»" if one.text else ""
            yield Block("quote", said, _lead(f"{one.who}, {one.said}{about}"))
    yield from _items("À reprendre", tuple(_later(one.written, one.until) for one in held.later))
    yield from _spoken(held)
    yield Block("heading", "La suite")
    following = held.next_day or "la date n’est pas encore fixée"
    yield Block("text", f"{following}. {held.next_text}".strip(), _lead("Prochaine réunion"))
    reread = "Nous avons relu ensemble avant de nous quitter."
    yield Block("text", reread if held.reread else "La relecture ensemble n’est pas notée.")


def _point(point: HeldPoint) -> Blocks:
    number = f"{point.number}. " if point.number else ""
    yield Block("heading", f"{number}{point.title}")
    if point.about:
        yield Block("kicker", point.about)
    if point.is_silent:
        yield Block("text", "Rien n’a été écrit sur ce point.")
    if point.settled:
        yield Block("text", point.settled)
    for line in point.quotes:
        yield Block("quote", line.written, _lead(line.who) if line.who else "")
    for title, side in (
        ("Nous sommes d’accord", point.agreements),
        ("Nous ne sommes pas d’accord", point.disagreements),
    ):
        if point.has_sides:
            yield from _side(title, side)
    for tension in point.tensions:
        yield from _tension(tension)


def _side(title: str, lines: tuple[Line, ...]) -> Blocks:
    yield Block("subheading", title)
    if not lines:
        yield Block("text", "Rien n’est noté.")
    for line in lines:
        yield Block("item", line.written, _lead(start_sentence(line.who)) if line.who else "")


def _tension(tension: Tension) -> Blocks:
    head = "La tension, devenue dilemme commun" if tension.is_dilemma else "Une tension"
    yield Block("subheading", head)
    yield Block("text", f"{tension.written} {tension.source}".strip(),
                _lead(tension.between) if tension.between else "")  # fmt: skip
    for who, words in tension.holds:
        yield Block("item", words, _lead(f"{who} tient à"))
    if tension.is_dilemma:
        dilemma = f"{tension.dilemma}." if tension.dilemma else ""
        yield Block("text", tension.question, dilemma)
    if tension.invention or tension.trial:
        yield Block("text", f"{tension.invention} {tension.trial}".strip(),
                    _lead("Ce que nous inventons"))  # fmt: skip


def _decided(held: Held) -> Table:
    headers = (NUMBER, WHAT, WHO, BY, *((SEEN,) if held.tells_what_is_seen else ()))
    rows = tuple(_row(decision)[: len(headers)] for decision in held.decisions)
    return Table("Décisions", headers, rows)


def _row(decision: Decision) -> tuple[str, ...]:
    blank = "…………"
    return (
        str(decision.number),
        decision.written,
        decision.who or blank,
        decision.by or blank,
        decision.seen,
    )


def _spoken(held: Held) -> Blocks:
    yield Block("heading", "Comment nous avons parlé")
    shares = [f"{share.label.lower()} {share.percent}{NBSP}%" for share in held.shares]
    if shares:
        yield Block("text", f"{', '.join(shares)}.", _lead("Part du temps de parole"))
    named = [f"{share.label} {share.percent}{NBSP}%" for share in held.named_shares]
    if named:
        yield Block("text", f"{', '.join(named)}.", _lead("Par personne, avec l’accord de toutes"))
    yield Block("text", " ".join(part for part in (held.feelings, held.hours, held.roles) if part))


def _words(fiche: Fiche) -> Blocks:
    said = fiche.held.words if fiche.held else ()
    if not said and not fiche.words:
        return
    yield Block("heading", "Les mots")
    for explained in said:
        yield Block("text", explained.meaning, _lead(explained.written))
    for word, meaning in fiche.words:
        yield Block("text", meaning, _lead(word))


def _items(title: str, texts: tuple[str, ...]) -> Blocks:
    if texts:
        yield Block("heading", title)
    for text in texts:
        yield Block("item", text)


def _later(text: str, until: str) -> str:
    return f"{text} ({until})" if until else text


def _lead(text: str) -> str:
    return typeset(f"{text} :")
