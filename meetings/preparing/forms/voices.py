import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from intermetiers.web.editing import SeenForm
from intermetiers.web.fields import YesField
from meetings.domain.voices import Heard
from meetings.models.choices import VOICE_WAYS

SAY_HOW = "Dites comment, ou choisissez de le voir plus tard."
# A number or an address typed here would be read by everybody at the table.
_REACHES = re.compile(r"@|(?:[0-9][ .\-]?){8,}")


def _reaches_nobody(text: str) -> None:
    if _REACHES.search(text):
        raise ValidationError(
            "Ni numéro ni adresse ici : cette ligne est imprimée sur la fiche de réunion."
        )


@dataclass(frozen=True, slots=True)
class AskedVoice:
    """The question about one person, with its fields."""

    name: str
    facts: str
    way: BoundField
    note: BoundField
    presence: BoundField


@dataclass(frozen=True, slots=True)
class Asked:
    """One person to ask about: `called` in a sentence, why this person does not come."""

    heard: Heard
    called: str
    facts: str


class VoicesForm(SeenForm, forms.Form):
    """« Comment sa voix sera-t-elle là ? », for everyone a slot leaves out.

    `plus_tard` is the button by which the author leaves the rest for another day.
    """

    plus_tard = forms.BooleanField(required=False)

    def __init__(self, *args: Any, asked: tuple[Asked, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for one in asked:
            self._ask(one)
        for name, field in self.fields.items():
            field.show_hidden_initial = name.startswith(("way_", "note_"))

    def _ask(self, one: Asked) -> None:
        person, voice = one.heard.person.id, one.heard.voice
        self.fields[f"way_{person}"] = forms.ChoiceField(
            label="Comment sa voix sera-t-elle là\u202f?",
            choices=VOICE_WAYS,
            required="plus_tard" not in self.data,
            error_messages={"required": SAY_HOW},
            widget=forms.RadioSelect,
            initial=voice.way.value if voice else "",
        )
        self.fields[f"note_{person}"] = forms.CharField(
            label="Une précision",
            help_text="Par exemple : « à 10 h 30, pour le deuxième point ». Toute la table la lit "
            "sur la fiche de réunion.",
            max_length=160,
            required=False,
            validators=[_reaches_nobody],
            initial=voice.note if voice else "",
        )
        self.fields[f"presence_{person}"] = YesField(
            label="Si c’est par téléphone ou par écrit, le noter aussi dans son invitation",
            initial=voice is None,
        )

    def people(self) -> Iterator[AskedVoice]:
        """Each person with the fields of the question, in order."""
        for one in self.asked:
            pk = one.heard.person.id
            yield AskedVoice(
                one.called, one.facts, self[f"way_{pk}"], self[f"note_{pk}"], self[f"presence_{pk}"]
            )
