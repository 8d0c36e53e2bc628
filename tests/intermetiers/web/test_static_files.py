"""What a server publishes: the rules of a page in one file, and names that change with what a file
holds, inside modules too."""

import json
import re
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
import tinycss2
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from intermetiers.web.static_files import joined

IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""")
MODULES = ("js/", "vendor/")
SHEET = re.compile(r'<link rel="stylesheet" href="{% static "([^"]+)" %}"')
TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


@pytest.fixture(scope="session")
def names(collected):
    """The published name of each file."""
    return json.loads((collected / "staticfiles.json").read_text())["paths"]


@pytest.fixture(scope="session")
def modules(collected, names):
    """The text of each module as a server publishes it, by published name."""
    published = [
        to for name, to in names.items() if name.startswith(MODULES) and to.endswith(".js")
    ]
    return {name: (collected / name).read_text() for name in published}


def _imports(modules):
    return {
        name: {normpath(join(dirname(name), path)) for path in IMPORT.findall(text)}
        for name, text in modules.items()
    }


def test_a_module_imports_the_published_name_of_another(modules):
    """Under two names, a module would be loaded twice, and each half of a page have its own."""
    imports = _imports(modules)
    assert {path for paths in imports.values() for path in paths} <= set(modules)
    app = next(name for name in modules if re.fullmatch(r"js/live/app\.[0-9a-f]{12}\.js", name))
    assert any(path.startswith("vendor/lit-html/lit-html.") for path in imports[app])


def test_no_module_imports_itself_by_way_of_others(modules):
    """Two modules that import each other have no name that says what both hold."""
    left = _imports(modules)
    while free := {name for name, paths in left.items() if not paths & left.keys()}:
        left = {name: paths for name, paths in left.items() if name not in free}
    assert left == {}


def _sheets():
    """The stylesheets that pages ask for."""
    texts = [path.read_text() for path in TEMPLATES.rglob("*.html")]
    found = sorted({name for text in texts for name in SHEET.findall(text)})
    assert {"css/app.css", "css/guest.css", "css/screen.css", "css/print.css"} <= set(found)
    return found


def _rules(text):
    """The text of each rule, without the layers they are in."""
    found = []
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        assert rule.type != "error", rule
        if rule.type == "at-rule" and rule.lower_at_keyword == "layer" and rule.content:
            found += _rules(tinycss2.serialize(rule.content))
        elif rule.type != "at-rule" or rule.lower_at_keyword != "import":
            found.append(rule.serialize())
    return found


@pytest.mark.parametrize("sheet", _sheets())
def test_a_browser_asks_for_nothing_more_than_the_sheets_of_its_page(collected, names, sheet):
    assert "@import" not in (collected / names[sheet]).read_text()


def test_the_rules_of_all_files_are_in_one_in_their_order_and_their_layer(collected, names):
    """The rules that a browser would have read by `@import`, and no other."""
    app = Path(finders.find("css/app.css"))
    imports = re.findall(r'@import url\("([^"]+)"\) layer\((\w+)\);', app.read_text())
    assert len(imports) > 40
    read = [[layer, _rules((app.parent / path).read_text())] for path, layer in imports]
    whole = tinycss2.parse_stylesheet(
        (collected / names["css/app.css"]).read_text(), skip_comments=True, skip_whitespace=True
    )
    order, *layers = whole
    assert order.serialize() == "@layer reset, tokens, base, components, pages, utilities;"
    published = [
        [tinycss2.serialize(one.prelude).strip(), _rules(tinycss2.serialize(one.content))]
        for one in layers
    ]
    for name, to in names.items():
        if name.startswith("fonts/"):
            read = [[layer, [rule.replace(f"../{name}", f"../{to}") for rule in rules]]
                    for layer, rules in read]  # fmt: skip
    assert published == read


def test_what_a_file_names_beside_itself_is_found_from_where_its_rules_go():
    texts = {
        "css/app.css": '@import url("components/mark.css") layer(components);',
        "css/components/mark.css": 'a { background: url("../../icons/mark.svg") }\n'
        'b { background: url("data:image/svg+xml,") }\n',
    }
    storage = InMemoryStorage()
    for name, text in texts.items():
        storage.save(name, ContentFile(text.encode()))
    assert joined("css/app.css", {name: (storage, name) for name in texts}) == (
        "@layer components {\n"
        'a { background: url("../icons/mark.svg") }\n'
        'b { background: url("data:image/svg+xml,") }\n'
        "}"
    )
