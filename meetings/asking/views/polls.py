"""Answers brought from another poll: read, shown, then written, and taken back if need be."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import do_once
from intermetiers.web.french import NBSP, write_count
from meetings.access import get_meeting
from meetings.asking.actions.poll_undo import Undone, undo_poll
from meetings.asking.actions.polls import GONE, NewPoll, begin_poll, forget_poll, keep_poll
from meetings.asking.forms.polls import PollFileForm, PollForm, write_instant
from meetings.asking.poll_rows import replaces_by_itself, rows_of
from meetings.asking.poll_said import say_left, say_written
from meetings.asking.polls import draft_of, mails_of, propose, read_draft
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Step
from meetings.domain.polls.matching import Matcher
from meetings.domain.polls.poll import Poll
from meetings.dossier import read_dossier
from meetings.frame import step_url
from meetings.models import Meeting, PollImport
from meetings.models.choices import POLL_KINDS
from meetings.writing import RefusedError
from partners.http import SignedRequest

TOOLS = dict(POLL_KINDS)


@require_http_methods(["GET", "POST"])
@never_cache
def poll_import(request: SignedRequest, reference: str) -> HttpResponse:
    """The file, or its text. What is read waits as a draft."""
    meeting = get_meeting(request, reference)
    form = PollFileForm()
    if request.method == "POST":
        form = PollFileForm(request.POST, request.FILES)
        if form.is_valid():
            return _begin(request, meeting, form)
    dossier = read_dossier(meeting)
    polls = PollImport.objects.filter(meeting=meeting).defer("draft", "written").order_by("-pk")
    context = _context(dossier) | {
        "form": form,
        "opened": next(
            (one for one in polls if not one.written_at and one.by == request.user), None
        ),
        "written": [one for one in polls if one.written_at and not one.undone_at],
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/asking/poll_import.html", context, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
def poll_preview(request: SignedRequest, reference: str, poll: int) -> HttpResponse:
    """What would be written; posting shows what other choices would change, and writes nothing."""
    meeting = get_meeting(request, reference)
    row = _find(meeting, poll)
    if row is None:
        return _gone(request, reference)
    dossier = read_dossier(meeting)
    if row.written_at:
        context = _context(dossier) | {"poll": row, "tool": TOOLS[row.kind]}
        context |= {"said": say_written(row.written, dossier)}
        return render(request, "meetings/asking/poll_result.html", context)
    return _show(request, row, dossier, request.POST if request.method == "POST" else None)


@require_POST
def poll_keep(request: SignedRequest, reference: str, poll: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    row = _find(meeting, poll)
    if row is None:
        return _gone(request, reference)
    if row.written_at is None:
        now, dossier = timezone.now(), read_dossier(meeting)
        draft = read_draft(row.draft)
        proposal = propose(draft, dossier, timezone.localtime(now))
        form = PollForm(request.POST, draft=draft, proposal=proposal, dossier=dossier)
        if not form.is_valid():
            return _show(request, row, dossier, request.POST)
        try:
            keep_poll(meeting, poll, form.choices, seen_at=form.seen_at, by=request.user, now=now)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return redirect("meetings:poll_import", reference)
    return redirect("meetings:poll_preview", reference, poll)


@require_POST
def poll_undo(request: SignedRequest, reference: str, poll: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    try:
        undone = undo_poll(meeting, poll, by=request.user, now=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("meetings:poll_import", reference)
    dossier = read_dossier(meeting)
    if undone is None:
        messages.info(request, "C’est déjà défait.")
    else:
        messages.success(request, _say_undone(undone))
        for sentence in say_left(undone, dossier):
            messages.warning(request, sentence)
    return redirect(step_url(dossier, Step.SLOT))


@require_POST
def poll_forget(request: SignedRequest, reference: str, poll: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    forget_poll(meeting, poll, by=request.user, now=timezone.now())
    messages.success(request, f"Le sondage est jeté{NBSP}: rien n’en est gardé.")
    return redirect("meetings:poll_import", reference)


def _begin(request: SignedRequest, meeting: Meeting, form: PollFileForm) -> HttpResponse:
    now, read = timezone.now(), form.cleaned_data["poll"]
    new = _new(read, meeting)
    try:
        made = do_once(
            form.cleaned_data["form_key"],
            lambda: begin_poll(meeting, new, by=request.user, now=now),
            now=now,
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        made = None
    if made is None:
        return redirect("meetings:poll_import", meeting.reference)
    return redirect("meetings:poll_preview", meeting.reference, made.pk)


def _new(poll: Poll, meeting: Meeting) -> NewPoll:
    matcher = Matcher(read_dossier(meeting), mails_of(meeting))
    return NewPoll(poll.kind.value, draft_of(poll, matcher))


def _show(request: SignedRequest, row: PollImport, dossier: Dossier, data: Any) -> HttpResponse:
    now = timezone.localtime()
    draft = read_draft(row.draft)
    proposal = propose(draft, dossier, now)
    sent = None if data is None else data.copy()
    form = PollForm(sent, draft=draft, proposal=proposal, dossier=dossier)
    refused = form.is_bound and not form.is_valid()
    choices = form.shown
    if not form.is_bound:
        form.initial = {"shown_at": write_instant(now)} | {
            f"replace_{number}": replaces_by_itself(number, draft, choices, dossier)
            for number in range(len(draft.lines))
        }
    elif sent is not None and not refused:
        sent["shown_at"] = write_instant(now)
    context = _context(dossier) | {
        "poll": row,
        "tool": TOOLS[row.kind],
        "form": form,
        "draft": draft,
        "read": _say_read(len(draft.lines), len(draft.options)),
        "rows": rows_of(form, draft, proposal, choices, dossier),
        "no_ends": any(one.starts and one.ends is None for one in draft.options),
    }
    status = 422 if refused else 200
    return render(request, "meetings/asking/poll_preview.html", context, status=status)


def _context(dossier: Dossier) -> dict[str, Any]:
    return {
        "nav": "meetings",
        "dossier": dossier,
        "back": step_url(dossier, Step.SLOT),
        "import_url": reverse("meetings:poll_import", args=[dossier.reference]),
    }


def _find(meeting: Meeting, pk: int) -> PollImport | None:
    found: PollImport | None = PollImport.objects.filter(meeting=meeting, pk=pk).first()
    return found


def _gone(request: SignedRequest, reference: str) -> HttpResponse:
    messages.error(request, GONE)
    return redirect("meetings:poll_import", reference)


def _say_read(lines: int, options: int) -> str:
    people = write_count(lines, "ligne de réponses", "lignes de réponses", feminine=True)
    return f"{people} et {write_count(options, 'date', feminine=True)}"


def _say_undone(undone: Undone) -> str:
    answers = write_count(undone.answers, "réponse", feminine=True)
    if undone.is_whole:
        return f"C’est défait{NBSP}: tout est comme avant ce sondage."
    return f"{answers.capitalize()} reprise{'s' if undone.answers > 1 else ''}. Le reste a changé depuis."
