"""The page of a pupil: who is around, what was held, what comes next."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from intermetiers.web.french import of
from meetings.domain.circle import Near, circle_of
from meetings.domain.left_points import left_for_later
from meetings.domain.round_table import RoundTable, short_label
from meetings.domain.thread import last_decisions
from meetings.domain.yearly import YearlyEss, yearly_ess
from meetings.frame import today
from meetings.left_points import read_left
from meetings.models import Meeting
from meetings.overview.lines import meetings_by_time, of_pupil
from meetings.overview.thread import promises_about
from meetings.years import ess_days
from partners.domain.births import age_on
from partners.domain.school_years import school_year_of, write_school_year
from partners.domain.worlds import World
from partners.http import SignedRequest
from partners.models import FamilyMember, Following, Professional, Pupil

PPS = "PPS"


@require_GET
def pupil_page(request: SignedRequest, pk: int) -> HttpResponse:
    pupils = Pupil.objects.visible_to(request.user).select_related("school", "team")
    pupil = get_object_or_404(pupils, pk=pk)
    day = today()
    meetings = Meeting.objects.filter(pupil=pupil)
    left = read_left(pupil.pk)
    context = {
        "nav": "pupils",
        "pupil": pupil,
        "age": age_on(pupil.born_on, day) if pupil.born_on else None,
        **_around(pupil),
        **_schooling(pupil, day),
        **meetings_by_time(request, meetings, day, about=of_pupil),
        "yearly": _yearly(pupil, day),
        "left_points": left_for_later(left.points, day),
        "decided": last_decisions(promises_about(pupil), timezone.localtime()),
    }
    return render(request, "meetings/pupil.html", context)


def _around(pupil: Pupil) -> dict[str, Any]:
    """The family and those who follow the pupil, as lists and as the table seen from above."""
    family = list(pupil.family.all())
    rows = pupil.followings.select_related("professional__institution", "professional__team")
    followings = sorted(rows, key=lambda row: row.professional.folded)
    present = [row for row in followings if row.until is None]
    return {
        "around": f"Qui est autour {of(pupil.first_name)}",
        "family": family,
        "followings": present,
        "past_followings": [row for row in followings if row.until is not None],
        "table": _circle(pupil, family, present),
    }


def _circle(
    pupil: Pupil, family: Sequence[FamilyMember], followings: Sequence[Following]
) -> RoundTable:
    return circle_of(
        pupil.first_name,
        [_relative(member) for member in family],
        [_professional(row.professional) for row in followings],
        has_aesh=bool(pupil.aesh_kind),
    )


def _relative(member: FamilyMember) -> Near:
    return Near(
        key=f"relative-{member.pk}",
        called=member.called,
        short=short_label(member.relation),
        world=World.FAMILY,
        name=member.name,
    )


def _professional(card: Professional) -> Near:
    metier = card.catalogue_entry
    return Near(
        key=f"professional-{card.pk}",
        called=card.called,
        short=metier.short if metier else short_label(card.title),
        world=card.world,
        name=card.name,
        metier=card.metier,
    )


def _schooling(pupil: Pupil, day: date) -> dict[str, Any]:
    """The years, the latest first; of this one and the next, whether anything is written."""
    years, present = list(pupil.schoolings.select_related("school")), school_year_of(day)
    return {
        "years": years,
        "present_year": present,
        "present_label": write_school_year(present),
        "present_is_written": any(row.year == present and row.begins_on <= day for row in years),
        "next_year": present + 1,
        "next_label": write_school_year(present + 1),
        "planned": [row for row in reversed(years) if row.begins_on > day],
        "next_is_written": any(row.year == present + 1 for row in years),
    }


def _yearly(pupil: Pupil, day: date) -> YearlyEss | None:
    """When the PPS was last evaluated, and by when it is due; None without a PPS, or for a pupil
    who is no longer followed here."""
    if pupil.archived_at or PPS not in pupil.plan.split():
        return None
    held, to_come = ess_days(pupil, day)
    return yearly_ess(max(held, default=None), min(to_come, default=None), day)
