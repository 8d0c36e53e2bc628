"""One line to keep of every write. Called by actions, inside their transaction."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from intermetiers.web.models import JournalEntry


def subject_of(row: Model) -> str:
    """« meeting:12 »: what an entry is about, readable without a join."""
    return f"{row._meta.model_name}:{row.pk}"


def record(
    act: str, row: Model, /, *, by: Any, now: datetime, scope: int | None, **detail: Any
) -> JournalEntry:
    """Write who did `act` on `row`. `detail` holds names of fields, never what was typed."""
    account = None if by is None or isinstance(by, AnonymousUser) else by
    return JournalEntry.objects.create(
        at=now, account=account, scope=scope, act=act, subject=subject_of(row), detail=detail
    )
