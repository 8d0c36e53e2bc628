"""The versions of the fiche, as whoever convenes makes them and gives each to its reader."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.downloads import pdf_download
from intermetiers.web.editing import OnceForm, do_once
from meetings.access import get_meeting
from meetings.domain.changes import changes_between, is_same
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import HandedBy, Paper, Source
from meetings.domain.rereading import State, is_over, readers_of
from meetings.domain.versions import papers_for_service
from meetings.dossier import read_dossier
from meetings.following.actions import versions as actions
from meetings.following.documents import fiche_of
from meetings.following.fiche_rows import RecipientRow, recipient_rows, service_rows
from meetings.following.forms.rereading import GivenForm, MakeForm, SendForm
from meetings.following.rereadings import term_of
from meetings.following.versions import (
    fiche_of_version,
    keep_for_known,
    keep_papers,
    language_of_file,
    paper_of,
    whole_paper,
)
from meetings.following.views.rereading import show_link
from meetings.frame import frame, today
from meetings.models import FicheSending, FicheVersion, Meeting
from meetings.writing import RefusedError
from partners.http import SignedRequest

CURRENT = "versions"
ALREADY = "C’est déjà fait."
SOURCES = {source.value for source in (Source.PAPER, Source.PHONE)}
Result = TypeVar("Result")


@require_GET
def versions(request: SignedRequest, reference: str) -> HttpResponse:
    return _show(request, get_meeting(request, reference))


@require_POST
def make(request: SignedRequest, reference: str) -> HttpResponse:
    """Set the fiche down as it stands, as the next version."""
    meeting = get_meeting(request, reference)
    form = _make_form(meeting, read_dossier(meeting), request.POST)
    if not form.is_valid():
        return _show(request, meeting, making=form)
    said = form.cleaned_data
    made = _once(
        request,
        form,
        lambda: actions.make_version(
            meeting,
            word=said.get("word", ""),
            reason=said.get("reason", ""),
            by=request.user,
            now=timezone.now(),
        ),
    )
    if made is not None:
        messages.success(request, f"La version {made.number} est faite. Donnez-la à chacun.")
    return redirect("meetings:versions", reference)


@require_POST
def send(request: SignedRequest, reference: str) -> HttpResponse:
    """Write to all those who are ticked, each with the link of what is theirs."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    form = _send_form(_rows(meeting, dossier, _last(meeting)), None, request.POST)
    if not form.is_valid():
        return _show(request, meeting, sending=form)
    number, given = form.cleaned_data["number"], form.given()
    sent: list[FicheSending] = []

    def act() -> None:
        sent.extend(
            actions.send_version(meeting, number, given, by=request.user, now=timezone.now())
        )

    _once(request, form, act)
    keep_for_known(sent, dossier, timezone.now())
    if sent:
        messages.success(request, "Les courriels sont dans la boîte d’envoi.")
    return redirect("meetings:versions", reference)


@require_POST
def given(request: SignedRequest, reference: str) -> HttpResponse:
    """Note that the version was given on paper; its file is then there to print."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    form = _given_form(_rows(meeting, dossier, _last(meeting)), dossier, None, request.POST)
    if not form.is_valid():
        return _show(request, meeting, giving=form)
    number, way = form.cleaned_data["number"], HandedBy(form.cleaned_data["by_way"])
    made = _once(
        request,
        form,
        lambda: actions.note_given(
            meeting, number, form.given(), way, by=request.user, now=timezone.now()
        ),
    )
    if made is not None:
        keep_papers([made], dossier, timezone.now())
        messages.success(request, "C’est noté. Le papier à son nom est dans la liste.")
    return redirect("meetings:versions", reference)


@require_POST
@never_cache
def make_link(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """A link to the version, to give by hand, shown this once."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    last = _last(meeting)
    row = _row(_rows(meeting, dossier, last), participant)
    one = actions.Given(row.papers[0], person=participant)
    found: list[Any] = []

    def act() -> None:
        found.extend(
            actions.give_link(meeting, last.number, one, by=request.user, now=timezone.now())
        )

    _once(request, OnceForm(request.POST), act)
    if not found:
        messages.info(request, ALREADY)
        return redirect("meetings:versions", reference)
    link, sending = found
    keep_for_known([sending], dossier, timezone.now())
    return show_link(request, dossier, link, back=CURRENT, paper=False)


@require_POST
def note_read(request: SignedRequest, reference: str, sending: int) -> HttpResponse:
    """Note that somebody signed the paper, or said that they have read."""
    meeting = get_meeting(request, reference)
    source = request.POST.get("source", "")
    if source not in SOURCES:
        raise Http404
    actions.note_read(meeting, sending, Source(source), by=request.user, now=timezone.now())
    messages.success(request, "C’est noté.")
    return redirect("meetings:versions", reference)


@require_GET
def whole(request: SignedRequest, reference: str, number: int) -> HttpResponse:
    """The whole fiche of a version, for whoever convenes."""
    meeting = get_meeting(request, reference)
    version = get_object_or_404(FicheVersion, meeting=meeting, number=number)
    return pdf_download(whole_paper(version), _file_name(version))


@require_GET
def paper(request: SignedRequest, reference: str, sending: int) -> HttpResponse:
    """What one recipient was given, byte for byte."""
    meeting = get_meeting(request, reference)
    found = get_object_or_404(
        FicheSending.objects.select_related("version", "participant__family_member"),
        version__meeting=meeting,
        pk=sending,
    )
    given = Paper(found.paper)
    content = paper_of(found, given, read_dossier(meeting), language_of_file(found, given))
    return pdf_download(content, _file_name(found.version))


def _file_name(version: FicheVersion) -> str:
    name = fiche_of_version(version).file_name.removesuffix(".pdf")
    return f"{name}, version {version.number}.pdf"


def _once(request: SignedRequest, form: OnceForm, act: Callable[[], Result]) -> Result | None:
    """Act once; what cannot be done is said. None when nothing was made."""
    form.full_clean()
    try:
        return do_once(form.cleaned_data["form_key"], act, now=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return None


def _row(rows: list[RecipientRow], participant: int) -> RecipientRow:
    for row in rows:
        if row.id == participant:
            return row
    raise Http404


def _last(meeting: Meeting) -> FicheVersion:
    """The last version; 404 where nothing was made that could be given."""
    last: FicheVersion | None = FicheVersion.objects.filter(meeting=meeting).last()
    if last is None:
        raise Http404
    return last


def _rows(meeting: Meeting, dossier: Dossier, last: FicheVersion) -> list[RecipientRow]:
    return recipient_rows(meeting, dossier, fiche_of_version(last), ())


def _is_early(meeting: Meeting, dossier: Dossier) -> bool:
    """Whether the family, if anybody of it re-reads, has not had its time yet."""
    return bool(readers_of(dossier)) and not is_over(term_of(meeting), today())


def _make_form(meeting: Meeting, dossier: Dossier, data: Any = None) -> MakeForm:
    is_first = not FicheVersion.objects.filter(meeting=meeting).exists()
    return MakeForm(data, is_first=is_first, is_early=_is_early(meeting, dossier), prefix="faire")


def _send_form(rows: list[RecipientRow], last: FicheVersion | None, data: Any = None) -> SendForm:
    """Whoever has an address, but for those who were sent this very version already."""
    reached = [row for row in rows if row.email]
    number = last.number if last else 0
    waiting = [row for row in reached if all(one.number != number for one in row.sendings)]
    return SendForm(
        data,
        papers={row.id: row.papers for row in reached},
        ticked=[row.id for row in waiting if not row.warning],
        initial={"number": number},
        prefix="envoi",
    )


def _given_form(
    rows: list[RecipientRow], dossier: Dossier, last: FicheVersion | None, data: Any = None
) -> GivenForm:
    papers = {str(row.id): row.papers for row in rows} | {"": papers_for_service(dossier)}
    return GivenForm(
        data,
        people={str(row.id): row.name for row in rows},
        papers=papers,
        initial={"number": last.number if last else 0},
        prefix="remis",
    )


def _show(
    request: SignedRequest,
    meeting: Meeting,
    *,
    making: MakeForm | None = None,
    sending: SendForm | None = None,
    giving: GivenForm | None = None,
) -> HttpResponse:
    dossier, now = read_dossier(meeting), timezone.now()
    found = list(FicheVersion.objects.filter(meeting=meeting).order_by("-number"))
    last = found[0] if found else None
    rows_sent = FicheSending.objects.filter(version__meeting=meeting)
    sendings = list(rows_sent.select_related("version", "mail"))
    term, fiche = term_of(meeting), fiche_of(dossier, meeting, now)
    before = fiche_of_version(last) if last else None
    rows = recipient_rows(meeting, dossier, before or fiche, sendings)
    send_form = sending or _send_form(rows, last)
    page = frame(dossier, today(), current=CURRENT) | {
        "versions": found,
        "last": last,
        "term": term,
        "state": (term.state(today()) if term else State.NOT_OPENED).value,
        "has_family": bool(readers_of(dossier)),
        "is_early": _is_early(meeting, dossier),
        "may_make": dossier.closed_on is not None and dossier.cancelled_on is None,
        "is_new": before is None or not is_same(before, fiche),
        "changes": changes_between(before, fiche) if before else (),
        "make_form": making or _make_form(meeting, dossier),
        "send_form": send_form,
        "send_rows": [
            (row, _paper_field(send_form, row), send_form.is_ticked(row.id))
            for row in rows
            if row.email
        ],
        "given_form": giving or _given_form(rows, dossier, last),
        "rows": rows,
        "services": service_rows(sendings),
        "once": OnceForm(auto_id=False),
        "refused_form": making or sending or giving,
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    status = 422 if making or sending or giving else 200
    return render(request, "meetings/following/versions.html", page, status=status)


def _paper_field(form: SendForm, row: RecipientRow) -> Any:
    return form[f"paper-{row.id}"]
