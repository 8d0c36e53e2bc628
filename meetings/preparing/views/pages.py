"""The small pages beside a step: the form of one act, the confirmation of a removal."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Step
from meetings.frame import frame, step_url, today
from meetings.writing import RefusedError
from partners.http import SignedRequest


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
