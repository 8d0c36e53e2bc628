"""Private links: making one, and the one door a guest comes in by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, TimestampSigner
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intermetiers.web.french import typeset
from intermetiers.web.links import code_of, fingerprint, make_secret, read_code
from meetings.domain.gate import Gate
from meetings.domain.kinds import Purpose
from meetings.models import Meeting, Participant, PrivateLink
from meetings.models.links import AFTER_THE_MEETING
from meetings.writing import RefusedError, keep
from partners.models import Account

WITHOUT_A_DATE = timedelta(days=90)
# What is read and told once the meeting is over: as long as a first trial of what was decided.
AFTERWARDS = timedelta(days=90)
READING = ("GET", "HEAD")
COOKIE = "passage"  # the cookie of whoever passed the gate of a link
PASS_LASTS = timedelta(days=30)
_PASSED = "yes"
# What stands behind a gate, by the name of its page: all of it is below that address.
_PAGES = {Purpose.BRIEF: "guest_brief", Purpose.FICHE: "guest_fiche"}

TOO_LATE = "La réunion a eu lieu il y a plus de trente jours\u00a0: un lien ne s’ouvrirait plus."
CALLED_OFF = "Cette réunion est annulée\u00a0: il n’y a plus de lien à donner."

GuestView = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made, with its secret, which is kept nowhere."""

    link: PrivateLink
    secret: str

    @property
    def code(self) -> str:
        """What opens the same link, to print on a letter."""
        return code_of(self.secret)


def expiry(meeting: Meeting, now: datetime, purpose: Purpose) -> datetime:
    """Thirty days after the chosen slot; while there is none, ninety days from now.

    What is opened once the meeting is over lives for ninety days.
    """
    if purpose in (Purpose.FICHE, Purpose.DECISIONS):
        return now + AFTERWARDS
    slot = meeting.chosen_slot
    return slot.ends_at + AFTER_THE_MEETING if slot else now + WITHOUT_A_DATE


def new_link(
    participant: Participant, purpose: Purpose, *, made_for: str, by: Account, now: datetime
) -> NewLink:
    """A link for one participant, written in the act that calls.

    `participant.meeting` must be the row locked by that act. Raises RefusedError when the link
    could not be opened.
    """
    meeting = participant.meeting
    if meeting.cancelled_at:
        raise RefusedError(CALLED_OFF)
    expires_at = expiry(meeting, now, purpose)
    if expires_at <= now:
        raise RefusedError(TOO_LATE)
    secret = make_secret()
    link = PrivateLink.objects.create(
        participant=participant,
        fingerprint=fingerprint(secret),
        code_fingerprint=fingerprint(read_code(code_of(secret))),
        purpose=purpose.value,
        made_at=now,
        made_by=by,
        made_for=made_for,
        expires_at=expires_at,
    )
    keep("link_made", link, meeting, by=by, now=now, made_for=made_for, purpose=purpose.value)
    return NewLink(link, secret)


def opened_by_link(
    purpose: Purpose, methods: tuple[str, ...] = READING
) -> Callable[[GuestView], GuestView]:
    """Call the view with the link its secret opens for this purpose.

    A wrong, a withdrawn and an expired link get the same page, found with the same one query.
    """

    def guard(view: GuestView) -> GuestView:
        @login_not_required
        @require_http_methods(methods)
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, secret: str, **kwargs: Any) -> HttpResponseBase:
            link = _open_link(secret, purpose, timezone.now())
            try:
                response = _open(view, request, link, secret, kwargs)
            except Http404:
                response = closed(request)
            response.headers["Referrer-Policy"] = "no-referrer"
            return response

        return guarded

    return guard


def opened_to_reader(view: GuestView) -> GuestView:
    """Under `opened_by_link`: call the view once whoever holds the link passed its gate.

    What shows anything of a child stands behind it; others are led to the gate.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, link: PrivateLink, secret: str, **kwargs: Any
    ) -> HttpResponseBase:
        if has_passed(request, link):
            return view(request, link, secret, **kwargs)
        return to_page(request, secret, Purpose(link.purpose))

    return guarded


def opened_to_printer(view: GuestView) -> GuestView:
    """The same, for what a coordinator of the meeting prints from a link just made."""
    behind = opened_to_reader(view)

    @wraps(view)
    def guarded(
        request: HttpRequest, link: PrivateLink, secret: str, **kwargs: Any
    ) -> HttpResponseBase:
        open_view = view if _prepares(request.user, link) else behind
        return open_view(request, link, secret, **kwargs)

    return guarded


def page_of(secret: str, purpose: Purpose) -> str:
    """The address of what a link opens, behind its gate."""
    return reverse(f"meetings:{_PAGES[purpose]}", args=[secret])


def to_page(request: HttpRequest, secret: str, purpose: Purpose) -> HttpResponseRedirect:
    """To the page of the link, in the language it is read in."""
    asked = request.GET.urlencode()
    url = page_of(secret, purpose)
    return HttpResponseRedirect(f"{url}?{asked}" if asked else url)


def gate_of(link: PrivateLink) -> Gate:
    pupil = link.participant.meeting.pupil
    return Gate(pupil.born_on, pupil.first_name)


def has_passed(request: HttpRequest, link: PrivateLink) -> bool:
    """Whether this browser passed the gate of this very link, as the card of the pupil stands."""
    try:
        said = _pass_of(link).unsign(request.COOKIES.get(COOKIE, ""), max_age=PASS_LASTS)
    except BadSignature:
        return False
    return said == _PASSED


def let_in(response: HttpResponse, link: PrivateLink, secret: str) -> None:
    """Leave the reader’s browser a passage, which only the pages of this link are given."""
    response.set_cookie(
        COOKIE,
        _pass_of(link).sign(_PASSED),
        max_age=PASS_LASTS,
        path=page_of(secret, Purpose(link.purpose)),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def calendar_link(secret: str, now: datetime) -> PrivateLink | None:
    """The live link this secret opens, to the calendar of one guest; one query, found or not.

    Unlike the others it opens on a meeting called off: only the calendar can say so in a calendar.
    """
    links = PrivateLink.objects.opened_by(secret, Purpose.CALENDAR, now)
    return links.select_related("participant__meeting").first()


def envelope_of(link: PrivateLink, reader: Account | AnonymousUser) -> tuple[str, ...]:
    """The name and address to show through the window of an envelope, a line each.

    Only for the coordinator who prints the letter: whoever opens the link, or is lent it, gets
    the letter without. Empty too when the address is secret or unknown.
    """
    member = link.participant.family_member
    if member is None or member.address_is_secret or not member.postal_address.strip():
        return ()
    if not _prepares(reader, link):
        return ()
    lines = (member.name, *member.postal_address.splitlines())
    return tuple(typeset(line.strip()) for line in lines if line.strip())


def closed(request: HttpRequest) -> HttpResponse:
    """The page of every link that does not open, whatever the reason."""
    return render(request, "meetings/guests/closed.html", status=404)


def _prepares(reader: Account | AnonymousUser, link: PrivateLink) -> bool:
    """Whether this account may see the meeting of the link."""
    if isinstance(reader, AnonymousUser):
        return False
    meetings = Meeting.objects.visible_to(reader)
    return meetings.filter(pk=link.participant.meeting_id).exists()


def _pass_of(link: PrivateLink) -> TimestampSigner:
    """Signs for this link and for what its gate asks now, which the cookie does not hold."""
    return TimestampSigner(salt=f"meetings.doors:{link.pk}:{gate_of(link).key}")


def _open_link(secret: str, purpose: Purpose, now: datetime) -> PrivateLink | None:
    links = PrivateLink.objects.opened_by(secret, purpose, now)
    return links.select_related("participant__meeting__pupil", "participant__family_member").first()


def _open(
    view: GuestView,
    request: HttpRequest,
    link: PrivateLink | None,
    secret: str,
    kwargs: dict[str, Any],
) -> HttpResponseBase:
    if link is None:
        return closed(request)
    meeting = link.participant.meeting
    if meeting.cancelled_at is not None:
        # Whoever was to come must learn it; nothing else of the meeting is shown any more.
        return render(request, "meetings/guests/called_off.html", {"contact": meeting.convener})
    return view(request, link, secret, **kwargs)
