"""What every page of the address book does alike: add a card, change a card."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from intermetiers.web.editing import EditConflict, do_once, show_conflict
from partners import actions
from partners.http import SignedRequest


def add_once(form: Any, act: Callable[..., Any], request: SignedRequest) -> Any:
    """Run `act` with what the form holds, once per form sent; None if already done."""
    now = timezone.now()
    fields = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
    return do_once(
        form.cleaned_data["form_key"], lambda: act(by=request.user, now=now, **fields), now=now
    )


def saved(form: Any, card: Any, request: SignedRequest, change: Any = actions.change_card) -> bool:
    """Write the form on the card, or what `change` writes; on a conflict show both versions."""
    if not form.is_valid():
        return False
    try:
        change(
            card,
            seen=form.seen(),
            wanted=form.cleaned_data,
            by=request.user,
            now=timezone.now(),
        )
    except EditConflict as conflict:
        show_conflict(form, conflict)
        return False
    return True


def show(request: SignedRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    """The page of a form: 422 when it is shown again with errors."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form} | context, status=status)
