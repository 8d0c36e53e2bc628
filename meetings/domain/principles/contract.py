"""Contrat de collaboration: its three registers, looked at from this meeting."""

from datetime import date

from intermetiers.web.french import join_words, of, start_sentence
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.findings import Act, Finding, Why
from meetings.domain.kinds import Role, Step
from meetings.domain.principles import anchors
from meetings.domain.principles.saying import (
    CONTRACT,
    MOST_ACTS,
    concerns_family,
    count_feminine,
    key_of,
    pupil_has_spoken,
)
from meetings.domain.viewpoints import has_spoken

SLUG = "contract"
TITLE = "Contrat de collaboration"

_WRITTEN = Why(
    "Ce qui est rédigé permet de mener le projet à plusieurs : c’est le registre instrumental.",
    CONTRACT,
)
_VALUED = Why(
    "La valeur donnée à la relation, le plaisir de travailler ensemble entraînent l’engagement "
    "ou l’esquive : c’est le registre affectif.",
    CONTRACT,
)
_UNDERSTOOD = Why(
    "On travaille ensemble le problème commun quand chacun a pu dire ce qu’il comprend de la "
    "situation : c’est le registre référentiel.",
    CONTRACT,
)


def look(dossier: Dossier, today: date) -> list[Finding]:
    """One finding at most for each register; how one re-reads together belongs to the time."""
    found = (_instrumental(dossier), _affective(dossier), _referential(dossier))
    return [finding for finding in found if finding is not None]


def _instrumental(dossier: Dossier) -> Finding | None:
    """Once people spoke, or points are written, what is the meeting about?"""
    spoken = any(has_spoken(p, dossier) for p in dossier.participants)
    if dossier.problem.strip() or not (spoken or dossier.kept_items):
        return None
    fact = (
        "Des points sont à l’ordre du jour, et le problème commun n’est pas encore écrit."
        if dossier.kept_items
        else "Des points de vue sont recueillis, et le problème commun n’est pas encore écrit."
    )
    return Finding(
        key=key_of(SLUG, "instrumental"),
        principle=TITLE,
        step=Step.PROBLEM,
        fact=fact,
        weighs_on="toutes les personnes invitées",
        why=_WRITTEN,
        acts=(Act("Écrire le problème en une phrase", Step.PROBLEM, anchors.PROBLEM),),
    )


def _affective(dossier: Dossier) -> Finding | None:
    if not dossier.kept_items or dossier.opening_minutes > 0:
        return None
    return Finding(
        key=key_of(SLUG, "affective"),
        principle=TITLE,
        step=Step.AGENDA,
        fact="Aucune minute n’est gardée pour arriver et se présenter.",
        weighs_on="toutes les personnes invitées",
        why=_VALUED,
        acts=(Act("Garder un temps d’accueil", Step.AGENDA, anchors.TIMES),),
    )


def _referential(dossier: Dossier) -> Finding | None:
    """Once somebody has said what they understand: the pupil and the family, did they?"""
    spoken = [p for p in dossier.participants if has_spoken(p, dossier)]
    awaited = _awaited_words(dossier)
    if not (concerns_family(dossier) and spoken and awaited):
        return None
    names = [name for name, _ in awaited]
    missing = f"la parole {join_words([of(name) for name in names])} n’est pas encore recueillie"
    return Finding(
        key=key_of(SLUG, "referential", *(anchor for _, anchor in awaited)),
        principle=TITLE,
        step=Step.PROBLEM,
        fact=f"{_who_spoke(spoken)} de la situation ; {missing}.",
        weighs_on=join_words(names),
        why=_UNDERSTOOD,
        acts=tuple(
            Act(f"Recueillir la parole {of(name)}", Step.PROBLEM, anchor)
            for name, anchor in awaited[:MOST_ACTS]
        ),
    )


def _awaited_words(dossier: Dossier) -> list[tuple[str, str]]:
    """Whose words are not written yet, with where to write them: the pupil, then the relatives."""
    relatives = sorted(dossier.guardians, key=lambda p: p.id)
    awaited = [(p.called, anchors.viewpoint(p.id)) for p in relatives if not has_spoken(p, dossier)]
    seat = dossier.pupil_seat
    if seat is not None and not pupil_has_spoken(dossier):
        awaited.insert(0, (seat.called, anchors.viewpoint(seat.id)))
    return awaited


def _who_spoke(spoken: list[Participant]) -> str:
    if len(spoken) == 1:
        return "Une seule personne a dit ce qu’elle comprend"
    if all(p.role is Role.PROFESSIONAL for p in spoken):
        return "Seuls des professionnels ont dit ce qu’ils comprennent"
    return (
        f"{start_sentence(count_feminine(len(spoken), 'personne'))} ont dit ce qu’elles comprennent"
    )
