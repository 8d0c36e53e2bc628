"""Who comes by the address of a card that was merged is led to the card that stays.

Whoever was writing on the card that went gets back what was typed, and the way to the other.
"""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from intermetiers.web.errors import kept_input
from partners.http import SignedRequest
from partners.models import MergedCard

# The pages of a card: the name of the address, the kind of card its number is of.
PAGES = {
    "meetings:partner": "professional",
    "partners:professional_change": "professional",
    "meetings:pupil": "pupil",
    "partners:pupil_change": "pupil",
    "partners:institution": "institution",
    "partners:institution_change": "institution",
}


def led_elsewhere(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A page not found, of a card merged in the reader's team, becomes the page of the kept one.

    A form sent there comes back with its texts: its page then leads to the kept card. Costs one
    query, and only where the page of a card was not found.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD", "POST"}:
            return response
        match = request.resolver_match
        if match is None or match.view_name not in PAGES or not request.user.is_authenticated:
            return response
        kept = _kept(cast(SignedRequest, request), PAGES[match.view_name], match.kwargs["pk"])
        if kept is None:
            return response
        return kept_input(request) if request.method == "POST" else redirect(match.view_name, kept)

    return middleware


def _kept(request: SignedRequest, model: str, pk: int) -> int | None:
    moved = MergedCard.objects.visible_to(request.user).filter(model=model, old_pk=pk).first()
    return moved.kept_pk if moved else None
