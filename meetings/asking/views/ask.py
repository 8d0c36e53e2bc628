"""The coordinator's side: opening a round, asking each person, waiting, closing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.editing import OnceForm, do_once
from intermetiers.web.french import NBSP, write_count
from intermetiers.web.qr import draw_qr
from meetings.access import get_meeting
from meetings.asking.actions import reminders, rounds as actions
from meetings.asking.forms.rounds import COUPON, OpenRoundForm, WayForm
from meetings.asking.rows import people_of
from meetings.domain.asking import AskingState, say_progress
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Role, Step
from meetings.domain.reminding import say_wait
from meetings.domain.slot_reasons import call
from meetings.doors import NewLink
from meetings.dossier import read_dossier
from meetings.frame import frame, step_url, today
from meetings.link_making import make_once
from meetings.mail import answer_address, make_asking_text_message
from meetings.models import Meeting
from meetings.rounds import asking_state, open_round_of
from meetings.writing import RefusedError
from partners.http import SignedRequest
from partners.school_calendar import days_off


@require_GET
def ask(request: SignedRequest, reference: str) -> HttpResponse:
    return _show(request, get_meeting(request, reference))


@require_POST
def open_round(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = OpenRoundForm(request.POST, today=today())
    if not form.is_valid():
        return _show(request, meeting, form=form)
    values = form.cleaned_data
    manner = actions.Manner(values["answer_by"], values["weakest_first"], values["only_possible"])
    return _once(
        request,
        meeting,
        form,
        lambda now: actions.open_round(meeting, manner, by=request.user, now=now),
        said="La demande est ouverte. Choisissez maintenant comment interroger chacun.",
    )


@require_POST
def ask_all(request: SignedRequest, reference: str) -> HttpResponse:
    """One press: a message to each of those who are to be asked now and have an address."""
    meeting = get_meeting(request, reference)

    def act(now: datetime) -> int:
        return actions.ask_all_by_mail(meeting, by=request.user, now=now)

    return _once(request, meeting, OnceForm(request.POST), act, said=_said_mailed)


@require_POST
def ask_mail(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    _find(read_dossier(meeting), participant)
    return _once(
        request,
        meeting,
        OnceForm(request.POST),
        lambda now: actions.ask_by_mail(meeting, participant, by=request.user, now=now),
        said="Le courriel est dans la boîte d’envoi.",
        anchor=f"person-{participant}",
    )


@require_POST
@never_cache
def ask_link(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """Make a link and show it, this once."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    _find(dossier, participant)
    form = WayForm(request.POST)
    if not form.is_valid():
        return _show(request, meeting, refused=True)
    made = make_once(
        request,
        form,
        lambda made_for, now: actions.make_link(
            meeting, participant, made_for=made_for, by=request.user, now=now
        ),
        back="ask",
        reference=reference,
    )
    if isinstance(made, HttpResponse):
        return made
    coupon = form.cleaned_data["made_for"] == COUPON
    return _show_link(request, dossier, made, coupon=coupon)


@require_POST
def ask_others(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    return _do(
        request,
        meeting,
        lambda now: actions.let_others_in(meeting, by=request.user, now=now),
        said="Les autres peuvent être interrogés maintenant.",
        anchor="others",
    )


@require_POST
def ask_remind(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    return _once(
        request,
        meeting,
        OnceForm(request.POST),
        lambda now: reminders.remind(meeting, participant, by=request.user, now=now),
        said="La relance est dans la boîte d’envoi.",
        anchor=f"person-{participant}",
    )


@require_POST
def ask_quiet(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """« Ne plus relancer », or with `relancer` the contrary."""
    meeting = get_meeting(request, reference)
    quiet = "relancer" not in request.POST
    said = "Cette personne ne sera plus relancée."
    return _do(
        request,
        meeting,
        lambda now: reminders.leave_in_peace(
            meeting, participant, quiet=quiet, by=request.user, now=now
        ),
        said=said if quiet else "Les relances reprennent.",
        anchor=f"person-{participant}",
    )


@require_POST
def ask_close(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    return _do(
        request,
        meeting,
        lambda now: actions.stop_asking(meeting, by=request.user, now=now),
        said=f"La demande est fermée{NBSP}: plus personne n’est relancé. Les réponses restent.",
    )


def _said_mailed(count: Any) -> str:
    if not count:
        return "Il n’y a personne à interroger par courriel."
    return f"{write_count(count, 'courriel').capitalize()} dans la boîte d’envoi."


def _once(
    request: SignedRequest,
    meeting: Meeting,
    form: OnceForm,
    act: Callable[[datetime], Any],
    *,
    said: str | Callable[[Any], str],
    anchor: str = "",
) -> HttpResponse:
    """Do the act unless this very form was received already."""
    if not form.is_valid():
        return _show(request, meeting, refused=True)
    return _do(
        request,
        meeting,
        lambda now: do_once(form.cleaned_data["form_key"], lambda: act(now), now=now),
        said=said,
        anchor=anchor,
    )


def _do(
    request: SignedRequest,
    meeting: Meeting,
    act: Callable[[datetime], Any],
    *,
    said: str | Callable[[Any], str],
    anchor: str = "",
) -> HttpResponse:
    try:
        made = act(timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said if isinstance(said, str) else said(made))
    response = redirect("meetings:ask", meeting.reference)
    if anchor:
        response["Location"] += f"#{anchor}"
    return response


def _find(dossier: Dossier, participant: int) -> None:
    """404 for whoever is not at this table."""
    if participant not in dossier.by_id:
        raise Http404


def _show(
    request: SignedRequest,
    meeting: Meeting,
    *,
    form: OpenRoundForm | None = None,
    refused: bool = False,
) -> HttpResponse:
    dossier = read_dossier(meeting)
    now = timezone.now()
    state = asking_state(dossier, meeting, now)
    page = frame(dossier, today(), current=Step.SLOT.value) | {
        "back": step_url(dossier, Step.SLOT),
        "has_slots": any(slot.starts_at > now for slot in dossier.slots),
        "called_off": dossier.cancelled_on is not None,
        "mail_leaves": bool(settings.EMAIL_HOST),
        "form": form or OpenRoundForm(today=today()),
        "state": state,
    }
    if state is not None:
        page |= _open_page(dossier, meeting, state)
    status = 422 if refused or form is not None else 200
    return render(request, "meetings/asking/ask.html", page, status=status)


def _open_page(dossier: Dossier, meeting: Meeting, state: AskingState) -> dict[str, Any]:
    return {
        "people": people_of(dossier, meeting, state),
        "progress": say_progress(dossier, state),
        "nothing_to_show": any(not one.shown for one in state.people if not one.first),
        "all_form": OnceForm(auto_id=False),
        "reminders_wait": say_wait(today(), days_off(meeting.team, today(), today())),
    }


def _show_link(
    request: SignedRequest, dossier: Dossier, made: NewLink, *, coupon: bool
) -> HttpResponse:
    url = answer_address(made.secret)
    meeting = made.link.participant.meeting
    person = dossier.by_id[made.link.participant_id]
    context: dict[str, Any] = {
        "nav": "meetings",
        "dossier": dossier,
        "who": call(person, dossier),
        "link": made.link,
        "url": url,
        "secret": made.secret,
        "text": "" if person.role is Role.PUPIL else _text_message(meeting, url),
        "qr": draw_qr(url),
        "coupon": coupon,
    }
    response = render(request, "meetings/asking/link.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _text_message(meeting: Meeting, url: str) -> str:
    asking = open_round_of(meeting)
    return make_asking_text_message(meeting, url, asking.answer_by if asking else None)
