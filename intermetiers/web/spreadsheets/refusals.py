"""Why a spreadsheet cannot be taken: what happened, that nothing was written, what to do."""

from typing import Any

from intermetiers.web.french import NBSP, THIN
from intermetiers.web.uploads import UploadRefusedError

_NOTHING = "Rien n’a été écrit."
_SAVE_AS = "Ouvrez-le dans votre tableur et enregistrez-le en .xlsx, .ods ou .csv, puis déposez-le."

SENTENCES = {
    "too_heavy": f"Ce fichier dépasse 5{NBSP}Mo. {_NOTHING} Gardez la feuille et les colonnes utiles, puis déposez-le.",
    "empty": f"Ce fichier est vide{NBSP}: aucune case n’est remplie. {_NOTHING} Vérifiez que c’est le bon, puis déposez-le.",
    "pdf": f"Ce fichier est un PDF, pas un tableau. {_NOTHING} Cherchez le tableau d’où il vient, puis déposez-le en .xlsx, .ods ou .csv.",
    "numbers": f"Ce fichier vient de Numbers, que l’on ne sait pas lire. {_NOTHING} Dans Numbers, choisissez Fichier, Exporter vers, Excel, puis déposez le fichier obtenu.",
    "not_a_table": f"Ce fichier n’est pas un tableau que l’on sait lire. {_NOTHING} {_SAVE_AS}",
    "protected": f"Ce fichier est protégé par un mot de passe. {_NOTHING} Enregistrez-le sans mot de passe, puis déposez-le.",
    "broken": f"Ce fichier est abîmé{NBSP}: il ne s’ouvre pas. {_NOTHING} {_SAVE_AS}",
    "too_large": f"Ce fichier prend trop de place une fois ouvert{NBSP}: parfois, une seule case remplie très loin à droite ou très bas suffit. {_NOTHING} Copiez les lignes utiles dans un nouveau classeur, puis déposez-le.",
    "too_slow": f"Ce fichier est trop long à ouvrir. {_NOTHING} Copiez les lignes utiles dans un nouveau classeur, puis déposez-le.",
    "too_many_sheets": f"Ce classeur a plus de 50{NBSP}feuilles. {_NOTHING} Gardez celles qui servent, puis déposez-le.",
    "too_many_lines": f"{{where}} a {{count}}{NBSP}lignes{THIN}; on en lit 20{NBSP}000 au plus. {_NOTHING} Partagez le tableau en plusieurs fichiers, puis déposez-les l’un après l’autre.",
    "too_many_columns": f"{{where}} a {{count}}{NBSP}colonnes{THIN}; on en lit 100 au plus. {_NOTHING} Gardez les colonnes utiles, puis déposez-le.",
    "open_quote": f"À partir de la ligne {{line}}, une case n’en finit pas{NBSP}: un guillemet y est ouvert et n’est pas refermé. {_NOTHING} Retirez ce guillemet, puis déposez le fichier.",
}


def refusal(code: str, *, sheet: str = "", count: int = 0, line: int = 0) -> UploadRefusedError:
    """The refusal to raise, with the sheet, the number or the line it speaks of."""
    named: dict[str, Any] = {
        "where": f"La feuille «{NBSP}{sheet}{NBSP}»" if sheet else "Ce tableau",
        "count": f"{count:,}".replace(",", NBSP),
        "line": line,
    }
    return UploadRefusedError(SENTENCES[code].format(**named))
