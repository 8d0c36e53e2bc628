"""What kinds of personal data the site holds: about whom, what for, read by whom, for how long.

The register entry, the page for families and the help for the impact study are all made from
here. `data_fields` says of which kind each column of the database is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from intermetiers.web.french import NBSP
from meetings.domain.retention import BY_KIND, Kept, Rule, say_length


class Data(StrEnum):
    """A kind of personal data."""

    PUPIL = "eleve"
    HELP = "aides"
    FAMILY = "famille"
    LIFE = "vie"
    SECRET = "adresse_secrete"  # noqa: S105 (the name of a kind)
    PROFESSIONALS = "professionnels"
    DATES = "disponibilites"
    MEETING = "reunion"
    SAID = "points_de_vue"
    ROOM = "seance"
    SHARES = "temps_de_parole"
    DECIDED = "decisions"
    MAILS = "courriels"
    OWN_NOTES = "notes_a_soi"
    MEMBERS = "membres"
    DOORS = "entrees"
    JOURNAL = "journal"
    IMPORTS = "tableaux"


# Who reads, in the words of the pages.
TEAM = "les membres de l’équipe"
GUESTS = "les personnes invitées à la réunion"
HOLDER = "la personne concernée"
NOBODY = "personne d’autre"


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of data.

    `plain` is how families are told; `recipients` read it besides those who host the site.
    `kept` names a rule a team may change; `until` says the length where there is no such rule.
    `sensitive`: may tell of health or of a judge’s decision (RGPD, articles 9 and 10).
    """

    data: Data
    label: str
    plain: str
    about: str
    purpose: str
    recipients: tuple[str, ...]
    kept: Kept | None = None
    until: str = ""
    sensitive: bool = False

    def length(self, chosen: Mapping[Kept, int]) -> str:
        """« 30 jours après la réunion », with the days chosen, or else those we propose."""
        if self.kept is None:
            return self.until
        return say_kept(BY_KIND[self.kept], chosen.get(self.kept))


def say_kept(rule: Rule, days: int | None) -> str:
    """How long something is kept, in one piece of sentence."""
    length = say_length(rule.days if days is None else days)
    if rule.kind is Kept.PUPILS:
        return f"tant que l’équipe suit l’élève, puis {length} après l’archivage"
    return length if length == say_length(0) else f"{length} après {rule.since}"


CATEGORIES = (
    Category(
        Data.PUPIL, "Identité et scolarité de l’élève",
        "Son prénom, son nom, sa date de naissance, son école et sa classe.",
        "l’élève", "savoir pour qui on se réunit", (TEAM, GUESTS), Kept.PUPILS,
    ),
    Category(
        Data.HELP, "Plan, aide humaine et fin de notification",
        f"Le plan et l’aide humaine dont l’élève bénéficie. Jamais un diagnostic{NBSP}: aucune "
        "case ne le demande.",
        "l’élève", "réunir les bonnes personnes, au bon moment", (TEAM,), Kept.PUPILS,
        sensitive=True,
    ),
    Category(
        Data.FAMILY, "Identité des responsables et moyens de les joindre",
        "Votre nom, votre lien avec l’élève, vos coordonnées, les langues que vous lisez et parlez.",
        "la famille", "inviter, et donner à chaque responsable les mêmes documents",
        (TEAM, f"{GUESTS} (le nom et le lien, jamais les coordonnées)"), Kept.PUPILS,
    ),
    Category(
        Data.LIFE, "Ce qui permet à la famille de venir",
        "Ce que vous avez dit pour pouvoir venir, comme vos horaires de travail ou la garde des "
        "enfants.",
        "la famille", "choisir une date et un lieu où la famille peut venir", (TEAM,),
        Kept.PUPILS, sensitive=True,
    ),
    Category(
        Data.SECRET, "Adresse qu’un juge permet de cacher",
        "Une adresse secrète, si vous en avez une.",
        "la famille", "joindre sans révéler où vit la personne",
        (f"{TEAM} (l’ouvrir est noté au journal)",), Kept.PUPILS, sensitive=True,
    ),
    Category(
        Data.PROFESSIONALS, "Carnet des professionnels et des lieux",
        "Le nom, le métier et les coordonnées professionnelles de ceux qui entourent l’élève.",
        "les professionnels", "inviter les personnes qui entourent l’élève",
        (TEAM, f"{GUESTS} (le nom et le métier)"),
        until=f"tant que la fiche est au carnet{NBSP}: l’équipe l’archive ou la retire",
    ),
    Category(
        Data.DATES, "Moments occupés tirés d’un agenda",
        "Les heures où vous n’êtes pas libre, sans ce que vous faites.",
        "la famille et les professionnels", "trouver une date", (TEAM,), Kept.BUSY_TIMES,
    ),
    Category(
        Data.MEETING, "Préparation de la réunion, réponses aux dates, documents donnés",
        "Pourquoi on se réunit, qui est invité, quand et où, vos réponses et les documents donnés.",
        "l’élève, la famille et les professionnels", "préparer une réunion courte et juste",
        (TEAM, GUESTS), Kept.MEETINGS, sensitive=True,
    ),
    Category(
        Data.SAID, "Ce que chacun a dit avant la réunion",
        "Ce que chacun a écrit ou dit avant la réunion, avec le choix de qui peut le lire.",
        "l’élève, la famille et les professionnels",
        "que la parole de chacun soit là, même si la personne ne peut pas venir",
        (f"{TEAM} (les ouvrir est noté au journal)", f"{GUESTS}, si l’auteur le veut"),
        Kept.VIEWPOINTS, sensitive=True,
    ),
    Category(
        Data.ROOM, "Ce qui est noté pendant la réunion",
        "Ce qui est noté pendant la réunion, devant tous.",
        "l’élève, la famille et les professionnels",
        "garder ce qui est décidé, et ce qui ne l’est pas", (TEAM, GUESTS), Kept.MEETINGS,
        sensitive=True,
    ),
    Category(
        Data.SHARES, "Temps de parole",
        "Combien de temps la famille et les professionnels ont parlé.",
        "les personnes présentes", "regarder si chacun a pu parler", (TEAM,), Kept.SHARES,
    ),
    Category(
        Data.DECIDED, "Décisions, suivi et fiche de la réunion",
        "Les décisions, qui les porte, ce qu’elles sont devenues, et la fiche de la réunion.",
        "l’élève, la famille et les professionnels", "faire ce qui a été décidé, et le vérifier",
        (TEAM, GUESTS), Kept.MEETINGS, sensitive=True,
    ),
    Category(
        Data.MAILS, "Courriels envoyés",
        "Les courriels que le site vous a envoyés.",
        "la famille et les professionnels", "savoir qui a été prévenu",
        (TEAM, HOLDER), Kept.MAILS, sensitive=True,
    ),
    Category(
        Data.OWN_NOTES, "Ce qu’un membre de l’équipe écrit pour lui-même",
        "Les notes qu’un professionnel prend pour apprendre de la réunion.",
        "l’auteur de ces notes", "apprendre de la réunion", ("l’auteur seul",), Kept.OWN_NOTES,
        sensitive=True,
    ),
    Category(
        Data.MEMBERS, "Comptes des membres de l’équipe",
        "Le nom et l’adresse des membres de l’équipe qui prépare.",
        "les membres de l’équipe", "ouvrir le site à ceux qui préparent, et à eux seuls",
        (TEAM,), until="tant que le compte existe",
    ),
    Category(
        Data.DOORS, "Liens privés, séances ouvertes et essais manqués",
        "Quand vous avez ouvert votre lien. Le lien lui-même n’est pas gardé.",
        "ceux qui se servent du site", "que seules les bonnes personnes entrent", (NOBODY,),
        until="le temps que le lien ou la séance sert, puis avec la réunion",
    ),
    Category(
        Data.JOURNAL, "Journal des actes",
        "Qui a changé quoi, qui a ouvert un point de vue ou une adresse secrète, quand et d’où, sans "
        "ce qui est écrit.",
        "les membres de l’équipe", "savoir qui a fait quoi, et le prouver",
        ("les responsables de l’équipe",), Kept.JOURNAL,
    ),
    Category(
        Data.IMPORTS, "Tableaux en cours de lecture",
        "Les listes que l’équipe fait lire au site pour ne pas les retaper.",
        "l’élève, la famille et les professionnels", "ne pas retaper un carnet qui existe déjà",
        (TEAM,), until="jusqu’à l’écriture au carnet, un jour au plus", sensitive=True,
    ),
)  # fmt: skip
CATEGORY = {category.data: category for category in CATEGORIES}
