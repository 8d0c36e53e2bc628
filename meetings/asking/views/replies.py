"""Replies received by mail: those that wait for a human, and those noted lately."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.french import start_sentence
from meetings.asking.actions.replies import note_reply, set_reply_aside
from meetings.asking.forms.replies import NoteReplyForm
from meetings.domain.kinds import Reply, ReplyState, Role
from meetings.domain.replies import NOT_ARRIVED
from meetings.models import Meeting, Participant, ReceivedReply
from partners.http import SignedRequest

WAITING_SHOWN = 20
LATELY = timedelta(days=30)
LATELY_SHOWN = 20
ALREADY = "Quelqu’un a déjà regardé cette réponse."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reply to look at. `form` is None for a message of ours that did not arrive."""

    row: ReceivedReply
    says: str
    form: NoteReplyForm | None


@dataclass(frozen=True, slots=True)
class Noted:
    """A reply that was looked at, by the site or by somebody."""

    row: ReceivedReply
    who: str
    says: str
    changed_nothing: bool


@require_GET
def replies(request: SignedRequest) -> HttpResponse:
    return _show(request)


@require_POST
def handle(request: SignedRequest, reply: int) -> HttpResponse:
    """Note it for somebody of the table, or do nothing of it."""
    row = get_object_or_404(_rows(request).filter(state__in=_LOOKED_AT), pk=reply)
    if row.meeting is None:
        return redirect("meetings:replies")
    now = timezone.now()
    if "aside" in request.POST:
        done = set_reply_aside(row.meeting, row.pk, by=request.user, now=now)
        said = "C’est fait\u00a0: rien n’est changé dans la réunion."
    else:
        form = _form(row, request)
        if not form.is_valid():
            return _show(request, refused=(row.pk, form))
        person, what = int(form.cleaned_data["person"]), Reply(form.cleaned_data["said"])
        try:
            done = note_reply(row.meeting, row.pk, person, what, by=request.user, now=now)
        except Participant.DoesNotExist:
            messages.error(request, "Cette personne vient de quitter la table. Rien n’est noté.")
            return redirect("meetings:replies")
        said = "La réponse est notée."
    if done:
        messages.success(request, said)
    else:
        messages.info(request, ALREADY)
    return redirect("meetings:replies")


_LOOKED_AT = [state.value for state in ReplyState]


def _show(
    request: SignedRequest, *, refused: tuple[int, NoteReplyForm] | None = None
) -> HttpResponse:
    asides = _rows(request).filter(state=ReplyState.ASIDE.value)
    rows = list(asides[: WAITING_SHOWN + 1])
    forms = dict([refused]) if refused else {}
    context = {
        "nav": "week",
        "waiting": [_waiting(row, forms.get(row.pk)) for row in rows[:WAITING_SHOWN]],
        "more": len(rows) > WAITING_SHOWN,
        "lately": [_noted(row) for row in _lately(request)],
        "form": refused[1] if refused else None,
    }
    status = 422 if refused else 200
    return render(request, "meetings/asking/replies.html", context, status=status)


def _rows(request: SignedRequest) -> "QuerySet[ReceivedReply]":
    """What came for the meetings of the team shown; what is of no meeting is of no team."""
    seats = Participant.objects.select_related(
        "family_member", "professional__team", "professional__institution"
    ).order_by("position", "pk")
    rows: QuerySet[ReceivedReply] = ReceivedReply.objects.visible_to(request.user)
    return rows.select_related("meeting__pupil", "invitation").prefetch_related(
        Prefetch("meeting__participants", seats)
    )


def _lately(request: SignedRequest) -> "QuerySet[ReceivedReply]":
    rows: QuerySet[ReceivedReply] = ReceivedReply.objects.visible_to(request.user)
    since = timezone.now() - LATELY
    looked_at = rows.exclude(state=ReplyState.ASIDE.value).filter(received_at__gt=since)
    seat = "invitation__participant"
    return looked_at.select_related(
        "meeting__pupil", f"{seat}__family_member", f"{seat}__professional__team"
    ).order_by("-received_at", "-pk")[:LATELY_SHOWN]


def _waiting(row: ReceivedReply, form: NoteReplyForm | None) -> Waiting:
    if form is None and row.why_aside != NOT_ARRIVED:
        form = _form(row)
    return Waiting(row, _says(row), form)


def _form(row: ReceivedReply, request: SignedRequest | None = None) -> NoteReplyForm:
    meeting = row.meeting
    people = (
        [(seat.pk, name_of(seat, meeting)) for seat in meeting.participants.all()]
        if meeting
        else []
    )
    known = row.invitation.participant_id if row.invitation else None
    return NoteReplyForm(
        request.POST if request else None,
        people=people,
        initial={"person": known, "said": row.reply},
        prefix=f"reply-{row.pk}",
    )


def _noted(row: ReceivedReply) -> Noted:
    seat = row.invitation.participant if row.invitation else None
    who = start_sentence(name_of(seat, row.meeting)) if seat and row.meeting else row.sender
    return Noted(row, who, _says(row), row.state == ReplyState.HANDLED)


def _says(row: ReceivedReply) -> str:
    return row.get_reply_display() if row.reply else ""


def name_of(seat: Participant, meeting: Meeting) -> str:
    """« la mère (Samia Belkacem) », as a list of the table names somebody."""
    if seat.role == Role.PUPIL:
        return meeting.pupil.first_name
    card = seat.professional or seat.family_member
    if card is None:
        return str(seat)
    return f"{card.called} ({card.name})" if card.name else card.called
