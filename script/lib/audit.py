"""Known weaknesses of what we install, asked of the public advisories through pip-audit.

Ends with 0 when none is known, 1 when one is, 2 when the advisories could not be asked.
"""

import json
import subprocess
import sys
from typing import Any

LOCK = "script/requirements/app.txt"
SECONDS = 90
NONE, WEAK, UNKNOWN = 0, 1, 2


def main() -> int:
    answer = _ask()
    if answer is None:
        return _say(UNKNOWN, "le service des avis de sécurité ne répond pas")
    looked_at = [one for one in answer if "skip_reason" not in one]
    if not looked_at:
        return _say(UNKNOWN, "le service des avis de sécurité ne connaît aucune dépendance")
    weak = [one for one in looked_at if one["vulns"]]
    if weak:
        return _say(WEAK, *map(_told, weak))
    left = len(answer) - len(looked_at)
    return _say(NONE, f"{len(looked_at)} dépendances regardées, {left} inconnues du service")


def _ask() -> list[dict[str, Any]] | None:
    """What is known of each dependency; None when nobody answers in time."""
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter, on a file of ours)
            [
                *(sys.executable, "-m", "pip_audit", "--requirement", LOCK, "--format", "json"),
                *("--require-hashes", "--disable-pip", "--progress-spinner", "off"),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return None
    return found


def _told(one: dict[str, Any]) -> str:
    known = ", ".join(
        f"{weakness['id']} (corrigée en {' ou '.join(weakness['fix_versions']) or '?'})"
        for weakness in one["vulns"]
    )
    return f"{one['name']} {one['version']} : {known}"


def _say(code: int, *lines: str) -> int:
    sys.stdout.write("\n".join(lines) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
