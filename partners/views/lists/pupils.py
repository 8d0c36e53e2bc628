from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.french import write_length
from intermetiers.web.lists import AskedList, Cell, Column, Filter, in_rank
from partners.domain.classes import class_key
from partners.domain.folding import fold
from partners.domain.school_years import first_day, school_year_of
from partners.http import SignedRequest
from partners.models import Institution, Pupil
from partners.models.pupils import HumanHelp, Plan
from partners.views.lists import pages

NONE = "aucun"
SUBJECT = pages.Subject(
    "pupils", "pupils", "Élèves", "Chercher un nom, une classe, une école", "élève", "élèves"
)


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    return pages.show_list(request, "partners/pupils.html", _pupils(request))


@require_POST
def export(request: SignedRequest, file_format: str) -> HttpResponse:
    return pages.export(request, _pupils(request), file_format)


@require_GET
def to_print(request: SignedRequest) -> HttpResponse:
    return pages.to_print(request, _pupils(request))


def _pupils(request: SignedRequest) -> pages.BookList:
    own = Pupil.objects.visible_to(request.user)
    in_use = list(own.values_list("class_name", "dispositif", "plan").distinct())
    classes = sorted({name for name, _, _ in in_use if name}, key=class_key)
    dispositifs = sorted({name for _, name, _ in in_use if name}, key=fold)
    plans = sorted({plan for _, _, plan in in_use if plan})
    asked = AskedList(
        request, _columns(classes, plans), _filters(_schools(request), classes, dispositifs)
    )
    rows = asked.narrow(own.for_list().matching(asked.words)).with_meetings(timezone.now())
    return pages.BookList(
        SUBJECT, asked, asked.in_order(rows), _columns_of_file(),
        lambda pupil: reverse("meetings:pupil", args=[pupil.pk]),
    )  # fmt: skip


def _schools(request: SignedRequest) -> list[tuple[str, str]]:
    """Those that have pupils, and the one the address names."""
    asked = request.GET.get("ecole", "")
    named = Q(pk=int(asked[:18])) if asked.isdecimal() and asked.isascii() else Q()
    with_pupils = Q(pk__in=Pupil.objects.visible_to(request.user).values("school"))
    schools = Institution.objects.visible_to(request.user).filter(with_pupils | named)
    return [(str(school.pk), school.placed_name) for school in schools.in_order()]


def _columns(classes: list[str], plans: list[str]) -> tuple[Column, ...]:
    return (
        Column("nom", "Élève", lambda pupil: pupil.listed, lambda: ("folded",)),
        Column(
            "ecole",
            "École",
            lambda pupil: pupil.school.name if pupil.school else "",
            lambda: (F("school__folded"),),
        ),
        Column("classe", "Classe", _class_of, lambda: (in_rank("class_name", classes),)),
        Column("plan", "Plan", _plans_of, lambda: (in_rank("plan", plans),)),
        Column(
            "aide", "Aide humaine", _help_of,
            lambda: (in_rank("aesh_kind", [kind for kind in HumanHelp.values if kind]), "aesh_hours"),
        ),
        Column(
            "derniere", "Dernière réunion", lambda pupil: _day(pupil.last_meeting_at),
            lambda: (F("last_meeting_at"),),
        ),
        Column(
            "prochaine", "Prochaine réunion", lambda pupil: _day(pupil.next_meeting_at),
            lambda: (F("next_meeting_at"),),
        ),
    )  # fmt: skip


def _columns_of_file() -> tuple[Column, ...]:
    return (
        Column("nom", "Nom", lambda pupil: pupil.last_name),
        Column("prenom", "Prénom", lambda pupil: pupil.first_name),
        Column("ecole", "École", lambda pupil: pupil.school.name if pupil.school else ""),
        Column("commune", "Commune", lambda pupil: pupil.school.town if pupil.school else ""),
        Column("classe", "Classe", lambda pupil: pupil.class_name),
        Column("dispositif", "Dispositif", lambda pupil: pupil.dispositif),
        Column("plan", "Plan", _plans_of),
        Column("fin", "Fin de la notification", lambda pupil: pupil.notified_until),
        Column("aide", "Aide humaine", lambda pupil: pupil.aesh_kind),
        Column("heures", "Heures d’aide par semaine", lambda pupil: pupil.aesh_hours),
        Column("derniere", "Dernière réunion", lambda pupil: _day(pupil.last_meeting_at)),
        Column("prochaine", "Prochaine réunion", lambda pupil: _day(pupil.next_meeting_at)),
    )


def _filters(
    schools: list[tuple[str, str]], classes: list[str], dispositifs: list[str]
) -> tuple[Filter, ...]:
    return (
        Filter("ecole", "École", schools, lambda rows, pk: rows.filter(school_id=int(pk))),
        Filter(
            "classe", "Classe", [(name, name) for name in classes],
            lambda rows, name: rows.filter(class_name=name),
        ),
        Filter(
            "dispositif", "Dispositif", [(name, name) for name in dispositifs],
            lambda rows, name: rows.filter(dispositif=name),
        ),
        Filter(
            "plan", "Plan", [*((plan.value, plan.value) for plan in Plan), (NONE, "aucun")],
            lambda rows, plan: rows.filter(**_plan(plan)),
        ),
        Filter(
            "aide", "Aide humaine",
            [*((kind.value, kind.label) for kind in HumanHelp if kind.value), (NONE, "aucune")],
            lambda rows, kind: rows.filter(aesh_kind="" if kind == NONE else kind),
        ),
        Filter(
            "reunion", "Réunion", [(NONE, "aucune date cette année scolaire")],
            lambda rows, _: rows.without_meeting_since(_first_moment_of_the_year()),
        ),
        pages.archived_filter(),
    )  # fmt: skip


def _plan(plan: str) -> dict[str, Any]:
    return {"plan": ""} if plan == NONE else {"plan__contains": plan}


def _first_moment_of_the_year() -> datetime:
    first = first_day(school_year_of(timezone.localdate()))
    return timezone.make_aware(datetime(first.year, first.month, first.day))  # noqa: DTZ001


def _class_of(pupil: Pupil) -> str:
    return ", ".join(part for part in (pupil.class_name, pupil.dispositif) if part)


def _plans_of(pupil: Pupil) -> str:
    return ", ".join(pupil.plan.split())


def _help_of(pupil: Pupil) -> str:
    hours = write_length(pupil.aesh_hours) if pupil.aesh_hours else ""
    return ", ".join(part for part in (pupil.aesh_kind, hours) if part)


def _day(moment: datetime | None) -> Cell:
    return timezone.localtime(moment).date() if moment else None
