"""Who answers for this installation, who keeps it: as its settings say, or that they do not."""

from dataclasses import dataclass

from django.conf import settings

EMPTY = "Pas encore indiqué. À demander à l’équipe qui vous a écrit."
EMPTY_BASIS = (
    "Pas encore indiquée. Le responsable du traitement la choisit avec son délégué à la protection "
    "des données."
)
NO_MAIL = "Aucun\u00a0: le site n’envoie pas de courriel."
NO_BACKUP = "Pas encore indiqué."


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what it is, and what the settings say, or that they say nothing."""

    label: str
    text: str
    is_told: bool


def controller() -> list[Told]:
    """Who decides of the data, and whom to ask."""
    return [
        _told("Responsable du traitement", settings.CONTROLLER_NAME),
        _told("Son adresse", settings.CONTROLLER_ADDRESS),
        _told("Délégué à la protection des données", settings.DPO_CONTACT),
        _told("Base légale", settings.LEGAL_BASIS, EMPTY_BASIS),
    ]


def hosts() -> list[Told]:
    """Who keeps what. Mail goes through nobody as long as no server of mail is set."""
    mail = settings.MAIL_HOST_NAME or settings.EMAIL_HOST or NO_MAIL
    return [
        _told("Le site et ses données", _named(settings.HOST_NAME, settings.HOST_ADDRESS)),
        _told("Les courriels", mail),
        _told("Les copies de secours, chiffrées", settings.BACKUP_HOST_NAME, NO_BACKUP),
    ]


def publisher() -> list[Told]:
    return [
        _told("Éditeur du site", _named(settings.CONTROLLER_NAME, settings.CONTROLLER_ADDRESS)),
        _told("Responsable de la publication", settings.PUBLISHER_NAME),
        _told("Délégué à la protection des données", settings.DPO_CONTACT),
    ]


def accessibility() -> list[Told]:
    """Whom to write to when a page stops somebody."""
    return [_told("À qui écrire", settings.ACCESSIBILITY_CONTACT)]


def all_told() -> bool:
    """Whether nothing is left for the settings to say."""
    return all(line.is_told for line in (*controller(), *hosts(), *publisher(), *accessibility()))


def _named(name: str, address: str) -> str:
    return ", ".join(part for part in (name, address) if part)


def _told(label: str, text: str, empty: str = EMPTY) -> Told:
    return Told(label, text or empty, bool(text))
