"""Words that several people use before the meeting: each may mean something else by them.

Nothing here can tell what somebody means. It finds the words, shows who uses each and how, so
that whoever prepares can ask. It is no mark on anybody: everyday words are left out, and a word
that one person alone uses is not shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from intermetiers.web.french import typeset
from meetings.domain.dossier import Contribution, Dossier
from meetings.domain.viewpoints import in_order
from partners.domain.catalogue import Catalogue, GlossaryEntry
from partners.domain.folding import fold
from partners.domain.words import find_words, unknown_acronyms

MOST_WORDS: Final = 12
AROUND: Final = 32  # signs of context shown on each side of a word
SHORTEST: Final = 4  # signs of a word that may carry a meaning of its own
_WORD: Final = re.compile(r"[^\W\d_]+")

# Words of the language, and what everybody in a school names alike.
_EVERYDAY: Final = frozenset(
    """
    ainsi ailleurs aller alors apres assez aucun aucune aujourd aupres aura aurait aurons auront
    aussi autant autour autre autres avaient avait avant avec avez avoir avons beaucoup besoin bien
    bonjour bonne cela celle celles celui cependant certain certaine certains certaines cette ceux
    chacun chacune chaque chez chose choses comme comment contre dans debut deja demain demande
    demander demandent depuis dernier derniere derriere devant devoir devrait dire disent dit doit
    doivent donc donne donner dont durant elle elles encore enfin ensemble entre envie essayer
    etaient etait etant etes etre eux face facon faire fais faisait faite faites faudrait faut fois
    font fort hier hors ici important importante ils jamais jour jours journee juste laisser leur
    leurs lors lorsque maintenant mais malgre mardi lundi mercredi jeudi vendredi samedi dimanche
    matin meme memes merci mettre mieux mois moins moment mon nos notre nous nouveau nouvelle ont
    parce parfois parler part partir pas passe passer pendant pense penser personne petit petite
    petits peut peuvent peux plus plutot possible pour pourquoi pourrait pouvez pouvoir pouvons
    premier premiere prendre pres presque prochain prochaine propose proposer puis quand quant que
    quel quelle quelles quelque quelques quels question questions qui quoi rester rien sait sans
    savent savoir selon semaine semaines sera serait seront ses seul seule seulement soient soir
    soit sommes son sont sous souvent suis sujet sur surtout tant tard tellement tenir tous tout
    toute toutes toujours tres trop trouve trouver vais venir vers veut veux vient voici voir vois
    voit vont vos votre voudrais voudrait vous vraiment mettons
    deux trois quatre cinq sept huit neuf onze douze quinze vingt trente cent cents mille
    annee annees apres-midi classe classes eleve eleves ecole ecoles enfant enfants famille fille
    fils frere soeur garcon heure heures maison maman midi maitre maitresse mere papa parent parents pere
    professeur monsieur madame reunion
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Use:
    """One person’s use of a word: the words around it, as they were written."""

    person: int
    before: str
    word: str
    after: str


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word, and how each of those who use it does, once each, in the order of the reading.

    `meaning` is what our catalogue says of it, "" for a word of every day; `has_meanings` when
    the catalogue itself knows several.
    """

    word: str
    meaning: str
    has_meanings: bool
    uses: tuple[Use, ...]


def shared_words(dossier: Dossier) -> tuple[SharedWord, ...]:
    """The words at least two people use: those of the catalogue that have several meanings, the
    others it explains, then those most people use; MOST_WORDS at most."""
    names = _names(dossier)
    used: dict[str, _Word] = {}
    for said in _in_order(dossier):
        for text in said.texts:
            for found in _words_of(typeset(text), dossier.catalogue, names):
                found.keep(used, said.participant)
    shared = [word for word in used.values() if len(word.uses) > 1]
    shared.sort(key=lambda word: word.rank)
    return tuple(word.shown() for word in shared[:MOST_WORDS])


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    start: int
    end: int
    key: str
    entry: GlossaryEntry | None

    def keep(self, used: "dict[str, _Word]", person: int) -> None:
        word = used.setdefault(self.key, _Word(self.key, self.entry, {}))
        if person not in word.uses:
            word.uses[person] = self._use(person)

    def _use(self, person: int) -> Use:
        before, after = self.text[: self.start], self.text[self.end :]
        return Use(person, _end_of(before), self.text[self.start : self.end], _start_of(after))


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    entry: GlossaryEntry | None
    uses: dict[int, Use]

    @property
    def rank(self) -> tuple[bool, bool, int, str]:
        several = self.entry is not None and bool(self.entry.meanings)
        return (not several, self.entry is None, -len(self.uses), self.key)

    def shown(self) -> SharedWord:
        uses = tuple(self.uses.values())
        entry = self.entry
        return SharedWord(
            word=entry.term if entry else min((use.word.lower() for use in uses), key=len),
            meaning=typeset(entry.explanation) if entry else "",
            has_meanings=bool(entry and entry.meanings),
            uses=uses,
        )


def _in_order(dossier: Dossier) -> Iterator[Contribution]:
    said = {one.participant: one for one in dossier.contributions}
    return (said[person.id] for person in in_order(dossier) if person.id in said)


def _words_of(text: str, catalogue: Catalogue, names: frozenset[str]) -> Iterator[_Found]:
    """The terms of the catalogue, then the other words that may carry a meaning."""
    acronyms = unknown_acronyms(text, catalogue)
    taken: set[int] = set()
    for found in find_words(text, catalogue):
        taken.update(range(found.start, found.end))
        yield _Found(text, found.start, found.end, f"={found.entry.term}", found.entry)
    for match in _WORD.finditer(text):
        if match.start() not in taken:
            folded = fold(match.group())
            key = _singular(match.group().casefold())
            carries = len(key) >= SHORTEST or match.group() in acronyms
            if carries and not {folded, _singular(folded)} & (_EVERYDAY | names):
                yield _Found(text, match.start(), match.end(), key, None)


def _singular(word: str) -> str:
    """« sorties » and « sortie » are one word; no other form of a word is brought back to it."""
    return word[:-1] if len(word) > SHORTEST and word[-1] in "sx" else word


def _names(dossier: Dossier) -> frozenset[str]:
    """Names of people: they are no words to agree on."""
    pupil = dossier.pupil
    names = [pupil.first_name, pupil.last_name, *(person.name for person in dossier.participants)]
    return frozenset(fold(word) for name in names for word in _WORD.findall(name))


def _end_of(text: str) -> str:
    """The last signs, from the start of a word on."""
    text = text.replace("\n", " ")
    if len(text) <= AROUND:
        return text
    return f"… {text[-AROUND:].partition(' ')[2]}"


def _start_of(text: str) -> str:
    text = text.replace("\n", " ")
    if len(text) <= AROUND:
        return text
    return f"{text[:AROUND].rpartition(' ')[0]} …"
