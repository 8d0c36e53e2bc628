"""Whether what a file holds is a pupil’s file, of one piece. Nothing is written.

The published schema says what each value may be; the rest says what a schema cannot.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BinaryField, EmailField, FileField, JSONField
from jsonschema.exceptions import ValidationError as SchemaError

from intermetiers.web.french import NBSP
from intermetiers.web.sealing import EncryptedJSONField
from meetings.domain.kinds import Role
from meetings.domain.live.acts import ActRefusedError, read_act
from meetings.domain.renumbered import Renumbering, numbers_named
from meetings.domain.translating import fingerprint_of as fingerprint_of_french
from meetings.frozen import codes_of, fiche_in, fingerprint_of
from meetings.portable.format import (
    ACCOUNT,
    BY_MODEL,
    BY_NAME,
    NAME,
    PARTS,
    VERSION,
    columns_of,
    folder_of,
    leads_to,
)
from meetings.portable.refusals import FileRefusedError
from meetings.portable.schema import checker
from partners.domain.weeks import keep_exceptions, keep_week, read_exceptions, read_week

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

NOT_OURS = "Ce n’est pas le dossier d’un élève, fait par ce site ou par un autre comme lui."
NEWER = (
    f"Ce dossier est d’une version plus récente que ce site{NBSP}: demandez à qui tient le site de "
    "le mettre à jour, puis recommencez."
)
DEVICE = "dossier"
# A version is not made before its time; two machines may not agree on the hour.
CLOCKS_APART = timedelta(hours=12)
# What may be said of another meeting than the row’s own: said later, by somebody who sat there.
_OF_ANOTHER_MEETING = frozenset({"decision_report.said_in", "decision_report.participant"})
_NUL = "\x00"


def check(data: Any, documents: Collection[str], now: datetime) -> Tables:
    """The tables of a file that came with these documents.

    Raises FileRefusedError, with the place in the file, when it is not one whole and readable.
    """
    if not isinstance(data, dict) or data.get("format") != NAME:
        raise FileRefusedError(NOT_OURS)
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise FileRefusedError(NEWER)
    error = next(checker().iter_errors(data), None)
    if error is not None:
        raise FileRefusedError(_said(error))
    tables: Tables = data["tables"]
    for where, text in _texts(data, "dossier.json"):
        if _NUL in text or not _is_text(text):
            raise _damaged(where)
    _check_ranks(tables)
    _check_links(tables)
    _check_documents(tables, documents)
    for part in PARTS:
        for row in tables[part.name]:
            _check_row(part.name, row, now)
    return tables


def _said(error: SchemaError) -> str:
    path = [f"{one + 1}" if isinstance(one, int) else str(one) for one in error.absolute_path]
    where = ", ".join(path[1:] if path[:1] == ["tables"] else path)
    return (
        f"Ce dossier n’est pas lisible{NBSP}: une valeur n’est pas de celles que l’on connaît"
        f"{f' ({where})' if where else ''}. Rien n’a été écrit."
    )


def _damaged(where: str) -> FileRefusedError:
    return FileRefusedError(
        f"Ce dossier est abîmé ou a été changé à la main ({where}). Rien n’a été écrit{NBSP}: "
        "demandez-le de nouveau."
    )


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every text of the file, names of columns included; without recursion, however deep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield where, one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character
        return False
    return True


# --- How rows name each other --------------------------------------------------------------------


def _check_ranks(tables: Tables) -> None:
    for name, rows in tables.items():
        if [row["n"] for row in rows] != list(range(1, len(rows) + 1)):
            raise _damaged(name)


def _check_links(tables: Tables) -> None:
    """Each row named is there, and is of the same meeting."""
    owners: dict[str, list[int]] = {"meeting": [row["n"] for row in tables["meeting"]]}
    for part in PARTS:
        links = [(f.name, BY_MODEL[to].name) for f in columns_of(part)
                 if (to := leads_to(f)) and to != ACCOUNT]  # fmt: skip
        for row in tables[part.name]:
            for column, to in links:
                _must_be_there(tables, f"{part.name} {row['n']}, {column}", row[column], to)
        if part.name != "meeting":
            owners[part.name] = [_owner(row, links, owners) for row in tables[part.name]]
    for part in PARTS:
        _same_meeting(part, tables, owners)


def _check_documents(tables: Tables, documents: Collection[str]) -> None:
    """Each document is named once, and each one named is there."""
    named = [row[column.name] for part in PARTS for column in columns_of(part)
             if folder_of(part, column) for row in tables[part.name]]  # fmt: skip
    named = [name for name in named if name]
    if sorted(named) != sorted(documents):
        raise _damaged("documents")


def _must_be_there(tables: Tables, where: str, ranks: Any, to: str) -> None:
    for rank in ranks if isinstance(ranks, list) else [ranks]:
        if rank is not None and rank > len(tables[to]):
            raise _damaged(where)


def _owner(row: Row, links: list[tuple[str, str]], owners: Mapping[str, list[int]]) -> int:
    """The rank of the meeting a row is of, by the first that it names; 0 for one of no meeting."""
    for column, to in links:
        ranks = owners.get(to, [])
        rank = row[column]
        if isinstance(rank, int) and rank <= len(ranks) and ranks[rank - 1]:
            return ranks[rank - 1]
    return 0


def _same_meeting(part: Any, tables: Tables, owners: Mapping[str, list[int]]) -> None:
    for column in columns_of(part):
        to = BY_MODEL[leads_to(column)].name if leads_to(column) in BY_MODEL else ""
        if to not in owners or f"{part.name}.{column.name}" in _OF_ANOTHER_MEETING:
            continue
        for row, owner in zip(tables[part.name], owners[part.name], strict=True):
            ranks = row[column.name]
            for rank in ranks if isinstance(ranks, list) else [ranks]:
                if rank is not None and owners[to][rank - 1] not in (0, owner):
                    raise _damaged(f"{part.name} {row['n']}, {column.name}")


# --- What each row says --------------------------------------------------------------------------


def _check_row(name: str, row: Row, now: datetime) -> None:
    try:
        for column in columns_of(BY_NAME[name]):
            _check_value(column, row[column.name], now)
        rule = _RULES.get(name)
        if rule is not None:
            rule(row)
    except (ValueError, TypeError, KeyError, AttributeError, ValidationError) as error:
        raise _damaged(f"{name} {row['n']}") from error


def _check_value(column: Any, value: Any, now: datetime) -> None:
    """Dates are days that exist; an address has its shape."""
    if value in (None, "") or isinstance(column, FileField | BinaryField):
        return
    if leads_to(column) or isinstance(column, JSONField | EncryptedJSONField):
        return
    if isinstance(column, EmailField):
        column.run_validators(value)
    read = column.to_python(value)
    if column.name == "made_at" and read > now + CLOCKS_APART:
        raise ValueError(column.name)


def _check_relative(row: Row) -> None:
    """Usual hours that a card reads as they are, in whatever order they were kept."""
    _must_be_the_same(keep_week(read_week(row["week"])), row["week"])
    _must_be_the_same(keep_exceptions(read_exceptions(row["exceptions"])), row["exceptions"])


def _must_be_the_same(read: list[Row], kept: list[Row]) -> None:
    in_order = [sorted(json.dumps(one, sort_keys=True) for one in hours) for hours in (read, kept)]
    if in_order[0] != in_order[1]:
        raise ValueError("hours")


def _check_participant(row: Row) -> None:
    needed = {Role.GUARDIAN: "family_member", Role.PROFESSIONAL: "professional"}.get(
        Role(row["role"])
    )
    if needed and row[needed] is None:
        raise ValueError(needed)


def _check_act(row: Row) -> None:
    """As when a device sends it: what it says is what is kept."""
    sent = {"id": row["ident"], "kind": row["kind"], "at": row["at"], "device": DEVICE}
    try:
        act = read_act(sent | row["payload"])
    except ActRefusedError as refused:
        raise ValueError("act") from refused
    if dict(act.payload) != row["payload"]:
        raise ValueError("payload")


def _check_paper(row: Row) -> None:
    if not row["content"]:
        raise ValueError("content")


def _check_version(row: Row) -> None:
    """The fiche can be read, and is the one whose code is on paper."""
    content = row["content"]
    if fingerprint_of(content) != row["fingerprint"]:
        raise ValueError("fingerprint")
    if row["code"] not in codes_of(row["fingerprint"]):
        raise ValueError("code")
    fiche = Renumbering.read(row["numbers"] or {}).apply(fiche_in(content))
    if fiche.held is None or content["number"] != row["number"]:
        raise ValueError("number")
    numbers_named(content)


def _check_translation(row: Row) -> None:
    if fingerprint_of_french(row["original"]) != row["fingerprint"]:
        raise ValueError("fingerprint")


_PART = {part.name: part for part in PARTS}
_RULES = {
    "family_member": _check_relative,
    "participant": _check_participant,
    "live_act": _check_act,
    "fiche_version": _check_version,
    "fiche_paper": _check_paper,
    "translation": _check_translation,
}
