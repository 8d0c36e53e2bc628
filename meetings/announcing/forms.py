from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from textwrap import shorten
from typing import Any, cast

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import FrenchDateField
from meetings.announcing.links import LETTER, LINK
from meetings.domain.kinds import HandedBy
from meetings.domain.languages import Language
from meetings.models.choices import HANDED_BY

LONGEST_LABEL = 120
LONGEST_TRANSLATION = 9000


class LinkForm(OnceForm):
    """A private link, to copy or to print on a letter."""

    made_for = forms.ChoiceField(choices=[(LINK, "à copier"), (LETTER, "lettre")])


class HandedForm(OnceForm):
    """The way and the day somebody was given the brief; not a day to come."""

    by_way = forms.ChoiceField(
        label="Comment",
        choices=[choice for choice in HANDED_BY if choice[0] != HandedBy.MAIL.value],
        initial=HandedBy.HAND.value,
    )
    handed_on = FrenchDateField(label="Le")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("handed_on", today)

    def clean_handed_on(self) -> date:
        day: date = self.cleaned_data["handed_on"]
        if day > self.today:
            raise forms.ValidationError("Ce jour n’est pas encore venu.", code="future")
        return day


class InviteForm(OnceForm):
    """Those to invite, among the people an invitation can reach."""

    people = forms.TypedMultipleChoiceField(
        label="Qui reçoit une invitation",
        coerce=int,
        error_messages={
            "required": "Cochez au moins une personne à inviter.",
            "invalid_choice": "Une personne cochée ne peut plus être invitée par courriel. "
            "Rien n’est parti\u00a0: relisez la liste.",
        },
    )

    def __init__(self, *args: Any, people: Iterable[int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["people"])
        field.choices = [(str(person), "") for person in people]

    def is_ticked(self, person: int) -> bool:
        """Whether this person is to be invited, as the form stands."""
        return str(person) in {str(value) for value in self["people"].value() or ()}


class PeopleForm(OnceForm):
    """Those to do something for; some are ticked when the page opens."""

    people = forms.TypedMultipleChoiceField(
        label="Pour qui",
        coerce=int,
        error_messages={
            "required": "Cochez au moins une personne.",
            "invalid_choice": "Une personne cochée n’est plus invitée. Rien n’est perdu\u00a0: "
            "relisez la liste.",
        },
    )

    def __init__(
        self, *args: Any, people: Iterable[int], ticked: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["people"])
        field.choices = [(str(person), "") for person in people]
        self.initial["people"] = [str(person) for person in ticked]

    def is_ticked(self, person: int) -> bool:
        """Whether this person is ticked, as the form stands."""
        return str(person) in {str(value) for value in self["people"].value() or ()}


class TranslationsForm(SeenForm, forms.Form):
    """One field for each French text, named by its fingerprint."""

    def __init__(
        self, *args: Any, texts: Mapping[str, str], language: Language, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        writing = {"lang": language.html, "dir": language.direction, "rows": 3}
        for fingerprint, french in texts.items():
            self.fields[fingerprint] = forms.CharField(
                label=shorten(french, LONGEST_LABEL, placeholder="…"),
                required=False,
                max_length=LONGEST_TRANSLATION,
                widget=forms.Textarea(attrs=writing),
                show_hidden_initial=True,
            )


class SendAllForm(PeopleForm):
    """Those to send a message to. `seen` is the moment the list was drawn, in seconds: whoever was
    written to since is not written to again."""

    seen = forms.FloatField(widget=forms.HiddenInput)

    def clean_seen(self) -> datetime:
        try:
            return datetime.fromtimestamp(self.cleaned_data["seen"], UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise forms.ValidationError("Relisez la liste, puis envoyez.", code="seen") from error
