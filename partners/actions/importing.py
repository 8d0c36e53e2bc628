"""Bringing a table in: what was read of it, what was chosen, and the writing itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from intermetiers.web.journal import record
from partners.actions.cards import keep
from partners.domain.importing.fields import Kind
from partners.domain.importing.lines import Fate, Plan
from partners.import_rows import BookChangedError, Writer, batches
from partners.models import Account, ColumnMemory, ImportDraft, Team
from partners.models.import_book import plan_of
from partners.present_year import day_of


@dataclass(frozen=True, slots=True)
class NewImport:
    """A file just read: `sheets` as they are kept, which one to read, and what seems to be where."""

    kind: str
    file_name: str
    sheets: Sequence[Mapping[str, Any]]
    sheet: int
    titles_line: int
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the coordinator says a table is read. `remembered`: the field of each title."""

    sheet: int
    titles_line: int
    columns: Mapping[str, str]
    remembered: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """How far the writing is."""

    done: int
    total: int


def begin_import(team: Team, new: NewImport, *, by: Account, now: datetime) -> ImportDraft:
    """Keep what was read, until the last yes. What the same account had begun before is erased."""
    with transaction.atomic():
        ImportDraft.objects.of(by).open().delete()
        draft = ImportDraft.objects.create(
            team=team, by=by, kind=new.kind, file_name=new.file_name, read_at=now,
            sheets=list(new.sheets), sheet=new.sheet, header_line=new.titles_line,
            columns=dict(new.columns),
        )  # fmt: skip
        keep("begun", draft, by=by, now=now, kind=new.kind)
        return draft


def say_columns(draft: ImportDraft, reading: Reading, *, by: Account, now: datetime) -> None:
    """What each column holds; the team is not asked twice about a title."""
    with transaction.atomic():
        row = _locked(draft)
        row.sheet, row.header_line = reading.sheet, reading.titles_line
        row.columns = dict(reading.columns)
        row.save(update_fields=["sheet", "header_line", "columns"])
        ColumnMemory.objects.bulk_create(
            [
                ColumnMemory(team_id=row.team_id, kind=row.kind, title=title, field=field)
                for title, field in reading.remembered.items()
            ],
            update_conflicts=True,
            unique_fields=["team", "kind", "title"],
            update_fields=["field"],
        )
        keep("read", row, by=by, now=now)


def answer_likely(
    draft: ImportDraft, answers: Mapping[str, str], *, by: Account, now: datetime
) -> None:
    """What was said of some likely duplicates; an empty answer takes one back."""
    with transaction.atomic():
        row = _locked(draft)
        whole = row.choices | dict(answers)
        row.choices = {line: choice for line, choice in whole.items() if choice}
        row.save(update_fields=["choices"])
        keep("answered", row, by=by, now=now)


def abandon_import(draft: ImportDraft, *, by: Account, now: datetime) -> None:
    """Nothing is kept of what was read."""
    with transaction.atomic():
        keep("abandoned", draft, by=by, now=now)
        draft.delete()


def write_import(draft: ImportDraft, seen: str, *, by: Account, now: datetime) -> Iterator[Step]:
    """Write the plan whose fingerprint is `seen`, all or nothing, saying how far it is.

    One transaction, open while this is iterated: closing the iterator before its end rolls all
    of it back. Already written, it does nothing. Raises BookChangedError when the plan is no
    longer the one that was seen.
    """
    with transaction.atomic():
        team = Team.objects.select_for_update().get(pk=draft.team_id)
        row = _locked(draft)
        if row.written_at is not None:
            return
        plan = plan_of(row, day_of(now))
        if plan.fingerprint != seen:
            raise BookChangedError
        new, changed = plan.of(Fate.NEW), plan.of(Fate.CHANGED)
        writer = Writer(Kind(row.kind), team, by=by, now=now)
        total, done = len(new) + len(changed), 0
        yield Step(0, total)
        writer.add_places(plan.new_places)
        writer.add_people(plan.new_people)
        for write, lines in ((writer.add, new), (writer.change, changed)):
            for batch in batches(lines):
                write(batch)
                done += len(batch)
                yield Step(done, total)
        _end(row, plan, now)
        record("importdraft_written", row, by=by, now=now, scope=team.pk, **row.report)


def _end(row: ImportDraft, plan: Plan, now: datetime) -> None:
    """Keep the counts; erase every line that was read."""
    row.report = {fate.value: plan.counts[fate] for fate in Fate} | {
        "places": len(plan.new_places),
        "people": len(plan.new_people),
    }
    row.written_at, row.sheets, row.choices, row.columns = now, [], {}, {}
    row.save(update_fields=["report", "written_at", "sheets", "choices", "columns"])


def _locked(draft: ImportDraft) -> ImportDraft:
    return ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
