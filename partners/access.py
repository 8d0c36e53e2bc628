"""Who may do what in a team: one rule by role, asked before any view, and one for who is of none.

A stranger to a team finds nothing there (404, see `visible_to`). A member who may not do something
is told so, by whom it can be done, and gets back what was typed.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from intermetiers.web.errors import kept_input, typed_texts
from intermetiers.web.middleware import READING
from partners.backends import OWES
from partners.http import SignedRequest
from partners.models import Account, Membership, TeamRole
from partners.reading import without_acts

# What somebody who only reads may send: all of it about themselves.
READERS_MAY = frozenset(
    {
        "partners:account",
        "partners:password",
        "partners:sign_out",
        "partners:switch_team",
        "partners:leave_team",
        "meetings:viewpoints_open",
        "meetings:feed_account",
        "meetings:feed_revoke",
    }
)
# What an account of no team still opens. Second factors and sessions are one’s own too.
WITHOUT_TEAM = frozenset(
    {
        "partners:waiting",
        "partners:account",
        "partners:password",
        "partners:sign_out",
        "partners:switch_team",
    }
)
# And one whose team asks for a second factor, before it has one.
WITHOUT_FACTOR = (WITHOUT_TEAM - {"partners:waiting"}) | {"partners:leave_team"}
# The addresses of one’s own account, whatever the role and the team.
OWN_PAGES = ("compte/securite", "compte/connexions")

# Where somebody who only reads is led instead of a page made of nothing but acts.
INSTEAD = {"meetings:live": "meetings:sheet"}

View = Callable[..., HttpResponse]


class RolesKept:
    """Asked before each view of somebody signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _only_reads(request) and _is_page(response):
            response.content = _without_sending(response.content, request)
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if _is_own(request):
            return None
        if request.user.role is None:
            return None if name in WITHOUT_TEAM else _without_team(request)
        if getattr(request.user, OWES, False) and name not in WITHOUT_FACTOR:
            return _to_factors(request)
        if _only_reads(request) and request.method not in READING and name not in READERS_MAY:
            return _refused(request, "errors/reading_only.html")
        if _only_reads(request) and name in INSTEAD:
            return cast(HttpResponse, redirect(INSTEAD[name], **kwargs))
        return None


def for_responsable(view: View) -> View:
    """Only a responsable of the team shown goes in; another member is told who they are."""

    @wraps(view)
    def guarded(request: SignedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.role is TeamRole.RESPONSABLE:
            return view(request, *args, **kwargs)
        return _refused(request, "errors/not_responsable.html")

    return guarded


def responsables_of(account: Account) -> list[str]:
    """The names of those who lead the team this account shows."""
    leading = Membership.objects.filter(team=account.current_team_id, role=TeamRole.RESPONSABLE)
    return list(leading.order_by("account__name", "pk").values_list("account__name", flat=True))


def _refused(request: HttpRequest, template: str) -> HttpResponse:
    account = cast(SignedRequest, request).user
    context = {"kept": typed_texts(request.POST), "responsables": responsables_of(account)}
    response = render(request, template, context, status=403)
    add_never_cache_headers(response)
    if request.headers.get("HX-Request"):
        response["HX-Retarget"] = "#contenu"
        response["HX-Reselect"] = "#contenu"
        response["HX-Reswap"] = "outerHTML show:top"
    return response


def _without_team(request: HttpRequest) -> HttpResponse:
    """Whoever left the team while writing gets back what was typed."""
    return kept_input(request) if typed_texts(request.POST) else redirect("partners:waiting")


def _to_factors(request: HttpRequest) -> HttpResponse:
    """Where a second factor is added; whoever was writing gets back what was typed."""
    return kept_input(request) if typed_texts(request.POST) else redirect("mfa_index")


def _is_own(request: HttpRequest) -> bool:
    path = request.path.strip("/")
    return any(path == page or path.startswith(f"{page}/") for page in OWN_PAGES)


def _only_reads(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated and user.role is TeamRole.LECTEUR)


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return not response.streaming and kind.startswith("text/html")


def _without_sending(page: bytes, request: HttpRequest) -> bytes:
    """The page as it is read, never typed in; what one may send about oneself stays open."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name in READERS_MAY or _is_own(request):
        return page
    return without_acts(page)
