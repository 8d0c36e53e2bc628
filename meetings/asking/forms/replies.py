from collections.abc import Iterable
from typing import Any

from django import forms

from intermetiers.web.french import start_sentence
from meetings.domain.kinds import Reply
from meetings.models.choices import REPLIES

NOTED = (Reply.ACCEPTED.value, Reply.TENTATIVE.value, Reply.DECLINED.value)


class NoteReplyForm(forms.Form):
    """Whose reply it is, as a coordinator understood it, and what it says."""

    person = forms.ChoiceField(label="C’est la réponse de")
    said = forms.ChoiceField(
        label="Cette personne",
        choices=[(value, label) for value, label in REPLIES if value in NOTED],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites ce que répond cette personne."},
    )

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the types)
        named = [(str(pk), start_sentence(name)) for pk, name in people]
        field.choices = [("", "Choisissez une personne"), *named]
        field.error_messages["required"] = "Choisissez la personne qui répond."
