from datetime import datetime

from intermetiers.web.journal import record
from partners.models import Account, Team


def export_practice(team: Team, *, file_format: str, by: Account, now: datetime) -> None:
    """The journal keeps who took a file of their own figures; what is in it names nobody."""
    record("export_practice", team, by=by, now=now, scope=team.pk, format=file_format)
