from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from intermetiers.web.editing import EditConflict, do_once, show_conflict
from intermetiers.web.french import start_sentence, write_count
from meetings.access import get_meeting
from meetings.domain.kinds import MeetingKind
from meetings.dossier import read_dossier, read_dossiers
from meetings.frame import frame, today
from meetings.models import Meeting
from meetings.overview import actions
from meetings.overview.forms import CancelForm, NewMeetingForm, RenameForm
from meetings.overview.rows import meeting_row, week_of
from partners.http import SignedRequest
from partners.models import Pupil

PER_PAGE = 40
WAITING_SHOWN = 20


@require_GET
def week(request: SignedRequest) -> HttpResponse:
    day = today()
    monday = week_of(_asked_day(request) or day)
    shown = Meeting.objects.visible_to(request.user).standing()
    dated = shown.with_date().filter(
        chosen_slot__starts_at__date__gte=monday,
        chosen_slot__starts_at__date__lt=monday + timedelta(days=7),
    )
    rows = [meeting_row(dossier, day) for dossier in read_dossiers(dated)]
    waiting = shown.without_date()
    count = waiting.count()
    waiting_rows = [meeting_row(dossier, day) for dossier in read_dossiers(waiting[:WAITING_SHOWN])]
    later = shown.with_date().filter(chosen_slot__starts_at__date__gte=monday + timedelta(days=7))
    context = {
        "nav": "week",
        "monday": monday,
        "previous": monday - timedelta(days=7),
        "next": monday + timedelta(days=7),
        "is_this_week": monday == week_of(day),
        "heading": start_sentence(_count_meetings(len(rows))),
        "rows": rows,
        "waiting": waiting_rows,
        "waiting_count": count,
        "coming": [meeting_row(dossier, day) for dossier in read_dossiers(later[:5])],
        "to_look_at": [row for row in (*rows, *waiting_rows) if row.findings],
    }
    return render(request, "meetings/week.html", context)


def _count_meetings(count: int) -> str:
    return "une réunion" if count == 1 else write_count(count, "réunion")


def _asked_day(request: SignedRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("jour", ""))
    except ValueError:
        return None


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    pupil = _asked_pupil(request)
    meetings = Meeting.objects.visible_to(request.user).matching(words)
    if pupil is not None:
        meetings = meetings.filter(pupil=pupil)
    cancelled = request.GET.get("annulees") == "oui"
    meetings = meetings.exclude(cancelled_at=None) if cancelled else meetings.standing()
    ordered = meetings.order_by("-created_at", "-pk")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    shown = Meeting.objects.filter(pk__in=[row.pk for row in page]).order_by("-created_at", "-pk")
    context = {
        "nav": "meetings",
        "page_obj": page,
        "rows": [meeting_row(dossier, today()) for dossier in read_dossiers(shown)],
        "words": words,
        "pupil": pupil,
        "cancelled": cancelled,
    }
    return render(request, "meetings/list.html", context)


def _asked_pupil(request: SignedRequest) -> Pupil | None:
    asked = request.GET.get("eleve", "")
    if not asked.isdecimal():
        return None
    return Pupil.objects.visible_to(request.user).filter(pk=int(asked[:18])).first()


@require_http_methods(["GET", "POST"])
def new(request: SignedRequest) -> HttpResponse:
    pupil = _asked_pupil(request)
    initial = {"pupil": pupil} if pupil else None
    form = NewMeetingForm(request.POST or None, account=request.user, initial=initial)
    if form.is_bound and form.is_valid():
        meeting = _begin(request, form.cleaned_data)
        if meeting is None:
            return redirect("meetings:list")
        messages.success(request, "La réunion est commencée. Remplissez dans l’ordre qui vous va.")
        return redirect("meetings:path", meeting.reference)
    context = {"nav": "meetings", "form": form}
    return render(request, "meetings/new.html", context, status=422 if form.is_bound else 200)


def _begin(request: SignedRequest, fields: dict[str, Any]) -> Meeting | None:
    now = timezone.now()
    kind = MeetingKind(fields["kind"])

    def act() -> Meeting:
        if fields["pupil"]:
            return actions.begin_meeting(
                fields["pupil"], kind, kind_other=fields["kind_other"], title=fields["title"],
                by=request.user, now=now,
            )  # fmt: skip
        return actions.begin_with_new_pupil(
            request.user.current_team,
            actions.NewPupil(
                first_name=fields["first_name"],
                last_name=fields["last_name"],
                born_on=fields["born_on"],
                school=fields["school"],
                class_name=fields["class_name"],
            ),
            kind,
            kind_other=fields["kind_other"],
            title=fields["title"],
            by=request.user,
            now=now,
        )

    return do_once(fields["form_key"], act, now=now)


@require_http_methods(["GET", "POST"])
def rename(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = RenameForm(request.POST or None, instance=meeting)
    if form.is_bound and form.is_valid():
        try:
            actions.rename(
                meeting, seen=form.seen(), wanted=form.cleaned_data, by=request.user,
                now=timezone.now(),
            )  # fmt: skip
        except EditConflict as conflict:
            show_conflict(form, conflict)
        else:
            messages.success(request, "Le titre est changé.")
            return redirect("meetings:path", reference)
    return _small_page(request, reference, "meetings/rename.html", form)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = CancelForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.call_off(
            meeting, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        )
        messages.success(request, "La réunion est annulée. Tout ce qui est écrit reste lisible.")
        return redirect("meetings:list")
    return _small_page(request, reference, "meetings/cancel.html", form)


def _small_page(
    request: SignedRequest, reference: str, template: str, form: RenameForm | CancelForm
) -> HttpResponse:
    dossier = read_dossier(get_meeting(request, reference))
    context = frame(dossier, today(), current="path") | {"form": form}
    return render(request, template, context, status=422 if form.is_bound else 200)
