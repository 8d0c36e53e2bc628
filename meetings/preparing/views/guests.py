from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.french import NBSP, of
from meetings.access import get_meeting
from meetings.domain import legal
from meetings.domain.company import answer_to_wish, balance
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Role, Step
from meetings.domain.principles import anchors
from meetings.dossier import read_dossier
from meetings.frame import show_step, step_url
from meetings.models import Meeting, Participant
from meetings.models.around import already_around, cards_for, relatives_to_invite
from meetings.preparing.actions import guests as actions
from meetings.preparing.forms.guests import GuestForm, PupilPlaceForm, WishForm
from meetings.preparing.views.guest_losses import losses_of
from meetings.preparing.views.guest_rows import Offer, expected_rows, metier_links, rows_of
from meetings.preparing.views.pages import confirm, say_saved, written
from meetings.writing import RefusedError
from partners.http import SignedRequest
from partners.models import Professional

MOST_OFFERED = 10
MOST_FOUND = 12


def show_guests(
    request: SignedRequest, meeting: Meeting, *, refused: bool = False, **more: Any
) -> HttpResponse:
    """The page. `more` may hold a bound form, or the row to open with its form."""
    dossier = more.get("dossier") or read_dossier(meeting)
    texts = expected_rows(dossier)
    context = {
        "dossier": dossier,
        "rows": rows_of(dossier, meeting),
        "balance": balance(dossier),
        "expected": texts,
        "missing": [row for row in texts if row.is_missing],
        "legal": legal.facts_of(dossier.kind),
        "answer": answer_to_wish(dossier),
        "place_form": PupilPlaceForm(initial=_settled(meeting), prefix="place"),
        "wish_form": WishForm(initial=_settled(meeting), prefix="wish"),
        "relatives": list(relatives_to_invite(meeting)),
        "of_pupil": of(dossier.pupil.first_name),
        "just_added": request.GET.get("ajout") == "fait",
        "opened": None,
        "guest_form": None,
    }
    context |= _search(request, meeting, dossier) | more
    return show_step(request, meeting, Step.GUESTS, context, refused=refused)


def _settled(meeting: Meeting) -> dict[str, str]:
    names = ("pupil_place", "pupil_words", "companion_wish")
    return {name: getattr(meeting, name) for name in names}


def _search(request: SignedRequest, meeting: Meeting, dossier: Dossier) -> dict[str, Any]:
    """Cards found by words, or by métier when one comes from « Inviter », else those around."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    metiers = metier_links(dossier, request.GET.getlist("metier")[:10])
    if words:
        cards = cards_for(meeting).matching(words, dossier.catalogue)
    elif metiers:
        cards = cards_for(meeting).filter(metier__in=[metier.code for metier in metiers])
    else:
        around = list(already_around(meeting)[:MOST_OFFERED])
        title = f"Déjà autour {of(dossier.pupil.first_name)}"
        return {"words": "", "metiers": [], "offer": Offer(title, "", around) if around else None}
    found = list(cards[: MOST_FOUND + 1])
    return {"words": words, "metiers": metiers, "offer": _offer(found)}


def _offer(found: list[Professional]) -> Offer:
    if not found:
        note = "Cherchez autrement, ou ajoutez la personne ci-dessous."
        return Offer("Rien de tel dans le carnet", note, [])
    note = "Il y en a d’autres : précisez la recherche." if len(found) > MOST_FOUND else ""
    return Offer("Dans le carnet", note, found[:MOST_FOUND])


@require_GET
def guests(request: SignedRequest, reference: str) -> HttpResponse:
    return show_guests(request, get_meeting(request, reference))


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    """The page with one row open."""
    meeting = get_meeting(request, reference)
    seat = get_object_or_404(meeting.participants, pk=pk)
    dossier = read_dossier(meeting)
    form = GuestForm(
        request.POST or None,
        initial=_as_written(seat),
        dossier=dossier,
        person=dossier.by_id[pk],
        prefix=f"guest-{pk}",
    )
    context: dict[str, Any] = {"dossier": dossier, "opened": pk, "guest_form": form}
    if request.method != "POST":
        return show_guests(request, meeting, **context)
    if form.is_valid() and _changed(request, meeting, pk, form):
        messages.success(request, f"C’est noté{NBSP}: {dossier.by_id[pk].called}.")
        return redirect(step_url(dossier, Step.GUESTS, anchors.person(pk)))
    return show_guests(request, meeting, refused=True, **context)


def _as_written(seat: Participant) -> dict[str, Any]:
    names = (
        "label", "accompanies_id", "capacity", "reason", "presence", "written", "support",
        "essential",
    )  # fmt: skip
    return {name: getattr(seat, name) for name in names}


def _changed(request: SignedRequest, meeting: Meeting, pk: int, form: GuestForm) -> bool:
    return written(
        form,
        lambda now: actions.change_guest(
            meeting, pk, seen=form.seen(), wanted=form.cleaned_data, by=request.user, now=now
        ),
    )


@require_http_methods(["GET", "POST"])
def remove(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    seat = get_object_or_404(meeting.participants.exclude(role=Role.PUPIL.value), pk=pk)
    dossier = read_dossier(meeting)
    person = dossier.by_id[pk]
    if request.method == "POST":
        return _removed(request, meeting, dossier, pk)
    return confirm(
        request,
        title=f"Retirer de cette réunion{NBSP}: {person.called}",
        losses=losses_of(seat, person, dossier),
        act="Retirer de la réunion",
        keep="Garder à table",
        back=step_url(dossier, Step.GUESTS, anchors.person(pk)),
    )


def _removed(request: SignedRequest, meeting: Meeting, dossier: Dossier, pk: int) -> HttpResponse:
    try:
        actions.remove_guest(meeting, pk, by=request.user, now=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    except Participant.DoesNotExist:
        messages.info(request, "Cette personne n’était déjà plus à table.")
    else:
        messages.success(request, f"N’est plus à table{NBSP}: {dossier.by_id[pk].called}.")
    return redirect(step_url(dossier, Step.GUESTS))


@require_POST
def move(request: SignedRequest, reference: str, pk: int, *, up: bool) -> HttpResponse:
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.participants, pk=pk)
    actions.move_guest(meeting, pk, up=up, by=request.user, now=timezone.now())
    return redirect(step_url(read_dossier(meeting), Step.GUESTS, anchors.person(pk)))


@require_POST
def pupil_place(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = PupilPlaceForm(request.POST, initial=_settled(meeting), prefix="place")
    if form.is_valid() and _settle(request, meeting, form, "pupil_place_settled"):
        return redirect(step_url(read_dossier(meeting), Step.GUESTS, anchors.PUPIL_PLACE))
    return show_guests(request, meeting, refused=True, place_form=form)


@require_POST
def wish(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = WishForm(request.POST, initial=_settled(meeting), prefix="wish")
    if form.is_valid() and _settle(request, meeting, form, "wish_noted"):
        return redirect(step_url(read_dossier(meeting), Step.GUESTS, anchors.COMPANION))
    return show_guests(request, meeting, refused=True, wish_form=form)


def _settle(
    request: SignedRequest, meeting: Meeting, form: PupilPlaceForm | WishForm, act: str
) -> bool:
    if not written(
        form,
        lambda now: actions.settle(
            meeting, act, seen=form.seen(), wanted=form.cleaned_data, by=request.user, now=now
        ),
    ):
        return False
    say_saved(request)
    return True
