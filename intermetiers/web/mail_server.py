"""The server of mail, called so that « no answer » and « no message » are told apart."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class UnansweredError(Exception):
    """The server was given a whole message and did not say whether it takes it."""


class _Told:
    """What both classes of smtplib need to tell when a message had begun to leave."""

    _answered = False

    def getreply(self) -> tuple[int, bytes]:
        reply: tuple[int, bytes] = super().getreply()  # type: ignore[misc]
        self._answered = True
        return reply

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand the text over. The first answer asks for it; the second says it is taken."""
        self._answered = False
        try:
            answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
        except smtplib.SMTPDataError:
            raise
        except OSError as error:
            if self._answered:
                raise UnansweredError from error
            raise
        return answer


class _Plain(_Told, smtplib.SMTP):
    pass


class _Tls(_Told, smtplib.SMTP_SSL):
    pass


class Backend(EmailBackend):
    """Django’s own, whose connection tells what became of a message."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _Tls if self.use_ssl else _Plain
