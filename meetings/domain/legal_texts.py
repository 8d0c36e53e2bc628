"""What the texts say of each kind of meeting: the one place to correct when a text changes.

Read in the codes as they stood in January 2024. A rule shows its article; a rule without one is a
usage of the field, and says so. An article alone, as « D351-10 », is one of the « code de
l’éducation »; any other names its code, as « 372 et 373-2 du code civil ».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from intermetiers.web.french import NBSP, typeset
from meetings.domain.kinds import MeetingKind


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence, ours, and the article it stands on; no article means a usage.

    `key` is the sentence of the lexicon that says the same to a guest, in any language; a guest
    reads only the rules that have one. A rule `of_handicap` speaks of rights linked to a handicap:
    not what a family should read first about its child.
    """

    text: str
    article: str = ""
    key: str = ""
    of_handicap: bool = False

    @property
    def source(self) -> str:
        """« article D351-10 du code de l’éducation », or « un usage, aucun texte »."""
        return cite(self.article)


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What may be said of a kind of meeting.

    `companion_right` speaks of the parents, `companion_key` to them (lexicon). `needs_family` is
    the rule that no such meeting is held with neither the pupil nor a parent, if there is one.
    `default_duration`, in minutes, is a proposal of ours and no rule.
    """

    kind: MeetingKind
    label: str
    short: str
    convened_by: Rule
    can_decide: tuple[Rule, ...]
    cannot_decide: tuple[Rule, ...]
    companion_right: Rule
    secrecy: Rule | None
    needs_family: Rule | None
    default_duration: int
    notes: tuple[Rule, ...] = ()

    @property
    def companion_key(self) -> str:
        return f"companion.{self.kind}"


def cite(article: str) -> str:
    """« article D351-10 du code de l’éducation », « articles 372 et 373-2 du code civil »."""
    if not article:
        return "un usage, aucun texte"
    noun = "articles" if " et " in article else "article"
    code = "" if " du code " in article else " du code de l’éducation"
    return f"{noun}{NBSP}{article}{code}"


def _rule(text: str, article: str = "", *, key: str = "", of_handicap: bool = False) -> Rule:
    return Rule(typeset(text), article, key, of_handicap)


_MDPH_BY_PARENTS = _rule(
    "Une demande à la MDPH ne peut venir que des parents.",
    "D351-8",
    key="not_here.mdph_by_parents",
    of_handicap=True,
)
_RIGHTS_BY_CDAPH = _rule(
    "L’orientation, l’aide humaine, le matériel pédagogique adapté, le maintien en maternelle et "
    "les autres compensations : c’est la CDAPH qui décide.",
    "D351-7",
    key="not_here.rights_by_cdaph",
    of_handicap=True,
)
_NO_TEXT_COMPANION = _rule(
    "Aucun texte ne parle d’accompagnant pour cette réunion : c’est à convenir avec la famille."
)
_ABSENCES = _rule(
    "En cas d’absences répétées sans raison donnée, convenir de mesures"
    " : un document les récapitule, signé avec les responsables de l’enfant.",
    "R131-7",
)

_ESS = KindFacts(
    kind=MeetingKind.ESS,
    label="équipe de suivi de la scolarisation (ESS)",
    short="ESS",
    convened_by=_rule("L’enseignant référent réunit l’ESS.", "D351-12"),
    can_decide=(
        _rule("Suivre la mise en œuvre du PPS et ce qui peut la faciliter.", "D351-10"),
        _rule("Évaluer le PPS, au moins une fois par an, par écrit (GEVA-Sco).", "D351-10"),
        _rule("Informer la CDAPH d’une difficulté.", "D351-10"),
        _rule(
            "Proposer de revoir l’orientation, seulement avec l’accord des parents.",
            "D351-10",
        ),
    ),
    cannot_decide=(
        _RIGHTS_BY_CDAPH,
        _MDPH_BY_PARENTS,
        _rule(
            "Le contenu du PPS : c’est l’équipe pluridisciplinaire de la MDPH qui l’écrit, "
            "à partir de ce que l’ESS a observé.",
            "D351-6",
            of_handicap=True,
        ),
    ),
    companion_right=_rule(
        "Les parents peuvent se faire aider par une personne de leur choix, "
        "ou se faire représenter.",
        "D351-10",
    ),
    secrecy=_rule("Tous les membres de l’ESS sont tenus au secret professionnel.", "D351-11"),
    needs_family=_rule("Une ESS réunit nécessairement l’élève, ou ses parents.", "D351-10"),
    default_duration=75,
    notes=(
        _rule("Les parents peuvent demander qu’une ESS se réunisse.", "D351-10"),
        _rule(
            "L’enseignant référent envoie le document d’évaluation à la MDPH, aux parents et à la "
            "direction de l’école ou de l’établissement.",
            "D351-10",
        ),
        _rule(
            "Dans un dispositif intégré (DITEP), l’ESS peut modifier le PPS avec l’accord des "
            "parents : ils signent une fiche de liaison et ont quinze jours pour se rétracter.",
            "D351-10-1 et D351-10-2",
        ),
    ),
)

_EQUIPE_EDUCATIVE = KindFacts(
    kind=MeetingKind.EQUIPE_EDUCATIVE,
    label="équipe éducative",
    short="équipe éducative",
    convened_by=_rule(
        "Le directeur ou la directrice d’école réunit l’équipe éducative quand la situation d’un "
        "élève le demande.",
        "D321-16",
    ),
    can_decide=(
        _rule("Chercher avec la famille la réponse qui convient le mieux à l’élève."),
        _rule("Souhaiter un PPS, et le dire aux parents, qui en font ou non la demande.", "D351-8"),
        _rule("Demander la révision d’un PAI.", "D351-9"),
        _rule("Demander qu’une ESS se réunisse.", "D351-10"),
        _ABSENCES,
    ),
    cannot_decide=(
        _MDPH_BY_PARENTS,
        _RIGHTS_BY_CDAPH,
        _rule(
            "Punir : l’équipe éducative n’est pas une instance disciplinaire.",
            key="not_here.punish",
        ),
    ),
    companion_right=_rule(
        "Les parents peuvent venir avec un représentant d’une association de parents d’élèves de "
        "l’école ou avec un autre parent de l’école, ou se faire remplacer par l’un d’eux. "
        "Le texte ne prévoit personne d’autre.",
        "D321-16",
    ),
    secrecy=None,
    needs_family=None,
    default_duration=60,
    notes=(
        _rule(
            "L’équipe éducative se réunit au plus vite quand un élève, par des actes volontaires "
            "et répétés, met d’autres élèves en danger.",
            "D321-16",
        ),
        _rule("Au collège et au lycée, aucun texte ne décrit l’équipe éducative."),
    ),
)

_COMMISSION_EDUCATIVE = KindFacts(
    kind=MeetingKind.COMMISSION_EDUCATIVE,
    label="commission éducative",
    short="commission éducative",
    convened_by=_rule(
        "Le chef d’établissement, ou la personne qui le représente, préside la commission.",
        "R511-19-1",
    ),
    can_decide=(
        _rule("Suivre les mesures prises pour l’élève.", "R511-19-1"),
        _ABSENCES,
    ),
    cannot_decide=(_RIGHTS_BY_CDAPH, _MDPH_BY_PARENTS),
    companion_right=_rule(
        "Le texte ne parle pas d’accompagnant. La commission invite toute "
        "personne utile : les parents peuvent demander que quelqu’un le soit.",
        "R511-19-1",
    ),
    secrecy=None,
    needs_family=None,
    default_duration=60,
    notes=(_rule("Le règlement intérieur dit qui compose la commission.", "R511-19-1"),),
)

_CONCERTATION_AESH = KindFacts(
    kind=MeetingKind.CONCERTATION_AESH,
    label="concertation AESH–enseignant",
    short="concertation",
    convened_by=_rule("Aucun texte ne dit qui réunit cette concertation."),
    can_decide=(_rule("Convenir de qui fait quoi en classe, et de ce qu’on se dit."),),
    cannot_decide=(_RIGHTS_BY_CDAPH,),
    companion_right=_NO_TEXT_COMPANION,
    secrecy=None,
    needs_family=None,
    default_duration=20,
    notes=(
        _rule(
            "Ce n’est pas l’entretien des parents avec l’enseignant et l’AESH, qui a lieu avant la "
            "rentrée ou quand l’AESH arrive.",
            "L351-4",
        ),
    ),
)

_OTHER = KindFacts(
    kind=MeetingKind.OTHER,
    label="réunion",
    short="réunion",
    convened_by=_rule("Aucun texte ne dit qui convoque cette réunion."),
    can_decide=(_rule("Ce que chacun s’engage à faire, à sa place."),),
    cannot_decide=(_RIGHTS_BY_CDAPH, _MDPH_BY_PARENTS),
    companion_right=_NO_TEXT_COMPANION,
    secrecy=None,
    needs_family=None,
    default_duration=60,
)

FACTS: Mapping[MeetingKind, KindFacts] = MappingProxyType(
    {
        facts.kind: facts
        for facts in (_ESS, _EQUIPE_EDUCATIVE, _COMMISSION_EDUCATIVE, _CONCERTATION_AESH, _OTHER)
    }
)
