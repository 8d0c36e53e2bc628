"""What a private link asks before it shows anything of a child: what whoever is invited knows.

The date of birth; where the card has none, the first name. Neither is ever shown by the page.
"""

import re
from dataclasses import dataclass
from datetime import date

from partners.domain.folding import fold

MOST_TRIES = 5
_YEARS = 4  # the signs of a whole year
_NUMBERS = re.compile(r"\d+")
_TOGETHER = (slice(0, 2), slice(2, 4), slice(4, 8))
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Gate:
    """What opens the links of one meeting."""

    born_on: date | None
    first_name: str

    @property
    def asks_birth(self) -> bool:
        return self.born_on is not None

    @property
    def key(self) -> str:
        """What a passage was given for: it is worth nothing once the card says otherwise."""
        return self.born_on.isoformat() if self.born_on else _letters(self.first_name)

    def reads(self, said: str) -> bool:
        """Whether this may be an answer at all: what cannot be one is no wrong try."""
        return bool(read_birth(said) if self.asks_birth else _letters(said))

    def opens_to(self, said: str) -> bool:
        if self.asks_birth:
            return read_birth(said) == self.born_on
        return bool(_letters(said)) and _letters(said) == _letters(self.first_name)


def read_birth(said: str) -> date | None:
    """« 03/04/2016 », « 3 4 2016 », « 03042016 », « 2016-04-03 »: the third of April.

    In the digits of any script. Two digits make a year of this century.
    """
    numbers = _NUMBERS.findall(said)
    if len(numbers) == 1 and len(numbers[0]) == 8:
        numbers = [numbers[0][part] for part in _TOGETHER]
    if len(numbers) != 3 or any(len(number) > _YEARS for number in numbers):
        return None
    if len(numbers[0]) == _YEARS:
        numbers.reverse()
    day, month, year = (int(number) for number in numbers)
    if len(numbers[2]) <= 2:
        year += _CENTURY
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _letters(name: str) -> str:
    """« Jean-Noël », « jean noel »: accents, capitals and hyphens say nothing of who knows."""
    return "".join(sign for sign in fold(name) if sign.isalnum())
