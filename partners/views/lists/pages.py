"""What the three lists of the book do alike: a page on screen, a file, a sheet of paper."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import start_sentence, write_count
from intermetiers.web.lists import AskedList, Column, Filter, Rows, page_of, write_cell
from intermetiers.web.spreadsheets import table_file
from intermetiers.web.spreadsheets.writing import CONTENT_TYPES, Format
from partners import actions
from partners.http import SignedRequest, team_of

PER_PAGE = 50
ARCHIVED = "archives"


@dataclass(frozen=True)
class Subject:
    """What a list is about. `name` is that of its addresses (« pupils », « pupils_export »…) and
    of its line in the journal."""

    name: str
    nav: str
    title: str
    searched: str  # the label of the search field
    noun: str
    nouns: str
    feminine: bool = False

    def url(self, asked: AskedList, act: str = "", *arguments: str) -> str:
        """The address of what one does with the rows asked for."""
        url = reverse(f"partners:{self.name}{act}", args=arguments)
        return f"{url}?{asked.query}" if asked.query else url


@dataclass(frozen=True)
class BookList:
    """The rows an address asks for, in its order, and how they are written.

    `columns_of_file` are those of the screen, split where a spreadsheet wants it; they never
    hold the contact of a family.
    """

    subject: Subject
    asked: AskedList
    rows: Rows
    columns_of_file: Sequence[Column]
    url_of: Callable[[Any], str]


def archived_filter() -> Filter:
    """Archived cards are apart: they show only when one asks for them."""
    return Filter(
        ARCHIVED,
        "Fiches",
        (("oui", "archivées"),),
        keep=lambda rows, _: rows.exclude(archived_at=None),
        unasked=lambda rows: rows.filter(archived_at=None),
    )


def show_list(request: SignedRequest, template: str, book_list: BookList) -> HttpResponse:
    page = page_of(request, book_list.rows, per_page=PER_PAGE)
    subject, asked = book_list.subject, book_list.asked
    context = {
        "page_obj": page,
        "archived": ARCHIVED in asked.chosen,
        "csv_url": subject.url(asked, "_export", "csv"),
        "xlsx_url": subject.url(asked, "_export", "xlsx"),
        "print_url": subject.url(asked, "_print"),
    }
    return render(request, template, context | _context(book_list, page, page.paginator.count))


def export(request: SignedRequest, book_list: BookList, file_format: str) -> HttpResponse:
    """Every row of the list, as a file; the journal keeps who took it."""
    if file_format not in CONTENT_TYPES:
        raise Http404
    team, columns = team_of(request), book_list.columns_of_file
    lines = [[column.says(card) for column in columns] for card in book_list.rows]
    actions.export_list(
        team, book_list.subject.name, rows=len(lines), file_format=file_format,
        filters=sorted(book_list.asked.chosen), by=request.user, now=timezone.now(),
    )  # fmt: skip
    titles = [column.title for column in columns]
    return table_file(cast(Format, file_format), book_list.subject.title, titles, lines)


def to_print(request: SignedRequest, book_list: BookList) -> HttpResponse:
    """Every row of the list on one page, made for paper."""
    cards = list(book_list.rows)
    context = {
        "today": timezone.localdate(),
        "list_url": book_list.subject.url(book_list.asked),
    }
    return render(
        request,
        "partners/list_to_print.html",
        context | _context(book_list, cards, len(cards)),
    )


def _context(book_list: BookList, cards: Iterable[Any], count: int) -> dict[str, Any]:
    subject = book_list.subject
    counted = write_count(count, subject.noun, subject.nouns, feminine=subject.feminine)
    return {
        "nav": subject.nav,
        "subject": subject,
        "asked": book_list.asked,
        "counted": start_sentence(counted),
        "lines": [_line(book_list, card) for card in cards],
    }


def _line(book_list: BookList, card: Any) -> dict[str, Any]:
    cells = [
        {"title": column.title, "text": write_cell(column.says(card))}
        for column in book_list.asked.columns
    ]
    return {"url": book_list.url_of(card), "cells": cells}
