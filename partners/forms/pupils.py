from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import ChecksField, FrenchDateField
from partners.forms.choices import institutions_to_offer, offer
from partners.models import Account, Pupil
from partners.models.pupils import HumanHelp, Plan


class PupilForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    plan = ChecksField(
        label="Plans en cours",
        choices=Plan.choices,
        required=False,
        help_text="Le mot seulement. N’écrivez nulle part de diagnostic.",
    )
    born_on = FrenchDateField(label="Date de naissance", required=False)
    aesh_hours = forms.DecimalField(
        label="Heures d’aide par semaine",
        min_value=0,
        max_value=48,
        max_digits=4,
        decimal_places=1,
        localize=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    class Meta:
        model = Pupil
        fields = [
            "first_name", "last_name", "born_on", "school", "class_name", "dispositif", "plan",
            "aesh_kind", "aesh_hours",
        ]  # fmt: skip
        help_texts = {
            "class_name": "Par exemple\u00a0: CE2, 6e B.",
            "dispositif": "Par exemple\u00a0: ULIS, SEGPA, UPE2A.",
        }

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["aesh_kind"], HumanHelp.choices)
        institutions_to_offer(self.fields["school"], account, self.instance.school_id)


class NewPupilForm(OnceForm, PupilForm):
    pass
