"""HTML and print CSS to tagged PDF. The only module that knows WeasyPrint.

A template names its stylesheets by their path under `static/` (« css/tokens.css »). Nothing else
can be reached from a document: no file of the machine, no address, no image written in a link.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# An origin that leads nowhere: relative addresses resolve against it, and only to static files.
STATIC = "http://static.invalid/"
TYPES = {".css": "text/css", ".woff2": "font/woff2"}

# Spaces that end a block show nowhere, but WeasyPrint 70 counts them in its width: a line that
# just fits without them breaks after its first word, or leaves an empty one below.
_SPACE_THAT_ENDS_A_BLOCK = re.compile(
    r"[ \t\r\n]++(?=</(?:p|li|dd|dt|td|th|h[1-6]|div|section|header)>)"
)

# Pango's font maps are not made for several threads: one document at a time in each process.
_one_at_a_time = Lock()


class ForbiddenAddressError(ValueError):
    """A document asked for something that is not one of our stylesheets or fonts."""


class StaticFilesOnly(URLFetcher):  # type: ignore[misc]
    """Opens stylesheets and fonts found under `static/`, and refuses everything else."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        path = url.removeprefix(STATIC)
        kind = TYPES.get(Path(path).suffix)
        if path == url or kind is None or ".." in path or "%" in path:
            raise ForbiddenAddressError(url[:200])
        found = finders.find(path)
        if not isinstance(found, str):
            raise ForbiddenAddressError(url[:200])
        return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})


@cache
def _fonts() -> FontConfiguration:
    """Fonts are unpacked once per process, not once per document."""
    return FontConfiguration()


def render_pdf(template: str, context: dict[str, Any], *, title: str) -> bytes:
    """The document as PDF/UA-1, in French, with this title.

    The same input gives the same document, to the second written inside the embedded fonts.
    """
    page = render_to_string(template, context | {"document_title": title})
    html = _SPACE_THAT_ENDS_A_BLOCK.sub("", page)
    with _one_at_a_time:
        document = HTML(string=html, base_url=STATIC, url_fetcher=StaticFilesOnly())
        return bytes(
            document.write_pdf(font_config=_fonts(), pdf_variant="pdf/ua-1", pdf_tags=True)
        )
