"""The PPS of a pupil is evaluated at least once a year: when was it, by when is it due."""

from dataclasses import dataclass
from datetime import date

from intermetiers.web.french import MONTHS, NBSP, of, write_day
from meetings.domain.legal_texts import cite

ARTICLE = "D351-10"


@dataclass(frozen=True, slots=True)
class YearlyEss:
    """Facts, each a sentence; `is_overdue` when the month has passed and none is planned."""

    sentences: tuple[str, ...]
    is_overdue: bool

    @property
    def source(self) -> str:
        return cite(ARTICLE)


def yearly_ess(last: date | None, coming: date | None, today: date) -> YearlyEss:
    """From the last ESS noted here and the next one that has a date, if any.

    The next is due by the end of the month in which a year has passed: our reading of « au moins
    une fois par an », which gives no day.
    """
    planned = f"La prochaine est prévue le {write_day(coming)}." if coming else ""
    if last is None:
        return YearlyEss(_kept("Aucune ESS passée n’est notée ici.", planned), is_overdue=False)
    due = (last.year + 1, last.month)
    has_passed = (today.year, today.month) > due
    month = f"{of(MONTHS[last.month - 1])} {last.year + 1}"
    verb = "était" if has_passed else "est"
    said = _kept(
        f"La dernière ESS notée ici{NBSP}: {write_day(last)}.",
        f"La suivante {verb} à tenir avant la fin {month}.",
        planned,
    )
    return YearlyEss(said, is_overdue=has_passed and coming is None)


def _kept(*sentences: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if sentence)
