from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from intermetiers.web.french import write_count
from meetings.booking import keep_in_step
from meetings.models import Meeting


class Command(BaseCommand):
    help = (
        "Reprend les heures que prennent les réunions qui ont une date : utile après une écriture "
        "directe dans la base. La réunion commencée la première garde ce que deux se disputent."
    )

    def handle(self, **options: Any) -> None:
        with transaction.atomic():
            meetings = list(Meeting.objects.order_by("created_at", "pk"))
            for meeting in meetings:
                keep_in_step(meeting)
        count = write_count(len(meetings), "réunion", feminine=True)
        self.stdout.write(f"{count} : heures reprises.")
