"""PDF files people send: looked at by their content, bounded in size and in time, given back
only as a file to save.

The name a file was sent under and the type its sender gives it are never believed.
"""

import re
import secrets
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import FileResponse

from intermetiers.web.french import NBSP, THIN

MOST_BYTES = 5 * 1024 * 1024
SECONDS_TO_OPEN = 10
LONGEST_NAME = 100
PDF_MARK = b"%PDF-"
MOST_PAGES = 1000
MARK_WITHIN = 1024  # readers accept the mark anywhere in the first kilobyte

_PAGES = str(Path(__file__).with_name("pdf_pages.py"))
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')

TOO_HEAVY = f"Ce fichier dépasse 5{NBSP}Mo. Allégez-le, ou écrivez l’essentiel dans le texte."
NOT_A_PDF = "Ce fichier n’est pas un PDF. Exportez le document en PDF, ou écrivez l’essentiel dans le texte."
ENCRYPTED = f"Ce PDF est protégé par un mot de passe{NBSP}: tout le monde ne pourrait pas l’ouvrir. Déposez-le sans protection."
BROKEN = f"Ce PDF est abîmé{NBSP}: il ne s’ouvre pas. Exportez-le de nouveau, puis déposez-le."
TOO_LONG = f"Ce PDF a plus de 1{NBSP}000 pages. Gardez celles qu’il faut lire, puis déposez-le."
TOO_SLOW = (
    "Ce PDF est trop long à ouvrir. Exportez-le de nouveau, plus simplement, puis déposez-le."
)


class UploadRefusedError(Exception):
    """This file cannot be taken; the text is a French sentence for whoever sent it."""


def count_pages(content: bytes) -> int:
    """The pages of a PDF anybody can open; UploadRefusedError for anything else.

    Ends within SECONDS_TO_OPEN, whatever the bytes.
    """
    if len(content) > MOST_BYTES:
        raise UploadRefusedError(TOO_HEAVY)
    if PDF_MARK not in content[:MARK_WITHIN]:
        raise UploadRefusedError(NOT_A_PDF)
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter and file; the content goes by a pipe)
            [sys.executable, "-I", _PAGES],
            input=content,
            capture_output=True,
            timeout=SECONDS_TO_OPEN,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise UploadRefusedError(TOO_SLOW) from expired
    return _read_answer(done.returncode, done.stdout)


def _read_answer(code: int, answer: bytes) -> int:
    if code < 0:  # ended by the system: out of processor time
        raise UploadRefusedError(TOO_SLOW)
    if answer == b"encrypted":
        raise UploadRefusedError(ENCRYPTED)
    if code != 0 or not answer.isdigit() or int(answer) == 0:
        raise UploadRefusedError(BROKEN)
    # A page may be counted as often as the file names it: a small file says a million.
    if int(answer) > MOST_PAGES:
        raise UploadRefusedError(TOO_LONG)
    return int(answer)


def safe_name(name: str, extension: str = ".pdf") -> str:
    """A name any computer can save: no folder, no control or direction mark, one extension."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    name = _FORBIDDEN.sub(" ", name)
    twice = rf"({re.escape(extension)})+$" if extension else "$"
    stem = " ".join(re.sub(twice, "", name.strip(), flags=re.IGNORECASE).split())
    stem = stem.strip(". ")[: LONGEST_NAME - len(extension)].strip(". ")
    return f"{stem or 'document'}{extension}"


def random_name() -> str:
    """The name a file is stored under: it says nothing and cannot be guessed."""
    return f"{secrets.token_hex(16)}.pdf"


def save_as_file(content: IO[bytes], name: str) -> FileResponse:
    """The answer that gives a received PDF back: a file to save, never a page of our origin."""
    response = FileResponse(
        content, as_attachment=True, filename=safe_name(name), content_type="application/pdf"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


class PdfField(forms.FileField):
    """A received PDF. Once cleaned, the file carries `pages` and `safe_name`."""

    widget = forms.FileInput(attrs={"accept": "application/pdf,.pdf"})
    default_error_messages = {
        "empty": BROKEN,
        "max_length": f"Le nom de ce fichier est trop long{THIN}; renommez-le, puis déposez-le.",
    }

    def to_python(self, data: Any) -> Any:
        file: Any = super().to_python(data)
        if file is None:
            return None
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_HEAVY, code="too_heavy")
        try:
            file.pages = count_pages(file.read())
        except UploadRefusedError as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal
        file.seek(0)
        file.safe_name = safe_name(file.name or "")
        return file


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Keeps on disk no more of a file than we accept; the rest is read and let go.

    The size is still counted whole, so that the form can say the file is too heavy and give back
    everything else that was typed.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= MOST_BYTES:
            super().receive_data_chunk(raw_data, start)
