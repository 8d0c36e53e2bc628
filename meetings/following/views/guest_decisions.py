"""What one holder reads and says of the decisions that are theirs, by a private link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from intermetiers.web.downloads import pdf_download
from intermetiers.web.qr import draw_qr
from meetings.domain.holder_page import HolderPage, OwnWord, Reader, compose_holder_page
from meetings.domain.kinds import Purpose, Role, Said, Source
from meetings.doors import opened_by_link
from meetings.following.actions.promising import Speaker, Word, add_word, say
from meetings.following.forms.promising import NoteForm, TapForm
from meetings.mail import decisions_address, in_groups
from meetings.models import Decision, DecisionReport, PrivateLink
from meetings.pdf import render_pdf
from meetings.promises import promises_of
from meetings.writing import RefusedError

PAPER_NAME = "Ce que vous avez accepté de faire.pdf"


@opened_by_link(Purpose.DECISIONS)
def guest_decisions(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    return _show(request, link, secret)


# As for the answers on dates: a forged form is of no use without the secret of the address, and
# nothing here rests on a cookie.
@csrf_exempt
@opened_by_link(Purpose.DECISIONS, ("POST",))
def guest_say(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """One tap on one of three buttons; another one changes one’s mind."""
    form = TapForm(request.POST)
    if not form.is_valid():
        raise Http404
    decision, word = form.cleaned_data["decision"], Word(Said(form.cleaned_data["said"]))
    who = Speaker(Source.LINK, seat=link.participant)
    try:
        say(link.participant.meeting, decision, word, who, now=timezone.now())
    except RefusedError as refusal:
        return _show(request, link, secret, refusal=str(refusal))
    return _back(secret, decision)


@csrf_exempt
@opened_by_link(Purpose.DECISIONS, ("POST",))
def guest_word(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """A word beside what was just said."""
    form = NoteForm(request.POST)
    if "decision" in form.errors:
        raise Http404
    decision = form.cleaned_data["decision"]
    if not form.is_valid():
        return _show(request, link, secret, form=form)
    note = form.cleaned_data["note"]
    try:
        add_word(link.participant.meeting, decision, note, link.participant, now=timezone.now())
    except RefusedError as refusal:
        return _show(request, link, secret, refusal=str(refusal))
    return _back(secret, decision)


@opened_by_link(Purpose.DECISIONS)
def guest_decisions_paper(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """The same on a sheet of paper, with boxes to tick and the code of the page."""
    url, page = decisions_address(secret), _page(link)
    context = {
        "page": page,
        "contact": link.participant.meeting.convener,
        "address": in_groups(url),
        "qr": draw_qr(url),
        "reference": link.participant.meeting.reference,
    }
    content = render_pdf("meetings/following/holder_pdf.html", context, title=page.say.title)
    return pdf_download(content, PAPER_NAME)


def _back(secret: str, decision: int) -> HttpResponse:
    response = redirect("meetings:guest_decisions", secret)
    response["Location"] += f"#decision-{decision}"
    return response


def _show(
    request: HttpRequest,
    link: PrivateLink,
    secret: str,
    *,
    form: NoteForm | None = None,
    refusal: str = "",
) -> HttpResponse:
    context = {
        "page": _page(link),
        "contact": link.participant.meeting.convener,
        "secret": secret,
        "form": form,
        "refusal": refusal,
    }
    status = 422 if form or refusal else 200
    return render(request, "meetings/following/guest_decisions.html", context, status=status)


def _page(link: PrivateLink) -> HolderPage:
    """Only what this person holds, in a constant number of queries."""
    seat = link.participant
    held = Decision.objects.filter(meeting=seat.meeting_id, holders=seat).standing()
    own = DecisionReport.objects.filter(participant=seat, source=Source.LINK.value)
    said = {
        row.decision_id: OwnWord(Said(row.said), row.said_at, row.note)
        for row in own.filter(decision__meeting=seat.meeting_id)
    }
    return compose_holder_page(
        promises_of(held),
        said,
        Reader(Role(seat.role), _name(link), seat.meeting.pupil.first_name[:1]),
        timezone.localdate(link.expires_at),
        timezone.localtime(),
    )


def _name(link: PrivateLink) -> str:
    seat = link.participant
    card = seat.family_member or seat.professional
    return card.name if card is not None else ""
