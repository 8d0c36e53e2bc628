"""Every act of every actions module writes in the journal, itself or through another act."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    path
    for app in ("meetings", "partners")
    for path in (ROOT / app).rglob("*.py")
    if path.stem == "actions" or path.parent.name == "actions"
)
# What acts of several rooms share.
SHARED = [
    ROOT / "meetings" / f"{name}.py"
    for name in ("answering", "booking", "doors", "invitations", "rounds")
]
WRITERS = {"record", "record_each", "keep"}


def _functions(path):
    return {n.name: n for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef)}


def _called(function):
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", ""))


ALL = {name: f for path in [*SHARED, *MODULES] for name, f in _functions(path).items()}


def _writes(name, seen=()):
    if name in WRITERS:
        return True
    if name not in ALL or name in seen:
        return False
    return any(_writes(called, (*seen, name)) for called in _called(ALL[name]))


def _is_act(function):
    """An act says who does it and when; other functions of the module help acts."""
    arguments = {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}
    return not function.name.startswith("_") and "now" in arguments


ACTS = [(path, name) for path in MODULES for name, f in _functions(path).items() if _is_act(f)]


def test_there_are_acts_in_every_module():
    assert len({path for path, _ in ACTS}) == len([p for p in MODULES if p.stem != "__init__"])
    assert len(ACTS) > 40


@pytest.mark.parametrize(("path", "name"), ACTS, ids=lambda value: getattr(value, "stem", value))
def test_the_act_leaves_a_line(path, name):
    assert _writes(name), f"{name} of {path.relative_to(ROOT)} writes no line in the journal"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_line_never_holds_what_was_typed(path):
    """Details are names of fields, codes and numbers: no dictionary of a form, no formatted text."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRITERS:
            for word in node.keywords:
                written = ast.unparse(word.value)
                assert word.arg not in {"wanted", "seen", "text", "reason", "name", "email"}, (
                    written
                )
                assert not isinstance(word.value, ast.JoinedStr), written
                assert "wanted" not in written, written
