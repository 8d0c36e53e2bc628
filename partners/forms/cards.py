"""Forms of the address book: what one person types about a card."""

from typing import Any, cast

from django import forms
from django.db.models import Q

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import FrenchDateField
from partners.domain.catalogue import catalogue, metier_label
from partners.models import Account, FamilyMember, Institution, Professional, Pupil
from partners.models.families import HumanHelp, Language, Plan
from partners.models.professionals import OTHER, GrammaticalGender

# Where a pupil goes to school, from the youngest to the oldest.
SCHOOL_KINDS = (
    "ecole_maternelle", "ecole_elementaire", "ecole_primaire", "college", "lycee",
    "lycee_professionnel", "erea",
)  # fmt: skip
GENDERS = [("", "Choisissez"), *GrammaticalGender.choices]


# The catalogue explains them in a brief, but they are written as family, never as a professional.
OF_THE_FAMILY = frozenset(
    {"eleve", "parent", "responsable_legal", "tiers_digne_de_confiance", "personne_accompagnante"}
)


def metier_choices() -> list[tuple[str, str]]:
    """Every métier of the catalogue by its name, then « autre »."""
    offered = (one for one in catalogue().metiers.values() if one.code not in OF_THE_FAMILY)
    metiers = sorted(offered, key=lambda metier: metier.masculine.casefold())
    named = [(metier.code, metier_label(metier, "")) for metier in metiers]
    return [("", "Choisissez un métier"), *named, (OTHER, "autre, préciser")]


def institution_kind_choices() -> list[tuple[str, str]]:
    kinds = sorted(catalogue().institution_kinds.values(), key=lambda kind: kind.label.casefold())
    return [("", "Choisissez"), *((kind.code, kind.label) for kind in kinds), (OTHER, "autre")]


def school_kind_choices() -> list[tuple[str, str]]:
    kinds = [(code, catalogue().institution_kinds[code].label) for code in SCHOOL_KINDS]
    return [("", "Choisissez"), *kinds, (OTHER, "autre")]


class InstitutionForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Institution
        fields = ["name", "kind", "address", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label="Sorte d’établissement ou de service", choices=institution_kind_choices()
        )
        self.fields["kind"].show_hidden_initial = True


class NewInstitutionForm(OnceForm, InstitutionForm):
    pass


def institutions_to_offer(field: forms.Field, account: Account, kept: int | None) -> None:
    """Only those of the team that are in use, and the one the card already has (`kept`)."""
    choice = cast("forms.ModelChoiceField[Institution]", field)
    own = Institution.objects.visible_to(account)
    choice.queryset = own.filter(Q(archived_at=None) | Q(pk=kept)).in_order()
    choice.empty_label = "Aucun, ou pas encore"


def offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    cast(forms.ChoiceField, field).choices = choices


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

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["metier"] = forms.ChoiceField(label="Métier", choices=metier_choices())
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


class PupilForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
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
            "plan": "Le mot seulement. N’écrivez nulle part de diagnostic.",
        }

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["plan"], Plan.choices)
        offer(self.fields["aesh_kind"], HumanHelp.choices)
        institutions_to_offer(self.fields["school"], account, self.instance.school_id)


class NewPupilForm(OnceForm, PupilForm):
    pass


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
