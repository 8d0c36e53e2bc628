"""A form field that takes a spreadsheet and gives its sheets."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from intermetiers.web.french import THIN
from intermetiers.web.spreadsheets.reading import read_spreadsheet
from intermetiers.web.spreadsheets.refusals import SENTENCES, refusal
from intermetiers.web.uploads import MOST_BYTES, UploadRefusedError, safe_name

EXTENSIONS = (".csv", ".xlsx", ".xls", ".ods")


class SpreadsheetField(forms.FileField):
    """A received spreadsheet. Once cleaned, the file carries `sheets` and `safe_name`."""

    widget = forms.FileInput(attrs={"accept": ",".join((*EXTENSIONS, ".txt"))})
    default_error_messages = {
        "required": "Choisissez un fichier.",
        "empty": SENTENCES["empty"],
        "max_length": f"Le nom de ce fichier est trop long{THIN}; renommez-le, puis déposez-le.",
    }

    def to_python(self, data: Any) -> Any:
        file: Any = super().to_python(data)
        if file is None:
            return None
        try:
            if (file.size or 0) > MOST_BYTES:
                raise refusal("too_heavy")
            file.sheets = read_spreadsheet(file.read())
        except UploadRefusedError as refused:
            raise ValidationError(str(refused), code="refused") from refused
        file.seek(0)
        extension = PurePath(file.name or "").suffix.lower()
        file.safe_name = safe_name(file.name or "", extension if extension in EXTENSIONS else "")
        return file
