"""Reads the replies to invitations that came by mail. Meant to run every quarter of an hour."""

import logging
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intermetiers.web.french import NBSP, start_sentence, write_count
from intermetiers.web.mailboxes import MailboxError, Server, read_file, read_server
from intermetiers.web.received_mail import read_mail
from meetings.asking.actions.replies import Fate, fate_of, take_reply

NO_BOX = (
    f"Aucune boîte n’est réglée{NBSP}: donnez son serveur dans REPLIES_IMAP_HOST, ou un fichier "
    "avec --mailbox, puis recommencez."
)

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Lit les réponses aux invitations reçues par courriel, dans la boîte réglée par "
        "REPLIES_IMAP_HOST, _USER, _PASSWORD et _FOLDER, ou dans un fichier. Ce qui est pris est "
        "marqué comme lu ; rien n’est jamais supprimé. Recommencer ne change rien."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--mailbox", type=Path, metavar="FICHIER", help="un fichier mbox, ou un dossier Maildir"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._fates: Counter[Fate] = Counter()
        try:
            if options["mailbox"]:
                read_file(options["mailbox"], self._take)
            elif settings.REPLIES_IMAP_HOST:
                read_server(_server(), self._take, self._before)
            else:
                raise CommandError(NO_BOX)
        except MailboxError as error:
            raise CommandError(str(error)) from error
        finally:
            self._tell()

    def _take(self, content: bytes) -> bool:
        """One message that nothing can be done with does not keep the next from being read."""
        try:
            fate = take_reply(read_mail(content), now=timezone.now())
        except Exception:
            log.exception("A message could not be taken; it stays in the box.")
            fate = Fate.FAILED
        self._fates[fate] += 1
        return fate.is_done

    def _before(self, key: str) -> bool | None:
        fate = fate_of(key)
        if fate is not None:
            self._fates[fate] += 1
        return fate.is_done if fate else None

    def _tell(self) -> None:
        """What a line of a log may say: numbers, nobody’s address."""
        said = [
            write_count(self._fates[fate], one, many, feminine=True)
            for fate, one, many in (
                (Fate.APPLIED, "réponse notée", "réponses notées"),
                (Fate.ASIDE, "réponse à regarder", "réponses à regarder"),
            )
            if self._fates[fate]
        ]
        for fate, one, many in (
            (
                Fate.NOBODYS,
                "message d’aucune réunion, laissé là",
                "messages d’aucune réunion, laissés là",
            ),
            (Fate.FAILED, "message impossible à prendre", "messages impossibles à prendre"),
        ):
            if self._fates[fate]:
                said.append(write_count(self._fates[fate], one, many))
        if said:
            self.stdout.write(start_sentence(", ".join(said)) + ".")


def _server() -> Server:
    return Server(
        settings.REPLIES_IMAP_HOST,
        settings.REPLIES_IMAP_PORT,
        settings.REPLIES_IMAP_USER,
        settings.REPLIES_IMAP_PASSWORD,
        settings.REPLIES_IMAP_FOLDER,
    )
