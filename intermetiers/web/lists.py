"""Long lists: the words one looks for, filters, an order, a page at a time.

The address says it all: it can be kept, sent, followed without JavaScript. What it asks and the
list does not know is ignored.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest

LONGEST_SEARCH = 100
# Beyond, putting each value in its rank costs the database more than it is worth.
MOST_RANKS = 500

Cell = str | int | Decimal | date | None
Rows = Any  # a QuerySet, of which a filter calls what its own model can do


def words_asked(request: HttpRequest) -> str:
    """What is typed in the search of the page; no control character reaches the database."""
    typed = request.GET.get("q", "")[:LONGEST_SEARCH]
    return " ".join("".join(c if c.isprintable() else " " for c in typed).split())


def page_of(request: HttpRequest, rows: QuerySet[Any], *, per_page: int) -> Page[Any]:
    """The page asked for, or the nearest one there is."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def in_rank(field: str, values: Sequence[Any]) -> Any:
    """An order no database knows: rows whose `field` is the first of `values`, then the second…

    What is none of them is unknown, and stands last.
    """
    if not 0 < len(values) <= MOST_RANKS:
        return F(field)
    ranks = [When(**{field: value}, then=Value(rank)) for rank, value in enumerate(values)]
    return Case(*ranks)


def write_cell(cell: Cell) -> str:
    """As a French reader writes it: « 21/01/2027 », « 9,5 », nothing for None."""
    match cell:
        case None:
            return ""
        case date():
            return f"{cell:%d/%m/%Y}"
        case Decimal():
            return f"{cell.normalize():f}".replace(".", ",")
    return str(cell)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, what it says of a row, and the order it puts rows in, if it does."""

    name: str
    title: str
    says: Callable[[Any], Cell]
    order: Callable[[], Sequence[Any]] | None = None


def _all(rows: Rows) -> Rows:
    return rows


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that keeps some rows; `unasked` says which are there when nothing is chosen."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    keep: Callable[[Rows, str], Rows]
    unasked: Callable[[Rows], Rows] = _all


@dataclass(frozen=True, slots=True)
class Head:
    """A title over a column; `url` sorts by it, the other way round when it already does."""

    title: str
    url: str
    aria_sort: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter at work, and the address of the same list without it."""

    label: str
    without: str


class AskedList:
    """What the address of a list asks for, of what the list offers."""

    def __init__(
        self, request: HttpRequest, columns: Sequence[Column], filters: Sequence[Filter]
    ) -> None:
        self.path = request.path
        self.columns = columns
        self.filters = filters
        self.words = words_asked(request)
        self.chosen = {
            one.name: value
            for one in filters
            if (value := request.GET.get(one.name, "")) in dict(one.choices)
        }
        asked = request.GET.get("tri", "")
        by_name = {column.name: column for column in columns if column.order}
        self.sorted_by = by_name.get(asked.removeprefix("-"), columns[0])
        self.descending = asked == f"-{self.sorted_by.name}"

    def narrow(self, rows: Rows) -> Rows:
        """The rows every filter keeps."""
        for one in self.filters:
            value = self.chosen.get(one.name)
            rows = one.unasked(rows) if value is None else one.keep(rows, value)
        return rows

    def in_order(self, rows: Rows) -> Rows:
        """The rows by the column asked, equal ones in the order they came in."""
        if self.sorted_by.order is None:
            return rows
        order = [_directed(one, self.descending) for one in self.sorted_by.order()]
        return rows.order_by(*order, *rows.query.order_by)

    @property
    def tri(self) -> str:
        """The order as the address writes it; empty for the one every list begins with."""
        if self.sorted_by is self.columns[0] and not self.descending:
            return ""
        return f"{'-' if self.descending else ''}{self.sorted_by.name}"

    @cached_property
    def query(self) -> str:
        """The whole demand, page aside, as the end of an address."""
        return self._query({})

    @property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.columns]

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(
                f"{one.label}\u00a0: {dict(one.choices)[self.chosen[one.name]]}",
                self._url({one.name: ""}),
            )
            for one in self.filters
            if one.name in self.chosen
        ]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """What the form of filters draws; a filter without choice is left out."""
        return [
            {"name": one.name, "label": one.label, "choices": one.choices,
             "value": self.chosen.get(one.name, "")}
            for one in self.filters
            if one.choices
        ]  # fmt: skip

    def _head(self, column: Column) -> Head:
        if column.order is None:
            return Head(column.title, "", "")
        here = column is self.sorted_by
        turned = f"-{column.name}" if here and not self.descending else column.name
        url = self._url({"tri": "" if turned == self.columns[0].name else turned})
        sort = ("descending" if self.descending else "ascending") if here else ""
        return Head(column.title, url, sort)

    def _url(self, changes: dict[str, str]) -> str:
        query = self._query(changes)
        return f"{self.path}?{query}" if query else self.path

    def _query(self, changes: dict[str, str]) -> str:
        demand = {"q": self.words, **self.chosen, "tri": self.tri} | changes
        return urlencode({name: value for name, value in demand.items() if value})


def _directed(order: Any, descending: bool) -> Any:
    """A name of column, or an expression whose unknown values stand last either way."""
    if isinstance(order, str):
        return f"-{order}" if descending else order
    return order.desc(nulls_last=True) if descending else order.asc(nulls_last=True)
