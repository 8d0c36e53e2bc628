"""The re-reading, as whoever convenes opens it, follows it and closes it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.editing import OnceForm, do_once
from intermetiers.web.qr import draw_qr
from meetings.access import get_meeting
from meetings.domain.dossier import Dossier
from meetings.domain.rereading import State, parts_of, readers_of
from meetings.doors import NewLink
from meetings.dossier import read_dossier
from meetings.following.actions import rereading as actions
from meetings.following.documents import draft_of
from meetings.following.fiche_mail import fiche_address, make_text_message
from meetings.following.fiche_rows import FamilyRow, family_rows, forbidden, who
from meetings.following.forms.rereading import PAPER, LinkForm, OpenForm, SaidForm
from meetings.following.rereadings import term_of, words_of
from meetings.frame import frame, today
from meetings.link_making import make_once
from meetings.models import Meeting
from meetings.writing import RefusedError
from partners.http import SignedRequest

CURRENT = "rereading"


@require_GET
def rereading(request: SignedRequest, reference: str) -> HttpResponse:
    return _show(request, get_meeting(request, reference))


@require_POST
def open_up(request: SignedRequest, reference: str) -> HttpResponse:
    """Open it, or open it again, for so many days; the ticked are written to."""
    meeting = get_meeting(request, reference)
    form = _open_form(_family(meeting), request.POST)
    if not form.is_valid():
        return _show(request, meeting, opening=form)
    due_on = today() + timedelta(days=form.cleaned_data["days"])
    people = form.cleaned_data.get("people", [])
    return _do(
        request,
        meeting,
        lambda now: actions.open_rereading(meeting, due_on, people, by=request.user, now=now),
        form,
        "La relecture est ouverte.",
    )


@require_POST
def close(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = OnceForm(request.POST)
    return _do(
        request,
        meeting,
        lambda now: actions.close_rereading(meeting, by=request.user, now=now),
        form,
        "La relecture est finie\u00a0: la fiche peut partir.",
    )


@require_POST
def said(request: SignedRequest, reference: str) -> HttpResponse:
    """Keep what somebody said on paper, by telephone or in person."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    form = _said_form(meeting, dossier, request.POST)
    if not form.is_valid():
        return _show(request, meeting, saying=form)
    person = form.cleaned_data["person"]
    return _do(
        request,
        meeting,
        lambda now: actions.note_said(meeting, person, form.saying(), by=request.user, now=now),
        form,
        "C’est noté.",
    )


@require_POST
def withdraw(request: SignedRequest, reference: str, note: int) -> HttpResponse:
    """Take back what was typed by mistake; the family’s own hand is never touched."""
    meeting = get_meeting(request, reference)
    return _do(
        request,
        meeting,
        lambda now: actions.withdraw_typed(meeting, note, by=request.user, now=now),
        OnceForm(request.POST),
        "Ces mots sont retirés.",
    )


@require_POST
def send(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    _must_reread(meeting, participant)
    return _do(
        request,
        meeting,
        lambda now: actions.send_draft(meeting, participant, by=request.user, now=now),
        OnceForm(request.POST),
        "Le courriel est dans la boîte d’envoi.",
    )


@require_POST
@never_cache
def make_link(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """Make a link, or the paper that carries it, and show it, this once."""
    meeting = get_meeting(request, reference)
    dossier = _must_reread(meeting, participant)
    form = LinkForm(request.POST)
    if not form.is_valid():
        raise Http404
    made = make_once(
        request,
        form,
        lambda made_for, now: actions.make_fiche_link(
            meeting, participant, made_for=made_for, by=request.user, now=now
        ),
        back="rereading",
        reference=reference,
    )
    if isinstance(made, HttpResponse):
        return made
    paper = form.cleaned_data["made_for"] == PAPER
    return show_link(request, dossier, made, back=CURRENT, paper=paper)


def show_link(
    request: SignedRequest, dossier: Dossier, made: NewLink, *, back: str, paper: bool
) -> HttpResponse:
    """The link, shown this once; while one re-reads, with the paper that carries its code."""
    url = fiche_address(made.secret)
    seat = made.link.participant
    term = term_of(seat.meeting)
    is_open = term is not None and term.state(today()) is State.OPEN
    due_on = term.due_on if term is not None and is_open else None
    context: dict[str, Any] = {
        "nav": "meetings",
        "dossier": dossier,
        "who": who(dossier.by_id[seat.pk], dossier),
        "link": made.link,
        "url": url,
        "secret": made.secret,
        "text": make_text_message(seat.meeting, url, due_on),
        "qr": draw_qr(url),
        "paper": paper,
        "has_paper": is_open and back == CURRENT,
        "back": back,
    }
    response = render(request, "meetings/following/fiche_link.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _must_reread(meeting: Meeting, participant: int) -> Dossier:
    dossier = read_dossier(meeting)
    if participant not in {person.id for person in readers_of(dossier)}:
        raise Http404
    return dossier


def _do(
    request: SignedRequest,
    meeting: Meeting,
    act: Callable[[datetime], Any],
    form: OnceForm,
    done: str,
) -> HttpResponse:
    """Act once, say how it went, and back to the page."""
    form.full_clean()
    now = timezone.now()
    try:
        do_once(form.cleaned_data["form_key"], lambda: act(now), now=now)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("meetings:rereading", meeting.reference)


def _family(meeting: Meeting) -> list[FamilyRow]:
    return family_rows(meeting, read_dossier(meeting), ())


def _open_form(rows: list[FamilyRow], data: Any = None) -> OpenForm:
    """Whoever has an address may be ticked; whoever may be told only some things is not at first."""
    reached = [row for row in rows if row.email]
    return OpenForm(
        data,
        people={row.id: f"{row.name} ({row.email})" for row in reached},
        ticked=[row.id for row in reached if not row.warning],
    )


def _said_form(meeting: Meeting, dossier: Dossier, data: Any = None) -> SaidForm:
    parts = parts_of(draft_of(dossier, meeting, timezone.now()))
    people = {person.id: who(person, dossier) for person in readers_of(dossier)}
    return SaidForm(data, parts=parts, people=people, prefix="dit")


def _show(
    request: SignedRequest,
    meeting: Meeting,
    *,
    opening: OpenForm | None = None,
    saying: SaidForm | None = None,
) -> HttpResponse:
    dossier, term = read_dossier(meeting), term_of(meeting)
    rows = family_rows(meeting, dossier, words_of(meeting))
    state = term.state(today()) if term else State.NOT_OPENED
    page = frame(dossier, today(), current=CURRENT) | {
        "rows": rows,
        "term": term,
        "state": state.value,
        "forbidden": forbidden(dossier),
        "may_open": dossier.closed_on is not None and dossier.cancelled_on is None and bool(rows),
        "open_form": opening or _open_form(rows),
        "said_form": saying or (_said_form(meeting, dossier) if term and rows else None),
        "once": OnceForm(auto_id=False),
        "refused_form": opening or saying,
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    status = 422 if opening or saying else 200
    return render(request, "meetings/following/rereading.html", page, status=status)
