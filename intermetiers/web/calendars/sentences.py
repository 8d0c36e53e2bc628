"""Why a calendar cannot be taken, and what of one could not be read, in sentences."""

from collections.abc import Mapping

from intermetiers.web.french import NBSP, THIN, start_sentence, write_count
from intermetiers.web.uploads import UploadRefusedError

_NOTHING = "Rien n’a été gardé."
_EXPORT = "Dans votre agenda, choisissez «\u00a0Exporter\u00a0», puis déposez le fichier en .ics."
_SHORTER = "Exportez seulement les six mois qui viennent, puis déposez ce fichier."

REFUSALS = {
    "too_heavy": f"Ce fichier dépasse 5{NBSP}Mo. {_NOTHING} {_SHORTER}",
    "empty": f"Ce fichier est vide. {_NOTHING} {_EXPORT}",
    "not_a_calendar": f"Ce fichier n’est pas un agenda. {_NOTHING} {_EXPORT}",
    "broken": f"Ce fichier est abîmé{NBSP}: il ne se lit pas. {_NOTHING} {_EXPORT}",
    "too_large": f"Ce fichier prend trop de place une fois ouvert. {_NOTHING} {_SHORTER}",
    "too_slow": f"Ce fichier est trop long à lire. {_NOTHING} {_SHORTER}",
}

# For one, for several; in the order they are said.
_LEFT_OUT = {
    "cut": (
        f"Le fichier s’arrête avant sa fin{NBSP}: le dernier rendez-vous manque peut-être.",
        f"Le fichier s’arrête avant sa fin{NBSP}: {{count}} n’ont pas pu être lus.",
    ),
    "unreadable": (
        f"Un rendez-vous a une date qui ne se lit pas{THIN}; il n’est pas compté.",
        f"{{Count}} ont une date qui ne se lit pas{THIN}; ils ne sont pas comptés.",
    ),
    "backwards": (
        f"Un rendez-vous finit avant de commencer{THIN}; il n’est pas compté.",
        f"{{Count}} finissent avant de commencer{THIN}; ils ne sont pas comptés.",
    ),
    "no_end": (
        f"Un rendez-vous n’a pas de durée{THIN}; il n’est pas compté.",
        f"{{Count}} n’ont pas de durée{THIN}; ils ne sont pas comptés.",
    ),
    "rule": (
        f"Un rendez-vous se répète d’une façon qui ne se lit pas{THIN}; il n’est pas compté.",
        f"{{Count}} se répètent d’une façon qui ne se lit pas{THIN}; ils ne sont pas comptés.",
    ),
    "too_often": (
        f"Un rendez-vous se répète sans fin ou trop souvent{THIN}; il n’est pas compté.",
        f"{{Count}} se répètent sans fin ou trop souvent{THIN}; ils ne sont pas comptés.",
    ),
    "not_reached": (
        f"Le fichier est long à lire{NBSP}: un rendez-vous qui se répète n’a pas pu être compté.",
        f"Le fichier est long à lire{NBSP}: {{count}} qui se répètent n’ont pas pu être comptés.",
    ),
    "too_many": (
        f"Il y a trop de moments occupés{NBSP}: le dernier n’est pas gardé.",
        f"Il y a trop de moments occupés{NBSP}: les derniers ne sont pas gardés.",
    ),
    "unknown_zone": (
        "Une heure est écrite dans un fuseau que l’on ne connaît pas. Elle est lue à l’heure de Paris.",
        f"Des heures sont écrites dans un fuseau que l’on ne connaît pas{NBSP}: elles sont lues à l’heure de Paris.",
    ),
}


def refusal(code: str) -> UploadRefusedError:
    return UploadRefusedError(REFUSALS[code])


def say_left_out(counts: Mapping[str, int]) -> tuple[str, ...]:
    """One sentence for each reason, with how many events it concerns."""
    said = []
    for code, (one, several) in _LEFT_OUT.items():
        number = counts.get(code, 0)
        if number == 1:
            said.append(one)
        elif number > 1:
            words = write_count(number, "rendez-vous", "rendez-vous")
            said.append(several.format(count=words, Count=start_sentence(words)))
    return tuple(said)
