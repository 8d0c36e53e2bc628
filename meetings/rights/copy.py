"""The copy of everything written about one pupil, for one legal guardian.

Whole, save what belongs to somebody else: how another adult is reached or lives, what somebody
reserved to the person who prepares, what a coordinator writes for themselves alone. The copy says
each time that something is left out, so that it can be asked for and re-read by a person first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import FileField, ForeignKey, Model
from django.utils import timezone

from intermetiers.web.french import NBSP, start_sentence, write_day, write_hour
from intermetiers.web.models import JournalEntry
from meetings.domain.acts import name_of
from meetings.domain.kinds import Audience
from meetings.models import (
    Contribution,
    FichePaper,
    FicheVersion,
    Meeting,
    SituationReading,
    Transfer,
)
from meetings.rights.tables import SAID_BY_THE_HEADING, TABLES, Table, called, fields_of
from partners.domain.weeks import read_exceptions, read_week, say_exceptions, say_week
from partners.models import FamilyMember, Pupil

# How somebody is reached and lives: theirs alone.
OF_ONE_PERSON = frozenset(
    {
        "email", "phone", "postal_address", "address_is_secret", "work", "week", "exceptions",
        "childcare", "childcare_found", "needs", "living", "wishes",
    }
)  # fmt: skip
RESERVED = (
    f"Ces mots ont été réservés à la personne qui prépare{NBSP}: ils sont relus avec leur auteur "
    "avant d’être donnés. Demandez-les."
)
OF_SOMEBODY_ELSE = "Ce qui concerne une autre personne adulte n’est pas donné ici."
HIDDEN_HOME = "secretaddress"
KEPT_APART = (
    f"Une adresse secrète est gardée à part{NBSP}: elle n’est imprimée sur aucun papier, pas même "
    "celui-ci. Chaque lecture en est notée."
)
OWN_NOTES = "Notes d’une personne pour elle-même. Demandez-les à la personne qui réunit."
AS_A_DOCUMENT = "Donné à part, en PDF."
# Tables of numbers alone: on paper they would bury the words. The JSON copy has them all.
WITHOUT_WORDS = frozenset({"meetings.Booking", "meetings.PlaceDistance", "partners.BusyTime"})
# Beside the words of an act of the room, what only the machine reads.
OF_THE_MACHINE = frozenset({"kind", "at"})
# What a machine wrote in a payload, and says nothing to a person.
_SIGNS = re.compile(r"[0-9a-f-]{32,36}|p?[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[a-z_-]+", re.ASCII)
SAYS_NOTHING: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Line:
    """One column of one row; `value` as it is kept, `said` as a person reads it."""

    name: str
    label: str
    value: Any
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `left_out` says what of it is not given, "" when it is whole."""

    lines: tuple[Line, ...]
    left_out: str

    @property
    def in_words(self) -> tuple[Line, ...]:
        """The lines somebody reads: what the heading says already is left out."""
        hidden = SAID_BY_THE_HEADING | (
            OF_THE_MACHINE if any(map(_is_payload, self.lines)) else set()
        )
        return tuple(line for line in self.lines if line.said and line.name not in hidden)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one table, under the name people read."""

    key: str
    title: str
    rows: tuple[Row, ...]

    @property
    def in_words(self) -> tuple[Row, ...]:
        """The rows a person reads on paper: gestures without words, counted hours are not there."""
        if self.key in WITHOUT_WORDS:
            return ()
        if self.key == "meetings.LiveAct":
            return tuple(row for row in self.rows if any(_is_payload(line) for line in row.lines))
        return self.rows

    @property
    def left_aside(self) -> int:
        """How many rows the file for machines has, and paper has not."""
        return len(self.rows) - len(self.in_words)


@dataclass(frozen=True, slots=True)
class Section:
    """The file of the pupil, or one meeting."""

    title: str
    groups: tuple[Group, ...]


def copy_of(pupil: Pupil, reader: FamilyMember | None) -> list[Section]:
    """Everything written about this pupil, as this guardian may read it; None reads for nobody
    in particular, and is given no contact at all."""
    card = [table for table in TABLES if not table.of_meeting]
    sections = [Section(f"La fiche de {pupil.first_name}", _groups(card, pupil.pk, reader))]
    of_meetings = [table for table in TABLES if table.of_meeting]
    for meeting in Meeting.objects.filter(pupil=pupil).order_by("created_at", "pk"):
        groups = _groups(of_meetings, pupil.pk, reader, meeting.pk)
        sections.append(Section(f"Réunion{NBSP}: {meeting.title}", groups))
    return [*sections, Section("Ce qui a été fait", (_acts_about(pupil),))]


def as_data(sections: list[Section]) -> list[dict[str, Any]]:
    """The same for a machine: names of columns, and values that JSON knows."""
    return [
        {
            "title": section.title,
            "tables": {
                group.key: [
                    {line.name: _plain(line.value) for line in row.lines}
                    | ({"left_out": row.left_out} if row.left_out else {})
                    for row in group.rows
                ]
                for group in section.groups
            },
        }
        for section in sections
    ]


def _groups(
    tables: list[Table], pupil: int, reader: FamilyMember | None, meeting: int | None = None
) -> tuple[Group, ...]:
    found = []
    for table in tables:
        model = apps.get_model(table.model)
        rows = table.rows(pupil)
        if meeting is not None:
            rows = rows.filter(**{_to_meeting(table): meeting})
        told = tuple(_row(row, reader) for row in _with_names(rows, model))
        if told:
            title = start_sentence(str(model._meta.verbose_name_plural))
            found.append(Group(table.model, title, told))
    return tuple(found)


def _acts_about(pupil: Pupil) -> Group:
    """What was done, and when, while the journal is kept; by whom is answered by the team."""
    meetings = Meeting.objects.filter(pupil=pupil).values_list("pk", flat=True)
    subjects = [f"pupil:{pupil.pk}", *(f"meeting:{pk}" for pk in meetings)]
    entries = JournalEntry.objects.filter(subject__in=subjects).order_by("at", "pk")
    rows = tuple(
        Row((Line("at", "Le", entry.at, _said_moment(entry.at)),
             Line("act", "Acte", entry.act, name_of(entry.act))), "")
        for entry in entries
    )  # fmt: skip
    return Group("web.JournalEntry", "Le journal", rows)


def _to_meeting(table: Table) -> str:
    return "pk" if table.model == "meetings.Meeting" else table.path.removesuffix("__pupil")


def _with_names(rows: Any, model: type[Model]) -> Any:
    """With what each row names, so that a table costs one query."""
    named = [f.name for f in fields_of(model) if isinstance(f, ForeignKey)]
    return rows.select_related(*named) if named else rows


def _row(row: Model, reader: FamilyMember | None) -> Row:
    hidden, left_out = _left_out(row, reader)
    return Row(tuple(_lines(row, hidden)), left_out)


def _left_out(row: Model, reader: FamilyMember | None) -> tuple[frozenset[str], str]:
    """The columns of this row that are not given to this reader, and what is said of it."""
    names = frozenset(field.name for field in fields_of(type(row)))
    if row._meta.model_name == HIDDEN_HOME:
        return names, KEPT_APART
    match row:
        case FamilyMember() if reader is None or row.pk != reader.pk:
            return OF_ONE_PERSON, OF_SOMEBODY_ELSE
        case Contribution() if row.audience == Audience.COORDINATOR.value and not _is_of(
            row, reader
        ):
            return names - {"participant", "said_at"}, RESERVED
        case Transfer():
            return frozenset({"to_email"}), OF_SOMEBODY_ELSE
        case SituationReading():
            return names, OWN_NOTES
        case FicheVersion():
            return frozenset({"content"}), AS_A_DOCUMENT
        case FichePaper():
            return frozenset({"content"}), AS_A_DOCUMENT
    return frozenset(), ""


def _is_of(row: Contribution, reader: FamilyMember | None) -> bool:
    return reader is not None and row.participant.family_member_id == reader.pk


def _lines(row: Model, hidden: frozenset[str]) -> Iterator[Line]:
    for field in fields_of(type(row)):
        value = getattr(row, field.name)
        if field.name in hidden or isinstance(field, FileField):
            continue
        if isinstance(value, Model):
            value = str(value)
        if value in SAYS_NOTHING:
            continue
        label = start_sentence(called(field))
        yield Line(field.name, label, value, _said(row, field.name, value))


def _said(row: Model, name: str, value: Any) -> str:
    chosen = getattr(row, f"get_{name}_display", None)
    if chosen is not None:
        return str(chosen())
    match value:
        case bool():
            return "oui" if value else "non"
        case datetime():
            return _said_moment(value)
        case date():
            return write_day(value)
        case list() if name == "week":
            return f"{NBSP}; ".join(say_week(read_week(value)))
        case list() if name == "exceptions":
            return f"{NBSP}; ".join(say_exceptions(read_exceptions(value)))
        case list() | dict():
            return f"{NBSP}; ".join(_texts(value))
    return str(value)


def _said_moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{write_day(local.date())}, {write_hour(local)}"


def _is_payload(line: Line) -> bool:
    return line.name == "payload" and bool(line.said)


def _texts(value: Any) -> Iterator[str]:
    """What a list or a table holds, in its order, without its inner names."""
    match value:
        case dict():
            for inner in value.values():
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)
        case str() if value and not _SIGNS.fullmatch(value):
            yield value


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta() | UUID():
            return str(value)
        case bool() | int() | float() | str() | list() | dict():
            return value
    return str(value)
