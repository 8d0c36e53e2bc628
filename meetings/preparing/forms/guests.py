"""What one writes about a guest already at the table, and about the place of the family."""

from typing import Any

from django import forms

from intermetiers.web.editing import SeenForm
from intermetiers.web.fields import NameField, RowField, YesField
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Role
from meetings.models.choices import PRESENCES, PUPIL_PLACES

GUEST_ROLES = frozenset({Role.COMPANION, Role.INTERPRETER})


def inline_radios() -> forms.RadioSelect:
    """A few short answers on one row."""
    return forms.RadioSelect(attrs={"class": "choices--inline"})


class SupportField(forms.NullBooleanField):
    """The coordinator’s choice; None leaves it to the role and the métier."""

    widget = inline_radios()

    @staticmethod
    def write(value: bool) -> str:
        return "oui" if value else "non"


def name_seat(person: Participant) -> str:
    """« la mère (Samia Belkacem) »."""
    if person.name and person.name not in person.called:
        return f"{person.called} ({person.name})"
    return person.called


def companion_field(dossier: Dossier) -> RowField:
    """Whom a companion or an interpreter comes with."""
    return RowField(
        label="Cette personne accompagne",
        choices=[("", "toute la famille"), *((p.id, name_seat(p)) for p in dossier.family)],
        required=False,
    )


class GuestForm(SeenForm, forms.Form):
    """Why a person is there and how. The fields are those that make sense for the role."""

    label = NameField(
        label="Nom, ou lien avec la famille",
        help_text="Par exemple : une amie, sa sœur.",
        max_length=80,
    )
    capacity = forms.CharField(
        label="En qualité de",
        help_text="Par exemple : enseignante de la classe, membre de l’ESS, parent.",
        max_length=120,
        required=False,
    )
    reason = forms.CharField(
        label="Vient parce que",
        help_text="Une raison que toute la table peut entendre.",
        max_length=250,
        required=False,
    )
    presence = forms.ChoiceField(label="Prend part", choices=PRESENCES, widget=inline_radios())
    written = forms.CharField(
        label="Sa contribution écrite",
        help_text="Ce que cette personne veut dire à tous, si elle préfère l’écrire.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    support = SupportField(
        label="Parole à soutenir",
        help_text="Pour vous seulement : aucun invité ne voit cette mention.",
    )
    essential = YesField(label="Sans cette personne, un point ne peut pas se décider")

    def __init__(self, *args: Any, dossier: Dossier, person: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keep_fields(person.role)
        if person.role in GUEST_ROLES:
            field = companion_field(dossier)
            field.show_hidden_initial = True
            self.fields["accompanies_id"] = field
            self.order_fields(["label", "accompanies_id"])
        default = "oui" if person.supported_by_default else "non"
        self.fields["support"].widget.choices = [
            ("", f"comme d’habitude pour cette place : {default}"),
            ("True", "oui"),
            ("False", "non"),
        ]

    def _keep_fields(self, role: Role) -> None:
        unused = set()
        if role not in GUEST_ROLES:
            unused.add("label")
        if role is Role.PUPIL:
            unused |= {"capacity", "reason", "presence"}
        if role is not Role.PROFESSIONAL:
            unused.add("essential")
        for name in unused:
            del self.fields[name]


class PupilPlaceForm(SeenForm, forms.Form):
    """Where the pupil will be, as settled with the pupil and the family."""

    pupil_place = forms.ChoiceField(
        label="Sa place pendant la réunion", choices=PUPIL_PLACES, widget=forms.RadioSelect
    )
    pupil_words = forms.CharField(
        label="Ce que l’élève souhaite, avec ses mots",
        max_length=250,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WishForm(SeenForm, forms.Form):
    """With whom the family would like to come."""

    companion_wish = forms.CharField(
        label="Ce que la famille souhaite",
        help_text="Par exemple : venir avec ma sœur.",
        max_length=250,
        required=False,
    )
