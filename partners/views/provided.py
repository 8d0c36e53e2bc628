"""Coming in by the identity provider: leaving for it, coming back from it."""

from typing import cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from partners import actions, provider

KEPT = "provider_attempt"
NO_ANSWER = "{name} n’a pas répondu comme il faut. Rien n’a changé\u00a0: recommencez, ou entrez avec votre mot de passe."
REFUSED = "{name} ne nous dit pas que votre adresse a été vérifiée, ou le compte de cette adresse est fermé, ou à quelqu’un d’autre. Parlez-en à la personne responsable de votre équipe."


@login_not_required
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Go to the provider; the session keeps what only this browser can bring back."""
    if not provider.is_configured():
        raise Http404
    if request.user.is_authenticated:
        return redirect("meetings:week")
    try:
        address, kept = provider.begin(_return_address())
    except provider.ProviderError:
        return _back(request, NO_ANSWER)
    request.session[KEPT] = kept
    return redirect(address)


@login_not_required
@require_http_methods(["GET", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    """The page the provider leads to only asks to go on: a page that is read opens nothing."""
    if not provider.is_configured():
        raise Http404
    if request.method != "POST":
        if "code" not in request.GET:
            return _back(request, NO_ANSWER)
        given = {name: request.GET.get(name, "") for name in ("code", "state")}
        return render(request, "partners/provided.html", given)
    try:
        identity = provider.finish(
            request.session.pop(KEPT, {}),
            state=request.POST.get("state", ""),
            code=request.POST.get("code", ""),
            return_to=_return_address(),
        )
        account = actions.enter_by_provider(identity, now=timezone.now())
    except (provider.ProviderError, IntegrityError):
        return _back(request, NO_ANSWER)
    except actions.EntryRefusedError:
        return _back(request, REFUSED)
    record_authentication(request, account, method="provider")
    login = Login(user=account, redirect_url=reverse("meetings:week"))
    return cast(HttpResponse, perform_login(request, login))


def _return_address() -> str:
    return f"{settings.PUBLIC_ORIGIN}{reverse('partners:provider_return')}"


def _back(request: HttpRequest, told: str) -> HttpResponse:
    messages.error(request, told.format(name=settings.OIDC_NAME))
    return redirect("partners:sign_in")
