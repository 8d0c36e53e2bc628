"""What a note leaves open, said as questions. Nothing is ever refused for it."""

from collections.abc import Callable, Collection, Iterator, Mapping

from intermetiers.web.french import NBSP, typeset
from meetings.domain.live.state import Entry, Head
from meetings.domain.live.wording import vague_words

DISPUTED = typeset("Deux textes différents : lequel garde-t-on ?")


def questions_of(entry: Entry, coming: Collection[str]) -> tuple[str, ...]:
    """The questions one note leaves open; `coming` are those who are here or may still be."""
    if entry.is_disputed:
        return (DISPUTED,)
    ask = _OF.get(entry.head.note)
    return tuple(map(typeset, ask(entry.head, coming))) if ask else ()


def _of_decision(head: Head, coming: Collection[str]) -> Iterator[str]:
    people = head.get("people", ())
    if not people:
        yield "Qui s’en charge ?"
    elif not set(people) & set(coming):
        yield "Aucune de ces personnes n’est là : qui le leur demande ?"
    if not head.get("by"):
        yield "Pour quand ?"
    for vague in vague_words(head.text):
        yield f"«{NBSP}{vague.word}{NBSP}» : {vague.question}"


def _of_tension(head: Head, coming: Collection[str]) -> Iterator[str]:
    if len(head.get("between", ())) < 2:
        yield "Entre qui et qui ?"
    invention = head.get("invention")
    if (head.get("dilemma") or head.get("own_dilemma")) and not invention:
        yield "Qu’est-ce qu’on essaie ?"
    if invention and not head.get("try_until"):
        yield "Jusqu’à quand l’essaie-t-on ?"
    if invention and not head.get("looks"):
        yield "Qui regarde si cela marche ?"


def _of_disagreement(head: Head, coming: Collection[str]) -> Iterator[str]:
    if not head.get("who"):
        yield "Qui le porte ?"
    elif not head.get("consent"):
        yield "Cette personne accepte-t-elle d’être nommée ?"


def _of_word(head: Head, coming: Collection[str]) -> Iterator[str]:
    if not head.get("meaning"):
        yield "Que veut dire ce mot, pour tous ?"


def _of_words(head: Head, coming: Collection[str]) -> Iterator[str]:
    if not head.get("who"):
        yield "Qui l’a dit ?"


_OF: Mapping[str, Callable[[Head, Collection[str]], Iterator[str]]] = {
    "decision": _of_decision,
    "tension": _of_tension,
    "disagreement": _of_disagreement,
    "word": _of_word,
    "words": _of_words,
}
