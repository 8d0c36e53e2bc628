"""One cell, as people type it, read into a value; or the reason why it cannot be, in French."""

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from intermetiers.web.french import NBSP, plain_text, read_date
from partners.domain.births import birth_date_error
from partners.domain.folding import fold
from partners.domain.importing.fields import PLANS
from partners.domain.uai import is_uai, write_uai

MOST_HOURS = 48  # hours of help a week, as the form of a pupil
LONGEST_EMAIL = 254
LONGEST_PHONE = 40

_SERIAL = re.compile(r"[2-5][0-9]{4}(?:[.,]0+)?")  # days of a spreadsheet, from 1954 to 2064
# « 27 » in what is to come is 2027.
_TO_COME, _YEARS_AROUND = date(2099, 12, 31), 20
_SERIAL_ORIGIN = date(1899, 12, 30)
_DIGITS_DATE = re.compile(r"([0-9]{2})([0-9]{2})((?:19|20)[0-9]{2})")
_TIME_AFTER = re.compile(r"(?<=[0-9]) ?[t ] ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[/. -][0-9]{1,2}[/. -])([0-9]{2})")
_SHORT_MONTHS = {
    "janv": "janvier", "jan": "janvier", "fev": "fevrier", "fevr": "fevrier", "avr": "avril",
    "juil": "juillet", "sept": "septembre", "oct": "octobre", "nov": "novembre", "dec": "decembre",
}  # fmt: skip
_HOURS = re.compile(
    r"([0-9]{1,3})(?:(?:[.,]([0-9]{1,3}))? ?(?:h|heures?|hrs?)?|"
    r" ?(?:h|:|heures?|hrs?) ?([0-9]{1,2}) ?(?:min|mn)?)(?::00)?"
)
_A_WEEK = re.compile(r" ?(?:/|par) ?(?:sem\.?|semaine|hebdo|s)$| hebdo(?:madaires?)?$")
_KIND_AFTER = re.compile(r"(?<=[0-9h ])[ (-]*(?:aesh[ -]?)?([a-z]{1,14})[). ]*$")
_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_PHONE = re.compile(r"[0-9+(][0-9 .()/,;+\-]*(?:[a-z][a-z .]{0,12}[0-9 ]{1,6})?")
_POSTCODE_BESIDE = re.compile(r"^[0-9]{2} ?[0-9]{3} +| *[(]?\b[0-9]{5}[)]?$")
_YES = frozenset({"x", "oui", "o", "1", "vrai", "true", "ok", "v", "yes", "y"})
_NO = frozenset({"non", "n", "0", "faux", "false", "-", "no", "sans", "aucun", "aucune", "neant"})
_NOBODY = re.compile(
    r"(?:neant|non|nc|n/c|aucune?|inconnue?|(?:pas|sans|aucune?|plus)\b.{0,40}"
    r"|non (?:communique|connu|renseigne)e?|liste rouge)"
)
_TICKS = frozenset("✓✔☑✗✘×☒")
_HELP = {
    "individuelle": ("i", "ind", "indiv", "individuel", "individuelle", "individualisee"),
    "mutualisée": ("m", "mut", "mutu", "mutualise", "mutualisee"),
    "collective": ("co", "coll", "collectif", "collective", "c"),
}
_HELP_WORDS = {word: kind for kind, words in _HELP.items() for word in words}
_GENDERS = {
    "m": "m", "mr": "m", "monsieur": "m", "h": "m", "homme": "m", "masculin": "m",
    "mme": "f", "mlle": "f", "madame": "f", "mademoiselle": "f", "f": "f", "femme": "f",
    "feminin": "f",
}  # fmt: skip


class CellError(ValueError):
    """This cell cannot be read; the text is the reason, a French sentence."""


def clean_text(text: str) -> str:
    """One line, single spaces, without the signs nobody sees."""
    if not text.isprintable():
        text = "".join(
            sign if unicodedata.category(sign)[0] != "C" else " " if sign.isspace() else ""
            for sign in text
        )
    return " ".join(text.split())


def read_text(text: str, longest: int) -> str:
    """A text of at most `longest` signs."""
    if len(text) > longest:
        raise CellError(f"C’est trop long{NBSP}: {longest} signes au plus.")
    return text


@lru_cache(maxsize=8192)
def read_birth(text: str, today: date) -> date:
    """A day of birth, of somebody who may still go to school."""
    try:
        day = _read_day(plain_text(text), today)
    except ValueError as error:
        raise CellError(
            f"Cette date n’existe pas, ou ne se lit pas. Écrivez-la ainsi{NBSP}: 17/04/2018."
        ) from error
    if refusal := birth_date_error(day, today):
        raise CellError(refusal)
    return day


@lru_cache(maxsize=8192)
def read_end(text: str, today: date) -> date:
    """The last day of something that is decided for some years."""
    try:
        day = _read_day(re.sub(r"^jusqu.?au ", "", plain_text(text)), _TO_COME)
    except ValueError as error:
        raise CellError(
            f"Cette date n’existe pas, ou ne se lit pas. Écrivez-la ainsi{NBSP}: 31/08/2028."
        ) from error
    if abs(day.year - today.year) > _YEARS_AROUND:
        raise CellError("Cette date est trop loin d’aujourd’hui pour être celle d’une fin.")
    return day


def _read_day(plain: str, today: date) -> date:
    plain = re.sub(r"^(?:ne\(?e?\)? )?le ", "", plain)
    plain = _TIME_AFTER.sub("", plain)
    if _SERIAL.fullmatch(plain):
        return _SERIAL_ORIGIN + timedelta(days=int(plain[:5]))
    if match := _DIGITS_DATE.fullmatch(plain):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _SHORT_YEAR.fullmatch(plain):
        century = 2000 if int(match[2]) <= today.year % 100 else 1900
        plain = f"{match[1]}{century + int(match[2])}"
    words = [_SHORT_MONTHS.get(word.rstrip("."), word) for word in plain.split()]
    return read_date(" ".join(words))


def read_hours(text: str) -> tuple[Decimal, str]:
    """Hours a week, and the kind of help when the cell says it too (« 12 h mutualisée »).

    « non » is no hour. To the hundredth, which keeps every minute: 9.33 is 9 h 20.
    """
    plain = _shortened(text)
    if plain in _NO:
        return Decimal(0), ""
    plain, kind = _help_after(_A_WEEK.sub("", plain))
    match = _HOURS.fullmatch(_A_WEEK.sub("", plain))
    if match is None:
        raise CellError(f"Ce n’est pas un nombre d’heures. Écrivez par exemple{NBSP}: 9,5 ou 9h30.")
    hours = Decimal(f"{match[1]}.{match[2] or 0}")
    if match[3]:
        if int(match[3]) > 59:
            raise CellError("Une heure n’a que soixante minutes.")
        hours += Decimal(match[3]) / 60
    if hours > MOST_HOURS:
        raise CellError(f"C’est plus de {MOST_HOURS}{NBSP}heures par semaine.")
    if match[2] and len(match[2].rstrip("0")) > 2:
        raise CellError(
            f"Les heures se gardent à la minute. Écrivez par exemple{NBSP}: 9h15 ou 9,25."
        )
    return hours.quantize(Decimal("0.01")), kind


def _help_after(plain: str) -> tuple[str, str]:
    match = _KIND_AFTER.search(plain)
    kind = _HELP_WORDS.get(match[1], "") if match else ""
    if match is None or not kind:
        return plain, ""
    return plain[: match.start()].strip(), kind


def read_help(text: str) -> str:
    """individuelle, mutualisée, collective; « non » is an empty kind."""
    plain = _shortened(text)
    word = re.sub(r"^(?:aesh|avs|aide humaine|aide)\b[ -]*", "", plain).strip("() .")
    if word in _NO:
        return ""
    if word not in _HELP_WORDS:
        raise CellError(f"Écrivez{NBSP}: individuelle, mutualisée, collective ou non.")
    return _HELP_WORDS[word]


def read_plans(text: str) -> tuple[str, ...]:
    """The plans a cell names, in our order; « aucun » names none."""
    words = [word for word in re.split(r"[^a-z]+|\bet\b", _shortened(text)) if word]
    named = {word.upper() for word in words}
    if named <= {word.upper() for word in _NO}:
        return ()
    if not named <= set(PLANS):
        raise CellError(
            f"Le carnet garde seulement ces plans{NBSP}: PPS, PAP, PAI, PPRE. Rien d’autre dans cette case."
        )
    return tuple(plan for plan in PLANS if plan in named)


def read_yes(text: str) -> bool:
    """« oui », « x », « 1 » or a tick; « non », « 0 » or a dash."""
    plain = _shortened(text).rstrip(".")
    if plain in _YES or plain in _TICKS:
        return True
    if plain in _NO:
        return False
    raise CellError(f"Écrivez{NBSP}: oui, non, ou une croix.")


def says_nothing(code: str, text: str) -> bool:
    """« pas de mail », « néant » or « ? » in the place of an address or a telephone: an empty cell."""
    if code.rpartition(".")[2] not in {"email", "phone"}:
        return False
    plain = _shortened(text).strip(" .!()")
    return not any(sign.isalnum() for sign in plain) or bool(_NOBODY.fullmatch(plain))


def read_email(text: str) -> str:
    """One address."""
    address = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE).strip("<>;, ")
    if address.count("@") > 1:
        raise CellError("Une seule adresse électronique par case.")
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        raise CellError("Ce n’est pas une adresse électronique.")
    return address


def read_phone(text: str) -> str:
    """A number by pairs; a number that lost its first zero in the spreadsheet gets it back."""
    digits = re.sub(r"[ .\-/]", "", text)
    if re.fullmatch(r"[1-9][0-9]{8}", digits):
        digits = f"0{digits}"
    if re.fullmatch(r"0[0-9]{9}", digits):
        return " ".join(digits[at : at + 2] for at in range(0, 10, 2))
    if len(text) > LONGEST_PHONE:
        raise CellError(f"C’est trop long{NBSP}: {LONGEST_PHONE} signes au plus. Un numéro suffit.")
    if not _PHONE.fullmatch(fold(text)) or sum(sign.isdigit() for sign in text) < 4:
        raise CellError("Ce n’est pas un numéro de téléphone.")
    return text


def read_town(text: str, longest: int) -> str:
    """A commune, without the postcode written beside it: « 69003 Lyon », « Lyon (69003) »."""
    return read_text(_POSTCODE_BESIDE.sub("", text) or text, longest)


def read_uai(text: str) -> str:
    """Seven digits and a letter."""
    uai = write_uai(text)
    if not is_uai(uai):
        raise CellError(f"Un UAI a sept chiffres et une lettre, par exemple{NBSP}: 0690001A.")
    return uai


def read_gender(text: str) -> str:
    """How French speaks of the person, from « M. » or « Mme »."""
    word = fold(text).strip(" .")
    if word not in _GENDERS:
        raise CellError(f"Écrivez{NBSP}: M. ou Mme.")
    return _GENDERS[word]


def _shortened(text: str) -> str:
    """Folded; a text too long to be what a small cell holds is cut, and then not understood."""
    return " ".join(fold(text[:80]).split())
