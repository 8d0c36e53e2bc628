"""The calendar of somebody invited, dropped by the coordinator: read, told, then kept or not."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import get_meeting
from meetings.asking.calendars import owner_of, understood
from meetings.asking.forms.calendars import TOO_OLD, CalendarForm, KeepForm
from meetings.domain.kinds import Step
from meetings.domain.slot_reasons import call
from meetings.dossier import read_dossier
from meetings.frame import step_url, today
from meetings.models import Meeting, Participant
from partners.actions.calendars import Person, forget_calendar, keep_calendar
from partners.http import SignedRequest
from partners.models import Calendar


@require_http_methods(["GET", "POST"])
@never_cache
def calendar_drop(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """Posting a file writes nothing: it shows what was understood."""
    meeting = get_meeting(request, reference)
    seat, owner = _owner(meeting, participant)
    form = CalendarForm(today=today())
    if request.method == "POST":
        form = CalendarForm(request.POST, request.FILES, today=today())
    dossier = read_dossier(meeting)
    context: dict[str, Any] = {
        "nav": "meetings",
        "dossier": dossier,
        "who": call(dossier.by_id[seat.pk], dossier),
        "participant": seat.pk,
        "back": step_url(dossier, Step.SLOT, "people"),
    }
    if form.is_bound and form.is_valid():
        context["understood"] = understood(form.cleaned_data["file"], seat)
        return render(request, "meetings/asking/calendar_read.html", context)
    context |= {"form": form, "calendar": Calendar.objects.of(owner).first()}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/asking/calendar.html", context, status=status)


@require_POST
def calendar_keep(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    seat, owner = _owner(meeting, participant)
    form = KeepForm(request.POST, participant=seat)
    if not form.is_valid():
        messages.error(request, TOO_OLD)
        return redirect("meetings:calendar_drop", reference, participant)
    keep_calendar(owner, form.cleaned_data["carried"], by=request.user, now=timezone.now())
    messages.success(
        request, "L’agenda est noté. Il n’est pas une réponse\u00a0: il se lit à côté des créneaux."
    )
    return redirect(step_url(read_dossier(meeting), Step.SLOT, "people"))


@require_POST
def calendar_forget(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    _, owner = _owner(get_meeting(request, reference), participant)
    forget_calendar(owner, by=request.user, now=timezone.now())
    messages.success(request, "L’agenda est effacé.")
    return redirect("meetings:calendar_drop", reference, participant)


def _owner(meeting: Meeting, participant: int) -> tuple[Participant, Person]:
    """The seat and the card behind it; 404 for a seat without a card."""
    seats = meeting.participants.select_related("professional", "family_member")
    seat = get_object_or_404(seats, pk=participant)
    owner = owner_of(seat)
    if owner is None:
        raise Http404
    return seat, owner
