"""A fiche set down for good: as plain data that is read again years later, with its fingerprint.

Nothing here knows what a fiche holds. A field it has gained since takes its default when an old
version is read, and one it has lost is left aside: a version is never written again.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from meetings.domain.fiche import Fiche

SIGNS = 12  # of the fingerprint, on each page
_CODE = re.compile(f"[0-9A-F]{{{SIGNS}}}")
# What a hand writes for a zero and for a one.
_TAKEN_FOR = str.maketrans("OIL", "011")


def seal(fiche: Fiche, number: int, made_on: date) -> dict[str, Any]:
    """What a version keeps: the fiche, and what makes two versions of the same words differ."""
    return {"number": number, "made_on": made_on.isoformat(), "fiche": freeze(fiche)}


def fiche_in(content: Mapping[str, Any]) -> Fiche:
    """The fiche a version keeps."""
    fiche: Fiche = thaw(Fiche, content["fiche"])
    return fiche


def fingerprint_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical text: keys in order, no space, every sign as it is."""
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def codes_of(fingerprint: str) -> Iterator[str]:
    """« 3F9A-21C0-88DE », then the others the same fingerprint holds, should one be taken."""
    for start in range(0, len(fingerprint) - SIGNS + 1, SIGNS):
        yield _in_groups(fingerprint[start : start + SIGNS].upper())


def read_printed_code(typed: str) -> str:
    """The code as it is printed, whatever spaces, dashes and small letters; "" when it is none."""
    signs = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isalnum())
    code = signs.upper().translate(_TAKEN_FOR)
    return _in_groups(code) if _CODE.fullmatch(code) else ""


def _in_groups(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, SIGNS, 4))


# --- Values as plain data, and back ------------------------------------------------------------


def freeze(value: Any) -> Any:
    """A value of the domain as JSON holds it. TypeError for what has no plain form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: freeze(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): freeze(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [freeze(one) for one in value]
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return value + 0.0  # a database may lose the sign of -0.0
    if isinstance(value, range):
        return [value.start, value.stop, value.step]
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, str | int | NoneType):
        return value
    raise TypeError(type(value))


def thaw(kind: Any, data: Any) -> Any:
    """The value of this type that `freeze` made `data` of."""
    if kind in _PLAIN:
        return _PLAIN[kind](data)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (inner,) = (one for one in get_args(kind) if one is not NoneType)
        return None if data is None else thaw(inner, data)
    if origin is tuple:
        return _tuple(get_args(kind), data)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: thaw(get_args(kind)[1], one) for key, one in data.items()}
    if not is_dataclass(kind):
        return kind(data)  # an enumeration
    make: Any = kind
    known = _types_of(make)
    return make(**{name: thaw(known[name], one) for name, one in data.items() if name in known})


def _tuple(kinds: tuple[Any, ...], data: list[Any]) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(thaw(kinds[0], one) for one in data)
    return tuple(thaw(kind, one) for kind, one in zip(kinds, data, strict=True))


@cache
def _types_of(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


_PLAIN: dict[Any, Callable[[Any], Any]] = {
    str: str,
    int: int,
    bool: bool,
    float: float,
    range: lambda data: range(*data),
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
}
