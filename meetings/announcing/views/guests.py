"""What a private link opens: reading only, no account, nothing kept by any cache."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from intermetiers.web.downloads import pdf_download
from intermetiers.web.uploads import save_as_file
from meetings.announcing.letters import Letter, letters_pdf
from meetings.announcing.links import document_of
from meetings.announcing.pages import around, brief_of
from meetings.announcing.views.guest_door import coming, read_of, show_front
from meetings.date_changes import for_guest
from meetings.domain.kinds import Purpose
from meetings.doors import (
    envelope_of,
    has_passed,
    opened_by_link,
    opened_to_printer,
    opened_to_reader,
)
from meetings.models import PrivateLink
from meetings.reach import marks_of


@opened_by_link(Purpose.BRIEF)
def brief(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    read = read_of(request, link)
    if not has_passed(request, link):
        return show_front(request, link, secret, read)
    changed = for_guest(link, read.dossier, read.language)
    context = {
        "brief": brief_of(read, changed=changed),
        "coming": coming(read),
        "marks": marks_of(link.participant_id),
        "secret": secret,
        "reference": "",
    }
    return render(request, "meetings/announcing/brief.html", context | around(read))


@opened_by_link(Purpose.BRIEF)
@opened_to_reader
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
@opened_to_printer
def letter(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    read = read_of(request, link)
    brief = brief_of(read, changed=for_guest(link, read.dossier, read.language))
    envelope = envelope_of(link, request.user)
    content = letters_pdf(
        [Letter(brief, secret, envelope, read.dossier.reference)], title=brief.title
    )
    return pdf_download(content, f"{brief.title} – lettre.pdf")
