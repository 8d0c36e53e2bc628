"""What the law says of a meeting: its kind (`legal_texts`), and who the texts expect in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import MeetingKind, PupilPlace, Role
from meetings.domain.legal_texts import FACTS, KindFacts, Rule, cite
from partners.domain.worlds import World

__all__ = [
    "Expected",
    "KindFacts",
    "Rule",
    "Weight",
    "cite",
    "expected",
    "facts_of",
    "is_without_text",
    "missing",
]


class Weight(StrEnum):
    """Whether the text says that a person sits there, or only that one may be relied on."""

    REQUIRED = "required"
    USUAL = "usual"


@dataclass(frozen=True, slots=True)
class Expected:
    """Someone the texts expect; `label` has its article, `present` are ids of participants.

    `metiers` are the codes of those who may hold the seat, empty when it is not held by métier.
    """

    label: str
    article: str
    present: tuple[int, ...]
    weight: Weight
    metiers: tuple[str, ...] = ()

    @property
    def is_required(self) -> bool:
        return self.weight is Weight.REQUIRED

    @property
    def source(self) -> str:
        """« article D351-12 du code de l’éducation »."""
        return cite(self.article)


def facts_of(kind: MeetingKind) -> KindFacts:
    """What the texts say of this kind of meeting."""
    return FACTS[kind]


def is_without_text(dossier: Dossier) -> bool:
    """An équipe éducative in a collège or a lycée: D321-16 speaks of schools only."""
    is_secondary = any(p.metier in _SECONDARY for p in dossier.participants)
    return dossier.kind is MeetingKind.EQUIPE_EDUCATIVE and is_secondary


def expected(dossier: Dossier) -> tuple[Expected, ...]:
    """Who the texts expect in this meeting, and who of them is invited; nobody where no text is.

    An équipe éducative held in a collège or a lycée stands on no text, so that only the parents
    are expected there.
    """
    return tuple(
        Expected(seat.label, seat.article, _who(seat, dossier), seat.weight, _metiers(seat))
        for seat in _seats(dossier)
        if seat.applies(dossier)
    )


def missing(dossier: Dossier) -> tuple[Expected, ...]:
    """Those the texts require, and of whom nobody is invited."""
    return tuple(who for who in expected(dossier) if who.is_required and not who.present)


# The codes are those of partners/catalogue/metiers.toml.
_TEACHERS = (
    "professeur_ecoles",
    "professeur",
    "professeur_principal",
    "coordonnateur_ulis",
    "enseignant_unite",
    "enseignant_upe2a",
)
_HEADS_OF_SECONDARY = ("principal", "principal_adjoint", "proviseur")
_SECONDARY = frozenset({*_HEADS_OF_SECONDARY, "professeur_principal", "cpe"})
_SOCIAL_OR_NURSE = ("assistant_social_scolaire", "assistant_social", "infirmier_scolaire")

_Who = Callable[[Participant, Dossier], bool]


@dataclass(frozen=True, slots=True)
class _Seat:
    """A seat the texts give; `applies` says for which dossiers of the kind."""

    label: str
    article: str
    who: _Who
    weight: Weight = Weight.REQUIRED
    applies: Callable[[Dossier], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class _Holds:
    """Holds one of these métiers."""

    metiers: tuple[str, ...]

    def __call__(self, participant: Participant, _: Dossier) -> bool:
        return participant.metier in self.metiers


def _holds(*metiers: str) -> _Who:
    return _Holds(metiers)


def _is_guardian(participant: Participant, _: Dossier) -> bool:
    return participant.is_legal_guardian


def _is_pupil_or_guardian(participant: Participant, dossier: Dossier) -> bool:
    comes = dossier.pupil_place in {PupilPlace.WHOLE, PupilPlace.PART}
    return participant.is_legal_guardian or (participant.role is Role.PUPIL and comes)


def _is_carer(participant: Participant, _: Dossier) -> bool:
    return participant.role is Role.PROFESSIONAL and participant.world is World.CARE


def _has_human_help(dossier: Dossier) -> bool:
    return bool(dossier.pupil.aesh_hours.strip() or dossier.pupil.aesh_kind.strip())


_PARENTS = _Seat(
    "les parents qui ont l’autorité parentale, tous les deux",
    "372 et 373-2 du code civil",
    _is_guardian,
)
_PSYCHOLOGIST = "le psychologue de l’éducation nationale"
_USUAL = Weight.USUAL

_ESS_SEATS = (
    _Seat("l’élève, ou ses parents", "D351-10", _is_pupil_or_guardian),
    _PARENTS,
    _Seat("l’enseignant référent", "D351-10", _holds("enseignant_referent")),
    _Seat("l’enseignant ou les enseignants de l’élève", "L112-2-1", _holds(*_TEACHERS)),
    _Seat("l’AESH", "L112-2-1", _holds("aesh"), applies=_has_human_help),
    _Seat(_PSYCHOLOGIST, "D351-11", _holds("psyen"), _USUAL),
    _Seat(
        "le médecin de l’éducation nationale ou de la PMI",
        "D351-11",
        _holds("medecin_en", "medecin_pmi"),
        _USUAL,
    ),
    _Seat("les soignants qui suivent l’élève", "D351-11", _is_carer, _USUAL),
    _Seat(
        "l’assistant de service social ou l’infirmier",
        "D351-11",
        _holds(*_SOCIAL_OR_NURSE),
        _USUAL,
    ),
)

_EQUIPE_EDUCATIVE_SEATS = (
    _Seat("le directeur ou la directrice d’école", "D321-16", _holds("directeur_ecole")),
    _Seat("l’enseignant ou les enseignants de l’élève", "D321-16", _holds(*_TEACHERS)),
    _Seat("les parents", "D321-16", _is_guardian),
    _Seat("le psychologue scolaire", "D321-16", _holds("psyen")),
    _Seat(
        "les enseignants spécialisés de l’école (RASED)",
        "D321-16",
        _holds("maitre_e", "maitre_g"),
    ),
    _Seat("le médecin de l’éducation nationale", "D321-16", _holds("medecin_en"), _USUAL),
    _Seat("l’infirmière ou l’infirmier", "D321-16", _holds("infirmier_scolaire"), _USUAL),
    _Seat(
        "l’assistante ou l’assistant social",
        "D321-16",
        _holds("assistant_social_scolaire", "assistant_social"),
        _USUAL,
    ),
    _Seat("l’AESH", "D321-16", _holds("aesh"), _USUAL, _has_human_help),
    _Seat("l’ATSEM, dont la direction peut prendre l’avis", "D321-16", _holds("atsem"), _USUAL),
)

_COMMISSION_EDUCATIVE_SEATS = (
    _Seat(
        "le chef d’établissement, ou la personne qui le représente",
        "R511-19-1",
        _holds(*_HEADS_OF_SECONDARY),
    ),
    _Seat("au moins un professeur", "R511-19-1", _holds(*_TEACHERS)),
    _Seat(
        "au moins un parent d’élève, membre de la commission",
        "R511-19-1",
        _holds("representant_parents"),
    ),
    _PARENTS,
)

_SEATS: Mapping[MeetingKind, tuple[_Seat, ...]] = MappingProxyType(
    {
        MeetingKind.ESS: _ESS_SEATS,
        MeetingKind.EQUIPE_EDUCATIVE: _EQUIPE_EDUCATIVE_SEATS,
        MeetingKind.COMMISSION_EDUCATIVE: _COMMISSION_EDUCATIVE_SEATS,
    }
)


def _seats(dossier: Dossier) -> tuple[_Seat, ...]:
    """The seats of this kind."""
    if is_without_text(dossier):
        return (_PARENTS,)
    return _SEATS.get(dossier.kind, ())


def _who(seat: _Seat, dossier: Dossier) -> tuple[int, ...]:
    return tuple(p.id for p in dossier.participants if seat.who(p, dossier))


def _metiers(seat: _Seat) -> tuple[str, ...]:
    return seat.who.metiers if isinstance(seat.who, _Holds) else ()
