"""Horaires des acteurs dominés: whom the chosen hour leaves out, and what it costs."""

from datetime import date

from intermetiers.web.french import of, start_sentence, write_count, write_day, write_slot
from meetings.domain.dossier import Act, Dossier, Finding, Participant, Slot, Why
from meetings.domain.kinds import Answer, Level, Presence, Step
from meetings.domain.principles import anchors
from meetings.domain.principles.saying import (
    INDIRECT,
    agree,
    concerns_family,
    ids_of,
    key_of,
    name_all,
    name_family,
)
from meetings.domain.slots import NOTICE_DAYS, Attendance, attendances_at, rank_slots

SLUG = "hours"
TITLE = "Horaires de ceux qui ont le moins de marge"

_GIVE_VOICE = Why(
    "Les horaires tiennent compte de l’activité de ceux qui ont le moins de marge, pour pouvoir "
    "leur donner la parole.",
    INDIRECT,
)
_ADD_SLOT = Act("Proposer un autre créneau", Step.SLOT, anchors.ADD_SLOT)


def look(dossier: Dossier, today: date) -> list[Finding]:
    """Silent until a slot is noted. A slot gone by has one finding, and no other."""
    if not dossier.slots:
        return []
    chosen = dossier.chosen_slot
    if chosen is None:
        found = _all_gone(dossier, today) or _silent(dossier, None) or _none_chosen(dossier)
        return [found]
    if chosen.starts_at.date() < today:
        return [_gone(dossier, chosen)]
    found_ = [
        _left_out(dossier, chosen, today),
        _unpaid(dossier, chosen),
        _costly(dossier, chosen),
        _silent(dossier, chosen),
        _short_notice(dossier, chosen, today),
    ]
    return [finding for finding in found_ if finding is not None]
