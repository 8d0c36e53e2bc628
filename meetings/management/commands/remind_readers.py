"""Writes again to those whose brief left by mail and who never opened it. Meant to run every hour."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.announcing.actions.brief_reminders import remind_readers
from meetings.domain.kinds import HandedBy
from meetings.models import Handing, Meeting

NO_SERVER = (
    "Aucun serveur de courriel n’est réglé\u00a0: aucun rappel n’est préparé. "
    "Donnez son nom dans EMAIL_HOST, puis recommencez."
)


class Command(BaseCommand):
    help = (
        "Rappelle par courriel leur brief à ceux qui l’ont reçu ainsi et qui n’ont ni ouvert leur "
        "page, ni répondu\u00a0: deux fois au plus, à trois jours d’intervalle, jamais la nuit, un "
        "dimanche, un jour férié ou pendant les vacances scolaires de l’équipe."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMAIL_HOST:
            raise CommandError(NO_SERVER)
        now = timezone.now()
        handed = Handing.objects.filter(by_way=HandedBy.MAIL.value)
        waiting = Meeting.objects.standing().filter(
            brief_reminders_paused_at=None, pk__in=handed.values("participant__meeting")
        )
        waiting = waiting.exclude(chosen_slot__starts_at__lte=now).select_related("team")
        sent = sum(remind_readers(meeting, now=now) for meeting in waiting.order_by("pk"))
        if sent:
            self.stdout.write(f"{sent} rappel(s) dans la boîte d’envoi.")
