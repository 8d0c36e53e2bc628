"""The languages a guest may read in, and the one to propose first."""

from enum import StrEnum

from partners.domain.folding import fold


class Language(StrEnum):
    """Français simple is a language of its own here: another text, and the same tongue."""

    FR = "fr"
    SIMPLE = "simple"
    EN = "en"
    AR = "ar"
    TR = "tr"
    PT = "pt"
    ES = "es"
    UK = "uk"

    @property
    def html(self) -> str:
        """The tag a page declares (BCP 47)."""
        return "fr" if self is Language.SIMPLE else self.value

    @property
    def direction(self) -> str:
        return "rtl" if self is Language.AR else "ltr"

    @property
    def own_name(self) -> str:
        """As its readers write it."""
        return _OWN_NAMES[self]

    @property
    def is_french(self) -> bool:
        """What a coordinator types is read as it is."""
        return self in {Language.FR, Language.SIMPLE}


_OWN_NAMES = {
    Language.FR: "Français",
    Language.SIMPLE: "Français simple",
    Language.EN: "English",
    Language.AR: "العربية",
    Language.TR: "Türkçe",
    Language.PT: "Português",
    Language.ES: "Español",
    Language.UK: "Українська",
}
# Beginnings of what one writes in an address book, accents and capitals aside.
_WRITTEN = (
    ("francais simple", Language.SIMPLE),
    ("falc", Language.SIMPLE),
    ("simple", Language.SIMPLE),
    ("angl", Language.EN),
    ("engl", Language.EN),
    ("arab", Language.AR),
    ("tur", Language.TR),
    ("portug", Language.PT),
    ("bresil", Language.PT),
    ("espagn", Language.ES),
    ("castill", Language.ES),
    ("ukrain", Language.UK),
)


def language_of(reads_best: str) -> Language:
    """The language of « ar », « Arabe », « turc, un peu »; French where we have no text for it."""
    words = fold(reads_best).strip()
    if words in set(Language):
        return Language(words)
    return next((language for start, language in _WRITTEN if words.startswith(start)), Language.FR)
