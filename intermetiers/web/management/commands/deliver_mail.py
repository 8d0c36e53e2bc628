"""Sends the mail that waits in the outbox: once, or again every so many seconds."""

from argparse import ArgumentParser
from time import sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from intermetiers.web.mail_queue import deliver

NO_SERVER = (
    "Aucun serveur de courriel n’est réglé\u00a0: les messages restent dans la boîte d’envoi. "
    "Donnez son nom dans EMAIL_HOST, puis recommencez."
)

NO_DATABASE = "La base n’a pas pu être lue ou écrite\u00a0: un autre essai suivra."


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
            if not options["loop"]:
                return self._deliver()
            while True:
                self._turn()
                sleep(options["loop"])
        except KeyboardInterrupt:
            self.stdout.write("Arrêté.")

    def _turn(self) -> None:
        """One run of the loop, which a database that is busy, full or restarted does not end."""
        close_old_connections()
        try:
            self._deliver()
        except OperationalError:
            self.stderr.write(NO_DATABASE)
            connection.close()

    def _deliver(self) -> None:
        sent, failed = deliver(timezone.now(), timezone.now)
        if sent or failed:
            self.stdout.write(f"{sent} parti(s), {failed} refusé(s).")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 1 <= seconds <= 86_400:
        raise ValueError(text)
    return seconds
