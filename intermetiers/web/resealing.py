"""Every sealed value that stands, written again: sealed the first time by a migration, or with the
newest key by `rotate_data_key`.

A value is replaced only if it still is what was read, so that nothing written meanwhile is lost;
what is already as it should be is left, so that an interrupted run is simply started again.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, models, transaction

from intermetiers.web.sealed_files import PURPOSE
from intermetiers.web.sealing import (
    EncryptedBinaryField,
    EncryptedCharField,
    EncryptedJSONField,
    EncryptedTextField,
    NotSealedError,
    key_names,
    open_bytes,
    open_text,
    purpose_of,
    seal_bytes,
    seal_text,
    sealed_with,
)

SEALED = (EncryptedTextField, EncryptedCharField, EncryptedJSONField, EncryptedBinaryField)
_BATCH = 200
Change = Callable[[Any], Any]  # the value to write instead, or None to leave it


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the database, its table, and what its values are sealed for."""

    table: str
    pk: str
    name: str
    purpose: str
    inside: bool = False  # sealed texts stand inside a JSON that itself is not


def columns_of(model: type[models.Model], names: Iterable[str] = ()) -> list[Column]:
    """The sealed columns of a model; only those of these names, when there are some."""
    fields = [field for field in model._meta.local_fields if isinstance(field, SEALED)]
    chosen = set(names) or {field.name for field in fields}
    return [_column(field) for field in fields if field.name in chosen]


def _column(field: "models.Field[Any, Any]", *, inside: bool = False) -> Column:
    meta = field.model._meta
    return Column(meta.db_table, meta.pk.column, field.column, purpose_of(field), inside)


def all_columns() -> list[Column]:
    """Every sealed column of the site, and those of libraries that keep texts we sealed."""
    ours = [column for model in apps.get_models() for column in columns_of(model)]
    theirs = [
        _column(apps.get_model(label)._meta.get_field(name), inside=True)
        for label, name in settings.SEALED_INSIDE
    ]
    return ours + theirs


# --- What is written instead ------------------------------------------------------------------


def sealing(column: Column) -> Change:
    """The first seal of a value, as a migration gives it; a value that opens is left."""
    return lambda value: None if _opens(value, column.purpose) else _seal(value, column.purpose)


def resealing(column: Column) -> Change:
    """The same value under the newest key."""
    if column.inside:
        return lambda value: _sealed_again_inside(value, key_names()[0])
    return lambda value: _sealed_again(value, column.purpose, key_names()[0])


def _sealed_again(value: Any, purpose: str, newest: str) -> Any:
    if sealed_with(value) == newest:
        return None
    clear = open_text(value, purpose) if isinstance(value, str) else open_bytes(value, purpose)
    return _seal(clear, purpose)


def _sealed_again_inside(value: Any, newest: str) -> str | None:
    whole = json.loads(value) if isinstance(value, str) else value
    changed = _walk(whole, newest)
    return None if changed == whole else json.dumps(changed)


def _walk(value: Any, newest: str) -> Any:
    if isinstance(value, dict):
        return {key: _walk(inner, newest) for key, inner in value.items()}
    if isinstance(value, list):
        return [_walk(inner, newest) for inner in value]
    if isinstance(value, str) and sealed_with(value) not in ("", newest):
        return seal_text(
            open_text(value, settings.SEALED_INSIDE_PURPOSE), settings.SEALED_INSIDE_PURPOSE
        )
    return value


def _seal(value: Any, purpose: str) -> Any:
    return seal_text(value, purpose) if isinstance(value, str) else seal_bytes(value, purpose)


def _opens(value: Any, purpose: str) -> bool:
    """Whether a value bears our seal and opens: somebody may have typed the signs of a seal."""
    if not sealed_with(value):
        return False
    try:
        open_text(value, purpose) if isinstance(value, str) else open_bytes(value, purpose)
    except NotSealedError:
        return False
    return True


# --- Going through ----------------------------------------------------------------------------


def rewrite(column: Column, change: Change) -> int:
    """Write each value of the column again where `change` gives another; how many were."""
    written = 0
    for rows in _batches(column):
        changes = [(pk, old, change(_clear_bytes(old))) for pk, old in rows]
        with transaction.atomic():
            written += sum(_replace(column, *one) for one in changes if one[2] is not None)
    return written


def _clear_bytes(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _batches(column: Column) -> Iterator[list[tuple[int, Any]]]:
    table, pk, name = (connection.ops.quote_name(x) for x in (column.table, column.pk, column.name))
    read = f"{name}::text" if column.inside and connection.vendor == "postgresql" else name
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {pk}, {read} FROM {table} WHERE {pk} > %s AND {name} IS NOT NULL "  # noqa: S608 (names of ours)
                f"ORDER BY {pk} LIMIT {_BATCH}",
                [last],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield [row for row in rows if row[1] != ""]


def _replace(column: Column, pk: int, old: Any, new: Any) -> int:
    table, key, name = (
        connection.ops.quote_name(x) for x in (column.table, column.pk, column.name)
    )
    postgresql = connection.vendor == "postgresql"
    cast, read = ("::jsonb", f"{name}::text") if column.inside and postgresql else ("", name)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {name} = %s{cast} WHERE {key} = %s AND {read} = %s",  # noqa: S608 (names of ours)
            [new, pk, old],
        )
        return int(cursor.rowcount)


def used_keys(column: Column) -> dict[str, int]:
    """How many values of a column each key seals; "" for what has no seal."""
    counted: dict[str, int] = {}
    for rows in _batches(column):
        for _, value in rows:
            for name in _seals(value, column):
                counted[name] = counted.get(name, 0) + 1
    return counted


def _seals(value: Any, column: Column) -> list[str]:
    """The names of the keys that seal a value; "" for a value that should have a seal."""
    if not column.inside:
        return [sealed_with(_clear_bytes(value))]
    found = [sealed_with(text) for text in _texts(json.loads(value))]
    return [name for name in found if name]


def _texts(value: Any) -> Iterator[str]:
    """Every text of a JSON, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


# --- Files ------------------------------------------------------------------------------------


def stored_files() -> Iterator[str]:
    """The names of all the files rows know of, in the storage of received documents."""
    for model in apps.get_models():
        yield from files_of(model)


def files_of(model: Any) -> Iterator[str]:
    """The names of the files that the rows of this model know of."""
    for field in model._meta.local_fields:
        if isinstance(field, models.FileField):
            names = model._base_manager.exclude(**{field.name: ""}).values_list(
                field.name, flat=True
            )
            yield from names.iterator()


def rewrite_file(name: str, change: Change) -> int:
    """Write a stored file again, whole or not at all; 1 when it was."""
    assert isinstance(default_storage, FileSystemStorage)  # noqa: S101 (our settings say so)
    file = Path(default_storage.path(name))
    if not file.exists():
        return 0
    new = change(file.read_bytes())
    if new is None:
        return 0
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(new)
    draft.replace(file)
    return 1


def used_keys_of_file(name: str) -> dict[str, int]:
    """Which key seals a stored file; nothing for one that is not there."""
    file = Path(default_storage.path(name))
    return {sealed_with(file.read_bytes()): 1} if file.exists() else {}


FILES = Column("", "", "", PURPOSE)
