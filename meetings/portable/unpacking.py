"""A pupil’s file written into the tables of a team, whole: numbers of here, new cards where the
team has none. Called inside the transaction of an act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import BinaryField, JSONField, Model

from intermetiers.web.sealing import EncryptedJSONField
from intermetiers.web.uploads import random_name
from meetings.domain.live.renumber import NOBODY, renumbered_key, renumbered_payload
from meetings.domain.renumbered import Renumbering
from meetings.models import Decision, Meeting, Participant
from meetings.portable.cards import institutions_for, professionals_for
from meetings.portable.checking import DEVICE, Row, Tables
from meetings.portable.format import (
    ACCOUNT,
    BY_MODEL,
    DEFERRED,
    PARTS,
    Part,
    columns_of,
    folder_of,
    leads_to,
)
from partners.models import Account, Pupil, Team
from partners.models.finding import Folded

CARDS = frozenset({"institution", "professional"})
AT_ONCE = 500


@dataclass
class _Unpacking:
    team: Team
    by: Account
    now: datetime
    documents: Mapping[str, bytes]
    rows: dict[str, list[Any]] = field(default_factory=dict)

    def number(self, name: str, rank: int) -> int:
        """The number here of the row of this rank; NOBODY for one the file does not hold."""
        rows = self.rows.get(name, [])
        return rows[rank - 1].pk if 0 < rank <= len(rows) else NOBODY

    def numberer(self, name: str) -> Callable[[int], int]:
        return lambda rank: self.number(name, rank)


def unpack(
    tables: Tables, documents: Mapping[str, bytes], team: Team, *, by: Account, now: datetime
) -> Pupil:
    """The pupil of these checked tables, in this team; `by` answers for what somebody wrote there.

    Nothing leaves by itself for a meeting that came so, until somebody says it may.
    """
    unpacking = _Unpacking(team, by, now, documents)
    unpacking.rows["institution"] = institutions_for(tables["institution"], team)
    unpacking.rows["professional"] = professionals_for(
        tables["professional"], unpacking.rows["institution"], team
    )
    for part in PARTS:
        if part.name not in CARDS:
            rows = [_made(part, row, unpacking) for row in tables[part.name]]
            unpacking.rows[part.name] = part.type._default_manager.bulk_create(rows, AT_ONCE)
    _write_deferred(tables, unpacking)
    _write_holders(tables, unpacking)
    pupil: Pupil = unpacking.rows["pupil"][0]
    return pupil


def _made(part: Part, row: Row, unpacking: _Unpacking) -> Model:
    values = _of_here(part, unpacking)
    own = _OWN.get(part.name, {})
    for column in columns_of(part):
        key = f"{part.name}.{column.name}"
        if key in DEFERRED or column.many_to_many:
            continue
        make = own.get(column.name)
        value = row[column.name]
        values[column.attname] = (
            make(value, unpacking) if make else _value(part, column, value, unpacking)
        )
    made = part.type(**values)
    if isinstance(made, Folded):
        made.refold()
    return made


def _of_here(part: Part, unpacking: _Unpacking) -> dict[str, Any]:
    """The columns that the file leaves to where it arrives."""
    values: dict[str, Any] = {}
    for column in part.type._meta.concrete_fields:
        if leads_to(column) == ACCOUNT and not column.null:
            values[column.attname] = unpacking.by.pk
        elif column.name == "team":
            values[column.attname] = unpacking.team.pk
    if part.name == "meeting":
        values |= {
            "brief_reminders_paused_at": unpacking.now,
            "decision_reminders_paused_at": unpacking.now,
        }
    return values | ({"device": DEVICE} if part.name == "live_act" else {})


def _value(part: Part, column: Any, value: Any, unpacking: _Unpacking) -> Any:
    to = leads_to(column)
    if to == ACCOUNT:
        return unpacking.by.pk if value else None
    if to:
        return None if value is None else unpacking.number(BY_MODEL[to].name, value)
    if folder_of(part, column):
        return _document(column, value, unpacking)
    if isinstance(column, JSONField | EncryptedJSONField):
        return value
    return column.to_python(value)


def _document(column: Any, name: str, unpacking: _Unpacking) -> Any:
    if isinstance(column, BinaryField):
        return unpacking.documents[name]
    if not name:
        return ""
    stored = column.generate_filename(None, random_name())
    return column.storage.save(stored, ContentFile(unpacking.documents[name]))


def _write_deferred(tables: Tables, unpacking: _Unpacking) -> None:
    """The columns that name rows which were not there yet."""
    for name, model, columns in (
        ("meeting", Meeting, {"chosen_slot": "slot", "chosen_place": "place"}),
        ("participant", Participant, {"accompanies": "participant"}),
    ):
        changed = []
        for row, made in zip(tables[name], unpacking.rows[name], strict=True):
            for column, to in columns.items():
                if row[column] is not None:
                    setattr(made, f"{column}_id", unpacking.number(to, row[column]))
                    changed.append(made)
        model._default_manager.bulk_update(changed, list(columns), AT_ONCE)


def _write_holders(tables: Tables, unpacking: _Unpacking) -> None:
    holds = Decision.holders.through
    holds._default_manager.bulk_create(
        holds(decision_id=made.pk, participant_id=unpacking.number("participant", rank))
        for row, made in zip(tables["decision"], unpacking.rows["decision"], strict=True)
        for rank in row["holders"]
    )


# --- Columns that name rows by their number inside a text ---------------------------------------


def _payload(payload: dict[str, Any], unpacking: _Unpacking) -> dict[str, Any]:
    return renumbered_payload(
        payload,
        people=unpacking.numberer("participant"),
        points=unpacking.numberer("agenda_item"),
        decisions=unpacking.numberer("decision"),
    )


def _by_name(times: dict[str, int], unpacking: _Unpacking) -> dict[str, int]:
    people = unpacking.numberer("participant")
    return {renumbered_key(key, people): length for key, length in times.items()}


def _reader(reader: str, unpacking: _Unpacking) -> str:
    if not reader:
        return ""
    table = "participant" if reader[0] == "p" else "fiche_sending"
    return f"{reader[0]}{unpacking.number(table, int(reader[1:]))}"


def _numbers(kept: dict[str, dict[str, int]], unpacking: _Unpacking) -> dict[str, dict[str, int]]:
    ranks = Renumbering.read(kept)
    return Renumbering(
        people={n: unpacking.number("participant", rank) for n, rank in ranks.people.items()},
        points={n: unpacking.number("agenda_item", rank) for n, rank in ranks.points.items()},
    ).kept()


_OWN: dict[str, dict[str, Callable[[Any, _Unpacking], Any]]] = {
    "holding": {"by_name": _by_name},
    "live_act": {"payload": _payload},
    "fiche_paper": {"reader": _reader},
    "fiche_version": {"numbers": _numbers},
}
