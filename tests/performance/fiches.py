"""What the papers of held meetings cost: 250 of them on one and two processes, one asked again."""

import resource
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from time import perf_counter

from django.utils import timezone

from meetings.domain.fiche import Fiche
from meetings.domain.kinds import HandedBy, Paper
from meetings.domain.languages import Language
from meetings.dossier import read_dossier
from meetings.following.documents import fiche_of
from meetings.following.papers import Mark, render_paper
from meetings.following.versions import keep_papers, paper_of
from meetings.frozen import seal
from meetings.models import FicheSending, FicheVersion, Meeting
from tests.meetings.held import hold
from tests.performance.bench import Figure, median_ms

FICHES = 250
NOTES = (
    ("words", "Quand je reviens, les autres ont commencé et je sais pas où on en est.", {}),
    ("agreement", "Pas de travail neuf après 14 h.", {}),
    ("agreement", "L’aide du matin a permis d’entrer dans la lecture.", {}),
    ("disagreement", "Une aide tous les après-midi.", {}),
    ("tension", "Il rate les mathématiques.", {"dilemma": "continuity",
                                               "invention": "Un temps sur deux en classe."}),
    ("decision", "La séance du jeudi se fait dans la classe.", {"by": "2027-03-19"}),
    ("decision", "Un carnet d’une ligne par jour.", {"by": "2027-02-15"}),
    ("decision", "Relire le GEVA-Sco avec les deux parents.", {"by": "2027-02-19"}),
)  # fmt: skip


def fiches(case: Meeting) -> Iterator[Figure]:
    """250 whole fiches of a held meeting; how much one process then holds; one asked again."""
    now = timezone.now()
    item = str(case.agenda.order_by("pk").first().pk)
    notes = [(note, item, text, fields) for note, text, fields in NOTES]
    hold(case, case.convener, now - timedelta(hours=1), *notes)
    fiche = fiche_of(read_dossier(case), case, now)
    for workers in (1, 2):
        seconds, peak = _all(fiche, workers)
        yield Figure(f"fiches.250.s.{workers}", seconds, "s", f"{workers} process(es)")
    yield Figure("fiches.250.peak_mb", peak, "MB", "the larger of the two processes")
    yield from _again(case, fiche)


def _all(fiche: Fiche, workers: int) -> tuple[float, float]:
    """The seconds it took, and the most one process held, in MB."""
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        list(pool.map(_draw, [fiche] * workers))  # fonts unpacked in each
        start = perf_counter()
        peaks = list(pool.map(_draw, [fiche] * FICHES, chunksize=5))
        return perf_counter() - start, max(peaks)


def _draw(fiche: Fiche) -> float:
    render_paper(fiche, Paper.WHOLE, Mark(1, "22 janvier 2027", "3F9A-21C0-88DE", "la mère"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _again(case: Meeting, fiche: Fiche) -> Iterator[Figure]:
    """The file of a version that was given, as a second request finds it."""
    now, dossier = timezone.now(), read_dossier(case)
    version = FicheVersion.objects.create(
        meeting=case, number=1, made_at=now, made_by=case.convener, content=seal(fiche, 1, timezone.localdate()),
        fingerprint="0" * 64, code="3F9A-21C0-88DE",
    )  # fmt: skip
    reader = case.participants.exclude(family_member=None).first()
    sending = FicheSending.objects.create(
        version=version, participant=reader, paper=Paper.WHOLE.value, by_way=HandedBy.HAND.value,
        sent_at=now, sent_by=case.convener,
    )  # fmt: skip
    keep_papers([sending], dossier, now)
    language = Language.FR
    ms = median_ms(lambda: paper_of(sending, Paper.WHOLE, dossier, language))
    yield Figure("fiche.again.ms", ms, "ms", "the same version asked again")
