from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils import timezone

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import FrenchDateField, FrenchTimeField, YesField
from intermetiers.web.french import NBSP
from meetings.domain.availability import has_paid_hours
from meetings.domain.dossier import Participant, Slot, SlotAnswer
from meetings.domain.kinds import Answer, Role, Source
from meetings.models.choices import ANSWERS

LEAST_MINUTES, MOST_MINUTES = 10, 240
FARTHEST_DAYS = 366
HOW_IT_CAME = [
    (Source.TYPED.value, "de vive voix, ou autrement"),
    (Source.PHONE.value, "au téléphone"),
    (Source.PAPER.value, "sur le coupon papier"),
]

TOO_SHORT = "Une réunion dure au moins dix minutes."
TOO_LONG = "Une réunion dure au plus quatre heures. Au-delà, prévoyez-en deux."


class MinutesField(forms.IntegerField):
    """How long a meeting lasts, in minutes."""

    widget = forms.NumberInput(attrs={"step": 5})
    default_validators = [
        MinValueValidator(LEAST_MINUTES, TOO_SHORT),
        MaxValueValidator(MOST_MINUTES, TOO_LONG),
    ]
    default_error_messages = {
        "required": "Donnez une durée.",
        "invalid": f"Écrivez un nombre de minutes{NBSP}: 75.",
    }


class PeriodForm(SeenForm, forms.Form):
    """When the meeting is looked for, and how long it lasts."""

    period_start = FrenchDateField(label="À partir du", required=False)
    period_end = FrenchDateField(label="Jusqu’au", required=False)
    duration_minutes = MinutesField(label="Durée, en minutes")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("period_start"), values.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", "La période finit avant de commencer.")
        return values


class SlotForm(forms.Form):
    """The day and the hours of a slot. Cleaned, it also gives `starts_at` and `ends_at`."""

    day = FrenchDateField(label="Jour")
    start = FrenchTimeField(label="De")
    end = FrenchTimeField(label="À", required=False)

    def __init__(self, *args: Any, minutes: int, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minutes = minutes
        self.now = now

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        day, start, end = values.get("day"), values.get("start"), values.get("end")
        if day and start and "end" not in self.errors:
            self._place_in_time(day, start, end)
        return self.cleaned_data

    def _place_in_time(self, day: date, start: time, end: time | None) -> None:
        starts_at = timezone.make_aware(datetime.combine(day, start))
        ends_at = starts_at + timedelta(minutes=self.minutes)
        if end is not None:
            ends_at = timezone.make_aware(datetime.combine(day, end))
        if timezone.localtime(ends_at).date() != day:
            self.add_error("start", "Ce créneau finit après minuit. Donnez une heure plus tôt.")
        elif starts_at <= self.now:
            past_day = day < timezone.localdate(self.now)
            self.add_error("day" if past_day else "start", "Ce créneau est déjà passé.")
        elif starts_at - self.now > timedelta(days=FARTHEST_DAYS):
            self.add_error("day", f"Ce jour est dans plus d’un an{NBSP}: vérifiez l’année.")
        elif ends_at <= starts_at:
            self.add_error("end", "L’heure de fin vient avant l’heure de début, ou en même temps.")
        elif ends_at - starts_at < timedelta(minutes=LEAST_MINUTES):
            self.add_error("end", TOO_SHORT)
        elif ends_at - starts_at > timedelta(minutes=MOST_MINUTES):
            self.add_error("end", TOO_LONG)
        self.cleaned_data |= {"starts_at": starts_at, "ends_at": ends_at}


class AddSlotForm(SlotForm, OnceForm):
    """A new candidate; without an hour of end, it lasts what the meeting lasts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end"].help_text = f"Vide{NBSP}: {self.minutes}{NBSP}minutes après le début."

    def take_focus(self) -> None:
        """Put the hand on the day, to write the next slot at once."""
        self.fields["day"].widget.attrs |= {"autofocus": True, "data-focus": True}


class ChangeSlotForm(SeenForm, SlotForm):
    """Another day or other hours for a slot."""

    def __init__(self, *args: Any, slot: Slot, **kwargs: Any) -> None:
        initial = {
            "day": slot.starts_at.date(),
            "start": slot.starts_at.time(),
            "end": slot.ends_at.time(),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["end"].required = True


@dataclass(frozen=True, slots=True)
class Question:
    """One person and one slot: who or when is asked about, in words, and what is known of it."""

    slot: int
    person: int
    label: str
    notes: tuple[str, ...]
    answer: SlotAnswer | None
    asks_paid_hours: bool

    def name(self, field: str) -> str:
        """The name of a field of this question: « note_12_7 »."""
        return f"{field}_{self.slot}_{self.person}"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its fields; `unpaid` is None for those nobody pays by the hour."""

    question: Question
    answer: BoundField
    unpaid: BoundField | None
    note: BoundField


class AnswersForm(SeenForm, forms.Form):
    """Many answers at once: of everybody for a slot, or of somebody for every slot."""

    def __init__(self, *args: Any, questions: tuple[Question, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self._ask(question)
        for field in self.fields.values():
            field.show_hidden_initial = True
        self.fields["source"] = forms.ChoiceField(
            label="Comment l’avez-vous su\u202f?", choices=HOW_IT_CAME, initial=Source.TYPED.value
        )

    def _ask(self, question: Question) -> None:
        known = question.answer
        name = question.name("answer")
        self.fields[name] = forms.ChoiceField(
            label="Réponse",
            choices=[("", "pas encore de réponse"), *ANSWERS],
            required=False,
            initial=known.answer.value if known else "",
        )
        if question.asks_paid_hours:
            self.fields[question.name("unpaid")] = YesField(
                label="hors de ses heures payées",
                initial=known is not None and known.unpaid,
            )
        self.fields[question.name("note")] = forms.CharField(
            label="Ce qui gêne",
            max_length=160,
            required=False,
            initial=known.note if known else "",
        )

    def asked(self) -> Iterator[AskedQuestion]:
        """The questions with their fields, in order."""
        for question in self.questions:
            unpaid = question.name("unpaid")
            yield AskedQuestion(
                question,
                self[question.name("answer")],
                self[unpaid] if unpaid in self.fields else None,
                self[question.name("note")],
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for question in self.questions:
            said = values.get(question.name("note")) or values.get(question.name("unpaid"))
            if said and not values.get(question.name("answer"), "?"):
                self.add_error(
                    question.name("answer"),
                    "Choisissez une réponse, pour que ce qui l’accompagne soit gardé.",
                )
        return values


class SlotAnswersForm(AnswersForm):
    """The answers of everybody for a slot.

    `oui_pour_les_autres` is the button by which the author says that all the others said yes.
    """

    oui_pour_les_autres = forms.BooleanField(required=False, initial=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oui_pour_les_autres"].show_hidden_initial = False

    def has_others(self) -> bool:
        """Whether somebody’s answer is still to be noted."""
        return any(question.answer is None for question in self.questions)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("oui_pour_les_autres") and not self.errors:
            values |= self._yes_of_others(values)
        return values

    def _yes_of_others(self, values: dict[str, Any]) -> dict[str, str]:
        """A yes for those left without an answer, not for those whose answer was just emptied.

        It is also put in the fields: should the form be shown again, its author sees each yes.
        """
        seen = self.seen()
        names = [question.name("answer") for question in self.questions]
        others = [name for name in names if not values[name] and not seen[name]]
        said = dict.fromkeys(others, Answer.YES.value)
        data = cast(QueryDict, self.data).copy()
        for name, answer in said.items():
            data[name] = answer
        self.data = data
        return said


def is_paid_by_the_hour(person: Participant) -> bool:
    """Those for whom a slot may fall out of paid hours: known hours, or a voice to support."""
    by_default = person.role is Role.PROFESSIONAL and person.supported_by_default
    return bool(person.paid_hours) or has_paid_hours(person) or by_default
