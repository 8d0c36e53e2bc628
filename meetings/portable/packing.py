"""Everything the portable file holds of one pupil, read from the tables."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any, cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import BinaryField, Model, Q

from meetings.domain.live.renumber import NOBODY, renumbered_key, renumbered_payload
from meetings.domain.renumbered import Renumbering, numbers_named
from meetings.models import AskingRound, FichePaper, FicheVersion
from meetings.portable.format import (
    ACCOUNT,
    BY_MODEL,
    LEFT_OUT_ROWS,
    NAME,
    PARTS,
    VERSION,
    Part,
    columns_of,
    folder_of,
    leads_to,
)
from partners.domain.catalogue import catalogue
from partners.models import Institution, Professional, Pupil
from partners.models.professionals import OTHER

FOLDER = "documents"


@dataclass(frozen=True, slots=True)
class Packed:
    """`data` is what the schema describes; `documents` the PDF files it names."""

    data: dict[str, Any]
    documents: dict[str, bytes]


@dataclass
class _Packing:
    """The rank of each row, by the name of its table and its number here."""

    pupil: Pupil
    now: datetime
    rows: dict[str, list[Model]] = field(default_factory=dict)
    ranks: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    documents: dict[str, bytes] = field(default_factory=dict)
    _names: Any = field(default_factory=lambda: count(1))

    def rank(self, name: str, number: int) -> int:
        """The rank of this row; NOBODY for one the file does not hold."""
        return self.ranks[name].get(number, NOBODY)

    def ranker(self, name: str) -> Callable[[int], int]:
        return lambda number: self.rank(name, number)

    def keep_document(self, content: bytes) -> str:
        path = f"{FOLDER}/{next(self._names)}.pdf"
        self.documents[path] = content
        return path


def pack(pupil: Pupil, now: datetime) -> Packed:
    """The file of this pupil, as it stands.

    The same pupil gives the same `data`, save `made_at`, wherever the file was brought and packed
    again. A stored document that is missing is an error: nothing is packed.
    """
    packing = _Packing(pupil, now)
    for part in _gathered():
        packing.rows[part.name] = rows = list(_rows(part, packing))
        packing.ranks[part.name] = {row.pk: rank for rank, row in enumerate(rows, start=1)}
    tables = {
        part.name: [_row(part, row, packing) for row in packing.rows[part.name]] for part in PARTS
    }
    data = {
        "format": NAME,
        "version": VERSION,
        "made_at": _moment(now),
        "team": pupil.team.name,
        "tables": tables,
    }
    return Packed(data, packing.documents)


def _gathered() -> list[Part]:
    """The parts in the order they are read: cards last but one kind, for what names them tells
    which."""
    cards = {"institution": 2, "professional": 1}
    return sorted(PARTS, key=lambda part: cards.get(part.name, 0))


def _rows(part: Part, packing: _Packing) -> Iterable[Model]:
    manager = part.type._default_manager
    if part.name == "professional":
        return Professional.objects.filter(pk__in=_named("professional", packing)).order_by("pk")
    if part.name == "institution":
        named = _named("school", packing) | _named("institution", packing)
        return Institution.objects.filter(pk__in=named).order_by("pk")
    rows = manager.filter(**{part.path: packing.pupil.pk}).order_by("pk")
    if part.name in LEFT_OUT_ROWS:
        rows = rows.exclude(**LEFT_OUT_ROWS[part.name][0])
    if part.mail:  # a message that did not leave handed nothing to anybody
        rows = rows.exclude(
            Q(mail__isnull=False) & (Q(mail__sent_at=None) | Q(mail__failed_at__isnull=False))
        )
    if part.name == "fiche_paper":
        return [row for row in rows if _is_of_somebody(row, packing)]
    if part.name == "decision":
        rows = rows.prefetch_related("holders")
    return cast(Iterable[Model], rows)


def _named(column: str, packing: _Packing) -> set[int]:
    """The cards that this column of the rows already read names."""
    found = (getattr(row, f"{column}_id", None) for rows in packing.rows.values() for row in rows)
    return {number for number in found if number is not None}


def _is_of_somebody(row: Any, packing: _Packing) -> bool:
    return not row.reader or _rank_of_reader(row.reader, packing) != NOBODY


def _row(part: Part, row: Any, packing: _Packing) -> dict[str, Any]:
    own = _OWN.get(part.name, {})
    found: dict[str, Any] = {"n": packing.ranks[part.name][row.pk]}
    for column in columns_of(part):
        make = own.get(column.name)
        found[column.name] = make(row, packing) if make else _value(part, row, column, packing)
    return found


def _value(part: Part, row: Any, column: Any, packing: _Packing) -> Any:
    to = leads_to(column)
    if to == ACCOUNT:
        return getattr(row, column.attname) is not None
    if to and column.many_to_many:
        ranks = (packing.rank(BY_MODEL[to].name, one.pk) for one in getattr(row, column.name).all())
        return sorted(rank for rank in ranks if rank != NOBODY)
    if to:
        return packing.ranks[BY_MODEL[to].name].get(getattr(row, column.attname))
    value = getattr(row, column.name)
    if folder_of(part, column):
        return _document(column, value, packing)
    return plain(value)


def _document(column: Any, value: Any, packing: _Packing) -> str:
    if isinstance(column, BinaryField):
        return packing.keep_document(bytes(value))
    if not value:
        return ""
    with default_storage.open(value.name) as stored:
        return packing.keep_document(stored.read())


def plain(value: Any) -> Any:
    """A value of a column as JSON holds it."""
    match value:
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Decimal():
            return f"{value:.2f}"
    return value


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


# --- Columns that name rows by their number inside a text ---------------------------------------


def _payload(row: Any, packing: _Packing) -> dict[str, Any]:
    return renumbered_payload(
        row.payload,
        people=packing.ranker("participant"),
        points=packing.ranker("agenda_item"),
        decisions=packing.ranker("decision"),
    )


def _by_name(row: Any, packing: _Packing) -> dict[str, Any]:
    people = packing.ranker("participant")
    return {renumbered_key(key, people): length for key, length in row.by_name.items()}


def _reader(row: FichePaper, packing: _Packing) -> str:
    if not row.reader:
        return ""
    return f"{row.reader[0]}{_rank_of_reader(row.reader, packing)}"


def _rank_of_reader(reader: str, packing: _Packing) -> int:
    """« p12 » is somebody of the meeting, « s4 » a service, by what it was sent."""
    table = "participant" if reader[0] == "p" else "fiche_sending"
    return packing.rank(table, int(reader[1:]))


def _numbers(row: FicheVersion, packing: _Packing) -> dict[str, dict[str, int]]:
    """By which number the content calls people and points, and their ranks."""
    people, points = numbers_named(row.content)
    here = Renumbering.read(row.numbers) if row.numbers is not None else None
    return Renumbering(
        people=_ranked(people, here.people if here else None, packing.ranks["participant"]),
        points=_ranked(points, here.points if here else None, packing.ranks["agenda_item"]),
    ).kept()


def _ranked(
    named: Iterable[int], here: Mapping[int, int] | None, ranks: Mapping[int, int]
) -> dict[int, int]:
    """By its number in the content: the rank of a row the file holds."""
    found = {}
    for there in named:
        rank = ranks.get(there if here is None else here.get(there, 0))
        if rank is not None:
            found[there] = rank
    return found


def _closed_at(row: AskingRound, packing: _Packing) -> str:
    """Nobody is asked for dates from two places: the request is over where the file arrives."""
    return _moment(row.closed_at or packing.now)


def _metier(row: Professional, packing: _Packing) -> str:
    """A métier of the team’s own is written freely elsewhere."""
    return row.metier if row.metier in catalogue().metiers else OTHER


def _metier_other(row: Professional, packing: _Packing) -> str:
    return row.metier_other if row.metier in (*catalogue().metiers, OTHER) else row.title[:80]


def _kind(row: Institution, packing: _Packing) -> str:
    return row.kind if row.kind in catalogue().institution_kinds else ""


_OWN: dict[str, dict[str, Callable[[Any, _Packing], Any]]] = {
    "professional": {"metier": _metier, "metier_other": _metier_other},
    "institution": {"kind": _kind},
    "asking_round": {"closed_at": _closed_at},
    "holding": {"by_name": _by_name},
    "live_act": {"payload": _payload},
    "fiche_paper": {"reader": _reader},
    "fiche_version": {"numbers": _numbers},
}
