"""The number by which the ministry knows a school: seven digits and a letter."""

import re

_UAI = re.compile(r"[0-9]{7}[A-Z]")


def write_uai(text: str) -> str:
    """As it is written everywhere: in capitals, without spaces, dots or hyphens."""
    return re.sub(r"[\s.\u00a0\u202f-]+", "", text).upper()


def is_uai(text: str) -> bool:
    """Whether it has the form of one; nobody is asked whether the school exists."""
    return _UAI.fullmatch(text) is not None
