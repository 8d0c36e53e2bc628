"""The brief on paper: a letter that says all of it, the code that opens the page, a coupon."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from intermetiers.web.links import code_of
from intermetiers.web.qr import QrCode, draw_qr
from meetings.domain.brief_parts import Brief
from meetings.domain.languages import Language
from meetings.domain.lexicon import Texts, lexicon
from meetings.languages import SCRIPTS
from meetings.mail import brief_address
from meetings.pdf import render_pdf

TEMPLATE = "meetings/announcing/letters_pdf.html"
# On a letter one only looks at before it is given.
NO_CODE = "····-····-····-····"


@dataclass(frozen=True, slots=True)
class Letter:
    """One person’s letter; `secret` is empty on one to look at only.

    `envelope` are the lines for the window, none where there is no address to print; `reference`
    lets whoever receives the coupon find the meeting.
    """

    brief: Brief
    secret: str
    envelope: tuple[str, ...]
    reference: str

    @property
    def qr(self) -> QrCode:
        """Leads to the page; on a letter to look at before, to the place where a code is typed."""
        typing = settings.PUBLIC_ORIGIN + reverse("meetings:guest_code")
        return draw_qr(brief_address(self.secret) if self.secret else typing)

    @property
    def code(self) -> str:
        """The code typed by whoever cannot photograph the other one."""
        return code_of(self.secret) if self.secret else NO_CODE

    @property
    def type_code(self) -> str:
        """« Ou tapez ce code, sur intermetiers.example/code : »."""
        site = urlsplit(settings.PUBLIC_ORIGIN).netloc + reverse("meetings:guest_code")
        return lexicon(self.brief.language).say("letter.type_code", site=site)

    @property
    def french(self) -> Texts:
        """What stands beside each line of a coupon in another language, for whoever gets it back."""
        return Texts(lexicon(Language.FR))

    @property
    def give_back(self) -> str:
        return lexicon(self.brief.language).say("coupon.title", host=self.brief.contact.name)


def letters_pdf(letters: Sequence[Letter], title: str) -> bytes:
    """All the letters in one document, in the order given, each on sheets of its own.

    Printed on both sides, no letter begins on the back of another.
    """
    scripts = {SCRIPTS[one.brief.language] for one in letters if one.brief.language in SCRIPTS}
    context = {"letters": letters, "scripts": sorted(scripts)}
    return render_pdf(TEMPLATE, context, title=title)
