"""The rows an import writes, a batch at a time, inside the transaction of whoever calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models

from intermetiers.web.journal import record_each
from partners.domain.families import usually_receives
from partners.domain.importing.callings import Named
from partners.domain.importing.fields import Kind
from partners.domain.importing.lines import LinePlan
from partners.domain.importing.schools import KnownPlace
from partners.domain.school_years import school_year_of
from partners.models import (
    Account,
    FamilyMember,
    Following,
    Institution,
    Professional,
    Pupil,
    Schooling,
    Team,
)
from partners.present_year import PRESENT, day_of

BATCH = 100
_MODELS: dict[Kind, type[Pupil | Professional | Institution]] = {
    Kind.PUPILS: Pupil,
    Kind.PROFESSIONALS: Professional,
    Kind.INSTITUTIONS: Institution,
}


def batches(lines: Iterable[LinePlan]) -> Iterable[list[LinePlan]]:
    """The lines by hundreds, so that what is done can be said as it goes."""
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        yield batch


class BookChangedError(Exception):
    """The book is no longer what the author of the yes had seen; nothing was written."""


class Writer:
    """Writes the cards of one import. Every row is folded and said to the journal."""

    def __init__(self, kind: Kind, team: Team, *, by: Account, now: datetime) -> None:
        self.kind, self.team, self.by, self.now = kind, team, by, now
        self.model = _MODELS[kind]
        self.day = day_of(now)
        self.places: dict[int | str, int] = {}
        self.people: dict[int | str, int] = {}

    def add_places(self, places: Mapping[str, KnownPlace]) -> None:
        """The institutions the lines name and the book has not; before the lines."""
        rows = [
            Institution(
                team=self.team, name=place.name, town=place.town, uai=place.uai,
                kind=place.values["kind"],
            )
            for place in places.values()
        ]  # fmt: skip
        self._create(Institution, rows)
        self.places.update({key: row.pk for key, row in zip(places, rows, strict=True)})

    def add_people(self, people: Mapping[str, Named]) -> None:
        """The professionals the lines name and the book has not; before the lines."""
        rows = [
            Professional(
                team=self.team, metier=one.metier, last_name=one.last_name,
                first_name=one.first_name, gender=one.gender,
            )
            for one in people.values()
        ]  # fmt: skip
        self._create(Professional, rows)
        self.people.update({key: row.pk for key, row in zip(people, rows, strict=True)})

    def add(self, lines: Sequence[LinePlan]) -> None:
        """New cards with their relatives and, for pupils, the present year."""
        rows: list[Any] = []
        for line in lines:
            row = self.model(team=self.team, **line.values)
            self._place(row, line)
            rows.append(row)
        self._create(self.model, rows)
        if self.kind is Kind.PUPILS:
            self._begin_years(rows)
            self._add_relatives(zip(rows, lines, strict=True))
            self._follow(zip(rows, lines, strict=True))

    def change(self, lines: Sequence[LinePlan]) -> None:
        """Cards of the book; only what the plan says of each. Raises BookChangedError when one is
        gone, or when an address would be written beside one that is secret by now."""
        kept = self.model._default_manager.filter(team=self.team, pk__in=[p.card for p in lines])
        rows: dict[int, Any] = {row.pk: row for row in kept.select_for_update(of=("self",))}
        if any(line.card not in rows for line in lines if line.card):
            raise BookChangedError  # merged with another card since the plan was made
        pairs = [(rows[line.card], line) for line in lines if line.card]
        told = []
        for row, line in pairs:
            for name, value in line.values.items():
                setattr(row, name, value)
            self._place(row, line)
            row.refold()
            told.append((row, _fields_of(line, self._place_field)))
        names = sorted({name for _, fields in told for name in fields} | {"folded"})
        self.model._default_manager.bulk_update(rows.values(), names, batch_size=BATCH)
        self._record("changed", [(row, {"fields": fields}) for row, fields in told if fields])
        if self.kind is Kind.PUPILS:
            moved = [row for row, fields in told if {*fields} & {*PRESENT}]
            self._follow_years(moved)
            self._add_relatives(pairs)
            self._follow(pairs)
            self._change_relatives(lines)

    @property
    def _place_field(self) -> str:
        return "school" if self.kind is Kind.PUPILS else "institution"

    def _place(self, row: Any, line: LinePlan) -> None:
        if line.place is not None:
            place = line.place if isinstance(line.place, int) else self.places[line.place]
            setattr(row, f"{self._place_field}_id", place)

    def _begin_years(self, pupils: Sequence[Pupil]) -> None:
        """The present year of pupils whose school, class or dispositif is known."""
        Schooling.objects.bulk_create(
            _of_the_card(Schooling(pupil=pupil, year=school_year_of(self.day)), pupil)
            for pupil in pupils
            if any(getattr(pupil, name) for name in ("school_id", "class_name", "dispositif"))
        )

    def _follow_years(self, pupils: Sequence[Pupil]) -> None:
        """The row of the present year of each says what the card now says (`note_present_year`)."""
        begun = Schooling.objects.begun(self.day).filter(pupil__in=pupils)
        standing = {row.pupil_id: row for row in begun}
        written = [
            _of_the_card(standing[pupil.pk], pupil) for pupil in pupils if pupil.pk in standing
        ]
        Schooling.objects.bulk_update(written, [*PRESENT, "leaves"], batch_size=BATCH)
        self._begin_years([pupil for pupil in pupils if pupil.pk not in standing])

    def _follow(self, pairs: Iterable[tuple[Pupil, LinePlan]]) -> None:
        """Who follows each pupil from now on; nobody knows since when."""
        rows = [
            Following(pupil=pupil, professional_id=self.people.get(key, key))
            for pupil, line in pairs
            for key in line.followers
        ]
        Following.objects.bulk_create(rows)
        self._record("added", [(row, {}) for row in rows])

    def _add_relatives(self, pairs: Iterable[tuple[Pupil, LinePlan]]) -> None:
        rows = [
            FamilyMember(
                pupil=pupil,
                may_receive=usually_receives(one.values["relation"], authority=True).value,
                **one.values,
            )
            for pupil, line in pairs
            for one in line.relatives
            if one.pk is None
        ]
        self._create(FamilyMember, rows)

    def _change_relatives(self, lines: Sequence[LinePlan]) -> None:
        wanted = {one.pk: one.values for line in lines for one in line.relatives if one.pk}
        if not wanted:
            return
        kept = FamilyMember.objects.filter(pupil__team=self.team, pk__in=wanted)
        rows = list(kept.select_for_update(of=("self",)))
        if any(row.address_is_secret and "postal_address" in wanted[row.pk] for row in rows):
            raise BookChangedError  # said to be secret since the plan was made
        for row in rows:
            for name, value in wanted[row.pk].items():
                setattr(row, name, value)
            row.refold()
        names = {name for values in wanted.values() for name in values} | {"folded"}
        FamilyMember.objects.bulk_update(rows, sorted(names), batch_size=BATCH)
        self._record("changed", [(row, {"fields": sorted(wanted[row.pk])}) for row in rows])

    def _create(self, model: type[models.Model], rows: Sequence[Any]) -> None:
        for row in rows:
            row.refold()
        model._default_manager.bulk_create(rows)
        self._record("added", [(row, {}) for row in rows])

    def _record(self, act: str, told: Sequence[tuple[models.Model, dict[str, Any]]]) -> None:
        if told:
            name = f"{told[0][0]._meta.model_name}_{act}"
            record_each(name, told, by=self.by, now=self.now, scope=self.team.pk)


def _fields_of(line: LinePlan, place: str) -> list[str]:
    return sorted({*line.values, *([place] if line.place is not None else [])})


def _of_the_card(row: Schooling, pupil: Pupil) -> Schooling:
    row.school_id = pupil.school_id
    row.class_name, row.dispositif, row.leaves = pupil.class_name, pupil.dispositif, False
    return row
