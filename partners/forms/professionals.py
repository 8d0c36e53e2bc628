from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from partners.domain.catalogue import Catalogue
from partners.forms.choices import GENDERS, institutions_to_offer, metier_choices, offer
from partners.models import Account, Professional
from partners.models.professionals import OTHER


class ProfessionalForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    fee = forms.IntegerField(
        label="Ce que la famille paie pour sa présence, en euros",
        min_value=0,
        max_value=9999,
        required=False,
        help_text="0 si la famille ne paie rien.",
    )

    class Meta:
        model = Professional
        fields = [
            "metier", "metier_other", "gender", "first_name", "last_name", "institution",
            "email", "phone", "liberal", "fee", "paid_hours", "availability",
        ]  # fmt: skip
        help_texts = {
            "metier_other": "Seulement si vous avez choisi «\u00a0autre\u00a0».",
            "email": "Jamais montrée aux autres invités.",
            "phone": "Jamais montré aux autres invités.",
            "paid_hours": "Par exemple\u00a0: lundi, mardi, jeudi 8\u00a0h\u00a030 – 11\u00a0h\u00a030.",
            "availability": "Par exemple\u00a0: mercredi matin, ou par téléphone.",
        }

    def __init__(self, *args: Any, account: Account, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["metier"] = forms.ChoiceField(label="Métier", choices=metier_choices(catalogue))
        self.fields["metier"].show_hidden_initial = True
        offer(self.fields["gender"], GENDERS)
        self.fields["institution"].label = "Établissement ou service"
        institutions_to_offer(self.fields["institution"], account, self.instance.institution_id)

    def clean_fee(self) -> int:
        return self.cleaned_data["fee"] or 0

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("metier") == OTHER and not cleaned.get("metier_other"):
            self.add_error("metier_other", "Écrivez quel est ce métier.")
        return cleaned


class NewProfessionalForm(OnceForm, ProfessionalForm):
    pass
