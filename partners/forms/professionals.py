from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import ChecksField, NameField
from intermetiers.web.french import NBSP, THIN
from partners.domain.catalogue import Catalogue
from partners.domain.presence import days_at_work
from partners.domain.weeks import read_week, write_days
from partners.forms.choices import GENDERS, institutions_to_offer, metier_choices, offer
from partners.models import Account, Professional
from partners.models.choices import WEEKDAYS
from partners.models.professionals import OTHER


class ProfessionalForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    weekdays = ChecksField(
        label="Jours de présence",
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--inline"}),
        help_text=f"Rien de coché{NBSP}: on ne sait pas. Un créneau hors de ces jours vous est signalé.",
    )
    fee = forms.IntegerField(
        label="Ce que la famille paie pour sa présence, en euros",
        min_value=0,
        max_value=9999,
        required=False,
        help_text="Pour le voir avant d’inviter, et proposer autre chose\u00a0: le téléphone, un écrit. "
        "0\u00a0si la famille ne paie rien.",
    )

    class Meta:
        model = Professional
        fields = [
            "metier", "metier_other", "gender", "first_name", "last_name", "institution",
            "email", "phone", "weekdays", "remote_only", "paid_hours", "availability", "note",
            "liberal", "fee",
        ]  # fmt: skip
        field_classes = {"first_name": NameField, "last_name": NameField}
        labels = {
            "liberal": "Exerce en libéral",
            "remote_only": "Prend part à distance seulement",
            "availability": "Quand cette personne est libre",
            "note": "À savoir pour l’inviter",
        }
        help_texts = {
            "metier_other": f"Seulement si vous avez choisi «{NBSP}autre{NBSP}».",
            "email": "Jamais montrée aux autres invités.",
            "phone": "Jamais montré aux autres invités.",
            "remote_only": f"On l’invite alors par téléphone{THIN}; pour une visio, on change à la réunion.",
            "paid_hours": f"Par exemple{NBSP}: lundi, mardi, jeudi 8{NBSP}h{NBSP}30 – 11{NBSP}h{NBSP}30.",
            "availability": f"Par exemple{NBSP}: mercredi matin, ou par téléphone.",
            "note": f"Par exemple{NBSP}: passer par le secrétariat. Rien de sa vie privée.",
            "liberal": f"À son compte{NBSP}: personne ne lui paie le temps d’une réunion, "
            "sauf parfois la famille.",
        }

    def __init__(self, *args: Any, account: Account, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["metier"] = forms.ChoiceField(label="Métier", choices=metier_choices(catalogue))
        self.fields["metier"].show_hidden_initial = True
        offer(self.fields["gender"], GENDERS)
        self.fields["institution"].label = "Établissement ou service"
        if days := days_at_work(read_week(self.instance.week)):
            self.fields["weekdays"].help_text = (
                f"La semaine notée dit{NBSP}: {write_days(days)}. C’est elle qui compte pour chercher "
                "une date."
            )
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
