"""What is said once a poll is written, or taken back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intermetiers.web.french import (
    NBSP,
    of,
    start_sentence,
    typeset,
    write_count,
    write_slot,
)
from meetings.asking.actions.poll_undo import Undone
from meetings.domain.dossier import Dossier
from meetings.domain.slot_reasons import call

MOST_SAID = 12


@dataclass(frozen=True, slots=True)
class Written:
    """What an import wrote, in a sentence, and the answers it left as they stood."""

    sentence: str
    stood: tuple[str, ...]
    more: int


def say_written(written: Mapping[str, Any], dossier: Dossier) -> Written | None:
    """None once it is undone."""
    if not written:
        return None
    answers, slots = written["answers"], written["slots"]
    people = len({person for _, person, *_ in answers})
    said = [_say_answers(len(answers), people)]
    if slots:
        added = write_count(len(slots), "créneau ajouté", "créneaux ajoutés")
        said.append(f"{start_sentence(added)}.")
    stood = list(_pairs(written["stood"], dossier))
    return Written(" ".join(said), tuple(stood[:MOST_SAID]), max(0, len(stood) - MOST_SAID))


def _say_answers(answers: int, people: int) -> str:
    if not answers:
        return "Aucune réponse nouvelle."
    noted = write_count(answers, "réponse notée", "réponses notées", feminine=True)
    return f"{start_sentence(noted)}, {of(write_count(people, 'personne', feminine=True))}."


def say_left(undone: Undone, dossier: Dossier) -> Iterator[str]:
    """What was not put back: it changed since, and stays as it is now."""
    answers = list(_pairs(undone.changed_answers, dossier))
    for said in answers[:MOST_SAID]:
        yield f"{said}{NBSP}: la réponse a changé depuis, elle reste."
    if len(answers) > MOST_SAID:
        left = write_count(len(answers) - MOST_SAID, "autre réponse", "autres réponses")
        yield f"{start_sentence(left)} changées depuis, qui restent."
    slots = {slot.id: slot for slot in dossier.slots}
    for pk in undone.kept_slots[:MOST_SAID]:
        slot = slots[pk]
        when = start_sentence(write_slot(slot.starts_at, slot.ends_at, year=False))
        yield typeset(f"{when} : ce créneau a servi depuis, il reste dans la liste.")


def _pairs(pairs: Sequence[Sequence[int]], dossier: Dossier) -> Iterator[str]:
    """« La mère, jeudi 21 janvier, 10 h 15 – 11 h 30 », of those still there."""
    slots = {slot.id: slot for slot in dossier.slots}
    for pk, person in pairs:
        if pk in slots and person in dossier.by_id:
            who = start_sentence(call(dossier.by_id[person], dossier))
            slot = slots[pk]
            yield f"{who}, {write_slot(slot.starts_at, slot.ends_at, year=False)}"
