"""What a private link opens: reading only, no account, nothing kept by any cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from intermetiers.web.downloads import pdf_download
from intermetiers.web.qr import draw_qr
from intermetiers.web.uploads import save_as_file
from meetings.announcing.links import document_of, envelope_of, open_link
from meetings.domain.brief import Brief, compose_brief
from meetings.dossier import read_dossier
from meetings.frame import today
from meetings.mail import brief_address, in_groups
from meetings.models import PrivateLink
from meetings.pdf import render_pdf

GuestView = Callable[..., HttpResponseBase]


def opened_by_link(view: GuestView) -> GuestView:
    """Call the view with the link its secret opens. A wrong, a withdrawn and an expired link get
    the same page, found with the same one query."""

    @login_not_required
    @require_safe
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, secret: str, **kwargs: Any) -> HttpResponseBase:
        link = open_link(secret, timezone.now())
        try:
            response = _open(view, request, link, secret, kwargs)
        except Http404:
            response = closed(request)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


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
        return render(request, "meetings/announcing/called_off.html", {"contact": meeting.convener})
    return view(request, link, secret, **kwargs)


def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/announcing/closed.html", status=404)


@opened_by_link
def brief(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    context = {"brief": _brief(link), "letter": False, "secret": secret, "reference": ""}
    return render(request, "meetings/announcing/brief.html", context)


@opened_by_link
def document(
    request: HttpRequest, link: PrivateLink, secret: str, information: int
) -> HttpResponseBase:
    """A PDF of a point still on the agenda of this very meeting, as a file to save."""
    found = document_of(link.participant.meeting, information)
    if found is None:
        raise Http404
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return save_as_file(content, found.file_name)


@opened_by_link
def letter(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    read = _brief(link)
    url = brief_address(secret)
    context = {
        "brief": read,
        "letter": True,
        "secret": "",
        "reference": "",
        "address": in_groups(url),
        "qr": draw_qr(url),
        "envelope": envelope_of(link, request.user),
    }
    content = render_pdf("meetings/announcing/letter_pdf.html", context, title=read.title)
    return pdf_download(content, f"{read.title} – lettre.pdf")


def _brief(link: PrivateLink) -> Brief:
    dossier = read_dossier(link.participant.meeting)
    return compose_brief(dossier, link.participant_id, today())
