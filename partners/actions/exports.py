"""What leaves the book for a file: nothing changes, and the journal says it."""

from datetime import datetime

from intermetiers.web.journal import record
from partners.models import Account, Team


def export_list(
    team: Team, listed: str, *, rows: int, file_format: str, filters: list[str], by: Account,
    now: datetime,
) -> None:  # fmt: skip
    """Keep who takes which list away, how long it is, and by which filters (not what they hold)."""
    record(
        f"{listed}_exported", team, by=by, now=now, scope=team.pk,
        rows=rows, file_format=file_format, filters=filters,
    )  # fmt: skip
