"""A text with, under it, the words it holds explained: each once, where it first stands."""

from dataclasses import dataclass, replace

from intermetiers.web.french import NBSP, start_sentence, typeset
from partners.domain.catalogue import Catalogue, GlossaryEntry
from partners.domain.folding import fold
from partners.domain.words import explain, find_words


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

    def spell(self, text: str) -> Plain:
        """The text with what its sigles stand for, where the next line says what they mean."""
        said = self.say(text)
        return replace(
            said,
            words=tuple(
                (word, head)
                for word, _ in said.words
                if is_sigle(word) and (head := self._stands_for(word))
            ),
        )

    def apart(self) -> "Teller":
        """For a text one may leave folded: it knows what was explained before, and what it
        explains itself still counts as unexplained after it."""
        other = Teller(self._catalogue, short=self._short)
        other._known = self._known
        return other

    def _stands_for(self, word: str) -> str:
        """« Protection maternelle et infantile »; nothing where the glossary does not spell it."""
        found = find_words(word, self._catalogue)
        head, colon, _ = found[0].entry.explains.partition(f"{NBSP}:") if found else ("", "", "")
        return f"{head}." if colon else ""

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
