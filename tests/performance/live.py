"""What a meeting being held costs: fifty at once, on both databases; an hour of one."""

import json
import os
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from meetings.domain.live.acts import read_act
from meetings.domain.live.fold import fold
from tests.live_acts import T0, entry, make
from tests.performance.bench import Figure, median_ms

ROOT = Path(__file__).resolve().parents[2]
LOAD = [sys.executable, "-m", "tests.performance.live_load"]
# A private PostgreSQL, as the tests have it, for as long as the command it is given runs.
ON_POSTGRESQL = """
set -euo pipefail
source script/lib/setup.sh
source script/lib/postgresql.sh
prepare dev app postgresql >&2
start_postgresql >&2
"$@"
"""
MEGABYTE = 2**20
# An hour: somebody else speaks every ten seconds, something is written twice a minute.
TURNS, ENTRIES = 360, 120


def live(_: object) -> Iterator[Figure]:
    yield from _fifty("sqlite", LOAD)
    yield from _fifty("postgresql", ["bash", "-c", ON_POSTGRESQL, "live", *LOAD])
    yield from _hour()


def _fifty(base: str, command: list[str]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="intermetiers-live-") as folder:
        environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        environment["INTERMETIERS_VAR"] = folder
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True
        )
    said = json.loads(done.stdout.splitlines()[-1])
    note = f"50 meetings, {said['sent']} acts sent, {said['lost']} lost"
    if said["faults"]:
        note += f", faults: {', '.join(said['faults'])}"
    yield Figure(f"live.act.p95_ms.{base}", said["p95_ms"], "ms", note)
    yield Figure(f"live.act.median_ms.{base}", said["median_ms"], "ms")
    yield Figure(f"live.screen.p95_ms.{base}", said["screen_p95_ms"], "ms", "asked every second")
    if base == "sqlite":
        yield Figure("live.shared.bytes", said["screen_bytes"], "bytes", "a refresh, gzip")


def _hour() -> Iterator[Figure]:
    """Folding the acts of an hour, and what it takes of memory."""
    turns = [make("floor", at=T0 + n * 10_000, who=f"p{n % 9 + 1}") for n in range(TURNS)]
    notes = [
        entry(f"Ce qui s’est dit, {n}", item="1") | {"at": T0 + n * 30_000} for n in range(ENTRIES)
    ]
    raws = [make("open"), make("point", item="1"), *turns, *notes]
    end = T0 + 3_600_000
    tracemalloc.start()
    start = perf_counter()
    acts = [read_act(raw) for raw in raws]
    fold(acts, end)
    seconds = perf_counter() - start
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    note = f"{len(raws)} acts read and folded on the server, {seconds * 1000:.0f} ms while traced"
    yield Figure("live.hour.peak_mb", peak / MEGABYTE, "MB", note)
    yield Figure("live.hour.fold_ms", median_ms(lambda: fold(acts, end)), "ms")
