from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from partners.forms.choices import GENDERS, offer
from partners.models import FamilyMember
from partners.models.families import Language


class FamilyMemberForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = FamilyMember
        fields = [
            "relation", "gender", "first_name", "last_name", "parental_authority", "email",
            "phone", "reads_best", "reads_other", "work", "needs", "living", "wishes",
        ]  # fmt: skip
        help_texts = {
            "relation": "Par exemple\u00a0: mère, père, tutrice, famille d’accueil.",
            "email": "Jamais montrée à une autre personne, ni à l’autre parent.",
            "phone": "Jamais montré à une autre personne, ni à l’autre parent.",
            "reads_other": "Seulement si vous avez choisi «\u00a0autre\u00a0».",
            "work": "Par exemple\u00a0: en tournée jusqu’à 15\u00a0h\u00a030.",
            "needs": "Par exemple\u00a0: garde d’un petit, interprète, transport.",
            "living": "Par exemple\u00a0: vit à 40\u00a0km. N’écrivez jamais d’adresse ici.",
            "wishes": "Par exemple\u00a0: venir avec sa sœur.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["gender"], GENDERS)
        offer(self.fields["reads_best"], Language.choices)


class NewFamilyMemberForm(OnceForm, FamilyMemberForm):
    pass
