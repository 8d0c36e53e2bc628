"""Bringing in 5,000 pupils with their schools and mothers: reading the file, planning, writing."""

import random
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from intermetiers.web.spreadsheets import read_spreadsheet
from partners.actions.importing import write_import
from partners.domain.importing.columns import find_titles, read_columns
from partners.domain.importing.fields import Kind
from partners.models import ImportDraft
from partners.models.import_book import plan_of
from tests import factories, sector
from tests.performance.bench import Figure

LINES = 5000
RUNS = 3
MEGABYTE = 1024 * 1024
TITLES = [
    "NOM",
    "Prénom",
    "Né(e) le",
    "École",
    "Commune",
    "Classe",
    "AESH (h)",
    "Mère",
    "Tél. mère",
]
_STARTS = [
    "b",
    "c",
    "d",
    "f",
    "g",
    "j",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "br",
    "cr",
    "dr",
    "fl",
    "gr",
    "pl",
    "pr",
    "tr",
    "ch",
]
_MIDDLES = ["a", "e", "i", "o", "u", "ai", "ou", "on", "an", "in", "eau"]

_days = count()


def importing(bench: Any) -> Iterator[Figure]:
    """Lines a second, the median of three; then the most memory Python holds, in a run apart."""
    content = sector.xlsx([["Secteur inventé"], [], [], TITLES, *_pupils()])
    for name, act in (
        ("read", lambda: lambda: read_spreadsheet(content)),
        ("plan", lambda: _planning(_draft(content))),
        ("write", lambda: _writing(_draft(content))),
    ):
        seconds = statistics.median(_seconds(act()) for _ in range(RUNS))
        yield Figure(f"import.5000.{name}", LINES / seconds, "lines/s", f"{seconds:.2f} s")
        yield Figure(f"import.5000.{name}.peak", _peak(act()) / MEGABYTE, "MB")


def _pupils() -> list[list[str]]:
    """As many first names, last names and schools as a large sector has, always the same."""
    chance = random.Random(5000)
    firsts = [_name(chance, 2).capitalize() for _ in range(400)]
    lasts = [_name(chance, chance.choice((2, 2, 3))).upper() for _ in range(3500)]
    return [
        [
            chance.choice(lasts), chance.choice(firsts),
            f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(2012, 2021)}",
            f"École primaire {lasts[number % 40].capitalize()}", "Bron", "CE2", "9h30",
            f"{chance.choice(lasts)} Samia", f"06{number:08d}",
        ]
        for number in range(LINES)
    ]  # fmt: skip


def _name(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_STARTS) + chance.choice(_MIDDLES) for _ in range(syllables))


def _draft(content: bytes) -> ImportDraft:
    """The table in a book of its own, empty."""
    team = factories.make_team(f"Secteur importé {next(_days)}")
    account = factories.make_account(team)
    [sheet] = read_spreadsheet(content)
    titles_line = find_titles(Kind.PUPILS, sheet.lines)
    columns = read_columns(Kind.PUPILS, sheet.lines, titles_line, {})
    return factories.make_draft(
        team, account, sheet.lines, header_line=titles_line,
        columns={str(one.number): one.field for one in columns if one.field},
    )  # fmt: skip


def _planning(draft: ImportDraft) -> Callable[[], object]:
    return lambda: plan_of(draft, timezone.localdate())


def _writing(draft: ImportDraft) -> Callable[[], object]:
    """From the last yes to the commit: the plan is made again inside the transaction."""
    now = timezone.now()
    seen = plan_of(draft, timezone.localdate(now)).fingerprint

    def act() -> None:
        with transaction.atomic():
            for _ in write_import(draft, seen, by=draft.by, now=now):
                pass

    return act


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _peak(act: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
