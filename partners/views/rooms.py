from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import posted
from partners import actions
from partners.forms.institutions import NewRoomForm, RoomForm
from partners.http import SignedRequest
from partners.models import Institution, Room
from partners.views.cards import add_once, saved, show
from partners.views.institutions import NAV, get_institution


def _get_room(institution: Institution, pk: int) -> Room:
    return get_object_or_404(institution.rooms, pk=pk)


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, pk: int) -> HttpResponse:
    institution = get_institution(request, pk)
    form = NewRoomForm(posted(request), institution=institution)
    if form.is_bound and form.is_valid():
        add_once(form, lambda **fields: actions.add_room(institution, **fields), request)
        messages.success(request, f"Salle notée\u00a0: {form.cleaned_data['name']}.")
        return _back(institution)
    return _show(request, form, institution)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int, room: int) -> HttpResponse:
    institution = get_institution(request, pk)
    card = _get_room(institution, room)
    form = RoomForm(posted(request), instance=card, institution=institution)
    if form.is_bound and saved(form, card, request):
        messages.success(request, "C’est à jour.")
        return _back(institution)
    # A refused form has already written on the row it was given.
    shown = _get_room(institution, room) if form.is_bound else card
    return _show(request, form, institution, shown)


@require_POST
def archive(request: SignedRequest, pk: int, room: int) -> HttpResponse:
    institution = get_institution(request, pk)
    actions.archive_card(_get_room(institution, room), by=request.user, now=timezone.now())
    messages.success(
        request, "Cette salle n’est plus proposée. Les réunions qui s’y tiennent restent."
    )
    return _back(institution)


@require_POST
def bring_back(request: SignedRequest, pk: int, room: int) -> HttpResponse:
    institution = get_institution(request, pk)
    actions.bring_back_card(_get_room(institution, room), by=request.user, now=timezone.now())
    messages.success(request, "Cette salle est de nouveau proposée.")
    return _back(institution)


def _back(institution: Institution) -> HttpResponse:
    return redirect(f"{reverse('partners:institution', args=[institution.pk])}#rooms")


def _show(
    request: SignedRequest, form: RoomForm, institution: Institution, room: Room | None = None
) -> HttpResponse:
    context = {"institution": institution, "room": room}
    return show(request, "partners/room_form.html", form, **context, **NAV)
