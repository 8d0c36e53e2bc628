"""How many of whom, and what may be answered to a family that wishes to come with somebody."""

from collections.abc import Mapping
from types import MappingProxyType

from intermetiers.web.french import join_words, start_sentence, typeset, write_count
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import MeetingKind, Presence, PupilPlace, Role

_SETTLE = "Aucun texte n’en parle : convenez-en avec la famille, avant la réunion."

_ANSWERS: Mapping[MeetingKind, str] = MappingProxyType(
    {
        MeetingKind.ESS: "C’est son droit : la famille vient avec la personne de son choix.",
        MeetingKind.EQUIPE_EDUCATIVE: "Si cette personne est un autre parent de l’école, ou vient "
        "d’une association de parents d’élèves de l’école, le texte le prévoit. Sinon, ce n’est "
        "pas un droit, et la direction peut tout de même l’accueillir. Dans les deux cas, "
        "répondez à la famille avant la réunion.",
        MeetingKind.COMMISSION_EDUCATIVE: "La commission invite toute personne utile : "
        "répondez à la famille avant la réunion.",
        MeetingKind.CONCERTATION_AESH: _SETTLE,
        MeetingKind.OTHER: _SETTLE,
    }
)


def balance(dossier: Dossier) -> str:
    """« Sept professionnels pour deux parents et l’élève. », counting who will be at the table.

    Whoever contributes in writing only is told apart. The pupil counts once it is settled that
    the pupil comes.
    """
    seated = [p for p in dossier.participants if p.presence is not Presence.WRITTEN]
    count = sum(p.role is Role.PROFESSIONAL for p in seated)
    professionals = write_count(count, "professionnel") if count else ""
    family = _family([p for p in seated if p.role is Role.GUARDIAN], dossier)
    writers = len(dossier.participants) - len(seated)
    parts = [start_sentence(_together(professionals, family, dossier)), _companions(seated)]
    if writers:
        verb = "contribue" if writers == 1 else "contribuent"
        parts.append(f"{start_sentence(_people(writers))} {verb} par écrit.")
    return " ".join(part for part in parts if part)


def answer_to_wish(dossier: Dossier) -> str:
    """What the coordinator may answer to the wish of the family; empty while there is none."""
    return typeset(_ANSWERS[dossier.kind]) if dossier.companion_wish.strip() else ""


def _together(professionals: str, family: str, dossier: Dossier) -> str:
    if professionals and family:
        return f"{professionals} pour {family}."
    if family:
        return f"{family}, et aucun professionnel pour l’instant."
    if not professionals:
        return "Personne n’est encore autour de la table."
    if dossier.kind is MeetingKind.CONCERTATION_AESH:
        return f"{professionals} autour de la table."
    return f"{professionals}, et personne de la famille pour l’instant."


def _family(relatives: list[Participant], dossier: Dossier) -> str:
    parents = sum(p.parental_authority for p in relatives)
    others = len(relatives) - parents
    words = [write_count(parents, "parent")] if parents else []
    if others:
        one, many = ("autre proche", "autres proches") if parents else ("proche", "proches")
        words.append(write_count(others, one, many))
    if dossier.pupil_seat and dossier.pupil_place in {PupilPlace.WHOLE, PupilPlace.PART}:
        words.append("l’élève")
    return join_words(words)


def _companions(seated: list[Participant]) -> str:
    companions = sum(p.role is Role.COMPANION for p in seated)
    interpreters = sum(p.role is Role.INTERPRETER for p in seated)
    sentences = []
    if companions:
        verb = "accompagne" if companions == 1 else "accompagnent"
        sentences.append(f"{start_sentence(_people(companions))} {verb} la famille.")
    if interpreters:
        verb = "traduit" if interpreters == 1 else "traduisent"
        sentences.append(f"{start_sentence(_people(interpreters))} {verb}.")
    return " ".join(sentences)


def _people(count: int) -> str:
    return "une personne" if count == 1 else write_count(count, "personne")
