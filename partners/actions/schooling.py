"""Where pupils go to school, year by year: one pupil, a whole class, a year that begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from intermetiers.web.editing import merge
from intermetiers.web.journal import record, record_each
from partners.actions.cards import keep, locked
from partners.domain.school_years import school_year_of
from partners.models import Account, Institution, Pupil, Schooling
from partners.present_year import (
    PRESENT,
    day_of,
    follow_present_year,
    standing,
)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a pupil goes to school in a year."""

    school: Institution | None = None
    class_name: str = ""
    dispositif: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one pupil of a class; no placement: the pupil leaves the sector."""

    pupil: int
    placement: Placement | None


@dataclass(frozen=True, slots=True)
class ClassMove:
    """What becomes, in `year`, of pupils who were seen in one class of one school."""

    school: Institution | None
    class_name: str
    year: int
    moves: Sequence[Move]


class NotThereError(Exception):
    """Some pupils are no longer where the author saw them; nothing was written."""

    def __init__(self, pupils: Sequence[int]) -> None:
        super().__init__(f"{len(pupils)} pupils have moved meanwhile")
        self.pupils = tuple(pupils)


class StandingYearError(Exception):
    """Nothing would say any more where the pupil is now, though the card still does."""


def add_schooling(pupil: Pupil, *, by: Account, now: datetime, **fields: Any) -> Schooling:
    """A year of the past or to come, or a change in the course of a year."""
    with transaction.atomic():
        held = locked(pupil)
        row = Schooling.objects.create(pupil=held, **fields)
        follow_present_year(held, now)
        keep("schooling_added", held, by=by, now=now, year=row.year)
        return row


def change_schooling(
    schooling: Schooling,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Write what the author changed of a year; when it is the present one the pupil follows.

    Raises EditConflict, with nothing written, when somebody else changed the same fields, and
    StandingYearError when nothing would say any more where the pupil is now.
    """
    with transaction.atomic():
        held = locked(schooling.pupil)
        row = Schooling.objects.select_for_update(of=("self",)).get(pk=schooling.pk)
        fields = merge(row, seen=seen, wanted=wanted)
        if fields:
            stood = standing(held, day_of(now))
            row.save(update_fields=fields)
            _follow(held, stood, now)
            keep("schooling_changed", held, by=by, now=now, year=row.year, fields=fields)


def remove_schooling(schooling: Schooling, *, by: Account, now: datetime) -> None:
    """A year written by mistake. Raises StandingYearError when it alone says where the pupil is
    now."""
    with transaction.atomic():
        held = locked(schooling.pupil)
        stood = standing(held, day_of(now))
        schooling.delete()
        _follow(held, stood, now)
        keep("schooling_removed", held, by=by, now=now, year=schooling.year)


def move_pupils(class_move: ClassMove, *, by: Account, now: datetime) -> int:
    """Write what becomes of each pupil, all or none; returns how many.

    Raises NotThereError when a pupil is no longer in this class, or no longer of the team.
    """
    with transaction.atomic():
        wanted = {move.pupil: move.placement for move in class_move.moves}
        rows = Pupil.objects.visible_to(by).active().select_for_update(of=("self",))
        pupils = {pupil.pk: pupil for pupil in rows.filter(pk__in=wanted).order_by("pk")}
        gone = [pk for pk in wanted if not _is_in(pupils.get(pk), class_move)]
        if gone:
            raise NotThereError(gone)
        for pk, placement in wanted.items():
            _move(pupils[pk], class_move.year, placement, now)
        lines = [(pupils[pk], {"year": class_move.year}) for pk in wanted]
        record_each("pupil_moved", lines, by=by, now=now, scope=by.current_team_id)
        return len(wanted)


def open_school_year(now: datetime) -> int:
    """Apply what was planned and has begun; returns how many cards changed.

    Done twice, the second time changes nothing. Each pupil is a transaction of its own: one
    that fails leaves the others done.
    """
    day, late = day_of(now), {}
    for row in Schooling.objects.begun(day).select_related("pupil").iterator():
        late[row.pupil_id] = _is_late(row)
    return sum(_open_year_of(pk, now) for pk, is_late in late.items() if is_late)


def _is_late(row: Schooling) -> bool:
    """Whether the pupil's card does not say what this row says."""
    pupil = row.pupil
    if row.leaves:
        return pupil.archived_at is None
    return any(
        getattr(pupil, name) != getattr(row, name)
        for name in ("school_id", "class_name", "dispositif")
    )


def _open_year_of(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        pupil = Pupil.objects.select_for_update(of=("self",)).get(pk=pk)
        fields = follow_present_year(pupil, now)
        if fields:
            record(
                "pupil_moved_on", pupil, by=None, now=now, scope=pupil.team_id, fields=fields
            )  # fmt: skip
        return bool(fields)


def _follow(pupil: Pupil, stood: Schooling | None, now: datetime) -> None:
    """The card follows the present year, which must still be written if it was (`stood`)."""
    if stood is not None and standing(pupil, day_of(now)) is None:
        raise StandingYearError
    follow_present_year(pupil, now)


def _is_in(pupil: Pupil | None, seen: ClassMove) -> bool:
    school = seen.school.pk if seen.school else None
    return pupil is not None and (pupil.school_id, pupil.class_name) == (school, seen.class_name)


def _move(pupil: Pupil, year: int, placement: Placement | None, now: datetime) -> None:
    row = _row_of(pupil, year, now)
    stands = not row._state.adding and year == school_year_of(day_of(now))
    if placement is None and stands:  # what was said of this year stays true until now
        pupil.archived_at = now
        pupil.save(update_fields=["archived_at"])
        return
    _place(row, placement)
    follow_present_year(pupil, now)


def _row_of(pupil: Pupil, year: int, now: datetime) -> Schooling:
    """The row that says this year: the one that stands when it is the present year, else the one
    that begins in September, else a new one."""
    if year == school_year_of(day_of(now)):
        found = standing(pupil, day_of(now))
    else:
        found = Schooling.objects.filter(pupil=pupil, year=year, since=None).first()
    return found or Schooling(pupil=pupil, year=year)


def _place(row: Schooling, placement: Placement | None) -> None:
    """Write on the row where the pupil goes, or that the pupil leaves."""
    for name in PRESENT:
        setattr(row, name, getattr(placement or Placement(), name))
    row.leaves = placement is None
    row.save()
