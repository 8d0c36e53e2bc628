"""What the sheet one takes into the room would carry once prepared, and does not yet."""

from dataclasses import dataclass

from intermetiers.web.french import join_words, typeset
from meetings.domain.dossier import AgendaItem, Dossier, Participant
from meetings.domain.fiche_points import opener_of
from meetings.domain.kinds import PupilPlace, Role, Step
from meetings.domain.principles.saying import is_given


@dataclass(frozen=True, slots=True)
class Empty:
    """What is not prepared yet, and the step where it is."""

    label: str
    step: Step


def empty_of(dossier: Dossier) -> tuple[Empty, ...]:
    """What the sheet would carry once prepared, and does not yet."""
    unspoken = [
        p for p in dossier.participants if not p.viewpoint.strip() and not p.written.strip()
    ]
    if dossier.pupil_words.strip():
        unspoken = [p for p in unspoken if p.role is not Role.PUPIL]
    unread = [
        item
        for item in dossier.items_to_decide
        if not any(is_given(info) for info in item.informations)
    ]
    checks = (
        (not dossier.problem.strip(), "Le problème commun n’est pas écrit.", Step.PROBLEM),
        (bool(unspoken), _unspoken(unspoken, dossier), Step.PROBLEM),
        (
            dossier.pupil_seat is not None and dossier.pupil_place is PupilPlace.UNKNOWN,
            "La place de l’élève n’est pas décidée.",
            Step.GUESTS,
        ),
        (dossier.chosen_place is None, "Le lieu n’est pas choisi.", Step.PLACE),
        (dossier.chosen_slot is None, "La date n’est pas choisie.", Step.SLOT),
        (not dossier.kept_items, "L’ordre du jour est vide.", Step.AGENDA),
        (bool(unread), _unread(unread), Step.INFORMATION),
    )
    return tuple(Empty(typeset(label), step) for is_empty, label, step in checks if is_empty)


def _unspoken(people: list[Participant], dossier: Dossier) -> str:
    names = [opener_of(person, dossier) for person in people]
    if len(names) > 3:
        names = [*names[:2], f"{len(names) - 2} autres personnes"]
    return f"Il manque encore les mots de certains : {join_words(names)}."


def _unread(items: list[AgendaItem]) -> str:
    titles = join_words([f"« {item.title} »" for item in items])
    return f"Rien n’est donné à lire pour décider de {titles}."
