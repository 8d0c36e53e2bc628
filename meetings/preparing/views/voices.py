from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from intermetiers.web.french import NBSP, join_words, start_sentence
from meetings.access import get_meeting
from meetings.date_changes import Told
from meetings.domain.dossier import Dossier, Slot
from meetings.domain.kinds import Step
from meetings.domain.principles import anchors
from meetings.domain.slot_reasons import call
from meetings.domain.slots import attendances_at
from meetings.domain.voices import heard_at
from meetings.dossier import read_dossier
from meetings.frame import step_url
from meetings.models import Meeting
from meetings.preparing.actions.voices import choose_and_keep_voices, keep_voices
from meetings.preparing.forms.voices import Asked, VoicesForm
from meetings.preparing.views.leaving import say_told
from meetings.preparing.views.pages import show_page, written
from meetings.preparing.views.slot_cards import name_slot
from partners.http import SignedRequest


@require_http_methods(["GET", "POST"])
def voices(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    """How those this slot leaves out are heard; posting also chooses it, if it is not chosen."""
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.slots, pk=pk)
    dossier = read_dossier(meeting)
    slot = next(slot for slot in dossier.slots if slot.id == pk)
    form = VoicesForm(request.POST or None, asked=_asked(slot, dossier))
    back = step_url(dossier, Step.SLOT, anchors.slot(pk))
    if not form.asked:
        return redirect(back)
    if dossier.chosen_slot and not slot.is_chosen:
        return redirect(f"{reverse('meetings:date_change', args=[reference])}?creneau={pk}")
    told = list[Told]()
    if form.is_bound and form.is_valid() and _kept(request, meeting, form, slot, told):
        messages.success(request, " ".join([_said(slot), *map(say_told, told)]).strip())
        return redirect(back)
    names = join_words([call(one.heard.person, dossier) for one in form.asked])
    context = {
        "form": form, "slot": slot, "when": name_slot(slot), "names": names, "back": back,
    }  # fmt: skip
    return show_page(request, dossier, Step.SLOT, "slot_voices", context, refused=form.is_bound)


def _kept(
    request: SignedRequest, meeting: Meeting, form: VoicesForm, slot: Slot, told: list[Told]
) -> bool:
    """Whether it was written; choosing adds to `told` whom it told."""

    def act(now: datetime) -> None:
        people = [one.heard.person.id for one in form.asked]
        words = {"seen": form.seen(), "wanted": form.cleaned_data}
        done = choose_and_keep_voices if not slot.is_chosen else keep_voices
        result = done(meeting, slot.id, people, **words, by=request.user, now=now)
        if result is not None:
            told.append(result)

    return written(form, act)


def _said(slot: Slot) -> str:
    return "C’est noté." if slot.is_chosen else f"Créneau choisi{NBSP}: {name_slot(slot)}."


def _asked(slot: Slot, dossier: Dossier) -> tuple[Asked, ...]:
    facts = {a.person: start_sentence(", ".join(a.facts)) for a in attendances_at(slot, dossier)}
    return tuple(
        Asked(heard, start_sentence(call(heard.person, dossier)), facts[heard.person.id])
        for heard in heard_at(slot, dossier)
    )
