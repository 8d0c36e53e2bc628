"""A text with, under it, the words it holds explained: each once, where it first stands."""

from dataclasses import dataclass

from intermetiers.web.french import NBSP, start_sentence, typeset
from partners.domain.catalogue import Catalogue, GlossaryEntry
from partners.domain.folding import fold
from partners.domain.words import explain


@dataclass(frozen=True, slots=True)
class Plain:
    """What is said, and the words to explain just there: pairs of a word and its meaning."""

    text: str
    words: tuple[tuple[str, str], ...] = ()


class Teller:
    """Says the texts of one document in reading order, explaining each word the first time.

    With `short`, in the fewest words the catalogue has.
    """

    def __init__(self, catalogue: Catalogue, *, short: bool = False) -> None:
        self._catalogue = catalogue
        self._short = short
        self._known: frozenset[str] = frozenset()
        self._met: list[tuple[str, str]] = []

    def say(self, text: str) -> Plain:
        """The text with the spaces of French, and the words met in it for the first time."""
        explained = explain(typeset(text.strip()), self._catalogue, self._known)
        self._known = explained.already
        words = tuple(
            (piece.text, self._meaning(piece.text, piece.entry))
            for piece in explained.pieces
            if piece.entry
        )
        self._met += words
        return Plain(explained.text, words)

    def apart(self) -> "Teller":
        """For a text one may leave folded: it knows what was explained before, and what it
        explains itself still counts as unexplained after it."""
        other = Teller(self._catalogue, short=self._short)
        other._known = self._known
        return other

    def _meaning(self, word: str, entry: GlossaryEntry) -> str:
        """The explanation, without the word itself when it opens with it."""
        said = entry.simple if self._short and not entry.meanings else entry.explanation
        said = typeset(said)
        head = f"{word}{NBSP}: "
        if said.casefold().startswith(head.casefold()):
            return start_sentence(said[len(head) :])
        return said

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Every word explained so far, in alphabetical order."""
        return tuple(sorted(self._met, key=lambda pair: fold(pair[0])))


def is_sigle(word: str) -> bool:
    """Written in capitals: « AESH », « GEVA-Sco »."""
    return word[:2].isupper()
