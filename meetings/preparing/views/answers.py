from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import EditConflict, show_conflict
from intermetiers.web.french import write_count
from meetings.access import get_meeting
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Source, Step
from meetings.domain.slot_reasons import call
from meetings.domain.slots import is_awaited
from meetings.dossier import read_dossier
from meetings.frame import step_url
from meetings.models import Meeting
from meetings.preparing.actions.answers import write_answers
from meetings.preparing.forms.slots import AnswersForm, SlotAnswersForm
from meetings.preparing.views.pages import show_page
from meetings.preparing.views.slot_cards import (
    constraints,
    name_slot,
    questions_of_person,
    questions_of_slot,
)
from partners.http import SignedRequest

# The last word of the address that leads here, when a page knows how the answer comes.
CAME_BY = {"telephone": Source.PHONE.value, "papier": Source.PAPER.value}


@require_http_methods(["GET", "POST"])
def of_slot(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    """What everybody says of one slot."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    slot = next((slot for slot in dossier.slots if slot.id == pk), None)
    if slot is None:
        raise Http404
    form = SlotAnswersForm(request.POST or None, questions=questions_of_slot(dossier, slot))
    context = {
        "subject": name_slot(slot),
        "notes": (),
        "others": form.has_others(),
        "anchor": f"slot-{pk}",
    }
    return _answers(request, meeting, dossier, form, context)


@require_http_methods(["GET", "POST"])
def of_person(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    """What one person says of every slot."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    person = dossier.by_id.get(pk)
    if person is None or not is_awaited(person, dossier) or not dossier.slots:
        raise Http404
    form = AnswersForm(
        request.POST or None,
        questions=questions_of_person(dossier, person),
        initial={"source": CAME_BY.get(request.GET.get("par", ""), Source.TYPED.value)},
    )
    context = {"subject": call(person, dossier), "notes": constraints(person), "anchor": "people"}
    return _answers(request, meeting, dossier, form, context)


def _answers(
    request: SignedRequest,
    meeting: Meeting,
    dossier: Dossier,
    form: AnswersForm,
    context: dict[str, Any],
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            count = write_answers(
                meeting,
                [(question.slot, question.person) for question in form.questions],
                seen=form.seen(),
                wanted=form.cleaned_data,
                by=request.user,
                now=timezone.now(),
            )
        except EditConflict as conflict:
            show_conflict(form, conflict)
        else:
            messages.success(request, _said(count))
            return redirect(step_url(dossier, Step.SLOT, context["anchor"]))
    context |= {"form": form}
    return show_page(request, dossier, Step.SLOT, "slot_answers", context, refused=form.is_bound)


def _said(count: int) -> str:
    if count == 0:
        return "Rien n’a changé."
    if count == 1:
        return "Une réponse notée."
    return f"{write_count(count, 'réponse').capitalize()} notées."
