"""A text with, under it, the words it holds explained: each once, where it first stands."""

from dataclasses import dataclass, replace

from intermetiers.web.french import NBSP, start_sentence, typeset
from meetings.domain.languages import Language
from partners.domain.catalogue import Catalogue, GlossaryEntry
from partners.domain.folding import fold
from partners.domain.translations import translations
from partners.domain.words import explain, find_words


@dataclass(frozen=True, slots=True)
class Plain:
    """What is said, and the words to explain just there: pairs of a word and its meaning.

    `typed` is what a coordinator or a guest wrote, in French whatever the language of the page;
    `translation` what somebody wrote for it in that language. `french_words` are those that only
    French explains.
    """

    text: str
    words: tuple[tuple[str, str], ...] = ()
    typed: bool = False
    translation: str = ""
    french_words: tuple[tuple[str, str], ...] = ()


class Teller:
    """Says the texts of one document in reading order, explaining each word the first time.

    With `short`, in the fewest words the catalogue has.
    """

    def __init__(
        self, catalogue: Catalogue, *, short: bool = False, language: Language = Language.FR
    ) -> None:
        self._catalogue = catalogue
        self._short = short
        self._language = language
        self._translations = translations(language.value)
        self._known: frozenset[str] = frozenset()
        self._met: list[tuple[str, str]] = []

    def say(self, text: str) -> Plain:
        """A text of ours, and the words met in it for the first time; in French, with its spaces.

        In another language, only the French sigles it holds are words to explain.
        """
        if self._language.is_french:
            return self._say(text)
        return self._say(text, only_sigles=True)

    def typed(self, text: str) -> Plain:
        """The same of a text somebody wrote, in French."""
        return replace(self._say(text), typed=bool(text.strip()))

    def _say(self, text: str, *, only_sigles: bool = False) -> Plain:
        printed = text.strip() if only_sigles else typeset(text.strip())
        explained = explain(printed, self._catalogue, self._known)
        met = [(piece.text, piece.entry) for piece in explained.pieces if piece.entry]
        if only_sigles:
            met = [(word, entry) for word, entry in met if is_sigle(word)]
            self._known |= {entry.term for _, entry in met}
        else:
            self._known = explained.already
        words, french = [], []
        for word, entry in met:
            told = self._translated_word(word, entry)
            if told:
                words.append(told)
            elif self._language.is_french:
                words.append((word, self._meaning(word, entry)))
            else:
                french.append((word, self._meaning(word, entry)))
        self._met += [*words, *french]
        return Plain(explained.text, tuple(words), french_words=tuple(french))

    def _translated_word(self, word: str, entry: GlossaryEntry) -> tuple[str, str] | None:
        """« SESSAD », and its meaning in this language; a word that is no sigle with its
        translation beside it."""
        told = self._translations.word(entry)
        if told is None:
            return None
        same = is_sigle(word) or fold(told.term) == fold(word)
        return (word if same else f"{word} – {told.term}"), told.simple

    def spell(self, text: str) -> Plain:
        """The text with what its sigles stand for, where the next line says what they mean."""
        said = self.say(text)
        if not self._language.is_french:
            return replace(said, words=(), french_words=())
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
        other = Teller(self._catalogue, short=self._short, language=self._language)
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
