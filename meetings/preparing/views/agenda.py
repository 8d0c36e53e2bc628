from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import do_once
from intermetiers.web.french import NBSP, typeset
from meetings.access import get_meeting
from meetings.domain.dossier import AgendaItem, Dossier
from meetings.domain.kinds import Step
from meetings.domain.minutes import minutes_bar
from meetings.domain.principles import anchors
from meetings.domain.principles.moves import propose_moves
from meetings.dossier import read_dossier
from meetings.frame import show_step, step_url, today
from meetings.left_points import left_to
from meetings.models import Meeting
from meetings.models.choices import ITEM_KINDS, MOVES
from meetings.preparing.actions import agenda as actions
from meetings.preparing.forms.agenda import (
    AddItemForm,
    ChangeItemForm,
    MoveOutForm,
    ReorderForm,
    TimesForm,
    begin_title,
)
from meetings.preparing.views.pages import confirm, do_and_return, say_saved, show_page, written
from meetings.promises import read_before
from meetings.writing import RefusedError
from partners.http import SignedRequest

KINDS, PLACES = dict(ITEM_KINDS), dict(MOVES)


@dataclass(frozen=True, slots=True)
class Point:
    """A point as the list shows it; `where` is empty while it is on the agenda."""

    item: AgendaItem
    kind: str
    opener: str
    where: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point that could be treated elsewhere, where, and why."""

    item: AgendaItem
    to: str
    where: str
    why: str


def _point(item: AgendaItem, dossier: Dossier) -> Point:
    opener = dossier.by_id.get(item.opener or 0)
    return Point(
        item=item,
        kind=KINDS[item.kind.value],
        opener=opener.called if opener else "",
        where=PLACES[item.moved_to.value] if item.moved_to else "",
    )


def _proposals(dossier: Dossier) -> list[Proposal]:
    items = {item.id: item for item in dossier.agenda}
    return [
        Proposal(items[move.item], move.to.value, PLACES[move.to.value], typeset(move.why))
        for move in propose_moves(dossier)
    ]


def _show(
    request: SignedRequest, meeting: Meeting, *, refused: bool = False, **forms: Any
) -> HttpResponse:
    dossier = read_dossier(meeting)
    points = [_point(item, dossier) for item in dossier.agenda]
    context = {
        "dossier": dossier,
        "bar": minutes_bar(dossier),
        "points": [point for point in points if not point.where],
        "moved": [point for point in points if point.where],
        "proposals": _proposals(dossier),
        "left_points": left_to(meeting, today()),
        "before": read_before(meeting, timezone.now()) if dossier.opened_on is None else (),
        "form": TimesForm(initial=_times(meeting), prefix="times"),
        "add_form": _next_form(request, dossier),
    }
    return show_step(request, meeting, Step.AGENDA, context | forms, refused=refused)


def _times(meeting: Meeting) -> dict[str, Any]:
    names = ("opening_minutes", "words_minutes", "rereading_minutes")
    return {name: getattr(meeting, name) for name in names}


def _next_form(request: SignedRequest, dossier: Dossier) -> AddItemForm:
    """A form for one more point, begun with what somebody proposed when the address says whom.

    Just after another point, or with one begun, the hand is already on it.
    """
    asked = request.GET.get("avis", "")
    said = next((one for one in dossier.contributions if str(one.participant) == asked), None)
    begun = {"title": begin_title(said.proposes), "opener_id": said.participant} if said else {}
    form = AddItemForm(prefix="add", dossier=dossier, initial=begun)
    if said or "suite" in request.GET:
        form.take_focus()
    return form


@require_GET
def agenda(request: SignedRequest, reference: str) -> HttpResponse:
    return _show(request, get_meeting(request, reference))


@require_POST
def times(request: SignedRequest, reference: str) -> HttpResponse:
    """Keep the minutes of what is not a point."""
    meeting = get_meeting(request, reference)
    form = TimesForm(request.POST, initial=_times(meeting), prefix="times")
    if form.is_valid() and written(
        form,
        lambda now: actions.write_times(
            meeting, seen=form.seen(), wanted=form.cleaned_data, by=request.user, now=now
        ),
    ):
        say_saved(request)
        return redirect("meetings:agenda", reference)
    return _show(request, meeting, form=form, refused=True)


@require_POST
def add(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    form = AddItemForm(request.POST, prefix="add", dossier=dossier)
    if form.is_valid():
        values, now = form.cleaned_data, timezone.now()
        key = values.pop("form_key")
        try:
            do_once(
                key, lambda: actions.add_item(meeting, values, by=request.user, now=now), now=now
            )
        except RefusedError as refusal:
            form.add_error("opener_id", str(refusal))
        else:
            messages.success(request, f"Point ajouté{NBSP}: «{NBSP}{values['title']}{NBSP}».")
            return redirect(f"{step_url(dossier, Step.AGENDA)}?suite=1")
    return _show(request, meeting, add_form=form, refused=True)


@require_POST
def carry(request: SignedRequest, reference: str) -> HttpResponse:
    """Add a point an earlier meeting left, as it was; asked twice, it is there once."""
    meeting = get_meeting(request, reference)
    back, now = reverse("meetings:agenda", args=[reference]), timezone.now()
    try:
        item = actions.carry_item(
            meeting, request.POST.get("point", ""), today=today(), by=request.user, now=now
        )
    except RefusedError as refusal:
        messages.info(request, str(refusal))
        return redirect(back)
    messages.success(request, f"Point repris{NBSP}: «{NBSP}{item.title}{NBSP}».")
    return redirect(f"{back}#{anchors.item(item.pk)}")


def _item(request: SignedRequest, reference: str, pk: int) -> tuple[Meeting, Dossier, AgendaItem]:
    """The meeting, its dossier and one of its points; 404 for any other point."""
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.agenda, pk=pk)
    dossier = read_dossier(meeting)
    return meeting, dossier, next(item for item in dossier.agenda if item.id == pk)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting, dossier, item = _item(request, reference, pk)
    form = ChangeItemForm(request.POST or None, item=item, dossier=dossier)
    if form.is_bound and form.is_valid() and _changed(request, meeting, pk, form):
        messages.success(request, "Point enregistré.")
        return redirect(step_url(dossier, Step.AGENDA, anchors.item(pk)))
    context = {"form": form, "item": item}
    return show_page(request, dossier, Step.AGENDA, "agenda_item", context, refused=form.is_bound)


def _changed(request: SignedRequest, meeting: Meeting, pk: int, form: ChangeItemForm) -> bool:
    return written(
        form,
        lambda now: actions.change_item(
            meeting, pk, seen=form.seen(), wanted=form.cleaned_data, by=request.user, now=now
        ),
        beside="opener_id",
    )


@require_http_methods(["GET", "POST"])
def remove(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting, dossier, item = _item(request, reference, pk)
    if request.method == "POST":
        return do_and_return(
            request,
            lambda now: actions.remove_item(meeting, pk, by=request.user, now=now),
            said="Point supprimé.",
            back=reverse("meetings:agenda", args=[reference]),
        )
    losses = ["Pour le traiter ailleurs en gardant la trace, sortez-le plutôt de l’ordre du jour."]
    if item.informations:
        losses.insert(0, "Les informations prévues avant ce point partent avec lui.")
    return confirm(
        request,
        title=f"Supprimer ce point{NBSP}: {item.title}",
        losses=losses,
        act="Supprimer le point",
        keep="Garder le point",
        back=step_url(dossier, Step.AGENDA, anchors.item(pk)),
    )


@require_POST
def reorder(request: SignedRequest, reference: str) -> HttpResponse:
    """Move a point by one, or take the order it was dragged to."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    form = ReorderForm(request.POST)
    if not form.is_valid():
        messages.error(request, "L’ordre n’a pas pu être lu. Les points sont restés à leur place.")
        return redirect(step_url(dossier, Step.AGENDA))
    moved = form.cleaned_data["up"] or form.cleaned_data["down"]
    if not moved:
        actions.reorder_items(
            meeting, form.cleaned_data["order"], by=request.user, now=timezone.now()
        )
        return redirect(step_url(dossier, Step.AGENDA))
    item = get_object_or_404(meeting.agenda, pk=moved)
    by_places = -1 if form.cleaned_data["up"] else 1
    try:
        place = actions.move_item(meeting, item.pk, by_places, by=request.user, now=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"«{NBSP}{item.title}{NBSP}» est le point {place}.")
    return redirect(step_url(dossier, Step.AGENDA, anchors.item(item.pk)))


@require_http_methods(["GET", "POST"])
def move_out(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting, dossier, item = _item(request, reference, pk)
    form = MoveOutForm(request.POST or None)
    if form.is_bound and form.is_valid():
        to, note = form.cleaned_data["moved_to"], form.cleaned_data["moved_note"]
        return do_and_return(
            request,
            lambda now: actions.move_out(meeting, pk, to=to, note=note, by=request.user, now=now),
            said=f"«{NBSP}{item.title}{NBSP}» sera traité {PLACES[to]}.",
            back=reverse("meetings:agenda", args=[reference]),
        )
    context = {"form": form, "item": item}
    return show_page(
        request, dossier, Step.AGENDA, "agenda_move_out", context, refused=form.is_bound
    )


@require_POST
def put_back(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting, _, item = _item(request, reference, pk)
    return do_and_return(
        request,
        lambda now: actions.put_back(meeting, pk, by=request.user, now=now),
        said=f"«{NBSP}{item.title}{NBSP}» est de nouveau à l’ordre du jour.",
        back=reverse("meetings:agenda", args=[reference]),
    )
