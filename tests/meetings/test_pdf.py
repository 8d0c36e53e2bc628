import io
import logging

import pikepdf
import pytest
from weasyprint.urls import URLFetchingError, fetch

from meetings.pdf import STATIC, StaticFilesOnly, render_pdf
from tests.meetings.pdfs import text_of

FORBIDDEN = [
    "file:///etc/passwd",
    "file:///srv/../etc/hostname",
    "http://127.0.0.1:8000/",
    "http://169.254.169.254/latest/meta-data",
    "https://example.org/a.css",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='99999' height='99999'/>",
    "data:text/css,body{}",
    f"{STATIC}../intermetiers/settings/base.py",
    f"{STATIC}css/../../manage.py",
    f"{STATIC}css/%2e%2e/%2e%2e/manage.css",
    f"{STATIC}icons/mark.svg",
    f"{STATIC}css/nothing.css",
    f"{STATIC}css",
    STATIC,
    "http://static.invalid.example.org/css/tokens.css",
    "HTTP://static.invalid/css/tokens.css",
]


@pytest.mark.parametrize("url", FORBIDDEN)
def test_a_document_reaches_nothing_but_stylesheets_and_fonts(url):
    with pytest.raises(URLFetchingError), fetch(StaticFilesOnly(), url):
        pass


def test_it_reaches_our_stylesheets_and_fonts():
    with fetch(StaticFilesOnly(), f"{STATIC}css/tokens.css") as css:
        assert b"@font-face" in css.read()
    font = f"{STATIC}fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
    with fetch(StaticFilesOnly(), font) as found:
        assert found.read(4) == b"wOF2"


def test_forbidden_addresses_in_a_document_leave_no_trace(tmp_path, settings, caplog):
    page = tmp_path / "page.html"
    links = "".join(
        f'<img src="{url}" alt="x"><link rel="stylesheet" href="{url}"><object data="{url}"></object>'
        for url in FORBIDDEN
        if '"' not in url
    )
    page.write_text(f'<!doctype html><html lang="fr"><title>T</title><body><p>Bonjour</p>{links}')
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path], "OPTIONS": {}}]
    with caplog.at_level(logging.CRITICAL):
        pdf = render_pdf("page.html", {}, title="T")
    assert b"root:" not in pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
        assert not list(
            document.pages[0].get_images()
            if hasattr(document.pages[0], "get_images")
            else document.pages[0].images
        )


def test_spaces_of_a_template_break_no_line(tmp_path, settings):
    """At some widths, a space that ends a block sent all but the first word to a second line."""
    words = "Après 14\u00a0h, Yanis n’est plus disponible pour un travail neuf."
    page = tmp_path / "page.html"
    rows = "".join(
        f'<p style="inline-size: {tenths / 10}mm">\n  {words}\n</p>'
        for tenths in range(780, 860, 2)
    )
    page.write_text(
        '<!doctype html><html lang="fr"><title>T</title>'
        '<link rel="stylesheet" href="css/tokens.css">'
        f'<body style="font: 9pt/1.35 var(--font)">{rows}'
    )
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path], "OPTIONS": {}}]
    lines = text_of(render_pdf("page.html", {}, title="T")).splitlines()
    assert "Après" not in {line.strip() for line in lines}
