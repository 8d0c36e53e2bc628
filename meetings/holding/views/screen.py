"""The shared screen, by the secret of its link: read only, no account, no cookie, nothing kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.domain.live.fold import fold
from meetings.domain.live.screen import (
    DRAFT_LASTS,
    Screen,
    Typing,
    compose_screen,
    read_draft,
)
from meetings.doors import closed
from meetings.dossier import read_dossier
from meetings.live import acts_of, milliseconds
from meetings.models import Holding, LiveAct, Meeting, ScreenLink

# What the screen shows nothing of: who speaks, where one sits, who does what in the room.
UNSEEN = frozenset(
    {"floor", "recast", "feeling", "watch", "names", "seats", "role", "presence", "with", "asked"}
)
# What changes the whole of it.
MOVES = frozenset({"open", "point", "close", "reopen"})
LONGEST_MARK = 60

ScreenView = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a screen already shows: up to which act, the line typed at which moment, until when.

    It travels in the address, « 120.1800000000000.1800000060000 », so that nothing is kept here.
    """

    act: int = -1
    draft: int = -1
    until: int = -1

    def __str__(self) -> str:
        return f"{self.act}.{self.draft}.{self.until}"

    @classmethod
    def read(cls, text: str) -> "Mark":
        """The mark of an address; that of a screen that shows nothing, for anything else."""
        parts = text.split(".") if len(text) <= LONGEST_MARK else []
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
            return cls()
        return cls(*(int(part) for part in parts))


def opened_by_screen(view: ScreenView) -> ScreenView:
    """Call the view with the link of this secret; whatever closed it, the page is the same."""

    @login_not_required
    @require_safe
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, secret: str) -> HttpResponse:
        links = ScreenLink.objects.opened_by(secret, timezone.now())
        link = links.select_related("meeting__holding").first()
        if link is None or link.meeting.cancelled_at is not None:
            response = closed(request)
            # A screen that was following says so by itself.
            response.headers["HX-Refresh"] = "true"
        else:
            response = view(request, link.meeting, secret)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


@opened_by_screen
def screen(request: HttpRequest, meeting: Meeting, secret: str) -> HttpResponse:
    """The page, whole."""
    context = _compose(meeting, secret, _latest(meeting), _typing(meeting))
    return render(request, "meetings/holding/screen.html", context)


@opened_by_screen
def follow(request: HttpRequest, meeting: Meeting, secret: str) -> HttpResponse:
    """The parts of the page that are no longer as `vu` says the screen shows them, if any."""
    seen, latest, typing = Mark.read(request.GET.get("vu", "")), _latest(meeting), _typing(meeting)
    now = milliseconds(timezone.now())
    typed_at = typing.at if typing else 0
    is_written, is_late = seen.act != latest, now >= seen.until
    if not (is_written or is_late or seen.draft != typed_at):
        return HttpResponse(status=204)
    if is_written or is_late:
        context = _compose(meeting, secret, latest, typing)
    else:
        # While somebody types, the line alone travels: two queries a second and a few bytes.
        mark = Mark(latest, typed_at, seen.until)
        context = {"draft": read_draft(typing, now), "mark": mark, "secret": secret}
        context["is_open"] = True
    context |= {
        "oob": True,
        "is_written": is_written,
        "is_late": is_late,
        "is_typed": is_written or seen.draft != typed_at,
    }
    if is_written and seen.act >= 0:
        context |= _news(context["screen"], meeting, seen.act)
    return render(request, "meetings/holding/screen_follow.html", context)


def _compose(meeting: Meeting, secret: str, latest: int, typing: Typing | None) -> dict[str, Any]:
    """Everything on the screen. What arrives while it is read is sent again by the next asking."""
    now = timezone.localtime(timezone.now())
    live = fold(acts_of(_seen(meeting)), milliseconds(now))
    shown = compose_screen(read_dossier(meeting), live, typing, now)
    mark = Mark(latest, typing.at if typing else 0, shown.changes_at)
    return {
        "screen": shown,
        "is_open": live.is_open,
        "draft": shown.draft,
        "mark": mark,
        "secret": secret,
    }


def _seen(meeting: Meeting) -> QuerySet[LiveAct]:
    """The acts the screen is made of: those it shows nothing of are not even read."""
    return LiveAct.objects.filter(meeting=meeting).exclude(kind__in=UNSEEN)


def _latest(meeting: Meeting) -> int:
    """The last act that may change what is shown."""
    return _seen(meeting).aggregate(last=Max("pk"))["last"] or 0


def _typing(meeting: Meeting) -> Typing | None:
    """The line being typed, as the meeting was read with its session."""
    holding: Holding | None = getattr(meeting, "holding", None)
    if holding is None or holding.draft_at is None or not holding.draft:
        return None
    if holding.opened_at is None or holding.closed_at is not None:
        return None
    at = milliseconds(holding.draft_at)
    if milliseconds(timezone.now()) - at >= DRAFT_LASTS:
        return None
    return Typing(holding.draft["note"], holding.draft["text"], at)


def _news(shown: Screen, meeting: Meeting, since: int) -> dict[str, Any]:
    """What was written after the act `since`: said aloud, and lit up for a moment."""
    rows = LiveAct.objects.filter(meeting=meeting, pk__gt=since, kind__in=MOVES | {"entry"})
    acts = list(rows.values_list("kind", "payload"))
    fresh = {said.get("entry") for kind, said in acts if kind == "entry"}
    moved = any(kind in MOVES for kind, _ in acts)
    news = [line.said for line in shown.lines if line.entry in fresh]
    return {"fresh": fresh, "news": [shown.heading, *news] if moved else news}
