"""Laws of the house that no tool checks: templates, styles, addresses."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
PALETTES = [path for path in STYLES if path.name.startswith("tokens")]
SOURCES = sorted(
    path
    for app in ("intermetiers", "meetings", "partners")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)


def _name(path):
    return str(path.relative_to(ROOT))


def test_there_is_something_to_check():
    assert len(TEMPLATES) > 20
    assert len(STYLES) > 10


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_template_holds_no_inline_style_script_or_handler(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son(click|change|submit|load|input)=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "<style" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_template_trusts_nothing_as_markup(path):
    text = path.read_text()
    assert "|safe" not in text
    assert "autoescape off" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_template_stays_readable(path):
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_htmx_is_only_ever_an_addition(path):
    for tag in re.findall(r"<[a-z][^>]*\shx-(?:get|post)=[^>]*>", path.read_text()):
        assert re.match(r"<form|<a\s[^>]*href=|<input|<button", tag), tag


@pytest.mark.parametrize("path", [p for p in STYLES if p not in PALETTES], ids=_name)
def test_raw_colours_only_in_tokens(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    text = re.sub(r"url\([^)]*\)", "", text)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\brgba?\(|\bhsla?\(|\boklch\(", text)


def test_every_template_is_used():
    """By its whole name, or by its last one where a view builds the rest (a step, a mail)."""
    everything = "\n".join(
        path.read_text() for path in [*SOURCES, *TEMPLATES, *(ROOT / "templates").rglob("*.txt")]
    )
    unused = [
        name
        for path in TEMPLATES
        if (name := str(path.relative_to(ROOT / "templates"))) not in everything
        and f'"{path.stem}"' not in everything
        and not name.startswith(("django/", "mfa/", "account/"))  # their views are in libraries
    ]
    assert unused == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_module_stays_readable(path):
    assert len(path.read_text().splitlines()) <= 400
