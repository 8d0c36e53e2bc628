"""Long lists: the words one looks for, a page at a time."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

LONGEST_SEARCH = 100


def words_asked(request: HttpRequest) -> str:
    """What is typed in the search of the page; no control character reaches the database."""
    typed = request.GET.get("q", "")[:LONGEST_SEARCH]
    return " ".join("".join(c if c.isprintable() else " " for c in typed).split())


def page_of(request: HttpRequest, rows: QuerySet[Any], *, per_page: int) -> Page[Any]:
    """The page asked for, or the nearest one there is."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
