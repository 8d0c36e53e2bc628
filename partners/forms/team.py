from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from intermetiers.web.editing import SeenForm
from intermetiers.web.fields import NameField
from intermetiers.web.french import NBSP, join_words, start_sentence
from partners.domain.days_off import ACADEMIES
from partners.models import Team
from partners.models.accounts import Territory, Zone

MAINLAND = frozenset({Territory.MAINLAND, Territory.ALSACE, Territory.MOSELLE})
ELSEWHERE = f"Corse{NBSP}: vacances à vérifier, l’outil ne les connaît pas"
OVERSEAS = f"Outre-mer, ou autre{NBSP}: vacances à vérifier, l’outil ne les connaît pas"


def zone_choices() -> list[tuple[str, str]]:
    """Each zone with the académies of it, so that nobody has to know its letter."""
    zones = [(zone, f"Zone {zone}{NBSP}: {join_words(names)}") for zone, names in ACADEMIES.items()]
    return [*zones, (Zone.CORSE.value, ELSEWHERE), (Zone.OTHER.value, OVERSEAS)]


class WholeSelect(forms.Select):
    """Every choice of the list may be sent, the one kept as an empty text too."""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class TerritoryField(forms.ChoiceField):
    """Most of the country is a choice as good as the others; it is kept as an empty text."""

    widget = WholeSelect
    nothing = start_sentence(Territory.MAINLAND.label)

    def validate(self, value: Any) -> None:
        if not self.valid_value(value):
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": value})


class TeamPlaceForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """The name of a team, and where it is as far as holidays go."""

    zone = forms.ChoiceField(
        label="De quelle zone sont vos vacances scolaires\u202f?",
        choices=zone_choices,
        widget=forms.RadioSelect,
        help_text="Cherchez le nom de votre académie.",
    )
    territory = TerritoryField(
        label="Quels jours fériés avez-vous\u202f?",
        choices=[(code, start_sentence(name)) for code, name in Territory.choices],
        help_text="En Alsace, en Moselle et outre-mer, quelques jours s’ajoutent aux autres.",
    )

    class Meta:
        model = Team
        fields = ["name", "zone", "territory"]
        field_classes = {"name": NameField}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        territory, zone = cleaned.get("territory"), cleaned.get("zone")
        if territory is not None and zone and territory not in MAINLAND and zone != Zone.OTHER:
            self.add_error(
                "zone",
                f"Les zones A, B, C et la Corse n’ont pas les jours fériés de ce territoire "
                f"({Territory(territory).label}). Choisissez «{NBSP}Outre-mer, ou autre{NBSP}», "
                "ou d’autres jours fériés.",
            )
        return cleaned
