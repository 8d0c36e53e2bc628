"""What the brief costs: composing it, the page a phone receives, the letters of 250 families."""

import io
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from time import perf_counter

import pikepdf
from django.utils import timezone

from intermetiers.web.links import make_secret
from meetings.announcing.letters import Letter, letters_pdf
from meetings.domain.brief import compose_brief
from meetings.domain.languages import Language
from meetings.dossier import read_dossier
from meetings.models import Meeting
from tests.performance.bench import Figure, median_ms

FAMILIES = 250
IN_ONE_DOCUMENT = 25  # a busy week of a sector


def composing(meeting: Meeting) -> Iterator[Figure]:
    dossier, today = read_dossier(meeting), timezone.localdate()
    mother = dossier.guardians[0]
    for language in (Language.FR, Language.SIMPLE, Language.AR):
        compose = partial(compose_brief, dossier, mother.id, today, language=language)
        yield Figure(f"brief.compose.{language}.ms", median_ms(compose), "ms")


def batches(meeting: Meeting) -> Iterator[Figure]:
    """Letters made in documents of 25, on one process then on two at once."""
    dossier, today = read_dossier(meeting), timezone.localdate()
    brief = compose_brief(dossier, dossier.guardians[0].id, today)
    envelope = ("Samia Belkacem", "9 rue Duguesclin", "69003 Lyon")
    letters = [
        Letter(brief, make_secret(), envelope, dossier.reference) for _ in range(IN_ONE_DOCUMENT)
    ]
    rounds = FAMILIES // IN_ONE_DOCUMENT
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            list(pool.map(_pages_of, [letters[:1]] * workers))  # fonts unpacked in each
            start = perf_counter()
            pages = sum(pool.map(_pages_of, [letters] * rounds))
            seconds = perf_counter() - start
        note = f"{FAMILIES} families, {pages} pages in {seconds:.0f} s"
        yield Figure(f"letters.250.pages_per_s.{workers}", pages / seconds, "pages/s", note)


def _pages_of(letters: list[Letter]) -> int:
    with pikepdf.open(io.BytesIO(letters_pdf(letters, "Lettres"))) as document:
        return len(document.pages)
