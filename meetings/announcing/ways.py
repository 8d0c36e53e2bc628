"""How a brief reaches one person: the surest way first, the others beside it."""

from dataclasses import dataclass

from intermetiers.web.french import typeset
from meetings.addresses import address_of
from meetings.announcing.links import LETTER, LINK
from meetings.models import Participant
from partners.models import FamilyMember
from partners.models.families import ReachedBy

MAIL = "mail"
LABELS = {
    LINK: "Créer un lien privé",
    LETTER: "Préparer la lettre",
    MAIL: "Envoyer par courriel",
}
_FIRST = {
    ReachedBy.MAIL: MAIL,
    ReachedBy.SMS: LINK,
    ReachedBy.PHONE: LINK,
    ReachedBy.LETTER: LETTER,
    ReachedBy.HAND: LETTER,
}
_HOW = {
    ReachedBy.MAIL: "Le plus sûr : un courriel.",
    ReachedBy.SMS: "Le plus sûr : un SMS, que vous écrivez vous-même. Le lien vient avec son texte.",
    ReachedBy.PHONE: "Le plus sûr : un appel. Le lien ou la lettre peuvent suivre.",
    ReachedBy.LETTER: "Le plus sûr : une lettre par la poste.",
    ReachedBy.HAND: "Le plus sûr : une lettre remise en main propre.",
}
NO_MAIL = "Aucune adresse électronique n’est notée sur sa fiche."
HIDDEN_HOME = (
    "Adresse secrète : la lettre ne la porte pas. Remettez-la en main propre, ou passez par la "
    "personne ou le service qui peut la lui transmettre."
)
NO_ADDRESS = "Aucune adresse postale n’est notée sur sa fiche : la lettre n’en porte pas."


@dataclass(frozen=True, slots=True)
class Way:
    """A button; the first of a list is the surest way for this person."""

    kind: str
    label: str


def ways_to(seat: Participant) -> tuple[Way, ...]:
    """What can be done for this person, in the order of what reaches them best."""
    kinds = [LINK, LETTER, MAIL] if address_of(seat) else [LINK, LETTER]
    member = seat.family_member
    usual = MAIL if seat.professional else LINK
    first = _FIRST.get(ReachedBy(member.reached_by), LINK) if member else usual
    kinds.sort(key=lambda kind: kind != first)
    return tuple(Way(kind, LABELS[kind]) for kind in kinds)


def notes_on(member: FamilyMember) -> tuple[str, ...]:
    """What to know of the way, in the words of the coordinator’s page. No address is in them."""
    reached_by = ReachedBy(member.reached_by)
    notes = [_HOW[reached_by]] if reached_by in _HOW else []
    if reached_by is ReachedBy.MAIL and not member.email:
        notes.append(NO_MAIL)
    if member.address_is_secret:
        notes.append(HIDDEN_HOME)
    elif reached_by is ReachedBy.LETTER and not member.postal_address:
        notes.append(NO_ADDRESS)
    return tuple(typeset(note) for note in notes)
