"""Instruire le travail: the information behind each decision, before the meeting, to all alike.

An information is handed to everybody at once, the family as the professionals: what comes once the
briefs are out waits for that. Who has what, person by person, is `meetings.domain.reach`.
"""

from datetime import date, timedelta

from intermetiers.web.french import join_words, start_sentence, write_count, write_day
from meetings.domain.dossier import AgendaItem, Dossier, Information
from meetings.domain.findings import Act, Finding, Why
from meetings.domain.kinds import Step
from meetings.domain.principles import anchors
from meetings.domain.principles.saying import (
    DIRECT,
    MOST_ACTS,
    ids_of,
    is_given,
    key_of,
    quote,
)

SLUG = "prepared_work"
TITLE = "Instruire le travail"

READING_DAYS = 7  # days before the meeting for everybody to have read; ours, no text gives any
SOON_DAYS = 14  # from here on, a decision without information is said even if nobody began

_EQUAL = Why(
    "Recevoir avant la réunion les informations liées à une décision met chacun à égalité pour "
    "la prendre.",
    DIRECT,
)
_EVERYBODY = "toutes les personnes qui décident, la famille d’abord"


def look(dossier: Dossier, today: date) -> list[Finding]:
    """Silent until informations are being written, or while the meeting is still far."""
    found = (
        _without_information(dossier, today),
        _unsettled(dossier),
        _overdue(dossier, today),
        _too_late(dossier, today),
        _held_back(dossier),
    )
    return [finding for finding in found if finding is not None]


def _awaited(dossier: Dossier) -> list[Information]:
    """The informations of the points that stay, not given yet."""
    return [i for item in dossier.kept_items for i in item.informations if not is_given(i)]


def _without_information(dossier: Dossier, today: date) -> Finding | None:
    begun = any(item.informations for item in dossier.kept_items)
    slot = dossier.chosen_slot
    soon = slot is not None and (slot.starts_at.date() - today).days <= SOON_DAYS
    bare = [item for item in dossier.items_to_decide if not item.informations]
    if not bare or not (begun or soon):
        return None
    fact = f"Une décision sans information d’avance : {_titles(bare)}."
    if len(bare) > 1:
        count = start_sentence(write_count(len(bare), "décision"))
        fact = f"{count} sans information d’avance : {_titles(bare)}."
    return Finding(
        key=key_of(SLUG, "none", *sorted(item.id for item in bare)),
        principle=TITLE,
        step=Step.INFORMATION,
        fact=fact,
        weighs_on=_EVERYBODY,
        why=_EQUAL,
        acts=tuple(
            Act(
                f"Dire ce qu’il faut lire avant {quote(item.title)}",
                Step.INFORMATION,
                anchors.item(item.id),
            )
            for item in bare[:MOST_ACTS]
        ),
    )


def _titles(things: list[AgendaItem] | list[Information]) -> str:
    return join_words([quote(thing.title) for thing in things])


def _unsettled(dossier: Dossier) -> Finding | None:
    """Nobody to give it, or no day for it."""
    awaited = _awaited(dossier)
    nobody = [i for i in awaited if i.giver not in dossier.by_id]
    undated = [i for i in awaited if i.due_on is None]
    facts = []
    if nobody:
        facts.append(f"qui donne {_titles(nobody)}")
    if undated:
        same = undated == nobody
        facts.append("pour quel jour" if same else f"pour quel jour {_titles(undated)}")
    if not facts:
        return None
    concerned = list(dict.fromkeys([*nobody, *undated]))
    return Finding(
        key=key_of(SLUG, "unsettled", *ids_of(nobody), "d", *ids_of(undated)),
        principle=TITLE,
        step=Step.INFORMATION,
        fact=f"Il reste à dire {join_words(facts)}.",
        weighs_on=_EVERYBODY,
        why=_EQUAL,
        acts=_act_on("Compléter", concerned),
    )


def _overdue(dossier: Dossier, today: date) -> Finding | None:
    late = [i for i in _awaited(dossier) if i.due_on and i.due_on < today]
    if not late:
        return None
    return Finding(
        key=key_of(SLUG, "overdue", *_dated_ids(late)),
        principle=TITLE,
        step=Step.INFORMATION,
        fact=f"Le jour prévu est passé pour {_with_days(late)}.",
        weighs_on=_EVERYBODY,
        why=_EQUAL,
        acts=_act_on("Donner ici", late),
    )


def _too_late(dossier: Dossier, today: date) -> Finding | None:
    """A day still to come that leaves less than a week to read, or none at all."""
    slot = dossier.chosen_slot
    if slot is None:
        return None
    meeting = slot.starts_at.date()
    latest = max(meeting - timedelta(days=READING_DAYS), today)
    tight = [i for i in _awaited(dossier) if i.due_on and i.due_on > latest]
    if not tight:
        return None
    return Finding(
        key=key_of(SLUG, "too_late", meeting.isoformat(), *_dated_ids(tight)),
        principle=TITLE,
        step=Step.INFORMATION,
        fact=f"Moins d’une semaine pour lire avant la réunion du {write_day(meeting, year=False)} : "
        f"{_with_days(tight)}.",
        weighs_on=_EVERYBODY,
        why=_EQUAL,
        acts=_act_on("Avancer le jour", tight),
    )


def _held_back(dossier: Dossier) -> Finding | None:
    """Come once the briefs were out: nobody has it before it goes to all."""
    held = [
        i
        for item in dossier.kept_items
        for i in item.informations
        if is_given(i) and not dossier.is_released(i)
    ]
    if not held:
        return None
    verb = "est arrivé" if len(held) == 1 else "sont arrivés"
    return Finding(
        key=key_of(SLUG, "held_back", *ids_of(held)),
        principle=TITLE,
        step=Step.INFORMATION,
        fact=f"{_titles(held)} {verb} après l’envoi des briefs : personne ne l’a encore."
        if len(held) == 1
        else f"{_titles(held)} {verb} après l’envoi des briefs : personne ne les a encore.",
        weighs_on=_EVERYBODY,
        why=_EQUAL,
        acts=_act_on("Donner à tous", held),
    )


def _dated_ids(informations: list[Information]) -> list[str]:
    return [f"{i.id}x{i.due_on}" for i in sorted(informations, key=lambda i: i.id)]


def _with_days(informations: list[Information]) -> str:
    return join_words(
        [
            f"{quote(i.title)} ({write_day(i.due_on, year=False)})" if i.due_on else quote(i.title)
            for i in informations
        ]
    )


def _act_on(verb: str, informations: list[Information]) -> tuple[Act, ...]:
    return tuple(
        Act(f"{verb} : {quote(i.title)}", Step.INFORMATION, anchors.information(i.id))
        for i in informations[:MOST_ACTS]
    )
