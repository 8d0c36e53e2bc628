"""What each said before the meeting, as whoever prepares it reads it: side by side, in French."""

from dataclasses import dataclass

from intermetiers.web.french import NBSP, join_some, start_sentence, write_day
from meetings.domain.dossier import Contribution, Dossier, Participant
from meetings.domain.kinds import Audience, Source
from meetings.domain.languages import Language
from meetings.domain.lexicon import lexicon
from meetings.domain.shared_words import SharedWord, shared_words
from meetings.domain.viewpoint_page import manner_to
from meetings.domain.viewpoints import QUESTIONS, is_for_all, lacks_agreement, side_by_side

MOST_NAMES = 6
FOR_ALL = "Pour tous les invités"
NOT_AGREED = (
    "Voudrait le dire à tous. L’accord de la famille manque\u00a0: pour l’instant, seules les "
    "personnes qui préparent la réunion le lisent."
)
FOR_PREPARING = "Seulement pour les personnes qui préparent la réunion"
NOT_TOLD_OF = (
    "Voudrait le dire à tous. Les autres invités ne doivent rien apprendre de cette personne\u00a0: "
    "seules les personnes qui préparent la réunion le lisent."
)
_CAME = {
    Source.LINK: "Écrit par son lien",
    Source.PAPER: "Écrit sur papier",
    Source.PHONE: "Dit de vive voix ou au téléphone",
}


@dataclass(frozen=True, slots=True)
class Read:
    """One person and what they said: pairs of a question and its answer, those left empty out."""

    person: Participant
    name: str
    answers: tuple[tuple[str, str], ...]
    face: str
    face_words: str
    who_reads: str
    waits_for_agreement: bool
    came: str


@dataclass(frozen=True, slots=True)
class WordUse:
    """Who uses a word, with the words around it."""

    name: str
    before: str
    word: str
    after: str


@dataclass(frozen=True, slots=True)
class WordToAsk:
    """A word several people use, to be asked about. `meaning` is our catalogue’s, or empty."""

    word: str
    meaning: str
    who: str
    uses: tuple[WordUse, ...]


def reading_of(dossier: Dossier) -> tuple[Read, ...]:
    """Those who said something, family and pupil first."""
    return tuple(
        _read(beside.person, beside.said, dossier)
        for beside in side_by_side(dossier)
        if beside.said is not None
    )


def silent_in(dossier: Dossier) -> tuple[Participant, ...]:
    """Those asked who said nothing yet, family and pupil first."""
    return tuple(beside.person for beside in side_by_side(dossier) if beside.said is None)


def words_to_ask(dossier: Dossier) -> tuple[WordToAsk, ...]:
    """The words that come back, with who uses each."""
    return tuple(_word(word, dossier) for word in shared_words(dossier))


def _read(person: Participant, said: Contribution, dossier: Dossier) -> Read:
    manner = manner_to(person, lexicon(Language.FR))
    answers = zip(QUESTIONS, said.texts, strict=True)
    return Read(
        person=person,
        name=start_sentence(person.called),
        answers=tuple((manner.question(name), text) for name, text in answers if text),
        face=said.face.value if said.face else "",
        face_words=manner.say(said.face.value) if said.face and manner.is_pupil else "",
        who_reads=_who_reads(said, person, dossier),
        waits_for_agreement=lacks_agreement(said, person),
        came=_came(said),
    )


def _who_reads(said: Contribution, person: Participant, dossier: Dossier) -> str:
    if lacks_agreement(said, person):
        return NOT_AGREED
    if is_for_all(said, person, dossier):
        return FOR_ALL
    return FOR_PREPARING if said.audience is Audience.COORDINATOR else NOT_TOLD_OF


def _came(said: Contribution) -> str:
    """« Écrit sur papier, le jeudi 7 janvier 2027, tapé par Alice Martin : relu à cette personne »."""
    came = f"{_CAME.get(said.source, 'Noté')}, le {write_day(said.said_at.date())}"
    if said.source is Source.LINK:
        return came
    typed = f", tapé par {said.typed_by}" if said.typed_by else ""
    read = "relu à cette personne" if said.read_back else "pas encore relu à cette personne"
    return f"{came}{typed}{NBSP}: {read}"


def _word(word: SharedWord, dossier: Dossier) -> WordToAsk:
    called = {use.person: dossier.by_id[use.person].called for use in word.uses}
    return WordToAsk(
        word=word.word,
        meaning=word.meaning,
        who=join_some(list(called.values()), MOST_NAMES),
        uses=tuple(
            WordUse(start_sentence(called[use.person]), use.before, use.word, use.after)
            for use in word.uses
        ),
    )
