"""Proposing candidate slots over a period, and keeping some of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.french import start_sentence, write_count
from meetings.access import get_meeting
from meetings.domain.candidate_reasons import (
    people_without_hours,
    say_attendance,
    say_candidate,
    say_everybody,
    say_left_out,
    say_looked_at,
    say_none,
    say_nothing_known,
)
from meetings.domain.candidates import LEAST, Candidate, propose
from meetings.domain.dossier import Dossier
from meetings.domain.holidays import say_day_off, say_unknown
from meetings.domain.kinds import Step
from meetings.domain.slot_reasons import call
from meetings.domain.slots import NOTICE_DAYS
from meetings.dossier import read_dossier
from meetings.looking import read_period
from meetings.models import Meeting
from meetings.preparing.actions.propose import keep_candidates
from meetings.preparing.forms.propose import LookForm, read_spans, write_span
from meetings.preparing.views.pages import show_page
from meetings.preparing.views.slot_cards import Dot, name_slot
from partners.http import SignedRequest

USUAL_WEEKS = 6
TRAVEL = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate as the page shows it; `value` is what its box sends."""

    rank: int
    value: str
    when: str
    dots: tuple[Dot, ...]
    who: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Week:
    """Where the hours of somebody are written."""

    name: str
    url: str


@require_GET
def propose_slots(request: SignedRequest, reference: str) -> HttpResponse:
    """Where to look; once asked, the slots of the period, best first. Nothing is written."""
    meeting = get_meeting(request, reference)
    today = timezone.localdate()
    asked = "du" in request.GET
    start = _where_to_begin(meeting, today)
    form = LookForm(request.GET if asked else start, today=today)
    if not form.is_valid():
        dossier = read_dossier(meeting)
        context = {"form": form, "weeks": ()}
        return show_page(request, dossier, Step.SLOT, "slot_propose", context, refused=asked)
    dossier, around = read_period(meeting, form.look())
    found = propose(dossier, form.look(), around, today)
    context = {
        "form": form,
        "asked": asked,
        "lines": tuple(_lines(found.candidates, dossier, today)),
        "looked_at": say_looked_at(found),
        "none": say_none(found, form.look(), dossier),
        "left_out": say_left_out(found, form.look(), dossier),
        "nothing_known": say_nothing_known(dossier),
        "days_unknown": say_unknown(dossier),
        "weeks": tuple(_weeks(dossier, meeting)),
    }
    return show_page(request, dossier, Step.SLOT, "slot_propose", context)


@require_POST
def keep_slots(request: SignedRequest, reference: str) -> HttpResponse:
    """Add the slots ticked to those of the meeting; sent twice, nothing is added twice."""
    meeting = get_meeting(request, reference)
    now = timezone.now()
    try:
        spans = read_spans(request.POST.getlist("garder"), now)
    except forms.ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(_asked_again(request, reference))
    made = keep_candidates(meeting, spans, by=request.user, now=now)
    if made:
        count = write_count(len(made), "créneau", "créneaux")
        messages.success(
            request, f"{start_sentence(count)} dans la liste. Demandez maintenant à chacun."
        )
    else:
        messages.info(request, "Ces créneaux étaient déjà dans la liste.")
    return redirect("meetings:slot", reference)


def _asked_again(request: SignedRequest, reference: str) -> str:
    """The same search: what was typed is in the address the form carries."""
    query = request.POST.get("recherche", "")[:500]
    form = LookForm(QueryDict(query), today=timezone.localdate())
    url = reverse("meetings:slot_propose", args=[reference])
    return f"{url}?{query}" if form.is_valid() else url


def _where_to_begin(meeting: Meeting, today: date) -> dict[str, Any]:
    """The period of the meeting when it is to come; else six weeks, once the notice is over."""
    first, last = meeting.period_start, meeting.period_end
    if first is None or last is None or last <= today:
        first = today + timedelta(days=NOTICE_DAYS)
        last = first + timedelta(weeks=USUAL_WEEKS)
    return {
        "du": first,
        "au": last,
        "duree": meeting.duration_minutes,
        "de": time(8),
        "a": time(18),
        "trajet": TRAVEL,
    }


def _lines(candidates: tuple[Candidate, ...], dossier: Dossier, today: date) -> Iterator[Line]:
    for rank, candidate in enumerate(candidates, start=1):
        slot, words = candidate.slot, say_candidate(candidate, dossier)
        days = (slot.starts_at.date() - today).days
        soon = f"Dans {write_count(days, 'jour')} seulement." if days < NOTICE_DAYS else ""
        notes = (words.tight, words.beside, say_day_off(slot, dossier), soon, words.same)
        yield Line(
            rank=rank,
            value=write_span(slot.starts_at, slot.ends_at),
            when=start_sentence(name_slot(slot)),
            dots=tuple(_dots(candidate, dossier)),
            who=say_everybody(candidate, dossier),
            reasons=words.reasons,
            notes=tuple(note for note in notes if note),
            is_ticked=rank <= LEAST and not candidate.leaves_out,
        )


def _dots(candidate: Candidate, dossier: Dossier) -> Iterator[Dot]:
    """In table order, as on the cards of slots."""
    levels = {one.person: one for one in candidate.attendances}
    for person in dossier.participants:
        one = levels.get(person.id)
        if one is not None:
            state = one.level.name.lower()
            yield Dot(person.world.value, state, say_attendance(one, dossier))


def _weeks(dossier: Dossier, meeting: Meeting) -> Iterator[Week]:
    """Where to note the hours of those whose hours would change the list most."""
    seats = {seat.pk: seat for seat in meeting.participants.all()}
    for person in people_without_hours(dossier):
        seat = seats.get(person.id)
        if seat is None:
            continue
        name = call(person, dossier)
        if seat.family_member_id:
            url = reverse("partners:week_relative", args=[meeting.pupil_id, seat.family_member_id])
            yield Week(name, url)
        elif seat.professional_id:
            url = reverse("partners:week_professional", args=[seat.professional_id])
            yield Week(name, url)
