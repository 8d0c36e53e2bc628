"""What a private link opens: reading only, no account, nothing kept by any cache."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from intermetiers.web.downloads import pdf_download
from intermetiers.web.qr import draw_qr
from intermetiers.web.uploads import save_as_file
from meetings.announcing.links import document_of
from meetings.date_changes import for_guest
from meetings.domain.brief import Brief, compose_brief
from meetings.domain.kinds import Purpose
from meetings.doors import envelope_of, opened_by_link
from meetings.dossier import read_dossier
from meetings.frame import today
from meetings.mail import brief_address, in_groups
from meetings.models import PrivateLink
from meetings.pdf import render_pdf


@opened_by_link(Purpose.BRIEF)
def brief(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    context = {"brief": _brief(link), "letter": False, "secret": secret, "reference": ""}
    return render(request, "meetings/announcing/brief.html", context)


@opened_by_link(Purpose.BRIEF)
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


@opened_by_link(Purpose.BRIEF)
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
    changed = for_guest(link, dossier)
    return compose_brief(dossier, link.participant_id, today(), changed=changed)
