"""The calendar somebody gives of their own, by the private link that asks for dates."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from meetings.asking.calendars import owner_of, understood
from meetings.asking.forms.calendars import TOO_OLD, CalendarForm, KeepForm
from meetings.domain.kinds import Purpose
from meetings.doors import opened_by_link
from meetings.frame import today
from meetings.models import PrivateLink
from meetings.rounds import open_round_of
from partners.actions.calendars import Person, forget_calendar, keep_calendar
from partners.models import Calendar


# As for the answers themselves: a forged form is of no use without the secret of the address, and
# nothing here rests on a cookie.
@csrf_exempt
@opened_by_link(Purpose.SLOTS, ("GET", "HEAD", "POST"))
def calendar(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """Posting a file writes nothing: it shows what was understood."""
    owner = _owner(link)
    if open_round_of(link.participant.meeting) is None:
        return redirect("meetings:guest_answer", secret)
    form = CalendarForm(today=today())
    if request.method == "POST":
        form = CalendarForm(request.POST, request.FILES, today=today())
    return _show(request, link, secret, owner, form)


@csrf_exempt
@opened_by_link(Purpose.SLOTS, ("POST",))
def keep(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    owner = _owner(link)
    if open_round_of(link.participant.meeting) is None:
        return redirect("meetings:guest_answer", secret)
    kept = KeepForm(request.POST, participant=link.participant)
    if not kept.is_valid():
        form = CalendarForm(request.POST, today=today())
        form.add_error("file", TOO_OLD)
        return _show(request, link, secret, owner, form)
    keep_calendar(owner, kept.cleaned_data["carried"], by=None, now=timezone.now())
    return redirect("meetings:guest_calendar", secret)


@csrf_exempt
@opened_by_link(Purpose.SLOTS, ("POST",))
def forget(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """Even when the dates are no longer asked: what one gave can be taken back."""
    forget_calendar(_owner(link), by=None, now=timezone.now())
    return redirect("meetings:guest_calendar", secret)


def _show(
    request: HttpRequest, link: PrivateLink, secret: str, owner: Person, form: CalendarForm
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        read = understood(form.cleaned_data["file"], link.participant)
        context = {"secret": secret, "understood": read}
        return render(request, "meetings/asking/guest_calendar_read.html", context)
    context = {"secret": secret, "form": form, "calendar": Calendar.objects.of(owner).first()}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/asking/guest_calendar.html", context, status=status)


def _owner(link: PrivateLink) -> Person:
    """Whoever the link is for; 404 for somebody without a card."""
    owner = owner_of(link.participant)
    if owner is None:
        raise Http404
    return owner
