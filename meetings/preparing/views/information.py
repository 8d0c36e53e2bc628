from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from intermetiers.web.editing import EditConflict, do_once, show_conflict
from intermetiers.web.french import NBSP, start_sentence, write_day, write_minutes
from intermetiers.web.uploads import save_as_file
from meetings.access import get_meeting
from meetings.domain.dossier import AgendaItem, Dossier, Information
from meetings.domain.kinds import ItemKind, Step
from meetings.domain.principles import anchors
from meetings.domain.reading import InformationState, reading_minutes, state_of
from meetings.dossier import read_dossier
from meetings.frame import show_step, step_url, today
from meetings.models import Information as InformationRow, Meeting
from meetings.models.choices import ITEM_KINDS
from meetings.preparing.actions import information as actions
from meetings.preparing.forms.information import (
    FIELDS,
    AddInformationForm,
    ChangeInformationForm,
    InformationForm,
)
from meetings.preparing.views.pages import confirm, do_and_return, show_page
from meetings.writing import RefusedError
from partners.http import SignedRequest

KINDS = dict(ITEM_KINDS)
PILLS = {
    InformationState.GIVEN: "ready",
    InformationState.LATE: "late",
    InformationState.AWAITED: "doing",
    InformationState.UNDATED: "todo",
}


@dataclass(frozen=True, slots=True)
class Card:
    """An information as the page shows it."""

    information: Information
    pill: str
    state: str
    giver: str
    reading: str
    pages: str
    waits: str  # since when it waits to go to all; "" once everybody may read it


@dataclass(frozen=True, slots=True)
class Section:
    """A point and what is read before it; `lacks` when a decision has nothing yet."""

    item: AgendaItem
    kind: str
    cards: tuple[Card, ...]
    lacks: bool


def _sections(dossier: Dossier, day: date) -> list[Section]:
    """The points of the agenda in their order."""
    return [
        Section(
            item=item,
            kind=KINDS[item.kind.value],
            cards=tuple(_card(one, dossier, day) for one in item.informations),
            lacks=item.kind is ItemKind.DECIDE and not item.informations,
        )
        for item in dossier.kept_items
    ]


def _card(information: Information, dossier: Dossier, day: date) -> Card:
    state = state_of(information, day)
    giver = dossier.by_id.get(information.giver or 0)
    minutes = reading_minutes(information.text)
    pages = information.file_pages
    waits = _waits(information, dossier)
    return Card(
        information=information,
        pill="look" if waits else PILLS[state],
        state="pas encore donnée à tous" if waits else _said(information, state),
        giver=start_sentence(giver.called) if giver else "",
        reading=f"{write_minutes(minutes)} de lecture" if minutes else "",
        pages=f"{pages}{NBSP}page{'s' if pages > 1 else ''}" if pages else "",
        waits=waits,
    )


def _waits(information: Information, dossier: Dossier) -> str:
    """« Reçu le 11 janvier : personne ne l’a encore. », of what came once the briefs were out."""
    given = information.given_at
    if given is None or dossier.is_released(information):
        return ""
    day = write_day(timezone.localdate(given), year=False, weekday=False)
    return f"Reçu le {day}{NBSP}: personne ne l’a encore."


def _said(information: Information, state: InformationState) -> str:
    """« donnée le 11 janvier », « attendue pour le 11 janvier », « en retard : … »."""
    due = write_day(information.due_on, year=False, weekday=False) if information.due_on else ""
    if state is InformationState.GIVEN:
        given = information.given_at
        day = write_day(timezone.localdate(given), year=False, weekday=False) if given else ""
        return f"donnée le {day}" if day else "donnée"
    if state is InformationState.UNDATED:
        return "attendue, sans date"
    if state is InformationState.LATE:
        return f"en retard{NBSP}: attendue pour le {due}"
    return f"attendue pour le {due}"


@require_GET
def information(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    context = {"dossier": dossier, "sections": _sections(dossier, today())}
    return show_step(request, meeting, Step.INFORMATION, context)


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    """Something more to read before the point `pk`."""
    meeting = get_meeting(request, reference)
    get_object_or_404(meeting.agenda, pk=pk)
    dossier = read_dossier(meeting)
    item = next(item for item in dossier.agenda if item.id == pk)
    form = AddInformationForm(request.POST or None, request.FILES or None, dossier=dossier)
    if form.is_bound and form.is_valid() and _added(request, meeting, pk, form):
        messages.success(request, "Information ajoutée.")
        return redirect(step_url(dossier, Step.INFORMATION, anchors.item(pk)))
    context = {"form": form, "item": item, "information": None}
    return show_page(
        request, dossier, Step.INFORMATION, "information_form", context, refused=form.is_bound
    )


def _added(request: SignedRequest, meeting: Meeting, pk: int, form: AddInformationForm) -> bool:
    now, values, pdf = timezone.now(), _values(form), _pdf(form)
    try:
        do_once(
            form.cleaned_data["form_key"],
            lambda: actions.add_information(meeting, pk, values, pdf, by=request.user, now=now),
            now=now,
        )
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _values(form: InformationForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in FIELDS}


def _pdf(form: InformationForm) -> actions.ReceivedPdf | None:
    file = form.cleaned_data["file"]
    return actions.ReceivedPdf(file, file.safe_name, file.pages) if file else None


def _find(meeting: Meeting, pk: int) -> tuple[InformationRow, Dossier, AgendaItem, Information]:
    """The row, and what the dossier says of it and of its point; 404 for any other meeting's."""
    row = get_object_or_404(InformationRow, pk=pk, item__meeting=meeting)
    dossier = read_dossier(meeting)
    item = next(item for item in dossier.agenda if item.id == row.item_id)
    return row, dossier, item, next(one for one in item.informations if one.id == pk)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    row, dossier, item, stands = _find(meeting, pk)
    form = ChangeInformationForm(
        request.POST or None,
        request.FILES or None,
        dossier=dossier,
        information=stands,
        stored=row.file.name,
    )
    if form.is_bound and form.is_valid() and _changed(request, meeting, pk, form):
        messages.success(request, "Information enregistrée.")
        return redirect(step_url(dossier, Step.INFORMATION, anchors.information(pk)))
    context = {"form": form, "item": item, "information": stands}
    return show_page(
        request, dossier, Step.INFORMATION, "information_form", context, refused=form.is_bound
    )


def _changed(
    request: SignedRequest, meeting: Meeting, pk: int, form: ChangeInformationForm
) -> bool:
    """Whether the information was written; if not, the form says why."""
    seen = form.seen() | {"file": form.cleaned_data["file_seen"]}
    try:
        actions.change_information(
            meeting,
            pk,
            _pdf(form),
            seen=seen,
            wanted=_values(form),
            by=request.user,
            now=timezone.now(),
        )
    except EditConflict as conflict:
        _show_conflict(meeting, pk, form, conflict)
        return False
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _show_conflict(
    meeting: Meeting, pk: int, form: ChangeInformationForm, conflict: EditConflict
) -> None:
    """A document cannot be shown beside another one: its name is, and the choice asked again."""
    if "file" not in conflict.current:
        return show_conflict(form, conflict)
    stored = get_object_or_404(InformationRow, pk=pk, item__meeting=meeting).file.name
    return form.refuse_file(stored, conflict.current["file"])


@require_http_methods(["GET", "POST"])
def remove(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    _, dossier, item, stands = _find(meeting, pk)
    back = step_url(dossier, Step.INFORMATION, anchors.item(item.id))
    if request.method == "POST":
        return do_and_return(
            request,
            lambda now: actions.remove_information(meeting, pk, by=request.user, now=now),
            said="Information retirée.",
            back=back,
        )
    losses = []
    if stands.text:
        losses.append("Le texte écrit ici part avec elle.")
    if stands.file_name:
        losses.append(f"Le document «{NBSP}{stands.file_name}{NBSP}» part avec elle.")
    return confirm(
        request,
        title=f"Retirer cette information{NBSP}: {stands.title}",
        losses=losses,
        act="Retirer l’information",
        keep="Garder l’information",
        back=back,
    )


@require_http_methods(["GET", "POST"])
def remove_file(request: SignedRequest, reference: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    _, dossier, _, stands = _find(meeting, pk)
    if not stands.file_name:
        raise Http404
    back = step_url(dossier, Step.INFORMATION, anchors.information(pk))
    if request.method == "POST":
        return do_and_return(
            request,
            lambda now: actions.remove_file(meeting, pk, by=request.user, now=now),
            said="Document retiré.",
            back=back,
        )
    return confirm(
        request,
        title=f"Retirer ce document{NBSP}: {stands.file_name}",
        losses=[
            f"L’information «{NBSP}{stands.title}{NBSP}» reste, avec son texte s’il y en a un."
        ],
        act="Retirer le document",
        keep="Garder le document",
        back=back,
    )


@require_GET
def download(request: SignedRequest, reference: str, pk: int) -> FileResponse:
    """The document, as a file to save."""
    meeting = get_meeting(request, reference)
    row = get_object_or_404(InformationRow, pk=pk, item__meeting=meeting)
    if not row.file:
        raise Http404
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return save_as_file(content, row.file_name)
