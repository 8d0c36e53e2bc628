"""Documents we make, given as a file to save."""

import unicodedata
from urllib.parse import quote

from django.http import HttpResponse

from intermetiers.web.uploads import safe_name

_PLAIN = str.maketrans({"–": "-", "—": "-", "’": "'", "œ": "oe", "Œ": "Oe", "æ": "ae"})


def pdf_download(content: bytes, name: str) -> HttpResponse:
    """The PDF as a file called `name`, kept by no cache."""
    return download(content, "application/pdf", name, ".pdf")


def download(content: bytes, kind: str, name: str, extension: str) -> HttpResponse:
    """The content as a file called `name`, of this media type, kept by no cache."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = attachment(name, extension)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def attachment(name: str, extension: str = ".pdf") -> str:
    """The header that names a file: whole for today's browsers, without accents for old ones."""
    name = safe_name(name, extension)
    return f"attachment; filename=\"{_ascii(name, extension)}\"; filename*=UTF-8''{quote(name, safe='')}"


def _ascii(name: str, extension: str) -> str:
    """« réunion » as « reunion »; what has no plain letter is left out."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    plain = "".join(letter for letter in decomposed if " " <= letter <= "~" and letter not in '"\\')
    return safe_name(" ".join(plain.split()), extension)
