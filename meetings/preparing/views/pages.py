"""The small pages beside a step: the form of one act, the confirmation of a removal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from intermetiers.web.editing import EditConflict, show_conflict
from intermetiers.web.french import write_hour
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Step
from meetings.frame import frame, step_url, today
from meetings.writing import RefusedError
from partners.http import SignedRequest

SOMEBODY_LEFT = (
    "Une personne ou une ligne choisie ici vient d’être retirée par quelqu’un d’autre. "
    "Votre saisie est gardée : vérifiez, puis enregistrez de nouveau."
)


def show_page(
    request: SignedRequest,
    dossier: Dossier,
    step: Step,
    page: str,
    context: dict[str, Any],
    *,
    refused: bool = False,
) -> HttpResponse:
    """The page `page` of this step, with the path, the table and what to look at around it."""
    around = frame(dossier, today(), current=step.value) | {"back": step_url(dossier, step)}
    template = f"meetings/preparing/{page}.html"
    return render(request, template, around | context, status=422 if refused else 200)


def confirm(request: SignedRequest, **context: Any) -> HttpResponse:
    """Asks before something goes: `title`, `losses` (sentences), `act`, `keep` and `back`."""
    page = {"nav": "meetings"} | context
    return render(request, "meetings/preparing/confirm.html", page)


def written(form: Any, act: Callable[[datetime], Any], *, beside: str | None = None) -> bool:
    """Whether `act` wrote what the form holds; if not, the form says why.

    A refusal is said beside the field of that name, else at the top of the form.
    """
    try:
        act(timezone.now())
    except EditConflict as conflict:
        show_conflict(form, conflict)
    except RefusedError as refusal:
        form.add_error(beside, str(refusal))
    except ObjectDoesNotExist:
        form.add_error(None, SOMEBODY_LEFT)
    else:
        return True
    return False


def say_saved(request: SignedRequest) -> None:
    """« Enregistré à 10 h 15. »"""
    messages.success(request, f"Enregistré à {write_hour(timezone.localtime())}.")


def do_and_return(
    request: SignedRequest, act: Callable[[datetime], Any], *, said: str, back: str
) -> HttpResponse:
    """Do the act, say it was done or why it was not, and go back."""
    try:
        act(timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(back)
