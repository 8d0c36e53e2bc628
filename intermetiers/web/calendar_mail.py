"""A message that brings an invitation, in the shape agendas look for (RFC 6047)."""

from email import encoders
from email.mime.base import MIMEBase
from typing import Any

from django.core.mail import EmailMultiAlternatives

FILE_NAME = "reunion.ics"


class CalendarMessage(EmailMultiAlternatives):
    """An ordinary message; once it carries an invitation, this is a third form beside the text
    and the HTML, and a file too, for who reads mail without an agenda."""

    calendar = ""
    method = ""

    def carry(self, calendar: str, method: str) -> None:
        """`method` is the METHOD of the calendar: Outlook refuses a message that says another."""
        self.calendar, self.method = calendar, method
        self.attach(FILE_NAME, calendar.encode(), "application/ics")

    def message(self, *args: Any, **kwargs: Any) -> Any:
        """The message as it leaves. The html part has to be there: it makes the alternatives."""
        whole = super().message(*args, **kwargs)
        if not self.calendar:
            return whole
        for part in whole.walk():
            if part.get_content_type() == "multipart/alternative":
                part.attach(_part(self.calendar, self.method))
                return whole
        raise ValueError("An invitation leaves with a text and its HTML.")


def _part(calendar: str, method: str) -> MIMEBase:
    """In base64, so that no server on the way touches its line breaks."""
    part = MIMEBase("text", "calendar")
    part.replace_header("Content-Type", f"text/calendar; method={method}; charset=UTF-8")
    part.set_payload(calendar.encode())
    encoders.encode_base64(part)
    return part
