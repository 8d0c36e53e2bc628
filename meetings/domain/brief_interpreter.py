"""What an interpreter needs: who speaks which language, and the words that will be met."""

from collections.abc import Iterator

from meetings.domain.attendance import seated
from meetings.domain.brief_parts import Gloss
from meetings.domain.brief_points import Occasion
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.languages import Language, language_of
from meetings.domain.lexicon import lexicon
from meetings.domain.readers import not_decided_here
from partners.domain.catalogue import GlossaryEntry
from partners.domain.folding import fold
from partners.domain.translations import translations
from partners.domain.words import find_words


def languages_spoken(occasion: Occasion) -> tuple[str, ...]:
    """« La mère de Yanis : arabe », of those of the family who do not speak French best."""
    words = occasion.lexicon
    lines = []
    for person in _others_than_french(occasion.naming.dossier):
        language = words.name_of(_spoken(person))
        if language:
            named = occasion.naming.named(person)
            lines.append(words.say("interpreter.speaks", person=named, language=language))
    return (*lines, words.say("interpreter.others"))


def glossary_for(occasion: Occasion) -> tuple[Gloss, ...]:
    """The words of the catalogue that the meeting will use, in alphabetical order: words alone,
    never the sentence they stand in."""
    dossier = occasion.naming.dossier
    found = {
        entry.entry.term: entry.entry
        for text in _texts(dossier)
        for entry in find_words(text, dossier.catalogue)
    }
    family = _language_of_family(occasion)
    words = sorted(found.values(), key=lambda entry: fold(entry.term))
    return tuple(_gloss(entry, occasion.lexicon.language, family) for entry in words)


def _texts(dossier: Dossier) -> Iterator[str]:
    yield dossier.kind_label
    french = lexicon(Language.FR)
    yield from (french.say(key) for key in not_decided_here(dossier))
    for item in dossier.kept_items:
        yield item.title
        for information in item.informations:
            yield information.title
            if dossier.is_released(information):
                yield information.text


def _gloss(entry: GlossaryEntry, language: Language, family: Language) -> Gloss:
    told = translations(language.value).word(entry)
    other = translations(family.value).word(entry)
    meaning = told.simple if told else entry.simple
    if other is None or family is language or fold(other.term) == fold(entry.term):
        return Gloss(entry.term, meaning)
    return Gloss(entry.term, meaning, other.term, family.html)


def _language_of_family(occasion: Occasion) -> Language:
    """Of whom this person translates for, else of the first who needs it; French for nobody."""
    dossier = occasion.naming.dossier
    whose = dossier.by_id.get(occasion.person.accompanies or 0)
    people = [whose] if whose else _others_than_french(dossier)
    return language_of(_spoken(people[0])) if people else Language.FR


def _others_than_french(dossier: Dossier) -> list[Participant]:
    here = [person for person in seated(dossier) if person.is_family]
    return [person for person in here if _spoken(person) not in {"", "fr", "simple", "autre"}]


def _spoken(person: Participant) -> str:
    return person.speaks_best or person.reads_best
