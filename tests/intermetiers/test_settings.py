"""What the settings do by themselves with the keys of the data."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAYS = "from django.conf import settings; from pathlib import Path; print({})"


def _start(module, says, **environment):
    left_out = {"DATA_KEYS", "DATA_KEYS_FILE", "DATABASE_URL"}
    kept = {key: value for key, value in os.environ.items() if key not in left_out}
    return subprocess.Popen(
        [sys.executable, "-c", SAYS.format(says)],
        env=kept | {"DJANGO_SETTINGS_MODULE": f"intermetiers.settings.{module}"} | environment,
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_processes_that_start_together_for_the_first_time_share_one_key(tmp_path):
    says = "Path(settings.DATA_KEYS_FILE).read_text(), settings.SECRET_KEY"
    started = [_start("dev", says, INTERMETIERS_VAR=str(tmp_path)) for _ in range(5)]
    said = {one.communicate()[0] for one in started}
    assert len(said) == 1
    assert len(said.pop()) > 90
    assert {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {
        "data_keys": 0o600,
        "secret_key": 0o600,
    }


def test_production_refuses_to_start_without_a_key(tmp_path):
    usual = {
        "SECRET_KEY": "x", "ALLOWED_HOSTS": "x", "PUBLIC_ORIGIN": "https://x",
        "INTERMETIERS_VAR": str(tmp_path),
    }  # fmt: skip
    refused = _start("prod", "settings.DATA_KEYS", **usual)
    assert "DATA_KEYS manque" in refused.communicate()[1]
    assert refused.returncode != 0
    started = _start("prod", "settings.DATA_KEYS", DATA_KEYS="une autre", **usual)
    assert started.communicate()[0] == "['une', 'autre']\n"
