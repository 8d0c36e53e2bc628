"""The fiche of each situation as each variant says it, word for word.

The texts are in `fiche_texts/`. After a change that was wanted, read them again as whoever gets
them would, then write what they say now into the file.
"""

import html
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from meetings.domain.excerpt import excerpt_of
from meetings.domain.family_fiche import compose_family_fiche
from meetings.domain.fiche import SaidAfter, compose_fiche
from meetings.domain.fiche_text import write_text
from meetings.domain.geva_sco import sections_of
from meetings.domain.held import compose_held
from meetings.domain.languages import Language
from tests.meetings.domain.builders import TEACHER
from tests.meetings.domain.held_cases import CPE, HELD
from tests.meetings.domain.lives import session

HERE = Path(__file__).parent / "fiche_texts"
TODAY = date(2027, 1, 22)
FOOT = "Fiche de réunion · version 1"
AFTER = (SaidAfter("La mère", "j’ajoute", "", "Le soir, c’est encore long."),)
READERS = {1: TEACHER, 2: TEACHER, 3: CPE, 4: TEACHER}
_BLOCKS = re.compile(r"<(?:p|li|h[1-6]|div|dd|dt|br)\b[^>]*>")
_HEADINGS = re.compile(r"<h[1-6]\b[^>]*>")
_TAGS = re.compile(r"<[^>]+>")


@cache
def fiche_of(case):
    dossier, acts = HELD[case]()
    held = compose_held(dossier, acts.live(), session())
    return compose_fiche(dossier, TODAY, held, (), AFTER if case == 1 else ())


def _lines(page):
    """The text of a page, a line a block; a heading is told from the rest."""
    page = _BLOCKS.sub(lambda found: f"\n{'## ' if _HEADINGS.match(found[0]) else ''}",
                       re.sub(r"\s+", " ", page.replace("\u00a0", "~").replace("\u202f", "^")))  # fmt: skip
    text = html.unescape(_TAGS.sub("", page)).replace("~", "\u00a0").replace("^", "\u202f")
    lines = (re.sub(" +", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def family(case, language=Language.FR):
    composed = compose_family_fiche(fiche_of(case), language)
    context = {"family": composed, "t": composed.texts}
    return _lines(render_to_string("meetings/following/family_body.html", context))


def half(case):
    context = {"fiche": fiche_of(case), "foot": FOOT, "large": False, "document_title": "Accord"}
    page = render_to_string("meetings/following/accord_pdf.html", context)
    return _lines(page.partition("<body>")[2])


def geva(case):
    parts = sections_of(fiche_of(case))
    return "\n".join(
        f"## {part.title}\n{part.text}\n" + "".join(f"({said})\n" for said in part.missing)
        for part in parts
    )


TEXTS = {
    **{f"case-{n}-whole": lambda n=n: write_text(fiche_of(n), FOOT) for n in HELD},
    **{f"case-{n}-family": lambda n=n: family(n) for n in (1, 2, 3)},
    "case-1-family-simple": lambda: family(1, Language.SIMPLE),
    "case-1-family-en": lambda: family(1, Language.EN),
    **{
        f"case-{n}-excerpt": lambda n=n: write_text(excerpt_of(fiche_of(n), READERS[n]), FOOT)
        for n in HELD
    },
    "case-1-geva": lambda: geva(1),
    "case-3-geva": lambda: geva(3),
    "case-4-half": lambda: half(4),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_paper_says_exactly_this(name):
    assert TEXTS[name]() == (HERE / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", HELD)
def test_whoever_wrote_a_disagreement_without_consent_is_named_nowhere(case):
    dossier, acts = HELD[case]()
    for entry in acts.live().of("disagreement"):
        if entry.head.get("consent"):
            continue
        holder = next(p for p in dossier.participants if f"p{p.id}" == entry.head.get("who"))
        for name in (n for n in TEXTS if n.startswith(f"case-{case}-")):
            for line in TEXTS[name]().splitlines():
                assert not (entry.head.text in line and holder.called in line), line
