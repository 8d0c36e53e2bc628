"""The acts of a meeting whose people, points and earlier decisions take other numbers.

A file that goes elsewhere names people by their rank in it; where it arrives they have numbers of
their own. Texts are never looked into: only the fields that name somebody or something.
"""

from collections.abc import Callable, Mapping
from typing import Any

Number = Callable[[int], int]

# Who and what nothing stands for any more: of the right shape, and the number of nobody.
NOBODY = 999_999_999_999_999_999

_WHO = frozenset({"who", "with", "order", "between", "looks", "people"})
_HOLDS, _ITEM, _BEFORE = "holds", "item", "what"


def renumbered_payload(
    payload: Mapping[str, Any], *, people: Number, points: Number, decisions: Number
) -> dict[str, Any]:
    """The payload of an act with each number replaced by what these say of it."""
    return {
        name: _renumbered(name, value, people, points, decisions) for name, value in payload.items()
    }


def renumbered_key(key: str, people: Number) -> str:
    """« p12 » with the number of now; « g5a… », somebody who came unannounced, stays."""
    return f"p{people(int(key[1:]))}" if key[:1] == "p" and key[1:].isdecimal() else key


def _renumbered(name: str, value: Any, people: Number, points: Number, decisions: Number) -> Any:
    if name in _WHO:
        if isinstance(value, list):
            return [renumbered_key(one, people) for one in value]
        return renumbered_key(value, people)
    if name == _HOLDS:
        return {renumbered_key(who, people): text for who, text in value.items()}
    if name == _ITEM and value.isdecimal():
        return str(points(int(value)))
    if name == _BEFORE and value[:1] == "d" and value[1:].isdecimal():
        return f"d{decisions(int(value[1:]))}"
    return value
