from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from intermetiers.web.downloads import pdf_download
from intermetiers.web.editing import do_once, posted
from intermetiers.web.lists import page_of
from meetings.domain.learning.observing import BEFORE, NOBODY, SHEETS, ObservationSheet, sheet_of
from meetings.frame import today
from meetings.learning.actions.observations import (
    change_observation,
    keep_new_observation,
    remove_observation,
)
from meetings.learning.forms.observation import NewObservationForm, ObservationForm
from meetings.learning.papers import observation_pdf
from meetings.models import Observation
from partners.http import SignedRequest, team_of

PER_PAGE = 30


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    """The two sheets to take along, and those one filled; nobody else’s."""
    page = page_of(request, Observation.objects.of_account(request.user), per_page=PER_PAGE)
    titles = {sheet.code: sheet.title for sheet in SHEETS}
    context = {
        "nav": "",
        "sheets": SHEETS,
        "before": BEFORE,
        "page_obj": page,
        "rows": [(row, titles.get(row.sheet, "")) for row in page],
    }
    return render(request, "meetings/learning/observe.html", context)


@require_GET
def blank(request: SignedRequest, sheet: str) -> HttpResponse:
    """The sheet with ruled lines, to fill by hand."""
    found = _sheet(sheet)
    return pdf_download(observation_pdf(found), f"{found.document_title}.pdf")


@require_http_methods(["GET", "POST"])
def new(request: SignedRequest, sheet: str) -> HttpResponse:
    found = _sheet(sheet)
    form = NewObservationForm(posted(request), sheet=found, initial={"observed_on": today()})
    if form.is_bound and form.is_valid():
        now = timezone.now()
        kept = do_once(
            form.cleaned_data["form_key"],
            lambda: keep_new_observation(
                team_of(request), found.code, form.written(), by=request.user, now=now
            ),
            now=now,
        )
        messages.success(request, "C’est enregistré, pour vous.")
        return redirect("meetings:observation", kept.pk) if kept else redirect("meetings:observe")
    return _page(request, found, form)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    found = _sheet(row.sheet)
    initial = {"title": row.title, "observed_on": row.observed_on}
    form = ObservationForm(posted(request), sheet=found, answers=row.answers, initial=initial)
    if form.is_bound and form.is_valid():
        change_observation(row, form.changes(), by=request.user, now=timezone.now())
        messages.success(request, "C’est enregistré, pour vous.")
        return redirect("meetings:observation", row.pk)
    return _page(request, found, form, row)


@require_GET
def filled(request: SignedRequest, pk: int) -> HttpResponse:
    """What one wrote, to print."""
    row = _own(request, pk)
    return pdf_download(observation_pdf(_sheet(row.sheet), row), f"Observation {row.title}.pdf")


@require_http_methods(["GET", "POST"])
def remove(request: SignedRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    if request.method == "POST":
        remove_observation(row, by=request.user, now=timezone.now())
        messages.success(request, "L’observation est supprimée.")
        return redirect("meetings:observe")
    context = {"nav": "", "observation": row}
    return render(request, "meetings/learning/observation_remove.html", context)


def _own(request: SignedRequest, pk: int) -> Observation:
    found: Observation = get_object_or_404(Observation.objects.of_account(request.user), pk=pk)
    return found


def _sheet(code: str) -> ObservationSheet:
    found = sheet_of(code)
    if found is None:
        raise Http404
    return found


def _page(
    request: SignedRequest,
    sheet: ObservationSheet,
    form: ObservationForm,
    observation: Observation | None = None,
) -> HttpResponse:
    context = {
        "nav": "",
        "sheet": sheet,
        "form": form,
        "observation": observation,
        "before": BEFORE,
        "nobody": NOBODY,
        "parts": [(part, [form.field_of(line) for line in part.lines]) for part in sheet.parts],
        "action": reverse("meetings:observation", args=[observation.pk])
        if observation
        else reverse("meetings:observation_new", args=[sheet.code]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/learning/observation.html", context, status=status)
