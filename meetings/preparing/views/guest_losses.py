"""What goes with a person who leaves the table, said before it happens."""

from django.utils import timezone

from intermetiers.web.french import write_count
from meetings.domain.dossier import Dossier, Participant as Person
from meetings.domain.kinds import Role
from meetings.invitations import would_be_told
from meetings.models import Participant, PrivateLink


def losses_of(seat: Participant, person: Person, dossier: Dossier) -> list[str]:
    """One sentence for each thing that goes, then what stays."""
    losses = [
        *_words(person),
        *_answers(person, dossier),
        *_charges(person, dossier),
        *_links(seat),
        *_invitation(seat),
        *_rereading(seat),
    ]
    if person.role in {Role.PROFESSIONAL, Role.GUARDIAN}:
        losses.append("Sa fiche reste dans le carnet : vous pourrez l’inviter de nouveau.")
    return losses or ["Rien d’autre ne part avec cette personne."]


def _words(person: Person) -> list[str]:
    losses = []
    if person.viewpoint:
        losses.append("Ce que cette personne dit du problème est effacé.")
    if person.written:
        losses.append("Sa contribution écrite est effacée.")
    return losses


def _answers(person: Person, dossier: Dossier) -> list[str]:
    losses = []
    answers = sum(slot.answer_of(person.id) is not None for slot in dossier.slots)
    if answers == 1:
        losses.append("Sa réponse pour un créneau est effacée.")
    elif answers:
        losses.append(
            f"Ses réponses pour {write_count(answers, 'créneau', 'créneaux')} sont effacées."
        )
    if any(person.id in dict(place.distances) for place in dossier.places):
        losses.append("Les distances notées pour cette personne sont effacées.")
    return losses


def _charges(person: Person, dossier: Dossier) -> list[str]:
    """What others counted on: these stay, with nobody for them."""
    losses = []
    opened = sum(item.opener == person.id for item in dossier.agenda)
    given = sum(info.giver == person.id for item in dossier.agenda for info in item.informations)
    if opened:
        losses.append(f"Plus personne n’ouvre {write_count(opened, 'point')} de l’ordre du jour.")
    if given:
        losses.append(
            f"Plus personne ne donne {write_count(given, 'information', feminine=True)} d’avant."
        )
    losses += [
        f"Plus personne n’accueille la famille : {place.name}."
        for place in dossier.places
        if place.welcomed_by == person.id
    ]
    if any(other.accompanies == person.id for other in dossier.participants):
        losses.append("La personne qui l’accompagne reste invitée, avec toute la famille.")
    return losses


def _links(seat: Participant) -> list[str]:
    if PrivateLink.objects.live(timezone.now()).filter(participant=seat).exists():
        return ["Le lien privé de son brief ne s’ouvrira plus."]
    return []


def _invitation(seat: Participant) -> list[str]:
    if would_be_told(seat.meeting, timezone.now()).filter(participant=seat).exists():
        return [
            "Cette personne a une invitation dans son agenda\u00a0: elle recevra une annulation."
        ]
    return []


def _rereading(seat: Participant) -> list[str]:
    if seat.rereading_notes.filter(withdrawn_at=None).exists():
        return [
            "Ce que cette personne a dit en relisant la fiche est effacé\u202f; les versions déjà "
            "faites le gardent."
        ]
    return []
