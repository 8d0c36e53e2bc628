"""The observation sheets on paper."""

from meetings.domain.learning.observing import BEFORE, NOBODY, RULED, ObservationSheet
from meetings.models import Observation
from meetings.pdf import render_pdf


def observation_pdf(sheet: ObservationSheet, observation: Observation | None = None) -> bytes:
    """The sheet with ruled lines; with an observation, what was written on it instead."""
    answers = observation.answers if observation else {}
    context = {
        "sheet": sheet,
        "observation": observation,
        "before": BEFORE,
        "nobody": NOBODY,
        "ruled": range(RULED),
        "parts": [
            (part, [(line, answers.get(line.key, "")) for line in part.lines])
            for part in sheet.parts
        ],
    }
    title = observation.title if observation else sheet.document_title
    return render_pdf("meetings/learning/observation_pdf.html", context, title=title)
