"""Who did what in the team, when and from where: read by a responsable, taken away as a file."""

from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.lists import page_of
from intermetiers.web.spreadsheets import table_file
from intermetiers.web.spreadsheets.writing import CONTENT_TYPES, Format, Value
from meetings.overview.actions import export_journal
from meetings.overview.journal import entries_of, lines_of
from meetings.overview.journal_forms import JournalForm
from partners.access import for_responsable
from partners.http import SignedRequest, team_of

PER_PAGE = 100
MOST_LINES = 50_000  # of one file; a period is asked for beyond
TITLES = ["Quand", "Qui", "Ce qui est fait", "Sur quoi", "D’où"]


@for_responsable
@require_GET
def journal(request: SignedRequest) -> HttpResponse:
    team = team_of(request)
    form = JournalForm(request.GET, team=team)
    asked = form.asked()
    page = page_of(request, entries_of(team, asked), per_page=PER_PAGE)
    context = {
        "nav": "",
        "team": team,
        "form": form,
        "asked": asked,
        "page_obj": page,
        "lines": lines_of(list(page), team),
        "query": request.GET.urlencode(),
    }
    return render(request, "meetings/journal.html", context)


@for_responsable
@require_POST
def journal_export(request: SignedRequest, file_format: str) -> HttpResponse:
    if file_format not in CONTENT_TYPES:
        raise Http404
    team = team_of(request)
    entries = entries_of(team, JournalForm(request.GET, team=team).asked())
    lines = lines_of(list(entries[:MOST_LINES]), team)
    export_journal(
        team, rows=len(lines), file_format=file_format, by=request.user, now=timezone.now()
    )
    cells: list[list[Value]] = [
        [timezone.localtime(line.at), line.who, line.act, line.about, line.origin] for line in lines
    ]
    return table_file(cast(Format, file_format), f"Journal {team.name}", TITLES, cells)
