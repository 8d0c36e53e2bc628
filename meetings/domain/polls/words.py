"""What the word or the sign in a cell of a poll answers."""

import re

from meetings.domain.polls.moments import LONGEST_TITLE, plain_title
from meetings.domain.polls.poll import Vote

# An e-mail address, which nothing kept of a poll may hold; the other two signs are « @ » too.
ADDRESS = re.compile(
    r"<?([^\s@\uff20\ufe6b<>,;]{1,80}[@\uff20\ufe6b][^\s@\uff20\ufe6b<>,;]{1,120})>?"
)

_WORDS = {
    Vote.YES: ("oui", "yes", "available", "disponible", "ok", "✔", "✓", "✅", "☑"),
    Vote.IF_NEEDED: (
        "si necessaire", "si besoin", "oui, si besoin", "en cas de besoin", "au besoin",
        "ifneedbe", "if need be", "if needed", "under reserve", "sous reserve", "maybe",
        "peut-etre", "❔", "❓", "(oui)", "(yes)",
    ),
    Vote.RATHER_NOT: ("rather not", "plutot pas", "plutot non"),
    Vote.NO: ("non", "no", "unavailable", "indisponible", "❌", "✘", "✗", "✖", "❎"),
}  # fmt: skip
_NOTHING = frozenset({"", "?", "-", "inconnu", "unknown", "pending", "en attente", "n/a"})
_VOTES = {word: vote for vote, words in _WORDS.items() for word in words}
_SHAPE_OF_A_SIGN = "\ufe0f"  # says that the sign before it is drawn in colours


def read_vote(text: str) -> str | None:
    """The vote; "" when the cell says that nobody answered; None when it cannot be understood."""
    if len(text) > LONGEST_TITLE:
        return None
    plain = plain_title(text).replace(_SHAPE_OF_A_SIGN, "")
    return "" if plain in _NOTHING else _VOTES.get(plain)
