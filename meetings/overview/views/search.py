from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from intermetiers.web.lists import page_of, words_asked
from meetings.overview.search import RELATIVES, find, relative_hit, relatives_found
from partners.http import SignedRequest, team_catalogue

PER_PAGE = 50
NAV = {"nav": "search"}


@require_GET
def search(request: SignedRequest) -> HttpResponse:
    """Everything the words find, by kind; with ?quoi=famille every relative, a page at a time."""
    words = words_asked(request)
    if words and request.GET.get("quoi") == RELATIVES:
        return _relatives(request, words)
    found = find(request.user, team_catalogue(request), words) if words else None
    return render(request, "meetings/search.html", NAV | {"words": words, "found": found})


def _relatives(request: SignedRequest, words: str) -> HttpResponse:
    page = page_of(request, relatives_found(request.user, words), per_page=PER_PAGE)
    context = {"words": words, "page_obj": page, "hits": [relative_hit(member) for member in page]}
    return render(request, "meetings/search_families.html", NAV | context)
