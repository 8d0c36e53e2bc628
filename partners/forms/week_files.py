"""A calendar that says when somebody is free every week, as lines to look at and correct."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from intermetiers.web.calendars.available import Available, read_available
from intermetiers.web.calendars.sentences import REFUSALS
from intermetiers.web.french import NBSP, start_sentence, write_count
from intermetiers.web.uploads import MOST_BYTES, UploadRefusedError
from partners.domain.weeks import HoursKind
from partners.forms.weeks import Line

NO_HOURS = (
    "Ce fichier ne dit pas d’heures libres de chaque semaine. Vos lignes n’ont pas changé"
    f"{NBSP}: écrivez ces heures plus haut."
)


class WeekFileForm(forms.Form):
    """Once valid, `cleaned_data["calendar"]` is what was read of the file, and no file."""

    calendar = forms.FileField(
        label="Le fichier où sont ses heures libres",
        help_text=f"Un fichier .ics, de 5{NBSP}Mo au plus. Rien n’est gardé avant votre accord.",
        widget=forms.FileInput(attrs={"accept": ".ics,.ical,text/calendar"}),
        required=False,
        error_messages={"empty": REFUSALS["empty"]},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_calendar(self) -> Available:
        file: Any = self.cleaned_data["calendar"]
        if not file:
            raise ValidationError("Choisissez un fichier.")
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(REFUSALS["too_heavy"])
        try:
            found = read_available(file.read(), self.today)
        except UploadRefusedError as refused:
            raise ValidationError(str(refused)) from refused
        if not found.hours:
            raise ValidationError(NO_HOURS)
        return found


def lines_of_file(found: Available) -> tuple[Line, ...]:
    """The hours read, as lines of the week."""
    return tuple(
        Line(
            " ".join(map(str, one.days)),
            f"{one.start:%H:%M}",
            f"{one.end:%H:%M}",
            HoursKind.FREE.value,
        )
        for one in found.hours
    )


def say_found(found: Available) -> str:
    """What was read, and that nothing of it is kept yet."""
    many = len(found.hours) > 1
    lines = start_sentence(write_count(len(found.hours), "horaire"))
    added = "sont ajoutés" if many else "est ajouté"
    said = (
        f"{lines} {added} à la semaine. Relisez, puis enregistrez{NBSP}: rien n’est encore gardé."
    )
    if not found.left_out:
        return said
    others = start_sentence(write_count(found.left_out, "autre horaire", "autres horaires"))
    left = "ne sont pas de chaque semaine" if found.left_out > 1 else "n’est pas de chaque semaine"
    return f"{said} {others} du fichier {left}{NBSP}: à vous de voir."
