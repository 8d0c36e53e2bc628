"""Who of the weakest groups a slot leaves out, and how each is heard all the same.

The sentences about a voice are read by the whole table: they say how, never why, and never that
a voice needs support.
"""

from dataclasses import dataclass

from intermetiers.web.french import NBSP, start_sentence, typeset
from meetings.domain.dossier import Dossier, Participant, Slot, Voice
from meetings.domain.kinds import Level, Presence, VoiceWay
from meetings.domain.slots import SUPPORTED, Attendance, attendances_at

PRESENCE_OF_WAY = {VoiceWay.PHONE: Presence.PHONE, VoiceWay.WRITING: Presence.WRITTEN}

_SAID = {
    VoiceWay.PHONE: "{who} prend part par téléphone",
    VoiceWay.WRITING: "{who} donne sa parole par écrit, lue pendant la réunion",
    VoiceWay.SPOKESPERSON: "{who} a choisi quelqu’un pour parler en son nom",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One person who does not come at a slot, and how this person is heard; None: not yet said."""

    person: Participant
    voice: Voice | None


def left_out(slot: Slot, dossier: Dossier) -> tuple[Attendance, ...]:
    """Those of the family and of the voices to support who do not come at this slot.

    Writing instead of coming leaves out too, unless it was settled whatever the slot.
    """
    return tuple(
        attendance
        for attendance in attendances_at(slot, dossier)
        if attendance.group <= SUPPORTED
        and attendance.level >= Level.ABSENT_IN_WRITING
        and dossier.by_id[attendance.person].presence is not Presence.WRITTEN
    )


def voice_of(person: int, slot: Slot) -> Voice | None:
    """How this person is heard at this slot, as far as it was said."""
    answer = slot.answer_of(person)
    return answer.voice if answer else None


def heard_at(slot: Slot, dossier: Dossier) -> tuple[Heard, ...]:
    """Everyone this slot leaves out, and those of them for whom writing was settled since."""
    away = {attendance.person for attendance in left_out(slot, dossier)}
    return tuple(
        Heard(dossier.by_id[attendance.person], voice_of(attendance.person, slot))
        for attendance in attendances_at(slot, dossier)
        if attendance.person in away
        or (attendance.level >= Level.ABSENT_IN_WRITING and voice_of(attendance.person, slot))
    )


def unheard(slot: Slot, dossier: Dossier) -> tuple[Attendance, ...]:
    """Those left out of whom nobody has said yet how they are heard."""
    return tuple(a for a in left_out(slot, dossier) if voice_of(a.person, slot) is None)


def say_voice(who: str, voice: Voice) -> str:
    """« Le père de Yanis prend part par téléphone : à 10 h 30. »"""
    sentence = start_sentence(_SAID[voice.way].format(who=who))
    note = voice.note.strip().rstrip(".")
    return typeset(f"{sentence}{NBSP}: {note}." if note else f"{sentence}.")
