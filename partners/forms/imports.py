"""The forms of an import: the file, then what each of its columns holds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm
from intermetiers.web.french import NBSP
from intermetiers.web.spreadsheets import SpreadsheetField
from partners.domain.importing.callings import Callings, labels_for
from partners.domain.importing.columns import Column
from partners.domain.importing.fields import Field, Kind, missing_fields
from partners.domain.importing.titles import plain_title
from partners.models.imports import ImportKind

NOT_READ = [("", "Ne pas lire cette colonne")]


class FileForm(OnceForm):
    kind = forms.ChoiceField(
        label="Ce tableau décrit",
        choices=ImportKind.choices,
        widget=forms.RadioSelect,
        initial=ImportKind.PUPILS,
        error_messages={"required": "Dites ce que contient le tableau."},
    )
    file = SpreadsheetField(
        label="Le fichier",
        help_text=f"Un tableau .xlsx, .ods, .xls ou .csv, de 5{NBSP}Mo au plus.",
    )


class SheetForm(forms.Form):
    """Which sheet is read, and which of its lines holds the titles (counted from 1)."""

    sheet = forms.TypedChoiceField(label="Feuille", coerce=int)
    titles_line = forms.IntegerField(
        label="Ligne des titres",
        min_value=1,
        error_messages={
            "required": "Donnez le numéro de la ligne des titres.",
            "invalid": "Donnez le numéro de la ligne des titres.",
        },
    )

    def __init__(self, *args: Any, sheets: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheets = sheets
        choice = self.fields["sheet"]
        assert isinstance(choice, forms.TypedChoiceField)  # noqa: S101 (for the types)
        choice.choices = [
            (number, sheet["name"] or "la seule") for number, sheet in enumerate(sheets)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "sheet" in cleaned and "titles_line" in cleaned:
            last = len(self.sheets[cleaned["sheet"]]["lines"])
            if cleaned["titles_line"] > last:
                self.add_error("titles_line", f"Cette feuille a {last}{NBSP}lignes.")
        return cleaned


class ColumnsForm(forms.Form):
    """A choice for each column, its letter as the label. Medical columns have none."""

    def __init__(
        self, *args: Any, kind: Kind, columns: Sequence[Column], callings: Callings, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.columns, self.labels = kind, columns, labels_for(kind, callings)
        choices = NOT_READ + _grouped(callings.fields(kind))
        for column in columns:
            if not column.medical:
                self.fields[_name(column)] = forms.ChoiceField(
                    label=f"Ce que donne la colonne {column.letter}",
                    choices=choices,
                    initial=column.field,
                    required=False,
                    error_messages={
                        "invalid_choice": "Ce choix n’est pas dans la liste. Prenez-en un autre."
                    },
                )

    @property
    def rows(self) -> list[tuple[Column, forms.BoundField | None]]:
        """Each column with its choice; None for one that is left out whatever one says."""
        return [
            (column, None if column.medical else self[_name(column)]) for column in self.columns
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for column in self.columns:
            code = cleaned.get(_name(column), "")
            if code and code in taken:
                self.add_error(
                    _name(column),
                    f"La colonne {taken[code]} donne déjà cela{NBSP}: "
                    f"«{NBSP}{self.labels[code]}{NBSP}». Gardez une des deux.",
                )
            taken.setdefault(code, column.letter)
        if missing := missing_fields(self.kind, set(taken)):
            self.add_error(None, missing)
        return cleaned

    @property
    def chosen(self) -> dict[str, str]:
        """The field of each column that is read, by its number."""
        return {
            str(column.number): code
            for column in self.columns
            if (code := self.cleaned_data.get(_name(column), ""))
        }

    @property
    def remembered(self) -> dict[str, str]:
        """What was chosen under each title, « not read » too; a title said twice is not known."""
        titles = [plain_title(column.title) for column in self.columns]
        return {
            title: self.cleaned_data.get(_name(column), "")
            for title, column in zip(titles, self.columns, strict=True)
            if title and not column.medical and titles.count(title) == 1
        }


def _name(column: Column) -> str:
    return f"column_{column.number}"


def _grouped(fields: Sequence[Field]) -> list[tuple[str, Any]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for field in fields:
        groups.setdefault(field.group, []).append((field.code, field.label))
    return list(groups.items())
