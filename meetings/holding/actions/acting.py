"""Keeps what devices say happened, once each, and closes the meeting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from meetings.domain.dossier import Dossier
from meetings.domain.live import speech
from meetings.domain.live.acts import EARLIEST, LATEST, PERSONAL, Act, ActRefusedError, read_act
from meetings.domain.live.fold import fold
from meetings.domain.live.room import everybody, strangers_in
from meetings.domain.live.state import Live
from meetings.dossier import read_dossier
from meetings.holding.deciding import write_decisions, write_reports
from meetings.live import act_of, acts_of, holding_of, milliseconds
from meetings.models import Holding, LiveAct, Meeting, ScreenLink
from meetings.writing import keep, locked
from partners.models import Account

MOST_ACTS = 200  # in one sending
MOST_OF_A_MEETING = 20_000
SCREEN_AFTER = timedelta(minutes=30)
CALLED_OFF = "Cette réunion est annulée : rien ne s’y écrit plus."
CLOSED = "La réunion est fermée : rouvrez-la pour écrire encore."
STRANGER = "Cette note désigne une personne ou un point qui n’est pas de cette réunion."
TOO_MANY = "Cette réunion a déjà reçu trop de notes."
# A device whose clock was changed since it last heard us is this late or this early, in ms.
DRIFT = 5000


@dataclass(slots=True)
class Kept:
    """What became of a sending, by identifier. `refused` says why, in French."""

    saved: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """What a device sends: acts as it wrote them, its own time, and the line being typed.

    `sent_at` is what the device takes for the time of the server, in milliseconds; None when it
    does not say. `draft` is None where the device has nothing to say of the line.
    """

    acts: Sequence[object]
    sent_at: int | None = None
    draft: Mapping[str, str] | None = None


def keep_acts(meeting: Meeting, sending: Sending, *, by: Account, now: datetime) -> Kept:
    """Keep each act once, whatever was already received.

    What says who spoke or felt what is dropped once the meeting is closed. Closing erases it.
    """
    kept = Kept()
    shift = _shift(sending.sent_at, now)
    read = (
        list(_read(sending.acts, meeting, shift, milliseconds(now), kept)) if sending.acts else []
    )
    with locked(meeting) as row:
        holding, _ = Holding.objects.get_or_create(meeting=row)
        if row.cancelled_at is not None:
            kept.refused += [(act.id, CALLED_OFF) for act in read]
        else:
            fresh = _fresh(read, holding, row, kept)
            _write(fresh, row, by, now)
            _follow(holding, fresh, row, by)
            if holding.closed_at is not None and any(act.kind in PERSONAL for act in fresh):
                # Let in by a reopening that the other acts made void: sent again, or too early.
                _forget(row)
            _keep_draft(holding, sending.draft, now)
            if fresh:
                kinds = sorted({act.kind for act in fresh})
                keep("live_acts", row, row, by=by, now=now, count=len(fresh), kinds=kinds)
        kept.closed_at = holding.closed_at
    return kept


def _shift(sent_at: int | None, now: datetime) -> int:
    """What to add to the times of a device whose clock was changed, in milliseconds."""
    if sent_at is None or not EARLIEST <= sent_at <= LATEST:
        return 0
    drift = milliseconds(now) - sent_at
    return drift if abs(drift) > DRIFT else 0


def _read(
    raws: Sequence[object], meeting: Meeting, shift: int, latest: int, kept: Kept
) -> Iterable[Act]:
    seats = set(meeting.participants.values_list("pk", flat=True))
    items = set(meeting.agenda.values_list("pk", flat=True))
    for place, raw in enumerate(raws):
        try:
            act = read_act(raw)
        except ActRefusedError as refused:
            kept.refused.append((_id_of(raw), str(refused)))
            continue
        if strangers_in(act, seats, items):
            kept.refused.append((act.id, STRANGER))
            continue
        # Nothing happened later than now; of those that say so, the order stays.
        at = max(EARLIEST, min(act.at + shift, latest - (len(raws) - 1 - place)))
        yield Act(act.id, act.kind, at, act.device, act.payload)


def _id_of(raw: object) -> str:
    ident = raw.get("id") if isinstance(raw, Mapping) else ""
    return ident[:40] if isinstance(ident, str) else ""


def _fresh(acts: Sequence[Act], holding: Holding, meeting: Meeting, kept: Kept) -> list[Act]:
    """Those not yet received; the others are told as saved, or dropped, or refused."""
    known = LiveAct.objects.filter(meeting=meeting, ident__in=[act.id for act in acts])
    had = {str(ident) for ident in known.values_list("ident", flat=True)}
    room = MOST_OF_A_MEETING - LiveAct.objects.filter(meeting=meeting).count()
    fresh: list[Act] = []
    closed = milliseconds(holding.closed_at) if holding.closed_at else None
    for act in acts:
        closed = None if act.kind == "reopen" else closed
        if act.id in had:
            kept.saved.append(act.id)
        elif closed is not None and act.kind in PERSONAL:
            kept.dropped.append(act.id)
        elif closed is not None and act.at > closed:
            kept.refused.append((act.id, CLOSED))
        elif len(fresh) >= room:
            kept.refused.append((act.id, TOO_MANY))
        else:
            had.add(act.id)
            fresh.append(act)
            kept.saved.append(act.id)
    return fresh


def _write(acts: Sequence[Act], meeting: Meeting, by: Account, now: datetime) -> None:
    LiveAct.objects.bulk_create(
        LiveAct(
            meeting=meeting, ident=act.id, kind=act.kind, payload=dict(act.payload), at=act.at,
            device=act.device, received_at=now, by=by,
        )
        for act in acts
    )  # fmt: skip


# --- Opening, closing, opening again ------------------------------------------------------------


def _follow(holding: Holding, fresh: Sequence[Act], meeting: Meeting, by: Account) -> None:
    """Bring the session up to date when an act opened or closed it."""
    if not any(act.kind in {"open", "close", "reopen", "undo"} for act in fresh):
        return
    rows = LiveAct.objects.filter(meeting=meeting)
    acts = acts_of(rows)
    live = fold(acts, max(act.at for act in acts))
    holding.opened_at = _moment(live.opened_at)
    closed_at = _moment(live.closed_at)
    # Another closing than the one known: opened again meanwhile, or for the first time.
    if closed_at is not None and closed_at != holding.closed_at:
        dossier = read_dossier(meeting)
        _close(holding, live, dossier, closed_at)
        write_decisions(meeting, dossier, live, closed_at)
        write_reports(meeting, acts, live, by=by, closed_at=closed_at)
    holding.closed_at = closed_at
    holding.save()


def _close(holding: Holding, live: Live, dossier: Dossier, closed_at: datetime) -> None:
    """Keep shares by world and counts; erase who spoke how long and what each felt."""
    times = speech.spoken(live.turns)
    worlds = {who: person.world for who, person in everybody(dossier, live).items()}
    _add(holding.shares, {w.value: ms for w, ms in speech.by_world(times, worlds).items()})
    if live.names:
        _add(holding.by_name, times)
    else:
        holding.by_name = {}  # all had agreed at an earlier closing, and no longer do
    holding.arrived += len(live.feelings.get("arrive", {}))
    holding.left += len(live.feelings.get("leave", {}))
    holding.draft, holding.draft_at = {}, None
    _forget(holding.meeting)
    screens = ScreenLink.objects.filter(meeting=holding.meeting, revoked_at=None)
    screens.filter(expires_at__gt=closed_at + SCREEN_AFTER).update(
        expires_at=closed_at + SCREEN_AFTER
    )


def _forget(meeting: Meeting) -> None:
    """Erase who spoke how long and what each felt."""
    LiveAct.objects.filter(meeting=meeting, kind__in=PERSONAL).delete()


def _add(totals: dict[str, int], times: Mapping[str, int]) -> None:
    for key, length in times.items():
        totals[key] = totals.get(key, 0) + length


def _moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at / 1000, UTC)


def _keep_draft(holding: Holding, draft: Mapping[str, str] | None, now: datetime) -> None:
    """The line being typed, for the shared screen; nothing is written while it is the same."""
    if draft is None or dict(draft) == holding.draft or holding.closed_at is not None:
        return
    holding.draft, holding.draft_at = dict(draft), now
    holding.save(update_fields=["draft", "draft_at"])


def acts_since(meeting: Meeting, cursor: int) -> tuple[list[Act], int]:
    """What anybody said after the row `cursor`, and the new cursor. One query."""
    rows = list(LiveAct.objects.filter(meeting=meeting, pk__gt=cursor))
    return [act_of(row) for row in rows], rows[-1].pk if rows else cursor


def closed_on(meeting: Meeting) -> datetime | None:
    """When it was closed, None while it is not."""
    return holding_of(meeting).closed_at
