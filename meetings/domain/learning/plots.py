"""A figure drawn: for each measure a bar up to the low end of its band, then the band itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from intermetiers.web.french import start_sentence, typeset
from meetings.domain.learning.practice import Figure, Scale

WIDTH = 300  # units of the drawing: a small phone shows it one for one
ROW, LABEL, TEXT, BAR_TOP, BAR, FOOT = 70, 15, 34, 42, 14, 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One measure: its label, what is said of it, then the bar; widths are 0 when it is not known."""

    label: str
    label_y: int
    text: str
    text_y: int
    y: int
    sure: float
    band_x: float
    band: float
    is_known: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the scale; `anchor` keeps the words of the two ends inside the drawing."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything the drawing needs, in its own units; `description` says it in words."""

    title: str
    description: str
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH
    bar: int = BAR

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def words_y(self) -> int:
        """Where the words of the scale stand."""
        return self.height - 6


def plot(title: str, scale: Scale, figures: Sequence[Figure]) -> Plot:
    """The figures one under the other, on one scale."""
    unit = WIDTH / scale.end
    bars = tuple(_bar(figure, rank, unit) for rank, figure in enumerate(figures))
    said = " ; ".join(f"{figure.label} : {figure.text}" for figure in figures)
    return Plot(
        title=title,
        description=typeset(f"{said}. {start_sentence(scale.name)}."),
        height=ROW * len(figures) + FOOT,
        bars=bars,
        ticks=tuple(_ticks(scale, unit)),
    )


def _bar(figure: Figure, rank: int, unit: float) -> Bar:
    band = figure.band
    low, high = (band.low, band.high) if band else (0, 0)
    return Bar(
        label=figure.label,
        label_y=rank * ROW + LABEL,
        text=figure.text,
        text_y=rank * ROW + TEXT,
        y=rank * ROW + BAR_TOP,
        sure=round(low * unit, 2),
        band_x=round(low * unit, 2),
        band=round((high - low) * unit, 2),
        is_known=band is not None,
    )


def _ticks(scale: Scale, unit: float) -> list[Tick]:
    """Where each band begins, and the end."""
    marks = [band.low for band in scale.bands]
    ticks = [Tick(round(m * unit, 2), str(m), "middle" if m else "start") for m in marks]
    return [*ticks, Tick(WIDTH, "et plus" if scale.is_open else str(scale.end), "end")]
