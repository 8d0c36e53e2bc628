"""How an answer came, and what stood before it, in short lines for whoever prepares."""

from datetime import datetime

from intermetiers.web.french import start_sentence, typeset, write_day, write_hour
from meetings.domain.dossier import SlotAnswer
from meetings.domain.kinds import Source
from meetings.models.choices import ANSWERS, SOURCES

_ANSWERS, _SOURCES = dict(ANSWERS), dict(SOURCES)


def how_it_came(answer: SlotAnswer | None) -> tuple[str, ...]:
    """« Répondu par son lien, le 12 novembre à 10 h 15. » « Avant : non, dit au téléphone… »

    Nothing for an answer noted here, over no other.
    """
    if answer is None:
        return ()
    lines = []
    if answer.answered_at and answer.source is not Source.TYPED:
        came = _SOURCES[answer.source.value]
        lines.append(f"{start_sentence(came)}, {_moment(answer.answered_at)}.")
    if earlier := answer.earlier:
        said, came = _ANSWERS[earlier.answer.value], _SOURCES[earlier.source.value]
        lines.append(f"Avant : {said}, {came}, {_moment(earlier.at)}.")
    return tuple(typeset(line) for line in lines)


def _moment(at: datetime) -> str:
    """« le 12 novembre à 10 h 15 »."""
    return f"le {write_day(at.date(), year=False, weekday=False)} à {write_hour(at)}"
