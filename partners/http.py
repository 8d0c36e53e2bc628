"""The request of somebody who signed in."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme

from partners.domain.catalogue import Catalogue
from partners.models import Account, Team, catalogue_of


class SignedRequest(HttpRequest):
    """What every view gets that is not listed as public: LoginRequiredMiddleware saw to it."""

    user: Account


def team_of(request: SignedRequest) -> Team:
    """The team to write in: the one this account shows, if it still belongs to it; else 404."""
    return get_object_or_404(request.user.teams, pk=request.user.current_team_id)


def shown_team(request: SignedRequest) -> Team:
    """The team this account shows, which the rule of roles saw to: whoever has none waits."""
    return cast(Team, request.user.current_team)


def team_catalogue(request: SignedRequest) -> Catalogue:
    """The catalogue as the team shown reads it."""
    return catalogue_of(shown_team(request))


def way_back(request: HttpRequest) -> str:
    """The page one came from to do something here (`?retour=`), if it is one of ours; else ""."""
    back = request.GET.get("retour", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, None) else ""
