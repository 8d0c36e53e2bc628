from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from intermetiers.web.editing import EditConflict, do_once, posted, show_conflict
from intermetiers.web.fields import FIRST_YEAR, LAST_YEAR
from intermetiers.web.french import start_sentence, write_count
from intermetiers.web.lists import page_of, words_asked
from meetings.access import get_meeting
from meetings.domain.holidays import say_week_off
from meetings.domain.kinds import MeetingKind, ReplyState
from meetings.dossier import read_dossier, read_dossiers
from meetings.frame import today, week_of
from meetings.invitations import to_call, would_be_told
from meetings.models import Meeting, ReceivedReply
from meetings.overview import actions
from meetings.overview.forms import CancelForm, NewMeetingForm, RenameForm
from meetings.overview.promised import week_promises
from meetings.overview.rows import MeetingRow, meeting_row
from meetings.overview.week_year import week_year
from partners.forms.known_names import say_it_was_known
from partners.http import SignedRequest, shown_team, team_of
from partners.models import Pupil
from partners.models.professionals import OTHER
from partners.school_calendar import days_off

PER_PAGE = 30
WEEK = timedelta(days=7)
COMING_SHOWN = 5
LOOKED_AT_SHOWN = 4
WAITING_SHOWN = 20


@require_GET
def week(request: SignedRequest) -> HttpResponse:
    day = today()
    monday = week_of(_asked_day(request) or day)
    next_monday = monday + WEEK
    shown = Meeting.objects.visible_to(request.user).standing()
    rows = _rows(shown.with_date().from_day(monday).before_day(next_monday), day)
    coming = _rows(shown.with_date().from_day(next_monday)[:COMING_SHOWN], day)
    waiting = _rows(shown.without_date()[:WAITING_SHOWN], day)
    to_look_at = [row for row in (*rows, *coming, *waiting) if row.findings]
    context = {
        "nav": "week",
        "monday": monday,
        "previous": monday - WEEK,
        "next": next_monday,
        "is_this_week": monday == week_of(day),
        "days_off": say_week_off(days_off(shown_team(request), monday, next_monday), monday),
        "heading": start_sentence(write_count(len(rows), "réunion", feminine=True)),
        "rows": rows,
        "coming": coming,
        "waiting": waiting,
        "waiting_count": shown.without_date().count(),
        "to_look_at": to_look_at[:LOOKED_AT_SHOWN],
        "to_look_at_left": len(to_look_at[LOOKED_AT_SHOWN:]),
        "replies_waiting": _replies_waiting(request),
        "promises": week_promises(request.user, timezone.localtime()),
        "year": week_year(request.user, day),
    }
    return render(request, "meetings/week.html", context)


def _rows(meetings: QuerySet[Meeting], day: date) -> list[MeetingRow]:
    return [meeting_row(dossier, day) for dossier in read_dossiers(meetings)]


def _replies_waiting(request: SignedRequest) -> int:
    """Replies by mail that somebody has to look at."""
    received = ReceivedReply.objects.visible_to(request.user)
    return int(received.filter(state=ReplyState.ASIDE.value).count())


def _asked_day(request: SignedRequest) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get("jour", ""))
    except ValueError:
        return None
    # A calendar ends; the weeks around the one asked must exist too.
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    words = words_asked(request)
    pupil = _asked_pupil(request)
    meetings = Meeting.objects.visible_to(request.user).matching(words)
    if pupil is not None:
        meetings = meetings.filter(pupil=pupil)
    cancelled = request.GET.get("annulees") == "oui"
    meetings = meetings.exclude(cancelled_at=None) if cancelled else meetings.standing()
    ordered = meetings.order_by("-created_at", "-pk")
    page = page_of(request, ordered, per_page=PER_PAGE)
    shown = Meeting.objects.filter(pk__in=[row.pk for row in page]).order_by("-created_at", "-pk")
    context = {
        "nav": "meetings",
        "page_obj": page,
        "rows": _rows(shown, today()),
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
    initial = {"pupil": pupil, "kind": request.GET.get("sorte", "")}
    form = NewMeetingForm(posted(request), account=request.user, today=today(), initial=initial)
    if form.is_bound and form.is_valid():
        meeting = _begin(request, form.cleaned_data)
        if meeting is None:
            return redirect("meetings:list")
        messages.success(request, "La réunion est commencée. Remplissez dans l’ordre qui vous va.")
        if form.known_school is not None:
            messages.info(request, say_it_was_known(form.known_school))
        return redirect("meetings:path", meeting.reference)
    context = {"nav": "meetings", "form": form}
    return render(request, "meetings/new.html", context, status=422 if form.is_bound else 200)


def _begin(request: SignedRequest, fields: dict[str, Any]) -> Meeting | None:
    now = timezone.now()
    new_meeting = actions.NewMeeting(
        kind=MeetingKind(fields["kind"]),
        kind_other=fields["kind_other"],
        title=fields["title"],
        convener=_convener(fields),
    )

    def act() -> Meeting:
        if fields["pupil"]:
            return actions.begin_meeting(fields["pupil"], new_meeting, by=request.user, now=now)
        return actions.begin_with_new_pupil(
            team_of(request),
            actions.NewPupil(
                first_name=fields["first_name"],
                last_name=fields["last_name"],
                born_on=fields["born_on"],
                school=fields["school"] or _new_school(fields),
                class_name=fields["class_name"],
            ),
            new_meeting,
            by=request.user,
            now=now,
        )

    return do_once(fields["form_key"], act, now=now)


def _convener(fields: dict[str, Any]) -> actions.Convener | None:
    """What to write on one's own card; None when there is one, and the form does not ask."""
    if "own_metier" not in fields:
        return None
    other = fields["own_metier_other"] if fields["own_metier"] == OTHER else ""
    return actions.Convener(fields["own_metier"], fields["own_gender"], metier_other=other)


def _new_school(fields: dict[str, Any]) -> actions.NewSchool | None:
    if not fields["new_school"]:
        return None
    return actions.NewSchool(fields["new_school"], fields["new_school_kind"])


@require_http_methods(["GET", "POST"])
def rename(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = RenameForm(posted(request), instance=meeting)
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
    form = CancelForm(posted(request))
    if form.is_bound and form.is_valid():
        actions.call_off(
            meeting, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        )
        messages.success(request, "La réunion est annulée. Tout ce qui est écrit reste lisible.")
        return redirect("meetings:path", reference)
    told = would_be_told(meeting, timezone.now()).count()
    people = to_call(read_dossier(meeting), meeting)
    return _small_page(
        request, reference, "meetings/cancel.html", form, told=_who_is_told(told), to_call=people
    )


def _who_is_told(count: int) -> str:
    """« Six personnes ont une invitation : elles recevront une annulation. »"""
    if not count:
        return ""
    people = start_sentence(write_count(count, "personne", feminine=True))
    if count == 1:
        return f"{people} a une invitation dans son agenda\u00a0: elle recevra une annulation."
    return f"{people} ont une invitation dans leur agenda\u00a0: elles recevront une annulation."


def _small_page(
    request: SignedRequest,
    reference: str,
    template: str,
    form: RenameForm | CancelForm,
    **more: Any,
) -> HttpResponse:
    # Read again: a refused form has already written on the row it was given.
    meeting = get_meeting(request, reference)
    context = {"nav": "meetings", "meeting": meeting, "form": form} | more
    return render(request, template, context, status=422 if form.is_bound else 200)
