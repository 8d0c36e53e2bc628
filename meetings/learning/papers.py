"""The observation sheets on paper."""

from meetings.domain.learning.observing import BEFORE, NOBODY, RULED, Line, ObservationSheet, Part
from meetings.models import Observation
from meetings.pdf import render_pdf


def observation_pdf(sheet: ObservationSheet, observation: Observation | None = None) -> bytes:
    """The sheet with ruled lines; with an observation, the lines that were written instead."""
    parts = [(part, _lines(part, observation)) for part in sheet.parts]
    context = {
        "sheet": sheet,
        "observation": observation,
        "before": BEFORE,
        "nobody": NOBODY,
        "ruled": range(RULED),
        "parts": [(part, lines) for part, lines in parts if lines],
    }
    title = observation.title if observation else sheet.document_title
    return render_pdf("meetings/learning/observation_pdf.html", context, title=title)


def _lines(part: Part, observation: Observation | None) -> list[tuple[Line, str]]:
    if observation is None:
        return [(line, "") for line in part.lines]
    answers = observation.answers
    return [(line, answers[line.key]) for line in part.lines if line.key in answers]
