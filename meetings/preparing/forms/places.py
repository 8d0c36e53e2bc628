"""What one writes about a place one could meet in."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import RowField
from intermetiers.web.french import read_distance, write_exact_distance
from meetings.domain.dossier import Dossier, Participant, Place
from meetings.models.choices import GROUNDS
from meetings.preparing.actions.places import DISTANCE
from meetings.preparing.forms.guests import inline_radios, name_seat
from partners.models.choices import LAYOUTS, YES_NO


class DistanceField(forms.CharField):
    """Metres, typed as people write them; None while the distance is not known."""

    write = staticmethod(write_exact_distance)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=40, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, int):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_distance(text)
        except ValueError as error:
            message = "Écrivez la distance avec son unité : 300 m, ou 1,2 km."
            raise ValidationError(message, code="invalid") from error

    def run_validators(self, value: Any) -> None:
        """The text was checked as it was read: what is left is a number."""

    def prepare_value(self, value: Any) -> Any:
        return write_exact_distance(value) if isinstance(value, int) else value


class PlaceForm(SeenForm, forms.Form):
    """A place, described for the person who has least room to move."""

    name = forms.CharField(
        label="Nom du lieu",
        max_length=250,
        help_text="Par exemple : centre social Bellevue, salle 2.",
    )
    address = forms.CharField(
        label="Adresse du lieu", max_length=340, required=False,
        help_text="Jamais l’adresse d’une famille.",
    )  # fmt: skip
    ground = forms.ChoiceField(
        label="Sur le terrain de qui", choices=GROUNDS, widget=forms.RadioSelect
    )
    transport = forms.CharField(
        label="Pour y venir", max_length=250, required=False,
        help_text="Par exemple : bus C3, arrêt Bellevue ; parking gratuit.",
    )  # fmt: skip
    step_free = forms.ChoiceField(
        label="On entre sans marche", choices=YES_NO, widget=inline_radios(), initial="unknown"
    )
    quiet = forms.ChoiceField(
        label="On y est au calme", choices=YES_NO, widget=inline_radios(), initial="unknown"
    )
    layout = forms.ChoiceField(
        label="Comment les chaises sont placées",
        choices=LAYOUTS,
        widget=forms.RadioSelect,
        initial="round",
    )
    seats = forms.IntegerField(
        label="Places assises",
        min_value=1,
        max_value=500,
        required=False,
        error_messages={"invalid": "Écrivez un nombre de places, ou laissez vide."},
    )
    key_holder = forms.CharField(
        label="Qui a la clé", max_length=120, required=False,
        help_text="Pour vous et votre équipe : les invités ne le voient jamais.",
    )  # fmt: skip
    waiting = forms.CharField(
        label="Où la famille attend", max_length=160, required=False,
        help_text="Par exemple : un banc dans le hall, à l’abri des regards.",
    )  # fmt: skip

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if travellers(dossier):
            self._ask_about_family(dossier)
        else:
            del self.fields["waiting"]
        for field in self.fields.values():
            field.show_hidden_initial = True

    def _ask_about_family(self, dossier: Dossier) -> None:
        hosts = [person for person in dossier.participants if not person.is_family]
        self.fields["welcomed_by_id"] = RowField(
            label="Qui accueille la famille",
            choices=[("", "pas encore décidé"), *((p.id, name_seat(p)) for p in hosts)],
            required=False,
        )
        for person in travellers(dossier):
            label = f"Distance pour {name_seat(person)}"
            self.fields[f"{DISTANCE}{person.id}"] = DistanceField(label=label)

    def distances(self) -> Iterator[BoundField]:
        """The fields of distances, in the order of the table."""
        return (self[name] for name in self.fields if name.startswith(DISTANCE))


class NewPlaceForm(OnceForm, PlaceForm):
    """A place to compare with the others."""


def travellers(dossier: Dossier) -> tuple[Participant, ...]:
    """Whose way is noted: the relatives invited, else the pupil."""
    return dossier.guardians or dossier.family


def describe(place: Place) -> dict[str, Any]:
    """The fields of the form as they stand for this place; a dossier does not say who has the key."""
    fields: dict[str, Any] = {
        "name": place.name,
        "address": place.address,
        "ground": place.ground.value,
        "transport": place.transport,
        "step_free": place.step_free.value,
        "quiet": place.quiet.value,
        "layout": place.layout.value,
        "waiting": place.waiting,
        "seats": place.seats,
        "welcomed_by_id": place.welcomed_by,
    }
    return fields | {f"{DISTANCE}{person}": metres for person, metres in place.distances}
