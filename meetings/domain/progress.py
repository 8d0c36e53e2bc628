"""Where each of the six steps of *Préparer* stands, and what the meeting lacks most.

A step is never locked: its state says what one would find there. What is complete, for each:

- the problem: the sentence is written, with the words of the pupil who has a seat and of one
  relative at least; without the family (a concertation), with the words of two people;
- the guests: whoever convenes and one relative at least (without the family, two people), each
  professional with a reason to be there;
- the place, the slot: one is chosen;
- the agenda: a point at least, minutes for each, and no more minutes than the meeting has;
- the informations: a text or a file for each point à décider, and none still awaited. An agenda
  with no such point needs none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from intermetiers.web.french import (
    NBSP,
    join_words,
    start_sentence,
    typeset,
    write_count,
    write_day,
)
from meetings.domain.dossier import Dossier
from meetings.domain.findings import Finding
from meetings.domain.kinds import PupilPlace, Step, StepState
from meetings.domain.legal import missing
from meetings.domain.principles.legitimacy import those_without_reason
from meetings.domain.principles.saying import (
    concerns_family,
    count_feminine,
    is_given,
    pupil_has_spoken,
)
from meetings.domain.viewpoints import has_spoken

LEAST_WITHOUT_FAMILY = 2

ALL_READY = "Tout est prêt."


@dataclass(frozen=True, slots=True)
class StepProgress:
    """A step, its state, and what is missing or to look at in a few words, empty when nothing."""

    step: Step
    state: StepState
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Entered:
    """Whether a step has begun, and what it still lacks; complete when it lacks nothing."""

    begun: bool
    lack: str = ""
    note: str = ""


def steps(dossier: Dossier, findings: tuple[Finding, ...]) -> tuple[StepProgress, ...]:
    """The six steps in the order of the path; `findings` are those standing."""
    return tuple(_progress(dossier, step, findings) for step in Step)


def lacks(dossier: Dossier, findings: tuple[Finding, ...]) -> str:
    """One short sentence for the list of the week: what this meeting lacks most."""
    return _most_lacking(dossier, findings)[0]


def next_step(dossier: Dossier, findings: tuple[Finding, ...]) -> Step | None:
    """The step `lacks` speaks of; None when there is nothing left to prepare."""
    return _most_lacking(dossier, findings)[1]


def _progress(dossier: Dossier, step: Step, findings: tuple[Finding, ...]) -> StepProgress:
    entered = _ENTERED[step](dossier)
    if not entered.begun:
        return StepProgress(step, StepState.TO_DO)
    if entered.lack:
        return StepProgress(step, StepState.IN_PROGRESS, typeset(entered.lack))
    to_look_at = sum(finding.step is step for finding in findings)
    if to_look_at:
        note = write_count(to_look_at, "point à regarder", "points à regarder")
        return StepProgress(step, StepState.TO_LOOK_AT, note)
    return StepProgress(step, StepState.READY, entered.note)


def _problem(dossier: Dossier) -> _Entered:
    family = concerns_family(dossier)
    voices = sum(has_spoken(p, dossier) for p in dossier.participants)
    begun = bool(dossier.problem.strip()) or voices > 0
    lacking = []
    if not dossier.problem.strip():
        lacking.append("la phrase du problème")
    if family and dossier.pupil_seat and not pupil_has_spoken(dossier):
        lacking.append("la parole de l’élève")
    if family and not any(has_spoken(p, dossier) for p in dossier.guardians):
        lacking.append("la parole de la famille")
    if not family and voices < LEAST_WITHOUT_FAMILY:
        lacking.append("ce que chacun comprend")
    return _Entered(begun, _still(lacking))


def _guests(dossier: Dossier) -> _Entered:
    invited = [p for p in dossier.participants if not p.is_convener and p is not dossier.pupil_seat]
    lacking = []
    if concerns_family(dossier) and dossier.convener_seat is None:
        lacking.append("la personne qui réunit")
    if concerns_family(dossier) and not dossier.guardians:
        lacking.append("la famille")
    elif len(dossier.participants) < LEAST_WITHOUT_FAMILY:
        lacking.append("les invités")
    if those_without_reason(dossier):
        lacking.append("la raison d’inviter chacun")
    settled = dossier.pupil_place is not PupilPlace.UNKNOWN or dossier.companion_wish.strip()
    return _Entered(bool(invited or settled), _still(lacking))


def _place(dossier: Dossier) -> _Entered:
    lack = "" if dossier.chosen_place else "le lieu n’est pas encore retenu"
    return _Entered(bool(dossier.places), lack)


def _slot(dossier: Dossier) -> _Entered:
    lack = "" if dossier.chosen_slot else "le créneau n’est pas encore retenu"
    return _Entered(bool(dossier.slots), lack)


def _agenda(dossier: Dossier) -> _Entered:
    items = dossier.kept_items
    lack = ""
    if not items:
        lack = "aucun point ne reste"
    elif any(item.minutes <= 0 for item in items):
        lack = "il manque les minutes d’un point"
    elif dossier.planned_minutes > dossier.available_minutes:
        lack = "plus de minutes que la réunion n’en a"
    return _Entered(bool(dossier.agenda), lack)


def _information(dossier: Dossier) -> _Entered:
    items = dossier.kept_items
    bare = [item for item in dossier.items_to_decide if not item.informations]
    awaited = [i for item in items for i in item.informations if not is_given(i)]
    lack = ""
    if bare:
        lack = f"{count_feminine(len(bare), 'décision')} sans information d’avance"
    elif awaited:
        lack = "une information est attendue"
        if len(awaited) > 1:
            lack = f"{write_count(len(awaited), 'information')} sont attendues"
    written = any(item.informations for item in items)
    if items and not written and not dossier.items_to_decide:
        return _Entered(True, note="aucun point à décider")
    return _Entered(written, lack)


def _still(lacking: list[str]) -> str:
    return f"il manque {join_words(lacking)}" if lacking else ""


_ENTERED: Mapping[Step, Callable[[Dossier], _Entered]] = {
    Step.PROBLEM: _problem,
    Step.GUESTS: _guests,
    Step.PLACE: _place,
    Step.SLOT: _slot,
    Step.AGENDA: _agenda,
    Step.INFORMATION: _information,
}

_NOT_BEGUN = {
    Step.PROBLEM: "Le problème commun n’est pas encore écrit.",
    Step.GUESTS: "Pas encore d’invités.",
    Step.PLACE: "Pas encore de lieu.",
    Step.SLOT: "Pas encore de créneau.",
    Step.AGENDA: "Pas encore d’ordre du jour.",
    Step.INFORMATION: "Pas encore d’information d’avance.",
}

# Once people are invited: an hour, then what each must know before, then what can be said later.
_WEIGHT = (Step.SLOT, Step.AGENDA, Step.INFORMATION, Step.PROBLEM, Step.PLACE, Step.GUESTS)


def _most_lacking(dossier: Dossier, findings: tuple[Finding, ...]) -> tuple[str, Step | None]:
    """An obstacle first, then what is not complete, then what is to look at."""
    if dossier.cancelled_on:
        return "Cette réunion est annulée.", None
    if dossier.opened_on:
        return say_held(dossier), None
    entered = {step: _ENTERED[step](dossier) for step in Step}
    if not any(one.begun for one in entered.values()):
        return "Tout reste à préparer.", Step.PROBLEM
    return (
        _obstacle(dossier, findings)
        or (None if entered[Step.GUESTS].begun else (_NOT_BEGUN[Step.GUESTS], Step.GUESTS))
        or _incomplete(entered, dossier)
        or _still_to_look_at(findings)
        or (ALL_READY, None)
    )


def say_held(dossier: Dossier) -> str:
    """« Tenue le jeudi 21 janvier. »; nothing of a meeting that was not opened."""
    if dossier.opened_on is None:
        return ""
    day = write_day(dossier.opened_on, year=False)
    return f"Tenue le {day}." if dossier.closed_on else f"Ouverte le {day}, pas encore fermée."


def _obstacle(dossier: Dossier, findings: tuple[Finding, ...]) -> tuple[str, Step] | None:
    """The date is gone, somebody the texts expect is not invited, the slot leaves somebody out.

    Each stands on its finding, so that what was set aside with a reason is no longer said.
    """
    keys = {finding.key.rsplit(".", 1)[0] for finding in findings}
    if "hours.gone" in keys:
        slot = dossier.chosen_slot
        when = f"{NBSP}: {write_day(slot.starts_at.date(), year=False)}" if slot else ""
        return f"La date est passée{when}.", Step.SLOT
    if "legitimacy.expected" in keys:
        return f"Il manque encore {missing(dossier)[0].label}.", Step.GUESTS
    if "hours.left_out" in keys:
        return "Le créneau laisse quelqu’un de côté.", Step.SLOT
    return None


def _incomplete(entered: Mapping[Step, _Entered], dossier: Dossier) -> tuple[str, Step] | None:
    for step in _WEIGHT:
        one = entered[step]
        if one.lack:
            known = one.begun or (step is Step.INFORMATION and dossier.items_to_decide)
            return (_sentence(one.lack) if known else _NOT_BEGUN[step]), step
        if not one.begun:
            return _NOT_BEGUN[step], step
    return None


def _still_to_look_at(findings: tuple[Finding, ...]) -> tuple[str, Step] | None:
    if not findings:
        return None
    count = write_count(len(findings), "point à regarder", "points à regarder")
    return _sentence(count), findings[0].step


def _sentence(words: str) -> str:
    return typeset(f"{start_sentence(words)}.")
