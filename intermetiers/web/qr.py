"""QR codes as one path, drawn by a template on the page and on paper alike."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of white around the code, which readers need


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square drawing, `size` units wide with its white margin; `path` fills the dark modules."""

    size: int
    path: str


def draw_qr(text: str) -> QrCode:
    """The code of `text`, readable with a quarter of it stained or folded."""
    code = segno.make_qr(text, error="q")
    rows = [bytes(row) for row in code.matrix]
    runs = (
        f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _dark_runs(row)
    )
    return QrCode(size=len(rows) + 2 * QUIET, path="".join(runs))


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules follow each other: a start and a length each."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
