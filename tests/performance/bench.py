"""Measures what `script/bench` prints: queries, milliseconds, bytes, on seeded data.

    script/bench                     every group
    script/bench fiche brief         only those groups
    script/bench --json FILE         also one JSON object per line

Times are medians of RUNS runs in one process after a warm-up; the two sides of a ratio are
measured in turn in the same run. Sizes are bytes as the server compresses them. The data lives
in a temporary SQLite file, made and dropped by the run.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import django

RUNS = 20


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    unit: str
    note: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/bench")
    parser.add_argument("groups", nargs="*")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="intermetiers-bench-") as folder:
        os.environ["INTERMETIERS_VAR"] = folder
        os.environ.pop("DATABASE_URL", None)
        # Playwright keeps an event loop in this thread while Chromium is the other side.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        os.environ["DJANGO_SETTINGS_MODULE"] = "intermetiers.settings.dev"
        django.setup()
        from tests.performance import groups  # noqa: PLC0415 - needs Django set up

        known = groups.GROUPS
        unknown = set(options.groups) - set(known)
        if unknown:
            parser.error(
                f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(known)}"
            )
        bench = groups.prepare()
        figures = [
            figure
            for name, group in known.items()
            if not options.groups or name in options.groups
            for figure in group(bench)
        ]
    show(figures)
    if options.json:
        options.json.write_text("".join(f"{json.dumps(asdict(f))}\n" for f in figures))
    return 0


def show(figures: list[Figure]) -> None:
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        note = f"  {figure.note}" if figure.note else ""
        sys.stdout.write(f"{figure.name:<{width}}  {figure.value:>10.2f} {figure.unit}{note}\n")


def median_ms(act: Callable[[], object], runs: int = RUNS) -> float:
    """Median milliseconds of `act`, after one run that is not counted."""
    act()
    return statistics.median(_timed(act) for _ in range(runs))


def ratio(
    one: Callable[[], object], other: Callable[[], object], runs: int = RUNS
) -> tuple[float, float]:
    """Median milliseconds of `one`, and the median of its ratio to `other`, run in turn."""
    one(), other()
    pairs = [(_timed(one), _timed(other)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
