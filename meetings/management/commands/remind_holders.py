"""Writes to those who hold a decision. Meant to run every hour."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.following.actions.holder_reminders import remind_holders
from meetings.models import Decision, Meeting

NO_SERVER = (
    "Aucun serveur de courriel n’est réglé\u00a0: aucun message n’est préparé. "
    "Donnez son nom dans EMAIL_HOST, puis recommencez."
)


class Command(BaseCommand):
    help = (
        "Écrit à ceux qui tiennent une décision et dont le courriel est connu\u00a0: quinze jours "
        "après la réunion, et trois jours ouvrables avant la date. Chaque message part une fois, "
        "jamais la nuit, un dimanche, un jour férié ou pendant les vacances scolaires de l’équipe. "
        "Rien ne part plus quand c’est fait ou abandonné."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMAIL_HOST:
            raise CommandError(NO_SERVER)
        now = timezone.now()
        held = Decision.objects.standing().exclude(holders=None).as_said(now).still_open()
        waiting = Meeting.objects.filter(
            decision_reminders_paused_at=None,
            pupil__archived_at=None,
            pk__in=held.values("meeting"),
        ).select_related("team")
        sent = sum(remind_holders(meeting, now=now) for meeting in waiting.order_by("pk"))
        if sent:
            self.stdout.write(f"{sent} message(s) dans la boîte d’envoi.")
