"""A whole class moves, at the end of a year or in September: one page, one yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import do_once, posted
from intermetiers.web.french import NBSP, join_words, start_sentence, write_count
from intermetiers.web.lists import page_of
from partners import actions
from partners.actions import ClassMove, Move, Placement
from partners.domain.classes import class_key, is_last_of_school, next_class
from partners.domain.school_years import school_year_of, write_school_year, year_to_plan
from partners.forms.choices import SCHOOL_KINDS
from partners.forms.moving import GO, LEAVE, STAY, ClassMoveForm, DestinationForm
from partners.http import SignedRequest
from partners.models import Institution, Pupil, Schooling

NAV = {"nav": "pupils"}
PER_PAGE = 60
# Establishments that have a unité d’enseignement: a pupil may go to school there.
TAUGHT_THERE = ("cned", "ime", "impro", "itep", "ditep", "iem", "eeap", "ies", "hopital_de_jour")
MOVED_MEANWHILE = (
    "Cet élève a changé de classe pendant que vous écriviez. "
    f"Choisissez «{NBSP}ne rien noter{NBSP}»\u202f; le reste est gardé."
)
SENT_BEFORE = (
    f"Cette page avait déjà été envoyée{NBSP}: son premier envoi est noté, celui-ci ne l’est pas. "
    "Pour changer autre chose, ouvrez de nouveau la classe."
)


@dataclass(frozen=True, slots=True)
class SchoolClasses:
    """A school and its classes, each with how many pupils are in it; no key: no school noted."""

    key: int
    name: str
    classes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The class that moves, and the schools one may go to."""

    school: Institution | None
    class_name: str
    pupils: Any
    schools: Sequence[Institution]


@require_http_methods(["GET", "POST"])
def move_class(request: SignedRequest) -> HttpResponse:
    chosen = _chosen(request)
    if chosen is None:
        context = NAV | {"schools": _classes(request)}
        return render(request, "partners/move_choose.html", context)
    return _move(request, chosen)


def _move(request: SignedRequest, chosen: Chosen) -> HttpResponse:
    destination = _destination(request, chosen)
    proposed = _proposed(destination, chosen)
    page = page_of(request, chosen.pupils, per_page=PER_PAGE)
    pupils = _posted_pupils(request) if request.method == "POST" else list(page)
    planned = _planned(pupils, proposed["annee"])
    form = ClassMoveForm(
        posted(request), pupils=pupils, planned=planned, schools=chosen.schools,
        initial=_initial(pupils, planned, proposed),
    )  # fmt: skip
    if form.is_bound and form.is_valid() and _moved(request, form, chosen, proposed["annee"]):
        return redirect("partners:move_class")
    context = NAV | {
        "chosen": chosen,
        "destination": destination,
        "year_label": write_school_year(proposed["annee"]),
        "is_present": proposed["annee"] == school_year_of(timezone.localdate()),
        "page_obj": page,
        "form": form,
        "lines": list(form.lines()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "partners/move_class.html", context, status=status)


def _classes(request: SignedRequest) -> list[SchoolClasses]:
    pupils = Pupil.objects.visible_to(request.user).active()
    counted = (
        pupils.values("school_id", "school__name", "school__town", "school__folded", "class_name")
        .annotate(count=Count("pk"))
        .order_by("school__folded", "school_id")
    )
    found = []
    for key, rows in groupby(counted, key=lambda row: row["school_id"]):
        same = sorted(rows, key=lambda row: class_key(row["class_name"]))
        parts = (same[0]["school__name"], same[0]["school__town"])
        name = " · ".join(part for part in parts if part)
        found.append(
            SchoolClasses(key or 0, name, tuple((r["class_name"], r["count"]) for r in same))
        )
    return found


def _chosen(request: SignedRequest) -> Chosen | None:
    """The class asked for in the address; None when none is. 404 for a school of nobody's."""
    asked = request.GET.get("ecole", "")
    if "classe" not in request.GET or not asked.isdecimal():
        return None
    schools = list(_schools(request))
    key, class_name = int(asked[:18]), request.GET["classe"].replace("\x00", "")[:40]
    school = next((one for one in schools if one.pk == key), None)
    if key and school is None:
        raise Http404
    pupils = Pupil.objects.visible_to(request.user).active().in_order()
    return Chosen(school, class_name, pupils.filter(school=school, class_name=class_name), schools)


def _schools(request: SignedRequest) -> Any:
    """Where a pupil can go to school, and wherever a pupil already is."""
    cards = Institution.objects.visible_to(request.user)
    attended = Pupil.objects.visible_to(request.user).active().values("school_id")
    offered = Q(kind__in=(*SCHOOL_KINDS, *TAUGHT_THERE), archived_at=None)
    return cards.filter(offered | Q(pk__in=attended)).in_order()


def _destination(request: SignedRequest, chosen: Chosen) -> DestinationForm:
    today = timezone.localdate()
    present = school_year_of(today)
    school = None if is_last_of_school(chosen.class_name) else chosen.school
    initial = {
        "annee": year_to_plan(today),
        "vers": school.pk if school else "",
        "nouvelle": next_class(chosen.class_name),
    }
    data = request.GET if "annee" in request.GET else None
    return DestinationForm(
        data, years=(present, present + 1), schools=chosen.schools, initial=initial
    )


def _proposed(destination: DestinationForm, chosen: Chosen) -> dict[str, Any]:
    """What to propose to all: as asked where it was understood, else our proposal."""
    proposed = dict(destination.initial)
    if destination.is_bound:
        destination.is_valid()
        proposed |= destination.cleaned_data
    return proposed


def _posted_pupils(request: SignedRequest) -> list[Pupil]:
    asked = [int(pk[:18]) for pk in request.POST.getlist("pupil")[:PER_PAGE] if pk.isdecimal()]
    pupils = Pupil.objects.visible_to(request.user).in_order()
    return list(pupils.filter(pk__in=asked))


def _planned(pupils: Sequence[Pupil], year: int) -> dict[int, Schooling]:
    """What was already written of a year to come, by pupil."""
    if year == school_year_of(timezone.localdate()):
        return {}
    rows = Schooling.objects.filter(pupil__in=pupils, year=year, since=None)
    return {row.pupil_id: row for row in rows.select_related("school")}


def _initial(
    pupils: Sequence[Pupil], planned: Mapping[int, Schooling], proposed: dict[str, Any]
) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for pupil in pupils:
        row = planned.get(pupil.pk)
        initial[f"fate_{pupil.pk}"] = LEAVE if row and row.leaves else GO
        written = row is not None and not row.leaves
        initial[f"school_{pupil.pk}"] = row.school_id if row and written else proposed["vers"]
        initial[f"class_{pupil.pk}"] = row.class_name if row and written else proposed["nouvelle"]
    return initial


def _moved(request: SignedRequest, form: ClassMoveForm, chosen: Chosen, year: int) -> bool:
    schools = {school.pk: school for school in chosen.schools}
    moves = [move for pupil in form.pupils for move in _moves(pupil, form.cleaned_data, schools)]
    class_move = ClassMove(chosen.school, chosen.class_name, year, moves)
    now = timezone.now()
    try:
        moved = do_once(
            form.cleaned_data["form_key"],
            lambda: actions.move_pupils(class_move, by=request.user, now=now),
            now=now,
        )
    except actions.NotThereError as error:
        for pk in error.pupils:
            form.add_error(f"fate_{pk}", MOVED_MEANWHILE)
        return False
    if moved is None:
        messages.info(request, SENT_BEFORE)
    else:
        messages.success(request, _said(form, year))
    return True


def _moves(
    pupil: Pupil, fields: Mapping[str, Any], schools: Mapping[int, Institution]
) -> list[Move]:
    fate = fields[f"fate_{pupil.pk}"]
    if fate == GO:
        school = schools.get(fields[f"school_{pupil.pk}"])
        place = Placement(school, fields[f"class_{pupil.pk}"], pupil.dispositif)
        return [Move(pupil.pk, place)]
    if fate == STAY:
        school = schools.get(pupil.school_id or 0)
        return [Move(pupil.pk, Placement(school, pupil.class_name, pupil.dispositif))]
    return [Move(pupil.pk, None)] if fate == LEAVE else []


def _said(form: ClassMoveForm, year: int) -> str:
    """« C’est noté pour 2027-2028 : 21 élèves changent de classe, un reste, un quitte le secteur. »"""
    fates = [form.cleaned_data[f"fate_{pupil.pk}"] for pupil in form.pupils]
    goes, stays, leaves = (fates.count(fate) for fate in (GO, STAY, LEAVE))
    parts = []
    if goes:
        verb = "changent" if goes > 1 else "change"
        parts.append(f"{write_count(goes, 'élève')} {verb} de classe")
    if stays:
        parts.append(f"{write_count(stays, 'élève')} {'restent' if stays > 1 else 'reste'}")
    if leaves:
        verb = "quittent" if leaves > 1 else "quitte"
        parts.append(f"{write_count(leaves, 'élève')} {verb} le secteur")
    if not parts:
        return "Rien n’est noté, comme demandé."
    return start_sentence(f"c’est noté pour {write_school_year(year)}{NBSP}: {join_words(parts)}.")
