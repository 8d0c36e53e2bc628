"""The file: dropped, or given as a model to fill."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from intermetiers.web.editing import do_once
from intermetiers.web.spreadsheets import Sheet, table_file
from intermetiers.web.spreadsheets.writing import CONTENT_TYPES, Format
from partners import actions
from partners.actions.importing import NewImport
from partners.domain.importing.columns import (
    choose_sheet,
    find_titles,
    read_columns,
    without_medical,
)
from partners.domain.importing.fields import Kind, model_columns
from partners.forms.imports import FileForm
from partners.http import SignedRequest, team_of
from partners.models import ImportDraft
from partners.models.imports import ImportKind
from partners.views.imports.drafts import NAV, callings_of, memory_of

_MODEL_NAMES = {
    Kind.PUPILS: "modèle élèves",
    Kind.PROFESSIONALS: "modèle professionnels",
    Kind.INSTITUTIONS: "modèle établissements",
}


@require_http_methods(["GET", "POST"])
def drop(request: SignedRequest) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            return _begin(request, form)
    opened = ImportDraft.objects.of(request.user).open().order_by("-pk").defer("sheets").first()
    models = [(kind.value, label) for kind, label in zip(Kind, ImportKind.labels, strict=True)]
    context = {"form": form, "opened": opened, "models": models, **NAV}
    status = 422 if form.is_bound else 200
    return render(request, "partners/imports.html", context, status=status)


@require_GET
def model(request: SignedRequest, table: str, file_format: str) -> HttpResponse:
    """A table with its titles and one invented line."""
    if file_format not in CONTENT_TYPES or table not in set(Kind):
        raise Http404
    wanted: Format = "xlsx" if file_format == "xlsx" else "csv"
    columns = model_columns(Kind(table))
    titles, example = [title for title, _ in columns], [value for _, value in columns]
    return table_file(wanted, _MODEL_NAMES[Kind(table)], titles, [example])


def _begin(request: SignedRequest, form: FileForm) -> HttpResponse:
    team, now = team_of(request), timezone.now()
    new = _read(form.cleaned_data["file"], Kind(form.cleaned_data["kind"]), request)
    draft = do_once(
        form.cleaned_data["form_key"],
        lambda: actions.begin_import(team, new, by=request.user, now=now),
        now=now,
    )
    return redirect("partners:import_columns", draft.pk) if draft else redirect("partners:imports")


def _read(file: Any, kind: Kind, request: SignedRequest) -> NewImport:
    sheets: tuple[Sheet, ...] = file.sheets
    sheet = choose_sheet(kind, [one.lines for one in sheets])
    lines = sheets[sheet].lines
    titles_line = find_titles(kind, lines)
    columns = read_columns(kind, lines, titles_line, memory_of(request, kind), callings_of(request))
    return NewImport(
        kind.value,
        file.safe_name,
        [{"name": one.name, "lines": _kept(kind, one)} for one in sheets],
        sheet,
        titles_line,
        {str(column.number): column.field for column in columns if column.field},
    )


def _kept(kind: Kind, sheet: Sheet) -> list[list[str]]:
    """The lines as they wait for the last yes, without what the book never holds."""
    return without_medical(sheet.lines, find_titles(kind, sheet.lines))
