from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import ChecksField, FrenchDateField, NameField
from intermetiers.web.french import NBSP, write_length
from partners.domain.births import birth_date_error
from partners.domain.importing.cells import CellError, read_hours
from partners.forms.choices import institutions_to_offer, offer
from partners.forms.classes import ClassField
from partners.models import Account, Pupil
from partners.models.pupils import HumanHelp, Plan


class BirthDateField(FrenchDateField):
    """The date of birth of a pupil; `today` is given by the form."""

    today: date

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and (error := birth_date_error(value, self.today)):
            raise ValidationError(error, code="impossible")


class WeekHoursField(forms.DecimalField):
    """Hours a week, typed « 9,25 » as well as « 9 h 15 »; shown as « 9 h 15 »."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str) and any(sign in value.lower() for sign in "h:"):
            try:
                value, kind = read_hours(value)
            except CellError as error:
                raise ValidationError(str(error), code="invalid") from error
            if kind:
                raise ValidationError("Écrivez ici les heures seules.", code="invalid")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return write_length(value) if isinstance(value, Decimal) else value


class PupilForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    plan = ChecksField(
        label="Plans en cours",
        choices=Plan.choices,
        required=False,
        help_text="Le mot seulement, jamais le document. Plusieurs si besoin\u202f; aucun si vous ne savez pas.",
    )
    born_on = BirthDateField(label="Date de naissance", required=False)
    notified_until = FrenchDateField(
        label="Fin de la notification de la MDPH",
        required=False,
        help_text="Le dernier jour, comme sur la lettre. «\u00a0L’année\u00a0» en tiendra compte.",
    )
    aesh_hours = WeekHoursField(
        label="Heures d’aide par semaine",
        min_value=0,
        max_value=48,
        max_digits=5,
        decimal_places=2,
        localize=True,
        required=False,
        widget=forms.TextInput,
        help_text=f"Par exemple{NBSP}: 9{NBSP}h{NBSP}15, ou 9,25.",
    )

    class Meta:
        model = Pupil
        fields = [
            "first_name", "last_name", "born_on", "school", "class_name", "dispositif", "plan",
            "notified_until", "aesh_kind", "aesh_hours",
        ]  # fmt: skip
        field_classes = {"first_name": NameField, "last_name": NameField, "class_name": ClassField}
        help_texts = {
            "class_name": f"Par exemple{NBSP}: CE2, 6e B.",
            "dispositif": f"Par exemple{NBSP}: ULIS, SEGPA, UPE2A.",
        }

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(BirthDateField, self.fields["born_on"]).today = today
        offer(self.fields["aesh_kind"], HumanHelp.choices)
        institutions_to_offer(self.fields["school"], account, self.instance.school_id)


class NewPupilForm(OnceForm, PupilForm):
    pass
