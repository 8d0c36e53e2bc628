"""A poll brought in: the file or the text, then whose each line is and which date each column is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from intermetiers.web.editing import OnceForm
from intermetiers.web.french import NBSP, start_sentence, write_hours, write_slot
from intermetiers.web.spreadsheets import Sheet, SpreadsheetField, read_spreadsheet
from intermetiers.web.uploads import MOST_BYTES, UploadRefusedError
from meetings.asking.polls import Choices, Draft, Proposal
from meetings.domain.dossier import Dossier
from meetings.domain.polls.placing import NEW, OUT, Place
from meetings.domain.polls.poll import Poll, UnreadPollError
from meetings.domain.polls.reading import read_poll
from meetings.domain.slot_reasons import call

NOBODY = "nobody"
ONE_OF_TWO = "Choisissez un fichier, ou collez son texte."
NOT_BOTH = "Vous avez donné un fichier et un texte. Gardez l’un des deux."
NO_NAME = f"sans nom dans le sondage, ligne{NBSP}"


class PollFileForm(OnceForm):
    """Once valid, `cleaned_data["poll"]` is the poll that was read."""

    file = SpreadsheetField(
        label="Le fichier du sondage",
        help_text=f"L’export en .csv ou en .xlsx, de 5{NBSP}Mo au plus.",
        error_messages={"required": ONE_OF_TWO},
    )
    text = forms.CharField(
        label="Le texte du fichier",
        help_text="Tout le texte, avec les lignes des dates.",
        max_length=500_000,
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    use_required_attribute = False  # either will do

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("text", "").strip()

    @property
    def is_pasted(self) -> bool:
        """Whether there is something to see in the place of the text."""
        return bool(self["text"].value())

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return values
        text = values.get("text", "").strip("\r\n")
        if values.get("file") and text.strip():
            raise ValidationError(NOT_BOTH)
        field = "text" if text.strip() else "file"
        try:
            values["poll"] = _read(values["file"].sheets if field == "file" else _sheets(text))
        except (UnreadPollError, UploadRefusedError) as refused:
            self.add_error(field, str(refused))
        return values


def _sheets(text: str) -> tuple[Sheet, ...]:
    content = text.encode("utf-8", "replace")
    return read_spreadsheet(content[: MOST_BYTES + 1])


def _read(sheets: Sequence[Sheet]) -> Poll:
    shown = [sheet.lines for sheet in sorted(sheets, key=lambda sheet: sheet.hidden)]
    return read_poll(shown, ZoneInfo(timezone.get_current_timezone_name()))


class PollForm(forms.Form):
    """A choice for each line and for each column; `shown_at` is when what stands was read.

    What was answered after `shown_at` was not seen, and is never replaced.
    """

    shown_at = forms.DateTimeField(widget=forms.HiddenInput, input_formats=["%Y-%m-%dT%H:%M:%S.%f"])

    def __init__(
        self, *args: Any, draft: Draft, proposal: Proposal, dossier: Dossier, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.draft, self.places = draft, proposal.places
        self.people = [(NOBODY, "Personne\u00a0: ne pas reprendre cette ligne")] + [
            (str(one.id), _say_person(one.id, dossier)) for one in dossier.participants
        ]
        for number, line in enumerate(draft.lines):
            proposed = None if number in proposal.doubles else proposal.matches[number].person
            self.fields[f"person_{number}"] = forms.ChoiceField(
                label=line.name or f"{NO_NAME}{number + 1}",
                choices=self.people,
                initial=str(proposed or NOBODY),
                error_messages={
                    "required": "Dites de qui est cette ligne.",
                    "invalid_choice": "Cette personne n’est plus invitée. Choisissez de nouveau.",
                },
            )
            self.fields[f"replace_{number}"] = forms.BooleanField(required=False)
        for number, place in enumerate(proposal.places):
            if place is not None:
                self.fields[f"column_{number}"] = _column(place)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        lines = [f"person_{number}" for number in range(len(self.draft.lines))]
        columns = [f"column_{n}" for n, place in enumerate(self.places) if place is not None]
        self._refuse_twice(
            lines, "Une autre ligne est déjà de cette personne. Gardez une des deux."
        )
        self._refuse_twice(columns, "Une autre colonne donne déjà ce créneau. Gardez une des deux.")
        return values

    def _refuse_twice(self, names: Sequence[str], said: str) -> None:
        seen: set[str] = set()
        for name in names:
            value = self.cleaned_data.get(name, "")
            if value in seen and value not in {"", NOBODY, NEW, OUT}:
                self.add_error(name, said)
            seen.add(value)

    @property
    def choices(self) -> Choices:
        values, lines = self.cleaned_data, range(len(self.draft.lines))
        return Choices(
            people=tuple(_person(values[f"person_{n}"]) for n in lines),
            targets=tuple(_target(values.get(f"column_{n}", OUT)) for n in range(len(self.places))),
            replacing=frozenset(n for n in lines if values[f"replace_{n}"]),
        )

    @property
    def shown(self) -> Choices:
        """What the page shows as chosen: what is proposed at first, then what was sent."""
        people = {value for value, _ in self.people} - {NOBODY}
        return Choices(
            people=tuple(
                int(sent) if (sent := self[f"person_{n}"].value()) in people else None
                for n in range(len(self.draft.lines))
            ),
            targets=tuple(
                self._shown_target(n, place) if place else OUT
                for n, place in enumerate(self.places)
            ),
            replacing=frozenset(),
        )

    def _shown_target(self, number: int, place: Place) -> int | str:
        sent = self[f"column_{number}"].value()
        known = {str(slot.id): slot.id for slot in place.slots}
        return known.get(sent, OUT if sent == OUT else NEW)

    @property
    def seen_at(self) -> datetime:
        seen: datetime = self.cleaned_data["shown_at"]
        return seen


def write_instant(now: datetime) -> str:
    """The instant as `shown_at` carries it, on the clock of the wall."""
    return f"{timezone.localtime(now):%Y-%m-%dT%H:%M:%S.%f}"


def _say_person(person: int, dossier: Dossier) -> str:
    one = dossier.by_id[person]
    called = start_sentence(call(one, dossier))
    return f"{called} · {one.name}" if one.name and one.name not in called else called


def _column(place: Place) -> forms.ChoiceField:
    when = start_sentence(write_slot(place.starts, place.end, year=False))
    slots = [
        (str(slot.id), f"Le créneau de {write_hours(slot.starts_at, slot.ends_at)}")
        for slot in place.slots
    ]
    return forms.ChoiceField(
        label=when,
        choices=[*slots, (NEW, "À ajouter aux créneaux"), (OUT, "À laisser de côté")],
        initial=str(place.target),
        error_messages={
            "required": "Dites où vont ces réponses.",
            "invalid_choice": "Ce créneau n’est plus dans la liste. Choisissez de nouveau.",
        },
    )


def _person(value: str) -> int | None:
    return None if value == NOBODY else int(value)


def _target(value: str) -> int | str:
    return int(value) if value.isdecimal() else value or OUT
