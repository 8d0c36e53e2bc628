"""Who has what: the table, what is late given to all at once, reminders, a point kept all the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.editing import OnceForm, do_once
from intermetiers.web.french import (
    NBSP,
    join_words,
    start_sentence,
    typeset,
    write_count,
    write_day,
)
from meetings.access import get_meeting
from meetings.announcing.actions import brief_reminders as reminders, equality as actions
from meetings.announcing.equality_forms import KeepForm, NoteReadingForm
from meetings.domain.brief_reminding import can_be_reminded
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Source
from meetings.domain.reach import Reach, late_informations, readers
from meetings.domain.reach_table import Group, make_table, who_lacks
from meetings.domain.slot_reasons import call
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.models import Meeting
from meetings.reach import read_reach
from meetings.writing import RefusedError
from partners.http import SignedRequest

CURRENT = "equality"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the page lists it, with the form that keeps it."""

    group: Group
    form: KeepForm


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who may be written to again."""

    person: int
    name: str
    facts: str
    form: OnceForm


@dataclass(frozen=True, slots=True)
class Late:
    """An information that came once the briefs were out."""

    id: int
    title: str
    since: str


@require_GET
def equality(request: SignedRequest, reference: str) -> HttpResponse:
    return _show(request, get_meeting(request, reference))


@require_POST
def keep_point(request: SignedRequest, reference: str, agenda: int) -> HttpResponse:
    """Keeps a decision with a reason; with `withdraw`, takes the reason back."""
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.agenda, pk=agenda)
    if "withdraw" in request.POST:
        return _do(
            request,
            meeting,
            lambda now: actions.withdraw_kept(meeting, agenda, by=request.user, now=now),
            said="La raison est retirée.",
            anchor=f"decision-{agenda}",
        )
    form = _keep_form(agenda, request.POST)
    if not form.is_valid():
        return _show(request, meeting, kept=(agenda, form))
    reason = form.cleaned_data["reason"]
    return _do(
        request,
        meeting,
        lambda now: actions.keep_point(meeting, agenda, reason=reason, by=request.user, now=now),
        said=f"Le point est gardé{NBSP}: la fiche dira pourquoi.",
        anchor=f"decision-{agenda}",
    )


@require_POST
def release(request: SignedRequest, reference: str) -> HttpResponse:
    """Gives to all, now, what the page showed as late."""
    meeting = get_meeting(request, reference)
    seen = [int(pk) for pk in request.POST.getlist("information") if pk.isdecimal()]
    return _do(
        request,
        meeting,
        lambda now: actions.release(meeting, seen, by=request.user, now=now),
        said=_released,
        anchor="tableau",
    )


@require_POST
def remind(request: SignedRequest, reference: str) -> HttpResponse:
    """« Rappeler maintenant » one person, « Suspendre les rappels », « Reprendre les rappels »."""
    meeting = get_meeting(request, reference)
    if {"pause", "resume"} & set(request.POST):
        paused = "pause" in request.POST
        return _do(
            request,
            meeting,
            lambda now: reminders.pause(meeting, paused=paused, by=request.user, now=now),
            said="Les rappels sont suspendus." if paused else "Les rappels reprennent.",
            anchor="rappels",
        )
    typed = request.POST.get("person", "")
    person = get_object_or_404(meeting.participants, pk=int(typed) if typed.isdecimal() else 0)
    form = OnceForm(request.POST)
    form.full_clean()
    key = form.cleaned_data["form_key"]
    return _do(
        request,
        meeting,
        lambda now: do_once(
            key, lambda: reminders.remind(meeting, person.pk, by=request.user, now=now), now=now
        ),
        said="Le rappel est dans la boîte d’envoi.",
        anchor="rappels",
    )


@require_POST
def note_reading(request: SignedRequest, reference: str) -> HttpResponse:
    """Notes what somebody said of an information by telephone, on paper or face to face."""
    meeting = get_meeting(request, reference)
    form = NoteReadingForm(request.POST, dossier=read_dossier(meeting))
    if not form.is_valid():
        return _show(request, meeting, noted=form)
    said = form.cleaned_data
    reading = actions.Reading(
        said["person"], said["information"], said["said"], said["note"], Source(said["source"])
    )
    return _do(
        request,
        meeting,
        lambda now: actions.note_reading(meeting, reading, by=request.user, now=now),
        said="C’est noté.",
        anchor="tableau",
    )


def _do(
    request: SignedRequest,
    meeting: Meeting,
    act: Callable[[datetime], Any],
    *,
    said: str | Callable[[Any], str],
    anchor: str,
) -> HttpResponse:
    try:
        made = act(timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said if isinstance(said, str) else said(made))
    response = redirect("meetings:equality", meeting.reference)
    response["Location"] += f"#{anchor}"
    return response


def _released(made: actions.Release) -> str:
    given = "C’est donné à tous, au même moment."
    if not made.messages:
        return f"{given} Aucun courriel ne part{NBSP}: prévenez chacun autrement."
    count = start_sentence(write_count(made.messages, "courriel"))
    verb = "est" if made.messages == 1 else "sont"
    return f"{given} {count} {verb} dans la boîte d’envoi."


def _keep_form(item: int, data: Any = None) -> KeepForm:
    return KeepForm(data, auto_id=f"id_{item}_%s")


def _show(
    request: SignedRequest,
    meeting: Meeting,
    *,
    kept: tuple[int, KeepForm] | None = None,
    noted: NoteReadingForm | None = None,
) -> HttpResponse:
    dossier, now = read_dossier(meeting), timezone.localtime()
    reach = read_reach(meeting)
    drawn = make_table(dossier, reach, today())
    refused = dict([kept]) if kept else {}
    page = frame(dossier, today(), current=CURRENT) | {
        "who_has": drawn,
        "decided": [
            Decided(group, refused.get(group.item) or _keep_form(group.item))
            for group in drawn.groups
        ],
        "late": [_late(info.id, info.title, info.given_at) for info in late_informations(dossier)],
        "by_mail": join_words(
            [call(person, dossier) for person in actions.by_mail(dossier, reach)]
        ),
        "to_give": _to_give(dossier, reach),
        "note_form": noted or NoteReadingForm(dossier=dossier, auto_id="id_note_%s"),
        "is_noting": noted is not None,
        "silent": [
            _silent(person, dossier, reach) for person in can_be_reminded(dossier, reach, now)
        ],
        "paused": meeting.brief_reminders_paused_at is not None,
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    status = 422 if kept or noted else 200
    return render(request, "meetings/announcing/equality.html", page, status=status)


def _late(pk: int, title: str, given_at: datetime | None) -> Late:
    day = write_day(given_at.date(), year=False, weekday=False) if given_at else ""
    return Late(pk, typeset(title), f"Reçu le {day}{NBSP}: personne ne l’a encore." if day else "")


def _to_give(dossier: Dossier, reach: Reach) -> list[tuple[int, str]]:
    """Those whom no message reaches with what was given to all since their brief was."""
    out = [
        info
        for item in dossier.kept_items
        for info in item.informations
        if info.given_at is not None and info.released_at is not None
    ]
    lacking = {person.id for info in out for person in who_lacks(info, dossier, reach)}
    return [
        (person.id, start_sentence(call(person, dossier)))
        for person in readers(dossier)
        if person.id in lacking
    ]


def _silent(person: Participant, dossier: Dossier, reach: Reach) -> Silent:
    days = reach.of(person.id).reminded
    facts = "pas encore de rappel"
    if days:
        facts = f"un rappel, le {write_day(max(days), year=False, weekday=False)}"
    return Silent(person.id, start_sentence(call(person, dossier)), facts, OnceForm(auto_id=False))
