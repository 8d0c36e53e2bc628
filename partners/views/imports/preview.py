"""What would be written, line by line, before the last yes."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.french import NBSP, start_sentence, write_count
from intermetiers.web.spreadsheets import table_file
from intermetiers.web.spreadsheets.writing import CONTENT_TYPES, Format
from partners import actions
from partners.domain.importing.columns import titles_of
from partners.domain.importing.fields import Kind, missing_fields
from partners.domain.importing.lines import Fate, LinePlan, Plan, refused_lines
from partners.domain.importing.titles import is_medical
from partners.http import SignedRequest
from partners.models import ImportDraft
from partners.models.import_book import plan_of
from partners.views.imports.drafts import NAV, answers_in, get_draft, result_of

PER_PAGE = 50
LIKELY_PER_PAGE = 20
SHOWN_ASIDE = 8
TO_CORRECT = "À corriger"


@dataclass(frozen=True, slots=True)
class Tab:
    """Lines of one fate. `waiting` is what still asks for something."""

    slug: str
    label: str
    lines: list[LinePlan]
    waiting: int = 0

    @property
    def count(self) -> int:
        return len(self.lines)


@require_GET
def preview(request: SignedRequest, pk: int) -> HttpResponse:
    draft = get_draft(request, pk)
    if ended := result_of(draft):
        return ended
    if missing_fields(Kind(draft.kind), set(draft.columns.values())):
        return redirect("partners:import_columns", draft.pk)
    plan = plan_of(draft, timezone.localdate())
    tabs = _tabs(plan)
    asked = request.GET.get("voir", "")
    here = next((tab for tab in tabs if tab.slug == asked), tabs[0] if tabs else None)
    per_page = LIKELY_PER_PAGE if here and here.slug == "doublons" else PER_PAGE
    page = Paginator(here.lines if here else [], per_page).get_page(request.GET.get("page"))
    context = {
        "draft": draft, "tabs": tabs, "here": here, "page_obj": page,
        "total": plan.counts[Fate.NEW] + plan.counts[Fate.CHANGED],
        "heading": _heading(plan), "notes": _notes(plan), "fingerprint": plan.fingerprint,
        "new_places": list(plan.new_places.values()),
        "new_people": sorted(one.name for one in plan.new_people.values()), **NAV,
    }  # fmt: skip
    return render(request, "partners/import_preview.html", context)


@require_POST
def answer(request: SignedRequest, pk: int) -> HttpResponse:
    """What was chosen of the likely duplicates of one page."""
    draft = get_draft(request, pk)
    if ended := result_of(draft):
        return ended
    answers = answers_in(request)
    actions.answer_likely(draft, answers, by=request.user, now=timezone.now())
    page = request.POST.get("page", "1")
    query = f"?voir=doublons&page={page if page.isdecimal() else 1}"
    return redirect(reverse("partners:import_preview", args=[pk]) + query)


@require_GET
def refused(request: SignedRequest, pk: int, file_format: str) -> HttpResponse:
    """The refused lines as they came, with what is to be corrected in each."""
    draft = get_draft(request, pk)
    if ended := result_of(draft):
        return ended
    if file_format not in CONTENT_TYPES:
        raise Http404
    wanted: Format = "xlsx" if file_format == "xlsx" else "csv"
    return table_file(wanted, "lignes à corriger", *_to_correct(draft))


def _to_correct(draft: ImportDraft) -> tuple[list[str], list[list[str]]]:
    """The titles one can bring back as they are, and the lines; what was read of no use stays."""
    titles = titles_of(draft.lines, draft.header_line)
    kept = [
        number
        for number, title in enumerate(titles)
        if title != TO_CORRECT and not is_medical(title)
    ]
    lines = [
        [reason, *(draft.lines[number - 1][column] for column in kept)]
        for number, reason in refused_lines(plan_of(draft, timezone.localdate()))
    ]
    return [TO_CORRECT, *(titles[number] for number in kept)], lines


def _tabs(plan: Plan) -> list[Tab]:
    """The lists that hold something; what asks for something comes first."""
    likely = [line for line in plan.lines if line.likely]
    tabs = [
        Tab("doublons", "Peut-être déjà là", likely, plan.counts[Fate.ASK]),
        Tab("refus", "À corriger", plan.of(Fate.REFUSED), plan.counts[Fate.REFUSED]),
        Tab("nouveaux", "Nouveaux", plan.of(Fate.NEW)),
        Tab("changes", "Changés", plan.of(Fate.CHANGED)),
        Tab("identiques", "Déjà à jour", plan.of(Fate.SAME)),
    ]
    return [tab for tab in tabs if tab.lines]


def _heading(plan: Plan) -> str:
    total = plan.counts[Fate.NEW] + plan.counts[Fate.CHANGED]
    looks = plan.counts[Fate.ASK] + plan.counts[Fate.REFUSED]
    told = [f"{write_count(total, 'fiche', feminine=True)} à écrire"] if total else []
    told += [f"{write_count(looks, 'ligne', feminine=True)} à regarder"] if looks else []
    return start_sentence(", ".join(told)) or "Tout est déjà dans le carnet"


def _notes(plan: Plan) -> list[str]:
    """What the last yes means, in whole sentences; only what is true of this table."""
    unclear = tuple(one.line for one in plan.of(Fate.NEW, Fate.CHANGED, Fate.SAME) if one.unclear)
    counted = (
        (plan.counts[Fate.NEW], "nouvelle fiche", "nouvelles fiches", ""),
        (plan.counts[Fate.CHANGED], "fiche changée", "fiches changées", ""),
        (len(plan.new_places), "établissement ajouté", "établissements ajoutés", ""),
        (len(plan.new_people), "personne ajoutée au carnet, parmi celles qui suivent un élève",
         "personnes ajoutées au carnet, parmi celles qui suivent un élève", ""),
        (len(unclear), "ligne où un nom n’est pas noté dans le suivi",
         "lignes où un nom n’est pas noté dans le suivi", f" (n°{NBSP}{_numbers(unclear)})"),
        (plan.counts[Fate.SAME], "ligne déjà à jour", "lignes déjà à jour", ""),
        (plan.counts[Fate.REFUSED], "ligne à corriger, qui n’est pas importée",
         "lignes à corriger, qui ne sont pas importées",
         f"{NBSP}: prenez d’abord leur fichier, il ne sera plus là ensuite"),
        (plan.counts[Fate.ASK], "ligne sans réponse, qui n’est pas importée",
         "lignes sans réponse, qui ne sont pas importées", ""),
        (plan.counts[Fate.OUT], "ligne laissée de côté", "lignes laissées de côté",
         ", comme vous l’avez dit"),
        (len(plan.aside), "ligne sans fiche", "lignes sans fiche",
         f"{NBSP}: total, titre répété ou intertitre (n°{NBSP}{_numbers(plan.aside)})"),
    )  # fmt: skip
    return [
        start_sentence(f"{count}{NBSP}{one if count == 1 else many}{more}")
        for count, one, many, more in counted
        if count
    ]


def _numbers(lines: tuple[int, ...]) -> str:
    shown = ", ".join(str(number) for number in lines[:SHOWN_ASIDE])
    return f"{shown}…" if len(lines) > SHOWN_ASIDE else shown
