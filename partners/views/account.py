"""Signing in and out, and how one is introduced to guests."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import posted
from intermetiers.web.throttle import take_try
from partners import actions
from partners.forms.account import IntroduceForm, TeamForm
from partners.http import SignedRequest
from partners.models import Professional

MOST_WRONG = 10  # an hour, from one address, at the password of a session that is open
LONGEST_NAME = 255  # what the table of attempts holds


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account an attempt counts against, however the address was written."""
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(name).strip().lower()[:LONGEST_NAME]


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """Too many wrong passwords: say for how long, and that nothing is lost."""
    return render(request, "partners/locked_out.html", status=429)


@require_POST
def sign_out(request: SignedRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "Vous êtes déconnecté. Tout est enregistré.")
    response = redirect("partners:sign_in")
    # On a computer shared with others, going back must not show the pages of a family.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_http_methods(["GET", "POST"])
def account(request: SignedRequest) -> HttpResponse:
    form = IntroduceForm(posted(request), instance=request.user)
    if form.is_bound and form.is_valid():
        actions.introduce_oneself(
            request.user,
            name=form.cleaned_data["name"],
            phone=form.cleaned_data["phone"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "C’est enregistré.")
        return redirect("partners:account")
    context = {
        "form": form,
        "nav": "",
        "card": Professional.objects.card_of(request.user),
        "teams": request.user.teams.all(),
        "team_form": TeamForm(account=request.user),
    }
    status = 422 if form.is_bound else 200
    return render(request, "partners/account.html", context, status=status)


@require_GET
def waiting(request: SignedRequest) -> HttpResponse:
    """For an account that is of no team, or no more of the one it showed."""
    if request.user.role is not None:
        return redirect("meetings:week")
    teams = request.user.teams.all()
    context = {"teams": teams, "team_form": TeamForm(account=request.user)}
    return render(request, "partners/waiting.html", context)


@require_POST
def switch_team(request: SignedRequest) -> HttpResponse:
    form = TeamForm(request.POST, account=request.user)
    if form.is_valid():
        team = form.cleaned_data["team"]
        actions.show_team(request.user, team, by=request.user, now=timezone.now())
        messages.success(request, f"Vous travaillez maintenant dans l’équipe «\u00a0{team}\u00a0».")
        return redirect("meetings:week")
    messages.error(request, "Vous n’êtes pas dans cette équipe. Rien n’a changé.")
    return redirect("partners:account")


def _may_try(request: SignedRequest, form: PasswordChangeForm) -> bool:
    """Whether this try at the present password is looked at: a session left open is no place to
    guess it."""
    tried = take_try(request, "password", most=MOST_WRONG, now=timezone.now())
    if tried is None:
        return False
    if "old_password" not in form.errors:
        tried.delete()
    return True


@require_http_methods(["GET", "POST"])
def password(request: SignedRequest) -> HttpResponse:
    form = PasswordChangeForm(request.user, posted(request))
    if form.is_bound and not _may_try(request, form):
        return locked_out(request)
    if form.is_bound and form.is_valid():
        actions.change_password(
            request.user, form.cleaned_data["new_password1"], by=request.user, now=timezone.now()
        )
        update_session_auth_hash(request, request.user)
        UserSession.objects.create_from_request(request)  # the session has another key now
        messages.success(request, "Votre mot de passe est changé.")
        return redirect("partners:account")
    status = 422 if form.is_bound else 200
    return render(request, "partners/password.html", {"form": form, "nav": ""}, status=status)
