"""What has no place in a text that goes to all: somebody’s contact, a medical word."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from meetings.domain.control.lines import Line, Said, quote

_CONTACTS = {
    "Une adresse électronique": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    "Un numéro de téléphone": re.compile(
        r"(?<!\d)(?:(?:\+|00)33[\s.]?[1-9]|0[1-9])(?:[\s.-]?\d{2}){4}(?!\d)"
    ),
    "Une adresse postale": re.compile(
        r"\b\d{1,4}\s?(?:bis|ter)?,?\s(?:rue|avenue|boulevard|impasse|allée|chemin|place|route"
        r"|quai|cours|square)\s(?:de\s|du\s|des\s|d’|d'|la\s|les\s|le\s|l’|l')*[\w-]+",
        re.IGNORECASE,
    ),
}


def contacts(said: Said) -> Iterator[Line]:
    """An e-mail address, a telephone number or a postal address, whoever’s it is."""
    for what, pattern in _CONTACTS.items():
        for found in pattern.finditer(said.text):
            yield Line(
                f"{what} {said.where}.",
                "Ce texte va à tous, et personne n’a à y lire où joindre quelqu’un.",
                said.act,
                quote(found[0]),
            )


def medical(said: Said) -> Iterator[Line]:
    """A diagnosis, a treatment, a document of care. Métiers are people, and no medical word."""
    found = dict.fromkeys(one[0] for one in _medical_words().finditer(said.text))
    for word in found:
        yield Line(
            f"Un mot médical {said.where}.",
            "Ce texte va à tous. Écrivez les conséquences pour la classe, pas le diagnostic.",
            said.act,
            quote(word),
        )


@cache
def _medical_words() -> re.Pattern[str]:
    text = (Path(__file__).parent / "medical_words.toml").read_text(encoding="utf-8")
    words = sorted(tomllib.loads(text)["words"], key=len, reverse=True)
    spelled = "|".join(re.escape(word).replace("\\ ", r"\s+") for word in words)
    return re.compile(rf"(?<![\w-])(?:{spelled})s?(?![\w-])", re.IGNORECASE)
