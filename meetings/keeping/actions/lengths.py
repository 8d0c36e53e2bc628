"""How long a team keeps each kind of thing."""

from datetime import datetime

from django.db import transaction

from intermetiers.web.journal import record
from meetings.domain.retention import BY_KIND, Kept
from meetings.models import RetentionChoice
from partners.models import Account, Team


class OutOfBoundsError(ValueError):
    """A length no team may choose."""


def choose_length(team: Team, kind: Kept, days: int, *, by: Account, now: datetime) -> None:
    """Keep this kind so many days, from the next sweeping on. Raises OutOfBoundsError."""
    rule = BY_KIND[kind]
    if not rule.least <= days <= rule.most:
        raise OutOfBoundsError(days)
    with transaction.atomic():
        row = Team.objects.select_for_update().get(pk=team.pk)
        choice = RetentionChoice.objects.filter(team=row, kind=kind.value).first()
        before = choice.days if choice else rule.days
        if before == days:
            return
        RetentionChoice.objects.update_or_create(
            team=row,
            kind=kind.value,
            defaults={"days": days, "changed_at": now, "changed_by": by},
        )
        record(
            "length_chosen", row, by=by, now=now, scope=row.pk,
            kind=kind.value, before=before, after=days,
        )  # fmt: skip
