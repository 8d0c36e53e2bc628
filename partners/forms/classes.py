from django import forms

from partners.domain.classes import write_class


class ClassField(forms.CharField):
    """A class as one writes it: « 6ème B » is kept as « 6e B »."""

    def to_python(self, value: str | None) -> str:
        return write_class(super().to_python(value) or "")
