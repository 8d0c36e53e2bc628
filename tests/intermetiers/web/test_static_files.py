"""Names that change with what a file holds, inside modules too: what a page asks for is there."""

import json
import re
from posixpath import dirname, join, normpath

import pytest
from django.core.management import call_command

IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""")
MODULES = ("js/", "vendor/")


@pytest.fixture
def published(settings, tmp_path):
    """The text of each module as a server publishes it, by published name."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "intermetiers.web.static_files.ModuleStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    modules = [to for name, to in names.items() if name.startswith(MODULES) and to.endswith(".js")]
    return {name: (tmp_path / name).read_text() for name in modules}


def _imports(published):
    return {
        name: {normpath(join(dirname(name), path)) for path in IMPORT.findall(text)}
        for name, text in published.items()
    }


def test_a_module_imports_the_published_name_of_another(published):
    """Under two names, a module would be loaded twice, and each half of a page have its own."""
    imports = _imports(published)
    assert {path for paths in imports.values() for path in paths} <= set(published)
    app = next(name for name in published if re.fullmatch(r"js/live/app\.[0-9a-f]{12}\.js", name))
    assert any(path.startswith("vendor/lit-html/lit-html.") for path in imports[app])


def test_no_module_imports_itself_by_way_of_others(published):
    """Two modules that import each other have no name that says what both hold."""
    left = _imports(published)
    while free := {name for name, paths in left.items() if not paths & left.keys()}:
        left = {name: paths for name, paths in left.items() if name not in free}
    assert left == {}
