"""The last yes, the writing one can watch and stop, and what was done."""

import logging
from collections.abc import Iterator
from contextlib import closing
from uuid import uuid4

from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.french import write_count
from partners import actions
from partners.actions.importing import Step
from partners.domain.importing.fields import Kind
from partners.http import SignedRequest
from partners.import_rows import BookChangedError
from partners.models import ImportDraft
from partners.views.imports.drafts import NAV, answers_in, get_draft, result_of

logger = logging.getLogger(__name__)

PAGE = "partners/import_writing.html"
COUNTED = {
    "new": "Nouvelles fiches",
    "changed": "Fiches changées",
    "places": "Établissements ajoutés avec elles",
    "people": "Personnes ajoutées avec elles",
    "same": "Lignes déjà à jour",
    "refused": "Lignes à corriger, non importées",
    "ask": "Lignes sans réponse, non importées",
    "out": "Lignes laissées de côté",
}
LISTS = {
    Kind.PUPILS: "partners:pupils",
    Kind.PROFESSIONALS: "partners:people",
    Kind.INSTITUTIONS: "partners:institutions",
}


@require_POST
def write(request: SignedRequest, pk: int) -> HttpResponseBase:
    """Write what was seen. The answer is sent as the lines are written: whoever leaves before
    its end leaves nothing behind."""
    draft = get_draft(request, pk)
    if ended := result_of(draft):
        return ended
    answers = answers_in(request)
    if any(draft.choices.get(line, "") != answer for line, answer in answers.items()):
        actions.answer_likely(draft, answers, by=request.user, now=timezone.now())
        messages.info(
            request,
            "Vos réponses sont gardées. Regardez ce qui serait écrit maintenant, puis importez.",
        )
        return redirect("partners:import_preview", pk)
    steps = actions.write_import(
        draft, request.POST.get("seen", ""), by=request.user, now=timezone.now()
    )
    try:
        first = next(steps, None)
    except BookChangedError:
        messages.warning(
            request,
            "Le carnet ou vos choix ont changé depuis cette page. Rien n’est écrit\u00a0: regardez de nouveau, puis importez.",
        )
        return redirect("partners:import_preview", pk)
    if first is None:
        return redirect("partners:import_result", pk)
    # Where the page is cut, so that its middle is sent as it comes: nothing typed can say it.
    here = f"[[{uuid4().hex}]]"
    page = render_to_string(PAGE, {"draft": draft, "here": here, **NAV}, request)
    head, _, tail = page.partition(here)
    response = StreamingHttpResponse(_pieces((head, tail), first, steps, draft))
    # Compressed, the pieces would wait for each other; a proxy must not gather them either.
    response["Content-Encoding"] = "identity"
    response["X-Accel-Buffering"] = "no"
    response["Cache-Control"] = "private, no-store"
    return response


def _pieces(
    page: tuple[str, str], first: Step, steps: Iterator[Step], draft: ImportDraft
) -> Iterator[str]:
    """The page in pieces. Closed before its end, it closes the writing, which rolls back."""
    head, tail = page
    with closing(steps):  # type: ignore[type-var]
        yield head
        yield _piece("step", step=first)
        try:
            for step in steps:
                yield _piece("step", step=step)
        except (DatabaseError, BookChangedError) as error:
            # Its own words may hold a whole row.
            logger.error("an import was not written: %s", type(error).__name__)  # noqa: TRY400
            yield _piece("failed", draft=draft)
        else:
            yield _piece("done", draft=draft)
    yield tail


def _piece(name: str, **context: object) -> str:
    return render_to_string(f"{PAGE}#{name}", context)


@require_GET
def result(request: SignedRequest, pk: int) -> HttpResponse:
    draft = get_draft(request, pk)
    if draft.written_at is None:
        return redirect("partners:import_preview", pk)
    written = draft.report["new"] + draft.report["changed"]
    context = {
        "draft": draft,
        "heading": f"C’est fait\u00a0: {write_count(written, 'fiche écrite', 'fiches écrites', feminine=True)}",
        "counts": [
            (label, draft.report[name]) for name, label in COUNTED.items() if draft.report.get(name)
        ],
        "list": LISTS[Kind(draft.kind)],
        **NAV,
    }
    return render(request, "partners/import_result.html", context)


@require_POST
def abandon(request: SignedRequest, pk: int) -> HttpResponse:
    draft = get_draft(request, pk)
    if ended := result_of(draft):
        return ended
    actions.abandon_import(draft, by=request.user, now=timezone.now())
    messages.success(request, "Rien n’est importé, et rien n’est gardé du fichier.")
    return redirect("partners:imports")
