"""What protects the data on this installation: read from the settings that the code obeys."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings

from intermetiers.web.french import NBSP, join_words, start_sentence, write_count, write_minutes
from meetings.domain.retention import Kept
from meetings.notices.sealed import count_columns

SECOND_FACTORS = {
    "webauthn": "une clé d’accès",
    "totp": "un code à six chiffres",
    "recovery_codes": "des codes de secours sur papier",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """`is_set`: this installation has it; otherwise `text` says what is missing."""

    title: str
    text: str
    is_set: bool = True


def measures() -> list[Measure]:
    """All of them, what is missing included."""
    return [make() for make in MEASURES]


def _sealed() -> Measure:
    total, sealed = count_columns()
    return Measure(
        "Textes chiffrés dans la base",
        f"{write_count(sealed, 'rubrique')} sur {total} sont chiffrées (AES-256-GCM), comme les "
        "documents reçus. La clé est gardée hors de la base. Les autres sont des noms, des dates et "
        f"des choix, dont la recherche a besoin{NBSP}: le disque lui-même doit être chiffré.",
    )


def _https() -> Measure:
    if settings.SECURE_SSL_REDIRECT and settings.SESSION_COOKIE_SECURE:
        return Measure("Échanges chiffrés", "Le site ne répond qu’en https.")
    return Measure(
        "Échanges chiffrés",
        f"Cette installation répond sans https{NBSP}: elle ne doit servir que sur un seul poste.",
        is_set=False,
    )


def _passwords() -> Measure:
    least = _least_password()
    kinds = [name for key, name in SECOND_FACTORS.items() if key in settings.MFA_SUPPORTED_TYPES]
    return Measure(
        "Mots de passe et second facteur",
        f"Mot de passe d’au moins {least} signes. Chacun peut ajouter "
        f"{join_words(kinds, last='ou')}.",
    )


def _least_password() -> int:
    """As the validator of lengths is set; Django’s own default otherwise."""
    for one in cast(list[dict[str, Any]], settings.AUTH_PASSWORD_VALIDATORS):
        if one["NAME"].endswith("MinimumLengthValidator"):
            return int(one.get("OPTIONS", {}).get("min_length", 8))
    return 0


def _tries() -> Measure:
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return Measure(
        "Essais limités",
        f"Après {write_count(settings.AXES_FAILURE_LIMIT, 'mot')} de passe faux, l’entrée se ferme "
        f"{write_count(minutes, 'minute')} pour ce compte à cette adresse.",
        is_set=bool(getattr(settings, "AXES_ENABLED", True)),
    )


def _sessions() -> Measure:
    hours = round(settings.SESSION_COOKIE_AGE / 3600)
    idle = write_minutes(settings.SESSION_IDLE_SECONDS // 60)
    return Measure(
        "Séances courtes",
        f"Une séance se ferme après {idle} sans servir, et après {write_count(hours, 'heure')} au "
        "plus.",
    )


def _walls() -> Measure:
    return Measure(
        "Chacun chez soi",
        "Une équipe ne voit rien d’une autre. Dans une équipe, trois rôles décident de qui efface, "
        "qui écrit et qui lit. Une personne invitée n’ouvre que sa réunion, par un lien qui est à "
        "elle, que l’équipe peut fermer, et dont le site ne garde qu’une empreinte.",
    )


def _journal() -> Measure:
    return Measure(
        "Journal",
        "Chaque acte est noté avec son auteur, le moment et l’adresse d’où il vient, sans ce qui "
        "est écrit. Ouvrir une adresse secrète ou un point de vue y est noté aussi. Aucune page du "
        "site ne peut changer le journal.",
    )


def _elsewhere() -> Measure:
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    outside = [value for values in policy.values() for value in values if "://" in str(value)]
    return Measure(
        "Rien ne part ailleurs",
        "Les pages ne chargent rien d’un autre site. Aucune mesure d’audience, aucune publicité.",
        is_set=not outside,
    )


def _backups() -> Measure:
    if settings.BACKUP_RECIPIENT or settings.BACKUP_PASSPHRASE_FILE:
        return Measure(
            "Copies de secours",
            "Elles sont chiffrées, sans les clés. Ce qui a été effacé depuis une copie est effacé "
            "de nouveau quand on la reprend.",
        )
    return Measure(
        "Copies de secours",
        "Rien ne dit encore pour qui les chiffrer. Voyez « Copies de secours » dans le guide "
        "d’exploitation.".replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»"),
        is_set=False,
    )


def _lengths() -> Measure:
    return Measure(
        "Effacement",
        f"{start_sentence(write_count(len(Kept), 'durée'))} sont appliquées par une commande, à lancer chaque "
        "nuit. Elle efface pour de bon, et le journal garde seulement combien.",
    )


MEASURES: tuple[Callable[[], Measure], ...] = (
    _sealed, _https, _passwords, _tries, _sessions, _walls, _journal, _elsewhere, _backups, _lengths,
)  # fmt: skip
