"""« Et si… »: what a change would do, said before anybody is asked. Nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from intermetiers.web.french import of, start_sentence
from meetings.access import get_meeting
from meetings.booking import read_taken
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Step
from meetings.domain.principles import anchors
from meetings.domain.slot_reasons import call, reasons, why_not
from meetings.domain.slots import RankedSlot, UntenableSlot
from meetings.domain.suggesting import suggest
from meetings.domain.what_changes import Comparison, compare_orders, say_fit
from meetings.domain.what_if import (
    Change,
    NotInvited,
    OtherAnswer,
    OtherPlace,
    PointOut,
    every_slot,
)
from meetings.dossier import read_dossier
from meetings.frame import step_url
from meetings.preparing.forms.what_if import (
    PersonForm,
    PlaceForm,
    PointForm,
    query_of,
)
from meetings.preparing.views.slot_cards import name_slot
from partners.http import SignedRequest

FORMS: tuple[tuple[str, type[PersonForm | PointForm | PlaceForm]], ...] = (
    ("qui", PersonForm),
    ("point", PointForm),
    ("lieu", PlaceForm),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A slot in one of the two orders; `rank` is 0 where the meeting cannot be held."""

    rank: int
    when: str
    reason: str
    fit: str
    kind: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ToMakeReal:
    """Where the change would be written; `who` is to be asked first."""

    label: str
    url: str
    who: str = ""


@require_GET
def what_if(request: SignedRequest, reference: str) -> HttpResponse:
    """The question, what would change if one is asked, and the changes that would help most."""
    dossier = _to_come(read_dossier(get_meeting(request, reference)))
    forms = {name: _form(request, dossier, name, form) for name, form in FORMS}
    context: dict[str, Any] = {
        "nav": "meetings",
        "dossier": dossier,
        "person_form": forms["qui"],
        "point_form": forms["point"] if dossier.kept_items else None,
        "place_form": forms["lieu"] if _other_places(dossier) else None,
        "back": step_url(dossier, Step.SLOT),
        "bettering": _suggestions(dossier),
    }
    asked = next((form for form in forms.values() if form.is_bound), None)
    if asked is not None and asked.is_valid():
        context |= {"question": asked.question()} | _answer(dossier, asked.change())
    return render(request, "meetings/preparing/slot_what_if.html", context)


def _to_come(dossier: Dossier) -> Dossier:
    now = timezone.now()
    return replace(dossier, slots=tuple(slot for slot in dossier.slots if slot.starts_at > now))


def _other_places(dossier: Dossier) -> bool:
    return any(not place.is_chosen for place in dossier.places)


def _form(
    request: SignedRequest,
    dossier: Dossier,
    name: str,
    form: type[PersonForm | PointForm | PlaceForm],
) -> PersonForm | PointForm | PlaceForm:
    """Bound when the address asks its question; else « quand » alone only chooses the slot."""
    data = request.GET if name in request.GET else None
    return form(data, dossier=dossier, initial={"quand": request.GET.get("quand", "")})


def _suggestions(dossier: Dossier) -> dict[str, Any]:
    found = suggest(dossier, timezone.localdate())
    here = reverse("meetings:slot_what_if", args=[dossier.reference])
    links = [(one.sentence, f"{here}?{urlencode(query_of(one.change))}") for one in found.found]
    return {"links": links, "is_spare": found.is_spare}


def _answer(dossier: Dossier, change: Change) -> dict[str, Any]:
    after = change.apply(dossier)
    taken = read_taken(dossier, dossier.slots)
    if isinstance(change, OtherPlace):
        taken += read_taken(after, dossier.slots)
    compared = compare_orders(dossier, after, timezone.localdate(), taken)
    return {
        "compared": compared,
        "before": _lines(every_slot(compared.orders.before), dossier, change),
        "after": _after(compared, after, change),
        "act": _act(change, dossier),
    }


def _lines(
    slots: Iterable[RankedSlot | UntenableSlot], dossier: Dossier, change: Change
) -> list[Line]:
    fits = isinstance(change, PointOut)
    return [
        Line(
            rank=one.place if isinstance(one, RankedSlot) else 0,
            when=start_sentence(name_slot(one.slot)),
            reason=_reason(one, dossier),
            fit=start_sentence(say_fit(one.slot, dossier)) if fits else "",
        )
        for one in slots
    ]


def _reason(one: RankedSlot | UntenableSlot, dossier: Dossier) -> str:
    return why_not(one, dossier) if isinstance(one, UntenableSlot) else reasons(one, dossier).card


def _after(compared: Comparison, dossier: Dossier, change: Change) -> list[Line]:
    lines = _lines(every_slot(compared.orders.after), dossier, change)
    marks = (_mark(moved.before, moved.after) for moved in compared.orders.moved)
    return [
        replace(line, kind=kind, mark=mark) for line, (kind, mark) in zip(lines, marks, strict=True)
    ]


def _mark(before: int, after: int) -> tuple[str, str]:
    """The kind of pill and its words; none for a slot that keeps its place."""
    if before == after:
        return "", ""
    if not after:
        return "look", "ne serait plus possible"
    if not before:
        return "done", "deviendrait possible"
    return ("done", "monterait") if after < before else ("plain", "descendrait")


def _act(change: Change, dossier: Dossier) -> ToMakeReal:
    """The one form that would write it, and whom to ask before."""
    if isinstance(change, PointOut):
        url = reverse("meetings:agenda_move_out", args=[dossier.reference, change.item])
        return ToMakeReal("Sortir ce point de l’ordre du jour", url)
    if isinstance(change, OtherPlace):
        url = step_url(dossier, Step.PLACE, anchors.place(change.place))
        return ToMakeReal("Voir ce lieu parmi les autres", url)
    who = call(dossier.by_id[change.person], dossier)
    if isinstance(change, NotInvited):
        url = reverse("meetings:guest_remove", args=[dossier.reference, change.person])
        return ToMakeReal("Voir ce que ce retrait emporte", url)
    if isinstance(change, OtherAnswer) and (week := _week_to_pay(change, dossier)):
        return ToMakeReal(f"Noter ces heures payées dans la semaine {of(who)}", week, who)
    if isinstance(change, OtherAnswer):
        url = reverse("meetings:person_answers", args=[dossier.reference, change.person])
        return ToMakeReal(f"Noter la réponse {of(who)}", _at_field(url, change), who)
    url = reverse("meetings:guest_change", args=[dossier.reference, change.person])
    return ToMakeReal(f"Changer la façon de prendre part {of(who)}", url, who)


def _week_to_pay(change: OtherAnswer, dossier: Dossier) -> str:
    """Where hours become paid ones, when the usual week says they are not; else nothing."""
    person, after = dossier.by_id[change.person], change.apply(dossier).by_id[change.person]
    kind, _, pk = person.books.partition(":")
    if person.exceptions == after.exceptions or kind != "professional":
        return ""
    return reverse("partners:week_professional", args=[int(pk)])


def _at_field(url: str, change: OtherAnswer) -> str:
    """The field of that answer, when the change is of one slot."""
    if len(change.slots) != 1:
        return url
    return f"{url}#id_answer_{change.slots[0]}_{change.person}"
