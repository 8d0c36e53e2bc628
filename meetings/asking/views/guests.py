"""What somebody asked for dates sees and sends, by a private link and without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from intermetiers.web.downloads import pdf_download
from intermetiers.web.qr import draw_qr
from meetings.asking.actions.answers import answer
from meetings.asking.calendars import has_card
from meetings.asking.forms.answers import DatesForm
from meetings.date_changes import for_guest
from meetings.domain.date_request import DateRequest, compose_request
from meetings.domain.kinds import Purpose, Source
from meetings.doors import envelope_of, opened_by_link
from meetings.dossier import read_dossier
from meetings.mail import answer_address, in_groups
from meetings.models import PrivateLink
from meetings.pdf import render_pdf
from meetings.rounds import open_round_of, read_round
from meetings.writing import RefusedError

COUPON_NAME = "Quand pouvez-vous venir – coupon.pdf"


# A forged form is of no use without the secret of the address, and the answer rests on no cookie:
# Django’s check would only refuse phones that keep none, or that, told to send no referrer, give
# « null » for their origin.
@csrf_exempt
@opened_by_link(Purpose.SLOTS, ("GET", "HEAD", "POST"))
def answer_dates(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    asked = _asked(link)
    if not asked.is_open:
        return _over(request, asked)
    form = DatesForm(request.POST or None, request=asked)
    if form.is_bound and form.is_valid():
        try:
            answer(
                link.participant,
                form.answers(),
                form.cleaned_data["other_times"],
                source=Source.LINK,
                by=None,
                now=timezone.now(),
            )
        except RefusedError:
            return _over(request, _asked(link))
        return redirect("meetings:guest_answered", secret)
    context = {
        "asked": asked,
        "form": form,
        "secret": secret,
        "may_give_calendar": has_card(link.participant),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/asking/answer.html", context, status=status)


@opened_by_link(Purpose.SLOTS)
def answered(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """What this person answered, read again from the database."""
    asked = _asked(link)
    if not asked.is_open:
        return _over(request, asked)
    if not asked.answered:
        return redirect("meetings:guest_answer", secret)
    return render(request, "meetings/asking/answered.html", {"asked": asked, "secret": secret})


@opened_by_link(Purpose.SLOTS)
def coupon(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """The same questions on a sheet of paper, with a part to tear off and give back."""
    asked = _asked(link)
    if not asked.is_open:
        return _over(request, asked)
    url = answer_address(secret)
    context = {
        "asked": asked,
        "address": in_groups(url),
        "qr": draw_qr(url),
        "envelope": envelope_of(link, request.user),
        "reference": link.participant.meeting.reference,
    }
    content = render_pdf("meetings/asking/coupon_pdf.html", context, title=asked.say.question)
    return pdf_download(content, COUPON_NAME)


def _asked(link: PrivateLink) -> DateRequest:
    meeting = link.participant.meeting
    round, dossier = open_round_of(meeting), read_dossier(meeting)
    return compose_request(
        dossier,
        link.participant_id,
        read_round(round) if round else None,
        timezone.localtime(),
        changed=for_guest(link, dossier),
    )


def _over(request: HttpRequest, asked: DateRequest) -> HttpResponse:
    """The question is closed: the date if there is one, and whom to call."""
    return render(request, "meetings/asking/over.html", {"asked": asked})
