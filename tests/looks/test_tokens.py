"""The colours: readable by day and by night, and the same on paper as on screen."""

import re
from pathlib import Path

import pytest

from meetings.domain.round_table import PALETTE
from partners.domain.worlds import World

STATIC = Path(__file__).resolve().parents[2] / "static"
TOKENS = (STATIC / "css/tokens.css").read_text()
WORLDS = ("famille", "ecole", "medico-social", "soin", "social", "collectivite")

# Text against what lies under it: at least 4.5 to 1.
TEXTS = [
    *[
        (ink, under)
        for ink in ("ink", "soft-ink", "accent", "danger")
        for under in ("ground", "card")
    ],
    *[
        ("ink", under)
        for under in ("accent-soft", "look-soft", "done-soft", "danger-soft", "table")
    ],
    *[(kind, f"{kind}-soft") for kind in ("accent", "look", "done", "danger")],
    ("soft-ink", "table"),
    ("soft-ink", "look-soft"),
    ("accent", "look-soft"),
    ("accent-strong", "ground"),
    ("done", "ground"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-danger", "danger"),
    ("ground", "ink"),
    *[(ink, "strip") for ink in ("on-strip", "soft-on-strip", "speaking")],
    *[("on-world", world) for world in WORLDS],
    *[(world, "card") for world in WORLDS],
]
# Borders, dots and outlines that carry a meaning: at least 3 to 1.
SHAPES = [
    *[("edge", under) for under in ("ground", "card")],
    *[("focus", under) for under in ("ground", "card", "look-soft", "accent-soft")],
    *[(world, "card") for world in WORLDS],
    ("look", "ground"),
    ("done", "ground"),
    ("accent", "ground"),
]


def block(opening):
    """The declarations of the rule that starts with `opening`, as name → value."""
    body = TOKENS.split(opening, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


DAY = block(":root {")
NIGHT = DAY | block("@media (prefers-color-scheme: dark) {\n  :root {")


def colour(name, roles):
    value = roles[name]
    return colour(value[6:-1], roles) if value.startswith("var(--") else value


def luminance(hexa):
    channels = [int(hexa[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("roles", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("pair", "least"), [(p, 4.5) for p in TEXTS] + [(p, 3.0) for p in SHAPES])
def test_contrast(pair, least, roles):
    assert contrast(colour(pair[0], roles), colour(pair[1], roles)) >= least


def test_the_night_answers_for_every_colour_of_the_day():
    night = block("@media (prefers-color-scheme: dark) {\n  :root {")
    by_day = {name for name, value in DAY.items() if value.startswith("var(--day-")}
    assert set(night) == by_day


def test_the_drawing_on_paper_has_the_colours_of_the_screen():
    expected = {world: colour(world.value.replace("_", "-"), DAY) for world in World}
    names = {"ink": "ink", "soft_ink": "soft-ink", "edge": "edge", "card": "card"}
    names |= {"table": "table", "table_line": "table-line"}
    expected |= {key: colour(token, DAY) for key, token in names.items()}
    assert expected == PALETTE


def test_the_mark_has_the_colours_of_the_screen():
    mark = set(re.findall(r"#[0-9a-f]{6}", (STATIC / "icons/mark.svg").read_text()))
    worlds = ("famille", "ecole", "medico-social", "soin", "social", "accent")
    assert mark == {colour(name, DAY) for name in worlds}


def stylesheets():
    return sorted((STATIC / "css").rglob("*.css"))


@pytest.mark.parametrize("path", stylesheets(), ids=lambda path: path.name)
def test_raw_colours_are_in_the_tokens_only(path):
    if path.name == "tokens.css":
        return
    declared = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert not re.findall(r":[^;{]*(?:#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\()", declared)


@pytest.mark.parametrize("path", stylesheets(), ids=lambda path: path.name)
def test_every_token_used_is_defined_somewhere_it_can_be_read(path):
    text = path.read_text()
    used = set(re.findall(r"var\(--([\w-]+)", text))
    own = set(re.findall(r"(?:^|[\s{;])--([\w-]+):", text))
    assert used <= own | set(DAY)


def test_every_stylesheet_of_components_is_imported_into_a_layer():
    app = (STATIC / "css/app.css").read_text()
    imported = set(re.findall(r'@import url\("([^"]+)"\) layer\(\w+\);', app))
    written = {str(path.relative_to(STATIC / "css")) for path in stylesheets()}
    paper = {name for name in written if name.endswith("print.css")}
    guests = {"guest.css", "screen.css", "script-ar.css", "script-uk.css"}
    assert imported == written - paper - guests - {"app.css"}
