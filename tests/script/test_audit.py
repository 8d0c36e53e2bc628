"""A known weakness is a failure; advisories out of reach are told, and are none."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOUND = {"name": "django", "version": "5.2.9", "vulns": []}
UNSEEN = {"name": "segno", "skip_reason": "not found"}
WEAK = {
    "name": "pypdf",
    "version": "7.1",
    "vulns": [{"id": "GHSA-1234", "fix_versions": ["7.2"], "aliases": []}],
}


def _audit(tmp_path, program):
    """What the stage says when the service of advisories answers so."""
    (tmp_path / "pip_audit").mkdir()
    (tmp_path / "pip_audit" / "__init__.py").touch()
    (tmp_path / "pip_audit" / "__main__.py").write_text(program)
    done = subprocess.run(
        [sys.executable, "script/lib/audit.py"],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def _answering(*dependencies):
    return f"print({json.dumps(json.dumps({'dependencies': dependencies}))})"


def test_a_known_weakness_fails_and_says_what_mends_it(tmp_path):
    code, said = _audit(tmp_path, _answering(SOUND, WEAK, UNSEEN) + "; raise SystemExit(1)")
    assert code == 1
    assert said == "pypdf 7.1 : GHSA-1234 (corrigée en 7.2)\n"


def test_nothing_known_passes(tmp_path):
    code, said = _audit(tmp_path, _answering(SOUND, UNSEEN))
    assert (code, said) == (0, "1 dépendances regardées, 1 inconnues du service\n")


@pytest.mark.parametrize(
    "program", [_answering(UNSEEN), "raise SystemExit('ConnectionError')", "print('<html>')"]
)
def test_advisories_out_of_reach_are_told_and_are_no_failure(tmp_path, program):
    code, said = _audit(tmp_path, program)
    assert code == 2
    assert said.startswith("le service des avis de sécurité")
