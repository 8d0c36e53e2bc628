"""The form of a class that moves: where all go, then each pupil's own line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from intermetiers.web.editing import OnceForm
from intermetiers.web.fields import RowField
from intermetiers.web.french import NBSP, of
from partners.domain.school_years import write_school_year
from partners.forms.classes import ClassField
from partners.models import Institution, Pupil, Schooling

GO, STAY, LEAVE, SKIP = "go", "stay", "leave", "skip"
FATES = [
    (GO, "va à cette école, dans cette classe"),
    (STAY, "reste dans la même classe"),
    (LEAVE, "quitte le secteur"),
    (SKIP, "ne rien noter"),
]
NO_SCHOOL = ("", "École pas encore connue")


@dataclass(frozen=True, slots=True)
class Line:
    """One pupil of the class; `planned` is what was already written of that year, if anything."""

    pupil: Pupil
    planned: Schooling | None
    fate: BoundField
    school: BoundField
    class_name: BoundField

    @property
    def fields(self) -> tuple[BoundField, ...]:
        return self.fate, self.school, self.class_name

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)


class DestinationForm(forms.Form):
    """Where the whole class goes; sent by GET, it only proposes."""

    annee = forms.TypedChoiceField(label="Pour l’année", coerce=int)
    vers = RowField(label="École de tous", required=False)
    nouvelle = ClassField(label="Classe de tous", max_length=40, required=False)

    def __init__(
        self, *args: Any, years: Sequence[int], schools: Sequence[Institution], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["annee"].choices = [  # type: ignore[attr-defined]
            (year, write_school_year(year)) for year in years
        ]
        self.fields["vers"].choices = school_choices(schools)  # type: ignore[attr-defined]


def school_choices(schools: Sequence[Institution]) -> list[tuple[int | str, str]]:
    return [NO_SCHOOL, *((school.pk, school.placed_name) for school in schools)]


class ClassMoveForm(OnceForm):
    """Three fields for each pupil: what happens, at which school, in which class."""

    def __init__(
        self,
        *args: Any,
        pupils: Sequence[Pupil],
        planned: Mapping[int, Schooling],
        schools: Sequence[Institution],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pupils, self.planned = pupils, planned
        choices = school_choices(schools)
        for pupil in pupils:
            self.fields[f"fate_{pupil.pk}"] = forms.ChoiceField(
                label=f"Ce que devient {pupil.name}", choices=FATES
            )
            self.fields[f"school_{pupil.pk}"] = RowField(
                label=f"École {of(pupil.name)}", choices=choices, required=False
            )
            self.fields[f"class_{pupil.pk}"] = ClassField(
                label=f"Classe {of(pupil.name)}", max_length=40, required=False
            )

    def lines(self) -> Iterator[Line]:
        for pupil in self.pupils:
            yield Line(
                pupil,
                self.planned.get(pupil.pk),
                self[f"fate_{pupil.pk}"],
                self[f"school_{pupil.pk}"],
                self[f"class_{pupil.pk}"],
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for pupil in self.pupils:
            goes = cleaned.get(f"fate_{pupil.pk}") == GO
            if goes and not (cleaned.get(f"school_{pupil.pk}") or cleaned.get(f"class_{pupil.pk}")):
                self.add_error(
                    f"class_{pupil.pk}",
                    f"Donnez l’école ou la classe, ou choisissez «{NBSP}ne rien noter{NBSP}».",
                )
        return cleaned
