"""How every act writes: one transaction, the meeting locked, one line in the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from intermetiers.web.journal import record
from meetings.models import Meeting
from partners.models import Account


class RefusedError(Exception):
    """The act cannot be done; its text is a French sentence for whoever asked."""


@contextmanager
def locked(meeting: Meeting) -> Iterator[Meeting]:
    """The meeting read again and locked until the end of the act, so that acts queue."""
    with transaction.atomic():
        yield Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def keep(
    act: str, row: Model, meeting: Meeting, *, by: Account | None, now: datetime, **detail: Any
) -> None:
    """Write the act in the journal of the meeting. `detail` names fields, never their content.

    `by` is None for a guest, and for what the site does by itself.
    """
    detail = detail | {"row": f"{row._meta.model_name}:{row.pk}"} if row is not meeting else detail
    record(act, meeting, by=by, now=now, scope=meeting.team_id, **detail)
