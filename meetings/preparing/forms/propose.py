"""Where to look for candidate slots: asked in the address, written nowhere."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from intermetiers.web.fields import FrenchDateField, FrenchTimeField
from intermetiers.web.french import NBSP
from meetings.domain.candidates import LONGEST_DAYS, Look
from meetings.preparing.forms.slots import (
    FARTHEST_DAYS,
    LEAST_MINUTES,
    MOST_MINUTES,
    MinutesField,
)

MOST_KEPT = 20
MOST_TRAVEL = 180
EARLIEST, LATEST = time(7), time(21)
NOTHING_KEPT = "Cochez au moins un créneau à garder."
BAD_SLOT = f"Un des créneaux cochés ne se lit pas{NBSP}: rien n’est ajouté. Cherchez de nouveau."
TOO_MANY = f"Gardez au plus {MOST_KEPT}{NBSP}créneaux à la fois."


class LookForm(forms.Form):
    """The period, the length and the hours of the day; `look` gives the value once valid."""

    du = FrenchDateField(label="À partir du")
    au = FrenchDateField(label="Jusqu’au")
    duree = MinutesField(label="Durée, en minutes")
    de = FrenchTimeField(label="Pas avant")
    a = FrenchTimeField(label="Fini à")
    trajet = forms.IntegerField(
        label="Trajet entre deux lieux, en minutes",
        help_text="Pour vous rendre d’une réunion à l’autre, le même jour.",
        validators=[
            MinValueValidator(0, "Un trajet ne dure pas moins de zéro minute."),
            MaxValueValidator(MOST_TRAVEL, "Un trajet de plus de trois heures n’est pas compté."),
        ],
        error_messages={
            "required": "Donnez un nombre de minutes, 0 si vous ne vous déplacez pas.",
            "invalid": f"Écrivez un nombre de minutes{NBSP}: 30.",
        },
    )
    midi = forms.BooleanField(label="Regarder aussi la pause de midi", required=False)
    samedi = forms.BooleanField(label="Regarder aussi le samedi", required=False)
    vacances = forms.BooleanField(label="Regarder aussi les vacances scolaires", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_de(self) -> time:
        return self._hour("de")

    def clean_a(self) -> time:
        return self._hour("a")

    def _hour(self, name: str) -> time:
        hour: time = self.cleaned_data[name]
        if not EARLIEST <= hour <= LATEST:
            raise forms.ValidationError(f"Donnez une heure entre 7{NBSP}h et 21{NBSP}h.")
        return hour

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("du"), values.get("au")
        if first and last:
            self._check_period(first, last)
        starts, ends, minutes = values.get("de"), values.get("a"), values.get("duree")
        if starts and ends and minutes and _minutes(ends) - _minutes(starts) < minutes:
            self.add_error("a", "La journée regardée est plus courte que la réunion.")
        return values

    def _check_period(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("au", "La période finit avant de commencer.")
        elif last <= self.today:
            self.add_error("au", "Cette période est déjà passée.")
        elif last - first > timedelta(days=LONGEST_DAYS):
            self.add_error("au", "Regardez au plus six mois à la fois.")
        elif (first - self.today).days > FARTHEST_DAYS:
            self.add_error("du", f"Ce jour est dans plus d’un an{NBSP}: vérifiez l’année.")

    def look(self) -> Look:
        values = self.cleaned_data
        return Look(
            first=values["du"],
            last=values["au"],
            minutes=values["duree"],
            day_starts=values["de"],
            day_ends=values["a"],
            over_lunch=values["midi"],
            in_holidays=values["vacances"],
            on_saturday=values["samedi"],
            travel=values["trajet"],
        )


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def write_span(start: datetime, end: datetime) -> str:
    """How a box names its slot: the beginning, and the minutes."""
    minutes = int((end - start).total_seconds() // 60)
    return f"{start:%Y-%m-%dT%H:%M}/{minutes}"


def read_spans(texts: list[str], now: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """The slots ticked. Raises ValidationError with a sentence, and nothing else, for what cannot
    have been ticked on the page."""
    if not texts:
        raise forms.ValidationError(NOTHING_KEPT)
    if len(texts) > MOST_KEPT:
        raise forms.ValidationError(TOO_MANY)
    try:
        spans = tuple(_read_span(text) for text in texts)
    except (ValueError, OverflowError) as error:
        raise forms.ValidationError(BAD_SLOT) from error
    farthest = now + timedelta(days=2 * FARTHEST_DAYS)
    if any(not now < start < farthest for start, _ in spans):
        raise forms.ValidationError(BAD_SLOT)
    return spans


def _read_span(text: str) -> tuple[datetime, datetime]:
    moment, _, length = text.partition("/")
    if len(moment) != len("2027-01-21T10:15") or not (length.isascii() and length.isdecimal()):
        raise ValueError(text)
    minutes = int(length[:4])
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise ValueError(text)
    start = timezone.make_aware(datetime.fromisoformat(moment))
    end = start + timedelta(minutes=minutes)
    if start.date() != end.date() or not EARLIEST <= start.time() < end.time() <= LATEST:
        raise ValueError(text)
    return start, end
