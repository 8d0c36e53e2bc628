"""The table somebody is bringing in: found again from its address, by its author alone."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partners.domain.importing.callings import Callings
from partners.domain.importing.fields import Kind
from partners.domain.importing.titles import plain_title
from partners.http import SignedRequest, shown_team, team_catalogue
from partners.models import ColumnMemory, ImportDraft, Institution

_ANSWERS = r"(?:same:L?[0-9]{1,12}|other|out|)"
NAV: Mapping[str, Any] = {"nav": "people"}


def get_draft(request: SignedRequest, pk: int) -> ImportDraft:
    """The draft of this account in the team it shows; else 404."""
    drafts = ImportDraft.objects.of(request.user).select_related("team")
    return get_object_or_404(drafts, pk=pk)


def result_of(draft: ImportDraft) -> HttpResponse | None:
    """Where a table already written leads; None while it is not."""
    return redirect("partners:import_result", draft.pk) if draft.written_at else None


def answers_in(request: SignedRequest) -> dict[str, str]:
    """What was sent of likely duplicates, by the number of the line."""
    sent = {name: str(value) for name, value in request.POST.items()}
    return {
        name.removeprefix("line_"): value
        for name, value in sent.items()
        if re.fullmatch(r"line_[0-9]{1,6}", name) and re.fullmatch(_ANSWERS, value)
    }


def callings_of(request: SignedRequest) -> Callings:
    """The métiers and the institutions as the titles of a table may name them."""
    team = shown_team(request)
    places = Institution.objects.filter(team=team).values_list("name", flat=True)
    return Callings.of(team_catalogue(request), places)


def memory_of(request: SignedRequest, kind: Kind) -> dict[str, str]:
    """What the team put under each title before."""
    known = ColumnMemory.objects.filter(team=shown_team(request), kind=kind)
    return {plain_title(title): field for title, field in known.values_list("title", "field")}
