from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import do_once
from intermetiers.web.french import NBSP
from meetings.access import get_meeting
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Ground, Step
from meetings.domain.principles import anchors
from meetings.dossier import read_dossier
from meetings.frame import show_step, step_url
from meetings.models import Meeting, Participant, Place
from meetings.models.around import keys_of, places_used_before
from meetings.preparing.actions import places as actions
from meetings.preparing.forms.places import NewPlaceForm, PlaceForm, describe
from meetings.preparing.views.pages import confirm, show_page, written
from meetings.preparing.views.place_cards import cards_of, pictures_of
from meetings.preparing.views.place_rooms import rooms_offered
from meetings.writing import RefusedError
from partners.http import SignedRequest
from partners.models import Room

MOST_OFFERED = 6
SOMEONE_LEFT = (
    "Une personne de ce formulaire vient d’être retirée de la réunion. Revoyez vos choix."
)


class PickForm(forms.Form):
    """Which place of a list was picked."""

    pick = forms.IntegerField(min_value=1)


@require_GET
def places(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    named = {place.name.strip().casefold() for place in dossier.places}
    at_school = any(place.ground is Ground.SCHOOL for place in dossier.places)
    before = places_used_before(meeting, at_most=MOST_OFFERED + len(named))
    context = {
        "dossier": dossier,
        "cards": cards_of(dossier, keys_of(meeting), request.GET.get("ajout", "")),
        "school": "" if at_school else dossier.pupil.school,
        "before": [p for p in before if p.name.strip().casefold() not in named][:MOST_OFFERED],
    }
    return show_step(request, meeting, Step.PLACE, context | rooms_offered(request, meeting))


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    form = NewPlaceForm(request.POST or None, dossier=dossier)
    if form.is_bound and form.is_valid():
        try:
            place = _add_once(request, meeting, form)
        except Participant.DoesNotExist:
            form.add_error(None, SOMEONE_LEFT)
        else:
            return _added(request, meeting, place)
    return _show_form(request, dossier, "place_add", form)


def _add_once(request: SignedRequest, meeting: Meeting, form: NewPlaceForm) -> Place | None:
    now = timezone.now()
    fields = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
    return do_once(
        form.cleaned_data["form_key"],
        lambda: actions.add_place(meeting, fields, by=request.user, now=now),
        now=now,
    )


@require_POST
def add_school(request: SignedRequest, reference: str) -> HttpResponse:
    """Compare the pupil’s school in one click."""
    meeting = get_meeting(request, reference)
    place = actions.add_school(meeting, by=request.user, now=timezone.now())
    if place is None:
        raise Http404
    return _added(request, meeting, place)


@require_POST
def add_room(request: SignedRequest, reference: str) -> HttpResponse:
    """Compare a room of the address book in one click."""
    meeting = get_meeting(request, reference)
    form = PickForm(request.POST)
    if not form.is_valid():
        raise Http404
    rooms = Room.objects.to_meet_in(meeting.team_id)
    room = get_object_or_404(rooms, pk=form.cleaned_data["pick"])
    place = actions.add_room(meeting, room, by=request.user, now=timezone.now())
    return _added(request, meeting, place)


@require_POST
def add_again(request: SignedRequest, reference: str) -> HttpResponse:
    """Compare a place of another meeting of the team in one click."""
    meeting = get_meeting(request, reference)
    form = PickForm(request.POST)
    if not form.is_valid():
        raise Http404
    offered = places_used_before(meeting, at_most=1000)
    found = next((p for p in offered if p.pk == form.cleaned_data["pick"]), None)
    if found is None:
        raise Http404
    place = actions.add_again(meeting, found, by=request.user, now=timezone.now())
    return _added(request, meeting, place)


def _added(request: SignedRequest, meeting: Meeting, place: Place | None) -> HttpResponse:
    dossier = read_dossier(meeting)
    if place is None:
        return redirect(step_url(dossier, Step.PLACE))
    messages.success(
        request, f"Lieu ajouté{NBSP}: {place.name}. Notez ce qu’il demande à la famille."
    )
    url = f"{step_url(dossier, Step.PLACE)}?ajout={place.pk}#{anchors.place(place.pk)}"
    return redirect(url)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    row = get_object_or_404(meeting.places, pk=pk)
    dossier = read_dossier(meeting)
    place = next(place for place in dossier.places if place.id == pk)
    initial = describe(place) | {"key_holder": row.key_holder}
    form = PlaceForm(request.POST or None, initial=initial, dossier=dossier)
    if form.is_bound and form.is_valid() and _changed(request, meeting, pk, form):
        messages.success(request, f"C’est noté{NBSP}: {form.cleaned_data['name']}.")
        return redirect(step_url(dossier, Step.PLACE, anchors.place(pk)))
    return _show_form(request, dossier, "place_change", form, place=place)


def _changed(request: SignedRequest, meeting: Meeting, pk: int, form: PlaceForm) -> bool:
    return written(
        form,
        lambda now: actions.change_place(
            meeting, pk, seen=form.seen(), wanted=form.cleaned_data, by=request.user, now=now
        ),
    )


def _show_form(
    request: SignedRequest, dossier: Dossier, page: str, form: PlaceForm, **more: Any
) -> HttpResponse:
    pictures = pictures_of(dossier)
    layouts = zip(form["layout"], pictures.values(), strict=True)
    context = {
        "form": form,
        "layouts": list(layouts),
        "layout_seen": form["layout"].as_hidden(only_initial=True),
    }
    return show_page(request, dossier, Step.PLACE, page, context | more, refused=form.is_bound)


@require_http_methods(["GET", "POST"])
def remove(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    place = get_object_or_404(meeting.places, pk=pk)
    dossier = read_dossier(meeting)
    if request.method == "POST":
        return _do(
            request,
            dossier,
            lambda now: actions.remove_place(meeting, pk, by=request.user, now=now),
            f"Ce lieu n’est plus comparé{NBSP}: {place.name}.",
        )
    losses = ["Ce qui est noté de ce lieu, et les distances, sont effacés."]
    if meeting.chosen_place_id == pk:
        losses.insert(0, "C’est le lieu retenu : la réunion n’aura plus de lieu.")
    return confirm(
        request,
        title=f"Ne plus comparer ce lieu{NBSP}: {place.name}",
        losses=losses,
        act="Retirer ce lieu",
        keep="Garder ce lieu",
        back=step_url(dossier, Step.PLACE, anchors.place(pk)),
    )


@require_POST
def choose(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    place = get_object_or_404(meeting.places, pk=pk)
    return _do(
        request,
        read_dossier(meeting),
        lambda now: actions.choose_place(meeting, pk, by=request.user, now=now),
        f"Lieu retenu{NBSP}: {place.name}.",
    )


@require_POST
def give_up(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    return _do(
        request,
        read_dossier(meeting),
        lambda now: actions.give_up_place(meeting, by=request.user, now=now),
        "La réunion n’a plus de lieu. Les lieux comparés restent.",
    )


def _do(
    request: SignedRequest, dossier: Dossier, act: Callable[[datetime], None], said: str
) -> HttpResponse:
    try:
        act(timezone.now())
    except Place.DoesNotExist:
        messages.info(request, "Quelqu’un a retiré ce lieu entre-temps.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(step_url(dossier, Step.PLACE))
