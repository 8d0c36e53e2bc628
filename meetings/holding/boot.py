"""Everything the page of a meeting being held must know to go on by itself, without network."""

import base64
from dataclasses import asdict
from typing import Any

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.crypto import salted_hmac

from intermetiers.web.french import start_sentence, typeset, write_day
from meetings.domain.before import Before
from meetings.domain.dossier import Dossier, Information
from meetings.domain.fiche import codes_of
from meetings.domain.kinds import MeetingKind
from meetings.domain.legal import facts_of
from meetings.domain.live import speech
from meetings.domain.live.room import (
    RoomPoint,
    in_turn,
    is_short,
    people_of,
    points_of,
)
from meetings.domain.live.wording import CDAPH, DILEMMAS, VAGUE
from meetings.holding.room import Room
from meetings.live import milliseconds
from meetings.models import Holding, Meeting
from partners.domain.worlds import World
from partners.http import SignedRequest
from partners.models import Account

HALF_PAGE, MEASURES, FICHE = "half_page", "measures", "fiche"
_CLOSINGS = {
    MeetingKind.CONCERTATION_AESH: HALF_PAGE,
    MeetingKind.EQUIPE_EDUCATIVE: MEASURES,
    MeetingKind.COMMISSION_EDUCATIVE: MEASURES,
}


def boot_of(request: SignedRequest, room: Room, holding: Holding, cursor: int) -> dict[str, Any]:
    """The page’s own copy of the meeting, as JSON. The moment is told so that devices set their
    time."""
    account, meeting, dossier = request.user, holding.meeting, room.dossier
    return {
        "meeting": _meeting(dossier),
        "people": [asdict(person) for person in people_of(dossier)],
        "worlds": {world.value: world.label for world in World},
        "items": [_item(point, dossier) for point in points_of(dossier)],
        "codes": list(codes_of(dossier)),
        "speech": list(in_turn(dossier)),
        "glossary": [
            {
                "term": entry.term,
                "meaning": typeset(entry.explanation if entry.meanings else entry.simple),
            }
            for entry in dossier.catalogue.glossary
        ],
        "cdaph": CDAPH if facts_of(dossier.kind).cannot_decide else "",
        "dilemmas": [asdict(dilemma) for dilemma in DILEMMAS],
        "vague": [asdict(vague) for vague in VAGUE],
        "shape": {"short": is_short(dossier), "closing": _CLOSINGS.get(dossier.kind, FICHE)},
        "me": account.name,
        "account": _secret("name", meeting, account)[:22],
        "key": _secret("key", meeting, account),
        "csrf": get_token(request),
        "urls": urls_of(dossier.reference),
        "before": [_before(one) for one in room.before],
        "now": milliseconds(room.now),
        "cursor": cursor,
        "acts": [act.as_json() for act in room.acts],
        "draft": holding.draft or None,
        "kept": kept_of(holding),
    }


def urls_of(reference: str) -> dict[str, str]:
    """Where the page goes and sends."""
    pages = {
        "acts": "live_acts", "page": "live", "fiche": "fiche", "sheet": "sheet",
        "path": "path", "screens": "screens",
    }  # fmt: skip
    found = {key: reverse(f"meetings:{name}", args=[reference]) for key, name in pages.items()}
    return found | {
        "sign_in": reverse("partners:sign_in"), "worker": reverse("meetings:live_worker")
    }  # fmt: skip


def kept_of(holding: Holding) -> dict[str, Any] | None:
    """What stays of speech and of words once closed: shares by world, and counts."""
    if holding.closed_at is None:
        return None
    worlds = [world.value for world in World if world.value in holding.shares]
    parts = speech.shares([holding.shares[world] for world in worlds])
    return {
        "shares": dict(zip(worlds, parts, strict=True)),
        "arrived": holding.arrived,
        "left": holding.left,
    }


def _meeting(dossier: Dossier) -> dict[str, Any]:
    slot = dossier.chosen_slot
    return {
        "reference": dossier.reference,
        "title": typeset(dossier.title),
        "pupil": dossier.pupil.first_name,
        "kind": dossier.kind.value,
        "kind_label": typeset(dossier.kind_label),
        "day": write_day(slot.starts_at.date()) if slot else "",
        "ends_at": milliseconds(slot.ends_at) if slot else None,
        "period_end": dossier.period[1].isoformat() if dossier.period else "",
        "minutes": dossier.available_minutes,
        "has_family": bool(dossier.family),
    }


def _before(one: Before) -> dict[str, Any]:
    return {
        "what": one.what,
        "text": one.text,
        "about": one.about,
        "known": " · ".join(part for part in (one.said_label, one.note) if part),
        "says": [{"key": key, "label": start_sentence(label)} for key, label in one.says],
        "trial": one.is_trial,
    }


def _item(point: RoomPoint, dossier: Dossier) -> dict[str, Any]:
    return {
        "item": point.item,
        "title": point.title,
        "kind": point.kind,
        "kind_label": point.kind_label,
        "minutes": point.minutes,
        "opener": point.opener,
        "readings": [_reading(reading, dossier) for reading in point.readings],
        "instructed": point.instructed,
        "kept": point.kept,
    }


def _reading(reading: Information, dossier: Dossier) -> dict[str, str]:
    url = ""
    if reading.file_name:
        url = reverse("meetings:information_file", args=[dossier.reference, reading.id])
    return {"title": typeset(reading.title), "text": typeset(reading.text), "url": url}


def _secret(use: str, meeting: Meeting, account: Account) -> str:
    """32 bytes that only this account can have of this meeting, the same each time it asks.

    It opens what the account’s devices kept of the meeting; it is on no device once the page is
    closed, so that a laptop found holds nothing one can read.
    """
    said = salted_hmac(f"meetings.holding.{use}", f"{meeting.pk}:{account.pk}", algorithm="sha256")
    return base64.b64encode(said.digest()).decode()
