"""Acts on languages: a team says that somebody re-read our texts in one, or takes it back."""

from datetime import datetime

from django.db import transaction

from intermetiers.web.journal import record
from partners.models import Account, RereadLanguage, Team


def say_reread(
    team: Team, language: str, *, read_by: str, by: Account, now: datetime
) -> RereadLanguage:
    """Guests of the team are no longer told that nobody re-read this language."""
    with transaction.atomic():
        row, _ = RereadLanguage.objects.update_or_create(
            team=team,
            language=language,
            defaults={"read_by": read_by, "noted_at": now, "noted_by": by},
        )
        record("language_reread", row, by=by, now=now, scope=team.pk, language=language)
        return row


def take_back_reread(team: Team, language: str, *, by: Account, now: datetime) -> None:
    """Guests are told again. Twice, the second writes nothing."""
    with transaction.atomic():
        row = RereadLanguage.objects.filter(team=team, language=language).first()
        if row is None:
            return
        record("language_reread_withdrawn", row, by=by, now=now, scope=team.pk, language=language)
        row.delete()
