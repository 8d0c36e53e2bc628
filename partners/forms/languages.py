from django import forms

from intermetiers.web.fields import NameField


class RereadForm(forms.Form):
    """Who read our texts in one language."""

    read_by = NameField(
        label="Relue par",
        max_length=120,
        help_text="Une personne dont c’est la langue. Son nom reste dans l’équipe.",
    )
