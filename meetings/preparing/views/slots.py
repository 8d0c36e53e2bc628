from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import do_once
from intermetiers.web.french import NBSP, write_count
from meetings.access import get_meeting
from meetings.booking import read_taken
from meetings.date_changes import Told, lost_date, read_changes
from meetings.domain.asking import say_progress
from meetings.domain.date_changes import say_change
from meetings.domain.dossier import Dossier, Slot
from meetings.domain.holidays import is_day_off, say_falls, say_unknown
from meetings.domain.kinds import Step
from meetings.domain.voices import unheard
from meetings.dossier import read_dossier
from meetings.frame import show_step, step_url
from meetings.models import Meeting
from meetings.preparing.actions import slots as actions
from meetings.preparing.actions.slots import stamp
from meetings.preparing.forms.slots import AddSlotForm, ChangeSlotForm, PeriodForm
from meetings.preparing.views.leaving import Leaving, leaving, owed_in, say_told
from meetings.preparing.views.pages import say_saved, show_page, written
from meetings.preparing.views.slot_cards import (
    Cards,
    asked_people,
    cards_of,
    is_outside,
    name_slot,
)
from meetings.rounds import asking_state
from meetings.writing import RefusedError
from partners.http import SignedRequest

OUTSIDE = f"Ce créneau est en dehors de la période prévue{NBSP}: il reste possible."
STILL_POSSIBLE = (
    f"Il reste possible si la famille préfère ce jour{NBSP}: vérifiez que le lieu sera ouvert."
)


def _show(
    request: SignedRequest, meeting: Meeting, *, refused: bool = False, **forms: Any
) -> HttpResponse:
    dossier = read_dossier(meeting)
    people = asked_people(dossier)
    asking = asking_state(dossier, meeting, timezone.now())
    changes = read_changes(meeting)
    context = {
        "dossier": dossier,
        "form": PeriodForm(initial=_period(meeting)),
        "add_form": _next_form(request, dossier),
        "cards": _cards(dossier),
        "people": people,
        "answered": sum(not person.is_missing for person in people),
        "asking": asking,
        "asking_progress": say_progress(dossier, asking) if asking else "",
        "days_off": any(is_day_off(slot, dossier) for slot in dossier.slots),
        "days_unknown": say_unknown(dossier),
        "changes": [say_change(change) for change in changes],
        "owed": owed_in(dossier, meeting),
        "waiting": _waiting(dossier, meeting, request) if changes else None,
    }
    return show_step(request, meeting, Step.SLOT, context | forms, refused=refused)


def _waiting(dossier: Dossier, meeting: Meeting, request: SignedRequest) -> Leaving | None:
    """Who hears of the next date as soon as it is chosen, since they heard it was taken away."""
    if meeting.chosen_slot or meeting.cancelled_at or lost_date(meeting) is None:
        return None
    waits = leaving(dossier, meeting, request.user)
    return waits if waits.reaches else None


def _cards(dossier: Dossier) -> Cards:
    now = timezone.now()
    to_come = [slot for slot in dossier.slots if slot.starts_at > now]
    return cards_of(dossier, now, read_taken(dossier, to_come))


def _period(meeting: Meeting) -> dict[str, Any]:
    names = ("period_start", "period_end", "duration_minutes")
    return {name: getattr(meeting, name) for name in names}


def _add_form(dossier: Dossier, data: Any = None) -> AddSlotForm:
    return AddSlotForm(data, prefix="add", minutes=dossier.duration_minutes, now=timezone.now())


def _next_form(request: SignedRequest, dossier: Dossier) -> AddSlotForm:
    """An empty form for one more slot; just after another one, the hand is already on it."""
    form = _add_form(dossier)
    if "suite" in request.GET:
        form.take_focus()
    return form


@require_http_methods(["GET", "POST"])
def slots(request: SignedRequest, reference: str) -> HttpResponse:
    """The page; posting keeps the period and the duration."""
    meeting = get_meeting(request, reference)
    if request.method != "POST":
        return _show(request, meeting)
    form = PeriodForm(request.POST, initial=_period(meeting))
    if form.is_valid() and written(
        form,
        lambda now: actions.write_period(
            meeting, seen=form.seen(), wanted=form.cleaned_data, by=request.user, now=now
        ),
    ):
        say_saved(request)
        return redirect("meetings:slot", reference)
    return _show(request, meeting, form=form, refused=True)


@require_POST
def add(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    form = _add_form(dossier, request.POST)
    if form.is_valid():
        try:
            _add_once(request, meeting, form)
        except RefusedError as refusal:
            form.add_error("day", str(refusal))
        else:
            return redirect(f"{step_url(dossier, Step.SLOT)}?suite=1")
    return _show(request, meeting, add_form=form, refused=True)


def _add_once(request: SignedRequest, meeting: Meeting, form: AddSlotForm) -> None:
    now = timezone.now()
    values = form.cleaned_data
    slot = do_once(
        values["form_key"],
        lambda: actions.add_slot(
            meeting,
            starts_at=values["starts_at"],
            ends_at=values["ends_at"],
            by=request.user,
            now=now,
        ),
        now=now,
    )
    if slot is None:
        return
    messages.success(request, "Créneau ajouté. Ajoutez-en un autre, ou demandez à chacun.")
    _look_at_its_day(request, meeting, slot.pk)


def _look_at_its_day(request: SignedRequest, meeting: Meeting, pk: int) -> None:
    """Say what may surprise about the day just written; nothing of it is refused."""
    dossier = read_dossier(meeting)
    slot = _find(dossier, pk)
    if is_outside(slot, dossier):
        messages.info(request, OUTSIDE)
    if falls := say_falls(slot, dossier):
        messages.info(request, f"Ce créneau {falls} {STILL_POSSIBLE}")


def _find(dossier: Dossier, pk: int) -> Slot:
    return next(slot for slot in dossier.slots if slot.id == pk)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.slots, pk=pk)
    dossier = read_dossier(meeting)
    slot = _find(dossier, pk)
    form = ChangeSlotForm(
        request.POST or None, slot=slot, minutes=dossier.duration_minutes, now=timezone.now()
    )
    if form.is_bound and form.is_valid() and _changed(request, meeting, pk, form):
        _look_at_its_day(request, meeting, pk)
        return redirect(step_url(dossier, Step.SLOT, f"slot-{pk}"))
    context = {
        "form": form,
        "when": name_slot(slot),
        "answers": len(slot.answers),
        "leaving": leaving(dossier, meeting, request.user) if slot.is_chosen else None,
        "seen": stamp(meeting.chosen_slot),
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    return show_page(request, dossier, Step.SLOT, "slot_change", context, refused=form.is_bound)


def _changed(request: SignedRequest, meeting: Meeting, pk: int, form: ChangeSlotForm) -> bool:
    seen, done = form.seen() | {"date": request.POST.get("seen")}, list[Told]()
    if not written(
        form,
        lambda now: done.append(
            actions.change_slot(
                meeting, pk, seen=seen, wanted=form.cleaned_data, by=request.user, now=now
            )
        ),
    ):
        return False
    said = "Créneau changé. Revoyez les réponses déjà notées."
    messages.success(request, f"{said} {say_told(done[0])}".strip())
    return True


@require_http_methods(["GET", "POST"])
def remove(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.slots, pk=pk)
    dossier = read_dossier(meeting)
    slot = _find(dossier, pk)
    if request.method == "POST":
        seen = request.POST.get("seen")
        return _do_and_tell(
            request,
            lambda now: actions.remove_slot(meeting, pk, by=request.user, now=now, seen=seen),
            said="Créneau retiré.",
            back=reverse("meetings:slot", args=[reference]),
        )
    losses = []
    if slot.is_chosen:
        losses.append(f"C’est le créneau choisi{NBSP}: la réunion n’aura plus de date.")
    if slot.answers:
        losses.append(_lost_answers(len(slot.answers)))
    return _confirm(
        request,
        meeting,
        dossier,
        leaving=leaving(dossier, meeting, request.user, lost=True) if slot.is_chosen else None,
        title=f"Retirer ce créneau{NBSP}: {name_slot(slot)}",
        losses=losses,
        act="Retirer le créneau",
        keep="Garder le créneau",
        back=step_url(dossier, Step.SLOT, f"slot-{pk}"),
    )


def _confirm(
    request: SignedRequest, meeting: Meeting, dossier: Dossier, **context: Any
) -> HttpResponse:
    """Asks before a slot goes, with what leaves if it is the date; see `confirm`."""
    page = context | {
        "nav": "meetings",
        "seen": stamp(meeting.chosen_slot),
        "mail_leaves": bool(settings.EMAIL_HOST),
        "dossier": dossier,
    }
    return render(request, "meetings/preparing/slot_confirm.html", page)


def _do_and_tell(
    request: SignedRequest,
    act: Callable[[datetime], Told | None],
    *,
    said: str,
    back: str,
) -> HttpResponse:
    """Do the act and say whom it told; or why it was not done."""
    try:
        told = act(timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{said} {say_told(told) if told else ''}".strip())
    return redirect(back)


def _lost_answers(count: int) -> str:
    if count == 1:
        return "La réponse notée pour ce créneau part avec lui."
    return f"Les {write_count(count, 'réponse')} notées pour ce créneau partent avec lui."


def _can_be_chosen(dossier: Dossier, pk: int) -> bool:
    return any(card.id == pk and card.choose_url for card in _cards(dossier).tenable)


@require_POST
def choose(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.slots, pk=pk)
    dossier = read_dossier(meeting)
    slot = _find(dossier, pk)
    if dossier.chosen_slot and not slot.is_chosen:
        return redirect(f"{reverse('meetings:date_change', args=[reference])}?creneau={pk}")
    if unheard(slot, dossier) and _can_be_chosen(dossier, pk):
        return redirect("meetings:slot_voices", reference, pk)
    return _do_and_tell(
        request,
        lambda now: actions.choose_slot(meeting, pk, by=request.user, now=now),
        said=f"Créneau choisi{NBSP}: {name_slot(slot)}.",
        back=reverse("meetings:slot", args=[reference]),
    )


@require_http_methods(["GET", "POST"])
def give_up(request: SignedRequest, reference: str) -> HttpResponse:
    """Posted from the card, it asks first when somebody was given the date."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    slot = dossier.chosen_slot
    if slot is None:
        return redirect("meetings:slot", reference)
    leaves = leaving(dossier, meeting, request.user, lost=True)
    if request.method == "POST" and ("seen" in request.POST or not leaves.reaches):
        seen = request.POST.get("seen")
        return _do_and_tell(
            request,
            lambda now: actions.give_up_slot(meeting, by=request.user, now=now, seen=seen),
            said="La réunion n’a plus de date. Le créneau reste dans la liste.",
            back=reverse("meetings:slot", args=[reference]),
        )
    if request.method == "POST":
        return redirect("meetings:slot_give_up", reference)
    return _confirm(
        request,
        meeting,
        dossier,
        leaving=leaves,
        title=f"Ne plus retenir cette date{NBSP}: {name_slot(slot)}",
        losses=["La réunion n’aura plus de date. Le créneau reste dans la liste."],
        act="Ne plus retenir cette date",
        keep="Garder cette date",
        back=step_url(dossier, Step.SLOT, f"slot-{slot.id}"),
    )
