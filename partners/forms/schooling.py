from datetime import date
from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import FrenchDateField, YesField
from intermetiers.web.french import NBSP
from partners.domain.school_years import first_day, school_year_of, write_school_year
from partners.forms.choices import institutions_to_offer
from partners.forms.classes import ClassField
from partners.models import Account, Pupil, Schooling

SAID = ("school", "class_name", "dispositif")
YEARS_BACK = 15  # from the first year of école maternelle to the last of lycée


def years_to_offer(today: date) -> list[tuple[int, str]]:
    """Next year, this one, and those before, as one writes them."""
    present = school_year_of(today)
    return [
        (year, write_school_year(year)) for year in range(present + 1, present - YEARS_BACK, -1)
    ]


class SchoolingForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """Where the pupil is in one year; the year itself is set once (NewSchoolingForm)."""

    since = FrenchDateField(
        label="À partir du",
        required=False,
        help_text=f"Seulement pour un changement en cours d’année. Vide{NBSP}: dès septembre.",
    )
    leaves = YesField(
        label="Quitte le secteur",
        help_text="L’élève n’est plus suivi ici à partir de cette date, et sera archivé.",
    )

    class Meta:
        model = Schooling
        fields = ["since", "school", "class_name", "dispositif", "leaves"]
        field_classes = {"class_name": ClassField}
        help_texts = {
            "class_name": f"Par exemple{NBSP}: CE2, 6e B.",
            "dispositif": f"Par exemple{NBSP}: ULIS, SEGPA, UPE2A. Jamais un diagnostic.",
        }

    def __init__(self, *args: Any, account: Account, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pupil = pupil
        institutions_to_offer(self.fields["school"], account, self.instance.school_id)

    @property
    def school_year(self) -> int | None:
        """None when the year was not understood."""
        year: int | None = self.instance.year
        return year

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.school_year is not None and "since" in cleaned:
            self._check_since(self.school_year, cleaned)
        named = any(cleaned.get(name) or name in self.errors for name in SAID)
        if cleaned.get("leaves") and named:
            self.add_error(
                "leaves", f"Une école, ou un départ{NBSP}: pas les deux pour la même période."
            )
        elif not cleaned.get("leaves") and not named:
            self.add_error("school", "Donnez au moins l’école, la classe ou le dispositif.")
        return cleaned

    def _check_since(self, year: int, cleaned: dict[str, Any]) -> None:
        since = cleaned["since"]
        if since == first_day(year):
            since = cleaned["since"] = None
        if since is not None and school_year_of(since) != year:
            self.add_error("since", f"Ce jour n’est pas dans l’année {write_school_year(year)}.")
            return
        others = Schooling.objects.filter(pupil=self.pupil, year=year, since=since)
        if others.exclude(pk=self.instance.pk).exists():
            said = "Un changement est déjà noté ce jour-là." if since else self._year_is_written()
            self.add_error("since", said)

    def _year_is_written(self) -> str:
        return (
            f"Cette année est déjà notée{NBSP}: modifiez-la, ou donnez le jour du changement "
            "s’il a eu lieu en cours d’année."
        )


class NewSchoolingForm(OnceForm, SchoolingForm):
    """The same, with its year."""

    field_order = ["year"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"] = forms.TypedChoiceField(
            label="Année scolaire", coerce=int, choices=years_to_offer(today)
        )
        self.order_fields(self.field_order)

    @property
    def school_year(self) -> int | None:
        year: int | None = self.cleaned_data.get("year")
        return year
