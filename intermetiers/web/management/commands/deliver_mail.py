"""Sends the mail that waits in the outbox: once, or again every so many seconds."""

from argparse import ArgumentParser
from time import sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from intermetiers.web.mail_queue import deliver

NO_SERVER = (
    "Aucun serveur de courriel n’est réglé\u00a0: les messages restent dans la boîte d’envoi. "
    "Donnez son nom dans EMAIL_HOST, puis recommencez."
)


class Command(BaseCommand):
    help = "Envoie les courriels en attente."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--loop",
            type=_seconds,
            metavar="SECONDES",
            help="recommencer sans fin, en attendant autant de secondes entre deux envois",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMAIL_HOST:
            raise CommandError(NO_SERVER)
        try:
            self._deliver()
            while options["loop"]:
                sleep(options["loop"])
                close_old_connections()
                self._deliver()
        except KeyboardInterrupt:
            self.stdout.write("Arrêté.")

    def _deliver(self) -> None:
        sent, failed = deliver(timezone.now())
        if sent or failed:
            self.stdout.write(f"{sent} parti(s), {failed} refusé(s).")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 1 <= seconds <= 86_400:
        raise ValueError(text)
    return seconds
