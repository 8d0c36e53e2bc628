from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import RowField
from intermetiers.web.french import NBSP, THIN, start_sentence
from meetings.domain.dossier import AgendaItem, Dossier
from meetings.models.choices import ITEM_KINDS, MOVES

MOST_TITLE, MOST_POINT, MOST_TIME = 160, 180, 60

WHOLE_MINUTES = f"Écrivez un nombre de minutes{NBSP}: 15."


def _minutes(label: str, most: int, *, least: int = 0, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        validators=[
            MinValueValidator(least, "Un point dure au moins une minute."),
            MaxValueValidator(most, f"C’est trop long{NBSP}: {most}{NBSP}minutes au plus."),
        ],
        widget=forms.NumberInput(attrs={"step": 5 if least == 0 else 1}),
        error_messages={"required": "Donnez un nombre de minutes.", "invalid": WHOLE_MINUTES},
        **kwargs,
    )


def people_of(dossier: Dossier) -> list[tuple[int | str, str]]:
    """Everybody around the table, to choose one of them or nobody yet."""
    people = [(person.id, start_sentence(person.called)) for person in dossier.participants]
    return [("", "à choisir"), *people]


def begin_title(text: str) -> str:
    """The first line of a text, cut at a word, as far as a title holds it."""
    line = text.strip().partition("\n")[0].strip()
    return line if len(line) <= MOST_TITLE else f"{line[: MOST_TITLE - 2].rpartition(' ')[0]} …"


class TimesForm(SeenForm, forms.Form):
    """The time kept for what is not a point."""

    opening_minutes = _minutes(
        "Accueil", MOST_TIME, help_text="Se dire qui est là et comment on va parler."
    )
    words_minutes = _minutes(
        "Temps pour les mots", MOST_TIME, help_text="Expliquer les sigles et les mots de métier."
    )
    rereading_minutes = _minutes(
        "Relecture ensemble", MOST_TIME, help_text="Relire ce qui a été dit et décidé."
    )


class ItemForm(forms.Form):
    """A point: what about, what for, how long, who opens it."""

    title = forms.CharField(
        label="Point",
        max_length=MOST_TITLE,
        error_messages={"required": "Écrivez le point en quelques mots."},
    )
    kind = forms.ChoiceField(label="Pour", choices=ITEM_KINDS)
    minutes = _minutes("Minutes", MOST_POINT, least=1)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opener_id"] = RowField(
            label="Qui ouvre", choices=people_of(dossier), required=False
        )


class AddItemForm(ItemForm, OnceForm):
    """A new point, at the end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {"kind": "understand", "minutes": 15} | (kwargs.pop("initial", None) or {})
        super().__init__(*args, initial=initial, **kwargs)

    def take_focus(self) -> None:
        """Put the hand back on the title, to write the next point at once."""
        self.fields["title"].widget.attrs |= {"autofocus": True, "data-focus": True}


class ChangeItemForm(SeenForm, ItemForm):
    """A point as it stands, to change."""

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        initial = {
            "title": item.title,
            "kind": item.kind.value,
            "minutes": item.minutes,
            "opener_id": item.opener,
        }
        super().__init__(*args, initial=initial, **kwargs)


class MoveOutForm(forms.Form):
    """Where a point is treated instead."""

    moved_to = forms.ChoiceField(
        label=f"Où ce point sera-t-il traité{THIN}?",
        choices=MOVES,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites où ce point sera traité."},
    )
    moved_note = forms.CharField(
        label="Précision",
        help_text="Avec qui, quand, par quel moyen.",
        max_length=160,
        required=False,
    )


class NumbersField(forms.Field):
    """Several numbers sent under one name."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        try:
            return [int(number) for number in value or []]
        except (TypeError, ValueError) as error:
            raise ValidationError("Ce ne sont pas des points.", code="invalid") from error


class ReorderForm(forms.Form):
    """A point to move up or down by one, or the whole order as it was dragged."""

    up = forms.IntegerField(required=False)
    down = forms.IntegerField(required=False)
    order = NumbersField(required=False)
