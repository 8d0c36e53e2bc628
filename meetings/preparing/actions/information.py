"""What each must know before deciding: asked, given as a text or a PDF, replaced, removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from intermetiers.web.editing import EditConflict, merge
from intermetiers.web.french import NBSP
from intermetiers.web.uploads import random_name
from meetings.models import Information, Meeting
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

GONE = "Cette information n’est plus dans la liste, quelqu’un l’a retirée entre-temps."
NO_POINT = "Ce point n’est plus dans la liste, quelqu’un l’a supprimé entre-temps."
NOT_INVITED = f"Cette personne n’est plus invitée{NBSP}: choisissez qui donne cette information."


@dataclass(frozen=True, slots=True)
class ReceivedPdf:
    """A PDF that was looked at: `name` is safe to show and to save under."""

    content: "File[bytes]"
    name: str
    pages: int


def add_information(
    meeting: Meeting,
    item: int,
    values: Mapping[str, Any],
    pdf: ReceivedPdf | None,
    *,
    by: Account,
    now: datetime,
) -> Information:
    """Add what must be read before a point; `values` are title, giver_id, due_on and text."""
    with locked(meeting) as row:
        if not row.agenda.filter(pk=item).exists():
            raise RefusedError(NO_POINT)
        _check_giver(row, values["giver_id"])
        information = Information(item_id=item, added_at=now, **values)
        _attach(information, pdf)
        _date_gift(information, now)
        information.save()
        keep("information_added", information, row, by=by, now=now)
    return information


def change_information(
    meeting: Meeting,
    pk: int,
    pdf: ReceivedPdf | None,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Keep what changed, and the PDF if there is one, in place of the former.

    `seen["file"]` is the stored name of the document the author saw: another one put there
    meanwhile is a conflict. Raises EditConflict, with nothing written.
    """
    with locked(meeting) as row:
        information = _find(row, pk)
        if pdf is not None and information.file.name != seen["file"]:
            raise EditConflict({"file": information.file_name})
        texts = {name: seen.get(name) for name in wanted}
        fields = merge(information, seen=texts, wanted=wanted)
        _check_giver(row, information.giver_id)
        if pdf is not None:
            _forget(information.file.name)
            _attach(information, pdf)
            fields = [*fields, "file"]
        if fields:
            _date_gift(information, now)
            information.save()
            keep("information_changed", information, row, by=by, now=now, fields=fields)


def remove_information(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> None:
    """Remove an information and its document."""
    with locked(meeting) as row:
        information = _find(row, pk)
        _forget(information.file.name)
        keep("information_removed", information, row, by=by, now=now)
        information.delete()


def remove_file(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> None:
    """Remove the document only; the information is awaited again unless it holds a text."""
    with locked(meeting) as row:
        information = _find(row, pk)
        if not information.file_name:
            return
        _forget(information.file.name)
        information.file, information.file_name, information.file_pages = "", "", 0
        _date_gift(information, now)
        information.save()
        keep("information_file_removed", information, row, by=by, now=now, fields=["file"])


def forget_files(informations: QuerySet[Information]) -> None:
    """Delete the documents of these informations once the current transaction stands."""
    for name in informations.exclude(file="").values_list("file", flat=True):
        _forget(name)


def _find(row: Meeting, pk: int) -> Information:
    try:
        return Information.objects.get(pk=pk, item__meeting=row)
    except Information.DoesNotExist as error:
        raise RefusedError(GONE) from error


def _check_giver(row: Meeting, giver: int | None) -> None:
    if giver is not None and not row.participants.filter(pk=giver).exists():
        raise RefusedError(NOT_INVITED)


def _attach(information: Information, pdf: ReceivedPdf | None) -> None:
    """Store the document under a name that says nothing; the name people read is kept apart."""
    if pdf is None:
        return
    information.file.save(random_name(), pdf.content, save=False)
    information.file_name, information.file_pages = pdf.name, pdf.pages


def _date_gift(information: Information, now: datetime) -> None:
    """Given from the day it holds something; awaited again, by all, when it holds nothing more."""
    if not (information.text.strip() or information.file_name):
        information.given_at = information.released_at = None
    elif information.given_at is None:
        information.given_at = now


def _forget(name: str | None) -> None:
    """Delete a stored document when the transaction stands: a rollback must not lose it."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))
