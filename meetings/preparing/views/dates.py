"""Changing the date of a meeting in one act, and noting who was told by voice."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.forms.boundfield import BoundWidget
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.french import NBSP, join_some, start_sentence
from meetings.access import get_meeting
from meetings.booking import read_taken
from meetings.date_changes import Told
from meetings.domain.date_changes import Times, asked_again
from meetings.domain.dossier import Dossier, Slot
from meetings.domain.kinds import Step
from meetings.domain.slot_reasons import MOST_NAMES, call
from meetings.domain.voices import unheard
from meetings.dossier import read_dossier
from meetings.frame import step_url
from meetings.models import Meeting
from meetings.preparing.actions.slots import NewDate, change_date, note_told, stamp
from meetings.preparing.forms.dates import DateChangeForm
from meetings.preparing.views.leaving import leaving, say_told
from meetings.preparing.views.pages import show_page, written
from meetings.preparing.views.slot_cards import SlotCard, cards_of, name_slot
from partners.http import SignedRequest

NO_DATE = f"La réunion n’a pas de date{NBSP}: choisissez d’abord un créneau."
ALREADY = f"C’est déjà la date de la réunion{NBSP}: rien n’est parti une seconde fois."


@dataclass(frozen=True, slots=True)
class Option:
    """A date one may take: its radio, why it stands at that place, who would be asked again."""

    radio: BoundWidget
    reason: str
    asks: str


@require_http_methods(["GET", "POST"])
def date_change(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    current = dossier.chosen_slot
    if current is None:
        messages.info(request, NO_DATE)
        return redirect("meetings:slot", reference)
    cards = _candidates(dossier)
    form = DateChangeForm(
        request.POST or None,
        slots=[(card.id, card.when) for card in cards],
        minutes=dossier.duration_minutes,
        now=timezone.now(),
        initial={"to": request.GET.get("creneau", ""), "seen": stamp(meeting.chosen_slot)},
    )
    if form.is_bound and form.is_valid() and _changed(request, meeting, form):
        return _after(request, meeting)
    context = {
        "form": form,
        "seen": stamp(meeting.chosen_slot),
        "was": Times(current.starts_at, current.ends_at).said,
        "options": _options(form, cards, dossier),
        "leaving": leaving(dossier, meeting, request.user),
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    return show_page(request, dossier, Step.SLOT, "date_change", context, refused=form.is_bound)


def _candidates(dossier: Dossier) -> list[SlotCard]:
    """Those that may become the date, the best first."""
    now = timezone.now()
    to_come = [slot for slot in dossier.slots if slot.starts_at > now]
    cards = cards_of(dossier, now, read_taken(dossier, to_come))
    return [card for card in cards.tenable if card.choose_url and not card.chosen]


def _options(form: DateChangeForm, cards: list[SlotCard], dossier: Dossier) -> list[Option]:
    slots = {str(slot.id): slot for slot in dossier.slots}
    reasons = {str(card.id): f"{card.reason} {card.day_off}".strip() for card in cards}
    return [
        Option(radio, reasons.get(value, ""), _asks(slots.get(value), dossier))
        for radio in form["to"]
        if (value := str(radio.data["value"]))
    ]


def _asks(slot: Slot | None, dossier: Dossier) -> str:
    """« À interroger, faute de réponse : le père. », of a candidate or of a moment nobody was asked about."""
    people = asked_again(dossier, slot)
    if not people:
        return f"Chacun a déjà répondu{NBSP}: personne n’est interrogé de nouveau."
    if slot is None:
        return f"Personne n’a répondu sur ce moment{NBSP}: chacun est interrogé."
    names = join_some([call(dossier.by_id[person], dossier) for person in people], MOST_NAMES)
    return f"À interroger, faute de réponse{NBSP}: {names}."


def _changed(request: SignedRequest, meeting: Meeting, form: DateChangeForm) -> bool:
    values, done = form.cleaned_data, list[Told | None]()
    times = Times(values["starts_at"], values["ends_at"]) if form.slot is None else None
    wanted = NewDate(form.slot, times, values["reason"])
    act = written(
        form,
        lambda now: done.append(
            change_date(meeting, wanted, seen=values["seen"], by=request.user, now=now)
        ),
    )
    if not act:
        return False
    told = done[0]
    if told is None:
        messages.info(request, ALREADY)
    else:
        slot = read_dossier(meeting).chosen_slot
        when = f"{NBSP}: {name_slot(slot)}" if slot else ""
        messages.success(request, f"Date changée{when}. {say_told(told)}".strip())
    return True


def _after(request: SignedRequest, meeting: Meeting) -> HttpResponse:
    """The step of the slot; first, when the new date leaves a voice out, how it will be heard."""
    dossier = read_dossier(meeting)
    slot = dossier.chosen_slot
    if slot and unheard(slot, dossier):
        return redirect("meetings:slot_voices", meeting.reference, slot.id)
    return redirect(step_url(dossier, Step.SLOT))


@require_POST
def date_told(request: SignedRequest, reference: str, guest: int) -> HttpResponse:
    """Somebody no message reaches was told by voice."""
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.participants, pk=guest)
    note_told(meeting, guest, by=request.user, now=timezone.now())
    dossier = read_dossier(meeting)
    who = start_sentence(call(dossier.by_id[guest], dossier))
    messages.success(request, f"C’est noté{NBSP}: {who} sait que la date a changé.")
    return redirect("meetings:slot", reference)
