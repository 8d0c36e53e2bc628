"""The versions of a fiche: what one says of itself, who is given it and on which paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intermetiers.web.french import start_sentence, typeset, write_day
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.excerpt import concerns
from meetings.domain.fiche import Fiche
from meetings.domain.held import name_of_signer
from meetings.domain.kinds import Paper, Role
from meetings.domain.live.room import is_short
from meetings.domain.readers import receives_nothing
from meetings.domain.rereading import State, Term

LONGEST_REASON = 300
PAPER_LABELS = {
    Paper.WHOLE: "la fiche complète",
    Paper.FAMILY: "la fiche pour la famille",
    Paper.LARGE: "la fiche en grands caractères",
    Paper.EXCERPT: "un extrait\u00a0: ce qui la concerne",
    Paper.HALF: "l’accord, sur une demi-page",
}
# What one may open who was given a paper: it, and what holds no more than it.
_OPENS = {
    Paper.WHOLE: (Paper.WHOLE, Paper.LARGE),
    Paper.FAMILY: (Paper.FAMILY, Paper.WHOLE, Paper.LARGE),
    Paper.LARGE: (Paper.LARGE, Paper.WHOLE),
    Paper.EXCERPT: (Paper.EXCERPT,),
    Paper.HALF: (Paper.HALF,),
}
# They come with somebody of the family, who shows the fiche to whom they wish.
_COME_WITH = {Role.COMPANION, Role.INTERPRETER}


@dataclass(frozen=True, slots=True)
class Mention:
    """What a version says of how it was made. `said` is how many things the family said; `reason`
    why it leaves before the end of the re-reading, "" when it does not."""

    term: Term | None
    said: int
    reason: str = ""
    before: int | None = None
    changes: tuple[str, ...] = ()
    word: str = ""


def notes_of(mention: Mention, today: date) -> tuple[str, ...]:
    """The sentences printed under the heading of a version."""
    lines = [_reread(mention, today)]
    if mention.before is not None and (mention.changes or mention.word):
        head = f"Ce qui change depuis la version {mention.before} :"
        lines += [" ".join((head, mention.word)).strip(), *mention.changes]
    return tuple(typeset(line) for line in lines if line)


def _reread(mention: Mention, today: date) -> str:
    if mention.reason:
        return f"Cette version part avant la fin de la relecture par la famille : {mention.reason}"
    if mention.term is None:
        return ""
    if mention.said:
        return "La famille a relu cette fiche avant l’envoi."
    if mention.term.state(today) is State.CLOSED and mention.term.closed_on:
        last = min(mention.term.closed_on, mention.term.due_on)
    else:
        last = mention.term.due_on
    return f"La famille a eu jusqu’au {write_day(last)} pour relire cette fiche avant l’envoi."


def recipients_of(dossier: Dossier) -> tuple[Participant, ...]:
    """Who may be given a version: everybody but whoever accompanies or translates, and whoever a
    judge forbids to give anything to."""
    return tuple(
        person
        for person in dossier.participants
        if person.role not in _COME_WITH and not receives_nothing(person)
    )


def papers_for(person: Participant, dossier: Dossier, fiche: Fiche) -> tuple[Paper, ...]:
    """What this person may be given of this fiche, the usual one first; an extract only where
    something concerns them."""
    if is_short(dossier):
        return (Paper.HALF,)
    if person.is_family:
        return (Paper.FAMILY, Paper.LARGE)
    return (Paper.WHOLE, Paper.EXCERPT) if concerns(fiche, person.id) else (Paper.WHOLE,)


def papers_for_service(dossier: Dossier) -> tuple[Paper, ...]:
    """What a service that is not of the meeting may be given: « MDPH »."""
    return (Paper.HALF,) if is_short(dossier) else (Paper.WHOLE,)


def papers_opened_by(given: Paper) -> tuple[Paper, ...]:
    """The files of whoever was given this paper, the main one first."""
    return _OPENS[given]


def name_on_paper(person: Participant, dossier: Dossier) -> str:
    """« La mère, Samia Belkacem », as the foot of each page names its reader."""
    return name_of_signer(person, dossier.pupil.school)


def say_changes(changes: Sequence[str], word: str) -> str:
    """What is kept beside a version, a line each."""
    return "\n".join(line for line in (start_sentence(word), *changes) if line)
