"""The document that recalls the measures agreed on when a pupil is absent without a reason given.

« Un document récapitulant ces mesures est signé avec les personnes responsables » (article R131-7
du code de l’éducation): it holds the measures and nothing else of what was said.
"""

from dataclasses import dataclass

from intermetiers.web.french import start_sentence, typeset
from meetings.domain.dossier import Dossier
from meetings.domain.fiche import file_name
from meetings.domain.held import name_of_signer
from meetings.domain.held_parts import Decision, Held
from meetings.domain.kinds import MeetingKind
from meetings.domain.legal import cite, facts_of

_KINDS = frozenset({MeetingKind.EQUIPE_EDUCATIVE, MeetingKind.COMMISSION_EDUCATIVE})
_ONLY_ABSENCES = (
    "Ce document ne sert que pour des absences répétées sans raison donnée "
    f"({cite('R131-7')}). Il récapitule les mesures convenues, et rien d’autre de la réunion."
)


@dataclass(frozen=True, slots=True)
class Measures:
    """The document. `signers` are those responsible for the child, then whoever gathered."""

    title: str
    pupil: str
    school: str
    when: str
    gathered: str
    purpose: str
    measures: tuple[Decision, ...]
    signers: tuple[str, ...]
    convener: str
    footer: str
    file_name: str

    @property
    def document_title(self) -> str:
        return f"{self.title} – {self.pupil}"


def compose_measures(dossier: Dossier, held: Held | None) -> Measures | None:
    """None for the other kinds of meeting, and while no measure is written."""
    if dossier.kind not in _KINDS or held is None or not held.decisions:
        return None
    pupil = dossier.pupil
    seat = dossier.convener_seat
    convener = name_of_signer(seat, pupil.school) if seat else dossier.convener.name
    responsible = [
        name_of_signer(p, pupil.school) for p in dossier.guardians if p.is_legal_guardian
    ]
    return Measures(
        title="Les mesures convenues",
        pupil=" ".join(part for part in (pupil.first_name, pupil.last_name) if part),
        school=", ".join(part for part in (pupil.school, pupil.class_name) if part),
        when=held.when,
        gathered=start_sentence(
            f"{facts_of(dossier.kind).short} · réunie par {dossier.convener.name}"
        ),
        purpose=typeset(_ONLY_ABSENCES),
        measures=held.decisions,
        signers=(*responsible, convener),
        convener=dossier.convener.name,
        footer=f"Mesures convenues · {dossier.reference}",
        file_name=file_name(dossier, "mesures convenues"),
    )
