"""A calendar dropped, then kept or not."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from intermetiers.web.calendars.sentences import REFUSALS
from intermetiers.web.french import NBSP
from intermetiers.web.uploads import MOST_BYTES, UploadRefusedError
from meetings.asking.calendars import carried_calendar, read_file
from meetings.models import Participant
from partners.actions.calendars import ReadCalendar

TOO_OLD = "Cette lecture date trop. Déposez le fichier de nouveau."


class CalendarForm(forms.Form):
    """Once valid, `cleaned_data["file"]` is what was read of the file, and no file."""

    file = forms.FileField(
        label="Le fichier de l’agenda",
        help_text=f"Un fichier .ics, de 5{NBSP}Mo au plus.",
        widget=forms.FileInput(attrs={"accept": ".ics,.ical,.ifb,text/calendar"}),
        max_length=None,
        error_messages={"required": "Choisissez un fichier.", "empty": REFUSALS["empty"]},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_file(self) -> ReadCalendar:
        file: Any = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(REFUSALS["too_heavy"])
        try:
            return read_file(file.read(), self.today)
        except UploadRefusedError as refused:
            raise ValidationError(str(refused)) from refused


class KeepForm(forms.Form):
    """Once valid, `cleaned_data["carried"]` is what was read, as the page said it."""

    carried = forms.CharField(
        widget=forms.HiddenInput,
        max_length=400_000,
        error_messages={"required": TOO_OLD, "max_length": TOO_OLD},
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participant = participant

    def clean_carried(self) -> ReadCalendar:
        read = carried_calendar(self.cleaned_data["carried"], self.participant)
        if read is None:
            raise ValidationError(TOO_OLD)
        return read
