"""What each column holds: proposed, corrected, remembered."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import posted
from partners import actions
from partners.actions.importing import Reading
from partners.domain.importing.callings import Callings
from partners.domain.importing.columns import Column, read_columns
from partners.domain.importing.fields import Kind
from partners.forms.imports import ColumnsForm, SheetForm
from partners.http import SignedRequest
from partners.models import ImportDraft
from partners.views.imports.drafts import NAV, callings_of, get_draft, memory_of, result_of


@require_http_methods(["GET", "POST"])
def columns(request: SignedRequest, pk: int) -> HttpResponse:
    draft = get_draft(request, pk)
    if ended := result_of(draft):
        return ended
    kind = Kind(draft.kind)
    callings = callings_of(request)
    form = ColumnsForm(
        posted(request), kind=kind, columns=_columns(draft, callings), callings=callings
    )
    if form.is_bound and form.is_valid():
        reading = Reading(draft.sheet, draft.header_line, form.chosen, form.remembered)
        actions.say_columns(draft, reading, by=request.user, now=timezone.now())
        return redirect("partners:import_preview", draft.pk)
    return _show(request, draft, form, _sheet_form(draft))


@require_POST
def sheet(request: SignedRequest, pk: int) -> HttpResponse:
    """Another sheet, or another line of titles: the columns are proposed again."""
    draft = get_draft(request, pk)
    if ended := result_of(draft):
        return ended
    kind = Kind(draft.kind)
    form = SheetForm(request.POST, sheets=draft.sheets)
    callings = callings_of(request)
    if not form.is_valid():
        asked = ColumnsForm(kind=kind, columns=_columns(draft, callings), callings=callings)
        return _show(request, draft, asked, form)
    number, titles_line = form.cleaned_data["sheet"], form.cleaned_data["titles_line"] - 1
    lines = draft.sheets[number]["lines"]
    found = read_columns(kind, lines, titles_line, memory_of(request, kind), callings)
    chosen = {str(column.number): column.field for column in found if column.field}
    reading = Reading(number, titles_line, chosen, {})
    actions.say_columns(draft, reading, by=request.user, now=timezone.now())
    return redirect("partners:import_columns", draft.pk)


def _columns(draft: ImportDraft, callings: Callings) -> list[Column]:
    """The columns with what was chosen for each."""
    found = read_columns(Kind(draft.kind), draft.lines, draft.header_line, {}, callings)
    return [replace(column, field=draft.columns.get(str(column.number), "")) for column in found]


def _sheet_form(draft: ImportDraft) -> SheetForm:
    initial = {"sheet": draft.sheet, "titles_line": draft.header_line + 1}
    return SheetForm(sheets=draft.sheets, initial=initial)


def _show(
    request: SignedRequest, draft: ImportDraft, form: ColumnsForm, sheet_form: SheetForm
) -> HttpResponse:
    context = {
        "draft": draft,
        "form": form,
        "sheet_form": sheet_form,
        "count": max(len(draft.lines) - draft.header_line - 1, 0),
        "addresses": any(column.field.endswith(".address") for column in form.columns),
        **NAV,
    }
    status = 422 if form.is_bound or sheet_form.is_bound else 200
    return render(request, "partners/import_columns.html", context, status=status)
