"""One line to keep of every write. Called by actions, inside their transaction."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from intermetiers.web.models import JournalEntry
from intermetiers.web.origins import origin


def subject_of(row: Model) -> str:
    """« meeting:12 »: what an entry is about, readable without a join."""
    return f"{row._meta.model_name}:{row.pk}"


def record(
    act: str, row: Model, /, *, by: Any, now: datetime, scope: int | None, **detail: Any
) -> JournalEntry:
    """Write who did `act` on `row`. `detail` holds names of fields, never what was typed."""
    account = None if by is None or isinstance(by, AnonymousUser) else by
    return JournalEntry.objects.create(
        at=now,
        account=account,
        scope=scope,
        act=act,
        subject=subject_of(row),
        detail=detail,
        origin=origin(),
    )


def record_each(
    act: str,
    lines: Iterable[tuple[Model, Mapping[str, Any]]],
    *,
    by: Any,
    now: datetime,
    scope: int | None,
) -> None:
    """The same as `record` for many rows of one act, each with its detail, written at once."""
    JournalEntry.objects.bulk_create(
        JournalEntry(
            at=now,
            account=by,
            scope=scope,
            act=act,
            subject=subject_of(row),
            detail=dict(detail),
            origin=origin(),
        )
        for row, detail in lines
    )
