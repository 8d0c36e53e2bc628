"""What is read before a decision: how long it takes, and whether it is there yet."""

import re
from datetime import date
from enum import StrEnum
from math import ceil

from meetings.domain.dossier import Information
from meetings.domain.principles.saying import is_given

WORDS_A_MINUTE = 150  # ours: read calmly, by somebody for whom these words may be new

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class InformationState(StrEnum):
    """Named by what happens next."""

    GIVEN = "given"
    LATE = "late"
    AWAITED = "awaited"
    UNDATED = "undated"


def reading_minutes(text: str) -> int:
    """Whole minutes to read the text, rounded up; 0 for a text without a word."""
    return ceil(len(_WORD.findall(text)) / WORDS_A_MINUTE)


def state_of(information: Information, today: date) -> InformationState:
    """Given once it holds something; late from the day after the one it was awaited for."""
    if is_given(information):
        return InformationState.GIVEN
    if information.due_on is None:
        return InformationState.UNDATED
    return InformationState.LATE if information.due_on < today else InformationState.AWAITED
