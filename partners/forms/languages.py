from django import forms
from django.http import QueryDict

from intermetiers.web.fields import NameField
from partners.models.families import Language

NATIVE = "Une personne dont c’est la langue. Son nom reste dans l’équipe."
PLAIN = "Des personnes qui lisent avec difficulté, ou leur association. Ce nom reste dans l’équipe."


class RereadForm(forms.Form):
    """Who read our texts in one language; a page may hold one form for each."""

    read_by = NameField(label="Relue par", max_length=120)

    def __init__(self, data: QueryDict | None = None, *, language: Language) -> None:
        super().__init__(data, auto_id=f"id_{language.value}_%s")
        plain = language is Language.PLAIN_FRENCH
        self.fields["read_by"].help_text = PLAIN if plain else NATIVE
