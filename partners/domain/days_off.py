"""The days on which schools are closed, as far as they are known. Plain values, no source."""

from dataclasses import dataclass
from datetime import date

from intermetiers.web.french import NBSP, of, write_day

# As the package of the school holidays tells them, since January 2016.
ACADEMIES = {
    "A": (
        "Besançon", "Bordeaux", "Clermont-Ferrand", "Dijon", "Grenoble", "Limoges", "Lyon",
        "Poitiers",
    ),
    "B": (
        "Aix-Marseille", "Amiens", "Caen", "Lille", "Nancy-Metz", "Nantes", "Nice",
        "Orléans-Tours", "Reims", "Rennes", "Rouen", "Strasbourg",
    ),
    "C": ("Créteil", "Montpellier", "Paris", "Toulouse", "Versailles"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class SchoolHolidays:
    """One holiday of the zone, its first and last day in it: « vacances d’hiver »."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Public and school holidays of one place.

    `public` gives the name of each public holiday. `known_until` is the last day the school
    holidays are known of: None when they are not known at all. `zone` is how one says whose they
    are (« zone A », « Corse »); "" where nobody says it in one word.
    """

    public: tuple[tuple[date, str], ...] = ()
    school: tuple[SchoolHolidays, ...] = ()
    known_until: date | None = None
    zone: str = ""

    def public_holiday(self, day: date) -> str:
        """« Ascension »; "" on any other day."""
        return next((name for one, name in self.public if one == day), "")

    def school_holiday(self, day: date) -> str:
        """« vacances d’hiver »; "" on any other day, and on one nothing is known of."""
        return next((one.name for one in self.school if one.first <= day <= one.last), "")

    def is_known(self, day: date) -> bool:
        """Something is known of the school holidays of that day."""
        return self.known_until is not None and day <= self.known_until

    def say_unknown(self, day: date) -> str:
        """Why nothing can be said of the school holidays of that day; "" when they are known."""
        if self.is_known(day):
            return ""
        if self.known_until is not None:
            until = write_day(self.known_until, weekday=False)
            return f"Les vacances scolaires ne sont connues que jusqu’au {until}."
        whose = of(self.zone) if self.zone else "de votre académie"
        return (
            f"Les vacances scolaires {whose} ne sont pas connues de l’outil{NBSP}: "
            "vérifiez le calendrier de l’académie."
        )
