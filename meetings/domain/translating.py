"""What somebody typed in French, put beside its words in another language.

Works on any value made of frozen dataclasses and tuples, so that a new part of the brief is never
forgotten: every `Plain` that is typed has its place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from typing import Any, TypeVar, cast

from meetings.domain.plain import Plain

Value = TypeVar("Value")


def fingerprint_of(french: str) -> str:
    """Of a French text as it stands: one letter changed, and it is another."""
    return sha256(french.encode()).hexdigest()


def typed_texts(value: object) -> tuple[str, ...]:
    """Each text typed in French, once, in the order one reads."""
    return tuple(dict.fromkeys(plain.text for plain in _typed(value)))


def translated(value: Value, told: Mapping[str, str]) -> Value:
    """The same value, each typed text with its translation in `told`, by fingerprint of the
    French; without it as it was."""
    return cast(Value, _translated(value, told)) if told else value


def _typed(value: object) -> Iterator[Plain]:
    if isinstance(value, Plain):
        if value.typed and value.text:
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _typed(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _typed(getattr(value, field.name))


def _translated(value: Any, told: Mapping[str, str]) -> Any:
    if isinstance(value, Plain):
        text = told.get(fingerprint_of(value.text), "") if value.typed else ""
        return replace(value, translation=text) if text else value
    if isinstance(value, tuple):
        return tuple(_translated(part, told) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
    changed = {name: _translated(part, told) for name, part in parts.items()}
    same = all(changed[name] is part or changed[name] == part for name, part in parts.items())
    return value if same else replace(value, **changed)
