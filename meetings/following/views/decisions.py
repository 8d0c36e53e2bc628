"""What was decided and what became of it, as whoever convenes follows it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.editing import OnceForm, do_once
from intermetiers.web.qr import draw_qr
from meetings.access import get_meeting
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Role, Source
from meetings.domain.promise_page import promise_row
from meetings.domain.slot_reasons import call
from meetings.doors import NewLink
from meetings.dossier import read_dossier
from meetings.following.actions import holder_reminders as reminders, promising as actions
from meetings.following.forms.promising import (
    FORMS,
    PAPER,
    ChangeForm,
    GiveUpForm,
    LinkForm,
    SayForm,
)
from meetings.following.holders import holders_of
from meetings.frame import frame, today
from meetings.link_making import make_once
from meetings.mail import decisions_address, make_decisions_text_message
from meetings.models import Decision, Meeting
from meetings.promises import promises_of
from meetings.writing import RefusedError
from partners.http import SignedRequest

CURRENT = "decisions"


@require_GET
def decisions(request: SignedRequest, reference: str) -> HttpResponse:
    return _show(request, get_meeting(request, reference))


@require_POST
def decision_say(request: SignedRequest, reference: str, decision: int) -> HttpResponse:
    """One tap; « changé » and « abandonné » come with what changes and with why."""
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.decisions, pk=decision)
    said = request.POST.get("said", "")
    form = _form(decision, said, request.POST)
    if not form.is_valid():
        return _show(request, meeting, refused=(decision, form))
    who = actions.Speaker(Source.TYPED, account=request.user)
    return _do(
        request,
        meeting,
        lambda now: actions.say(meeting, decision, form.word(), who, now=now),
        said="C’est noté.",
        anchor=f"decision-{decision}",
    )


@require_POST
def decision_reminders(request: SignedRequest, reference: str) -> HttpResponse:
    """« Suspendre les messages », or with `resume` the contrary."""
    meeting = get_meeting(request, reference)
    paused = "resume" not in request.POST
    return _do(
        request,
        meeting,
        lambda now: reminders.pause(meeting, paused=paused, by=request.user, now=now),
        said="Les messages sont suspendus." if paused else "Les messages reprennent.",
        anchor="holders",
    )


@require_POST
def decision_mail(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.participants, pk=participant)
    form = OnceForm(request.POST)
    form.full_clean()
    key = form.cleaned_data["form_key"]
    return _do(
        request,
        meeting,
        lambda now: do_once(
            key, lambda: actions.send_link(meeting, participant, by=request.user, now=now), now=now
        ),
        said="Le courriel est dans la boîte d’envoi.",
        anchor=f"holder-{participant}",
    )


@require_POST
@never_cache
def decision_link(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """Make a link and show it, this once."""
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.participants, pk=participant)
    form = LinkForm(request.POST)
    if not form.is_valid():
        raise Http404
    made = make_once(
        request,
        form,
        lambda made_for, now: actions.make_link(
            meeting, participant, made_for=made_for, by=request.user, now=now
        ),
        back="decisions",
        reference=reference,
    )
    if isinstance(made, HttpResponse):
        return made
    paper = form.cleaned_data["made_for"] == PAPER
    return _show_link(request, read_dossier(meeting), made, paper=paper)


def _form(decision: int, said: str = "", data: Any = None) -> SayForm:
    return FORMS.get(said, SayForm)(data, auto_id=f"id_{decision}_%s")


def _do(
    request: SignedRequest,
    meeting: Meeting,
    act: Callable[[datetime], Any],
    *,
    said: str,
    anchor: str,
) -> HttpResponse:
    try:
        act(timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    response = redirect("meetings:decisions", meeting.reference)
    response["Location"] += f"#{anchor}"
    return response


def _show(
    request: SignedRequest, meeting: Meeting, *, refused: tuple[int, SayForm] | None = None
) -> HttpResponse:
    dossier, now = read_dossier(meeting), timezone.localtime()
    promises = promises_of(Decision.objects.filter(meeting=meeting, withdrawn_at=None))
    page = frame(dossier, today(), current=CURRENT) | {
        "rows": [(promise_row(one, now), *_forms(one.id, refused)) for one in promises],
        "form": refused[1] if refused else SayForm(),
        "holders": holders_of(dossier, meeting, promises),
        "may_write": dossier.cancelled_on is None,
        "paused": meeting.decision_reminders_paused_at is not None,
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    status = 422 if refused else 200
    return render(request, "meetings/following/decisions.html", page, status=status)


def _forms(decision: int, refused: tuple[int, SayForm] | None) -> tuple[SayForm, SayForm]:
    """To change it and to give it up; one that was refused holds what was typed."""
    if refused is not None and refused[0] == decision:
        form = refused[1]
        if isinstance(form, ChangeForm):
            return form, GiveUpForm(auto_id=f"id_{decision}_up_%s")
        if isinstance(form, GiveUpForm):
            return ChangeForm(auto_id=f"id_{decision}_%s"), form
    return ChangeForm(auto_id=f"id_{decision}_%s"), GiveUpForm(auto_id=f"id_{decision}_up_%s")


def _show_link(
    request: SignedRequest, dossier: Dossier, made: NewLink, *, paper: bool
) -> HttpResponse:
    url = decisions_address(made.secret)
    person = dossier.by_id[made.link.participant_id]
    is_pupil = person.role is Role.PUPIL
    context = {
        "nav": "meetings",
        "dossier": dossier,
        "who": call(person, dossier),
        "link": made.link,
        "url": url,
        "secret": made.secret,
        "text": "" if is_pupil else make_decisions_text_message(made.link.participant.meeting, url),
        "qr": draw_qr(url),
        "paper": paper,
    }
    response = render(request, "meetings/following/decision_link.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
