"""What the control before sending says, and the texts it looks at. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from intermetiers.web.french import NBSP
from meetings.domain.dossier import Dossier

_MOST_QUOTED = 60  # signs of a text that a line quotes


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do: its label, the page by name, what the address takes after the reference."""

    label: str
    page: str
    args: tuple[int, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A fact in one sentence, why it matters in another, what to do. `quoted` may be empty."""

    fact: str
    why: str
    act: Act
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text that goes to all. `where` says which one, as in « Dans le problème commun »."""

    text: str
    where: str
    act: Act


@dataclass(frozen=True, slots=True)
class Contacts:
    """What is known of how relatives are reached, by participant: nothing of the addresses.

    `unreachable` have no telephone, no e-mail and no postal address; each of `sharing` is a group
    of relatives with one and the same e-mail address.
    """

    unreachable: frozenset[int] = frozenset()
    sharing: tuple[tuple[int, ...], ...] = ()


def texts_for_all(dossier: Dossier) -> Iterator[Said]:
    """What the coordinator wrote and every brief holds, in the order one reads."""
    yield from _if_any(
        dossier.problem, "dans le problème commun", Act("Ouvrir le problème commun", "problem")
    )
    for item in dossier.kept_items:
        act = Act("Ouvrir ce point", "agenda_item", (item.id,))
        yield from _if_any(item.title, "dans l’ordre du jour", act)
        for info in item.informations:
            act = Act("Ouvrir cette information", "information_change", (info.id,))
            yield from _if_any(info.title, "dans le titre d’une information", act)
            where = f"dans l’information {quote(info.title)}"
            yield from _if_any(info.text, where, act)


def quote(text: str) -> str:
    """« the text », cut at a word when it is long."""
    said = " ".join(text.split())
    if len(said) > _MOST_QUOTED:
        said = said[:_MOST_QUOTED].rsplit(" ", 1)[0] + f"{NBSP}…"
    return f"«{NBSP}{said}{NBSP}»"


def _if_any(text: str, where: str, act: Act) -> Iterator[Said]:
    if text.strip():
        yield Said(text, where, act)
