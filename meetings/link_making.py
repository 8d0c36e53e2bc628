"""Making a private link from a form and showing it, this once: what every page that gives one does."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from intermetiers.web.editing import OnceForm, do_once
from meetings.doors import NewLink
from meetings.writing import RefusedError
from partners.http import SignedRequest

ALREADY = "C’est déjà fait. Un lien ne se montre qu’une fois\u00a0: créez-en un autre si besoin."

Make = Callable[[str, datetime], NewLink]


def make_once(
    request: SignedRequest, form: OnceForm, make: Make, *, back: str, reference: str
) -> NewLink | HttpResponse:
    """The link a valid form asks for, made by `make` (what it is made for, the moment).

    Refused, or sent twice, the page of the meeting named `back` says so instead.
    """
    now, made_for = timezone.now(), form.cleaned_data["made_for"]
    try:
        made = do_once(form.cleaned_data["form_key"], lambda: make(made_for, now), now=now)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(f"meetings:{back}", reference)
    if made is None:
        messages.info(request, ALREADY)
        return redirect(f"meetings:{back}", reference)
    return made
