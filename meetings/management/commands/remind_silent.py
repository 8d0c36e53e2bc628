"""Reminds those who were asked for dates and have not answered. Meant to run every hour."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.asking.actions.reminders import remind_silent
from meetings.models import AskingRound, Meeting

NO_SERVER = (
    "Aucun serveur de courriel n’est réglé\u00a0: aucune relance n’est préparée. "
    "Donnez son nom dans EMAIL_HOST, puis recommencez."
)


class Command(BaseCommand):
    help = (
        "Relance par courriel les personnes interrogées sur des dates qui n’ont pas répondu\u00a0: "
        "deux fois au plus, à trois jours d’intervalle, jamais la nuit, un dimanche, un jour férié "
        "ou pendant les vacances scolaires de l’équipe."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMAIL_HOST:
            raise CommandError(NO_SERVER)
        now = timezone.now()
        open_rounds = AskingRound.objects.filter(closed_at=None)
        asking = Meeting.objects.standing().filter(pk__in=open_rounds.values("meeting"))
        asking = asking.select_related("team")
        sent = sum(remind_silent(meeting, now=now) for meeting in asking.order_by("pk"))
        if sent:
            self.stdout.write(f"{sent} relance(s) dans la boîte d’envoi.")
