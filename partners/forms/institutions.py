from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from partners.domain.catalogue import Catalogue
from partners.forms.choices import institution_kind_choices
from partners.models import Institution


class InstitutionForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Institution
        fields = ["name", "kind", "town", "address", "phone", "transport", "uai"]

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="Sorte d’établissement ou de service", choices=institution_kind_choices(catalogue)
        )
        self.fields["kind"].show_hidden_initial = True


class NewInstitutionForm(OnceForm, InstitutionForm):
    pass
