"""What a rush costs: two hundred families at once, on SQLite, while coordinators write."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from tests.performance.bench import Figure
from tests.performance.families import FAMILIES, SECONDS
from tests.performance.live import ROOT


def load(_: object) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="intermetiers-load-") as folder:
        environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        environment["INTERMETIERS_VAR"] = folder
        done = subprocess.run(
            [sys.executable, "-m", "tests.performance.families"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True,
        )  # fmt: skip
    said = json.loads(done.stdout.splitlines()[-1])
    note = f"{FAMILIES} families in {SECONDS:.0f} s, {said['lost']} answers or texts lost"
    if said["faults"]:
        note += f", faults: {', '.join(said['faults'])}"
    yield Figure("load.seconds", said["seconds"], "s", note)
    yield Figure("load.page.p95_ms", said["page_p95_ms"], "ms", "the page with the questions")
    yield Figure("load.answer.median_ms", said["answer_median_ms"], "ms")
    yield Figure("load.answer.p95_ms", said["answer_p95_ms"], "ms")
    yield Figure("load.answer.worst_ms", said["answer_worst_ms"], "ms")
    yield Figure("load.text.p95_ms", said["text_p95_ms"], "ms", f"{said['texts']} by coordinators")
