"""What one writes to bring somebody new to the table."""

from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm
from intermetiers.web.fields import NameField
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Role
from meetings.preparing.forms.guests import companion_field, inline_radios
from partners.domain.catalogue import Catalogue, metier_label
from partners.domain.worlds import World
from partners.forms.choices import institution_kind_choices, institutions_to_offer
from partners.forms.families import FamilyMemberForm
from partners.forms.known_names import card_meant
from partners.models import Account, FamilyMember, Institution, Professional
from partners.models.families import Language
from partners.models.professionals import OTHER, GrammaticalGender

# These are seats of the family, never cards of the address book.
FAMILY_PLACES = frozenset(
    {"eleve", "parent", "responsable_legal", "tiers_digne_de_confiance", "personne_accompagnante"}
)
YES, NO = "oui", "non"
# What may wait, folded away on the page of a new relative.
MAY_WAIT = ("email", "phone", "reads_best", "reads_other", "needs")


def metier_choices(catalogue: Catalogue) -> list[tuple[str, Any]]:
    """The métiers world by world, as their label says them of anybody; then « autre »."""
    choices: list[tuple[str, Any]] = [("", "Choisissez un métier")]
    for world in World:
        metiers = [
            (metier.code, metier_label(metier, ""))
            for metier in catalogue.metiers.values()
            if metier.world is world and metier.code not in FAMILY_PLACES
        ]
        choices.append((world.label, sorted(metiers, key=lambda metier: metier[1].casefold())))
    return [*choices, (OTHER, "autre, à préciser")]


class NewProfessionalGuestForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A card for the address book, and why this person comes.

    `encore` is the button that sends the form and asks for an empty one, for the next person.
    """

    gender = forms.ChoiceField(
        label="On en parle",
        help_text="Pour écrire « l’éducateur » ou « l’éducatrice ».",
        choices=[("", "on ne sait pas encore"), *GrammaticalGender.choices],
        required=False,
    )
    new_institution = NameField(
        label="Son nom",
        max_length=160,
        required=False,
        help_text="Par exemple : SESSAD Les Tilleuls.",
    )
    capacity = forms.CharField(
        label="En qualité de", max_length=120, required=False,
        help_text="Si c’est autre chose que son métier.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Vient parce que", max_length=250, required=False,
        help_text="Une raison que toute la table peut entendre.",
    )  # fmt: skip
    encore = forms.BooleanField(required=False)

    class Meta:
        model = Professional
        fields = ["metier", "metier_other", "gender", "first_name", "last_name", "institution"]
        field_classes = {"first_name": NameField, "last_name": NameField}
        labels = {"metier_other": "Quel autre métier", "institution": "Établissement ou service"}
        help_texts = {
            "metier_other": "Seulement si vous avez choisi « autre ».",
            "first_name": "Le nom peut venir plus tard.",
        }

    def __init__(self, *args: Any, account: Account, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["metier"] = forms.ChoiceField(label="Métier", choices=metier_choices(catalogue))
        self.fields["new_institution_kind"] = forms.ChoiceField(
            label="De quelle sorte", choices=institution_kind_choices(catalogue), required=False
        )
        institutions_to_offer(self.fields["institution"], account, None)
        self.account = account
        self.known_institution: Institution | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("metier") == OTHER and not cleaned.get("metier_other"):
            self.add_error("metier_other", "Écrivez quel est ce métier.")
        if cleaned.get("new_institution") and not cleaned.get("new_institution_kind"):
            self.add_error(
                "new_institution_kind", "Choisissez ce que c’est : une école, un service…"
            )
        if cleaned.get("new_institution") and cleaned.get("institution"):
            self.add_error(
                "new_institution",
                "Choisissez dans la liste, ou écrivez un nouveau nom : pas les deux.",
            )
        elif cleaned.get("new_institution") and cleaned.get("new_institution_kind"):
            self._look_for_institution(cleaned)
        return cleaned

    def _look_for_institution(self, cleaned: dict[str, Any]) -> None:
        """An institution the book holds already is that card, and not a second one."""
        name, kind = cleaned["new_institution"], cleaned["new_institution_kind"]
        try:
            known = card_meant(self.account, name, kind, form_key=cleaned["form_key"])
        except forms.ValidationError as error:
            self.add_error("new_institution", error)
            return
        if known is not None:
            self.known_institution = cleaned["institution"] = known
            cleaned["new_institution"] = ""


class NewRelativeForm(OnceForm, forms.ModelForm):  # type: ignore[type-arg]
    """A card for the family of the pupil."""

    gender = forms.ChoiceField(
        label="On en parle", choices=GrammaticalGender.choices, widget=inline_radios()
    )
    parental_authority = forms.TypedChoiceField(
        label="Exerce l’autorité parentale",
        choices=[(YES, "oui"), (NO, "non")],
        coerce=lambda answer: answer == YES,
        widget=inline_radios(),
    )
    reads_best = forms.ChoiceField(
        label="Lit le mieux",
        choices=Language.choices,
        initial=Language.FRENCH.value,
        required=False,
    )

    class Meta:
        model = FamilyMember
        fields = ["relation", "gender", "first_name", "last_name", "parental_authority", *MAY_WAIT]
        field_classes = {"first_name": NameField, "last_name": NameField}
        help_texts = FamilyMemberForm.Meta.help_texts | {
            "relation": "Par exemple : mère, père, belle-mère, grand-père, tutrice, famille d’accueil.",
        }

    def clean_reads_best(self) -> str:
        """Left out, the language is that of a card nobody has touched."""
        return self.cleaned_data["reads_best"] or Language.FRENCH.value

    def has_more(self) -> bool:
        """Whether something folded away was written, or is to be corrected."""
        return self.is_bound and not {*self.errors, *self.changed_data}.isdisjoint(MAY_WAIT)


class NewCompanionForm(OnceForm):
    """Somebody who comes with the family: a name or a bond is enough."""

    role = forms.ChoiceField(
        label="Cette personne vient",
        choices=[
            (Role.COMPANION.value, "pour accompagner la famille"),
            (Role.INTERPRETER.value, "comme interprète"),
        ],
        widget=forms.RadioSelect,
        initial=Role.COMPANION.value,
    )
    label = NameField(
        label="Nom, ou lien avec la famille",
        help_text="Par exemple : une amie, sa sœur. Un enfant de la famille ne sert jamais d’interprète.",
        max_length=80,
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accompanies"] = companion_field(dossier)
