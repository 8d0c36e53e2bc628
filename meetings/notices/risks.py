"""What may go wrong, what holds it back, and what remains: to be weighed by who knows the place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Risk:
    """`remains` is what no software does for people."""

    what: str
    held_by: str
    remains: str


RISKS = (
    Risk(
        "La base ou une copie de secours est volée",
        "Les textes et les documents reçus y sont chiffrés, la clé n’y est pas.",
        "Restent lisibles les noms et les dates, si le disque n’est pas chiffré.",
    ),
    Risk(
        "Un lien privé arrive chez quelqu’un d’autre",
        "Il n’ouvre qu’une réunion, il se ferme, et « Ce n’est pas moi » prévient l’équipe.",
        "Reste ce qui a été lu avant.",
    ),
    Risk(
        "Un membre ouvre ce qu’il n’a pas à lire",
        "Les rôles limitent ce qu’il peut faire, le journal dit quels points de vue et quelles "
        "adresses secrètes il a ouverts.",
        "Lire une autre page n’y est pas noté. Reste à relire ce journal.",
    ),
    Risk(
        "L’adresse d’un parent arrive à l’autre",
        "Les papiers et les courriels de l’un ne portent jamais les coordonnées de l’autre.",
        "Reste ce que quelqu’un en écrirait lui-même dans un texte.",
    ),
    Risk(
        "Un texte est changé sans qu’on le sache",
        "Chaque version d’une fiche a une empreinte et un code imprimé, chaque acte est au journal.",
        "Reste ce que ferait une personne qui administre la machine.",
    ),
    Risk(
        "Tout est perdu",
        "Une commande fait une copie de secours chiffrée, vérifiée en la reprenant.",
        "Reste à la lancer chaque jour, et à garder les clés ailleurs.",
    ),
)
