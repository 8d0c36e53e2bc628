"""What reads a paper aloud finds all of it; what is long, odd or hostile still makes a document."""

from dataclasses import replace

import pytest

from meetings.domain.fiche import compose_fiche
from meetings.domain.held import compose_held
from meetings.domain.kinds import Paper
from meetings.following.papers import Mark, render_paper
from tests.meetings.domain.builders import (
    TODAY,
    case_1,
    convener,
    decide,
    item,
    mother,
    participant,
    pupil,
    slot,
)
from tests.meetings.domain.lives import Acts, held_case_1, session
from tests.meetings.pdfs import fonts_left_out, read_pdf, text_of, untagged

MARK = Mark(1, "22\u00a0janvier 2027")
ALL = [Paper.WHOLE, Paper.LARGE, Paper.FAMILY, Paper.HALF]


def fiche_of(acts, **changes):
    plain = {"agenda": (item(1), decide(2)), "slots": (slot(1, is_chosen=True),)}
    dossier = case_1(**(plain | changes))
    return compose_fiche(dossier, TODAY, compose_held(dossier, acts.live(), session()))


def _flat(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("paper", ALL)
def test_nothing_is_left_untagged_and_every_font_is_carried(paper):
    content = render_paper(fiche_of(held_case_1()), paper, MARK)
    assert untagged(content) == []
    assert fonts_left_out(content) == []


@pytest.mark.parametrize("paper", [Paper.WHOLE, Paper.LARGE])
def test_the_drawing_says_who_sits_there(paper):
    (figure,) = read_pdf(render_paper(fiche_of(held_case_1()), paper, MARK)).tags.all("Figure")
    assert "Yanis" in figure.node["/Alt"]


def _twelve_by_thirty():
    people = [pupil(), mother(), convener()] + [
        participant(number, name=f"Personne {number}", called=f"le professionnel {number}")
        for number in range(10, 37)
    ]
    acts = Acts()
    acts.say("open")
    for person in people:
        acts.say("presence", who=f"p{person.id}", state="here")
    for n in range(12):
        acts.note("decision", "1", f"Décision {n} : faire une chose précise avec la classe.",
                  people=["p10", "p2"], by="2027-03-19", seen="on le verra en classe")  # fmt: skip
    return fiche_of(acts, participants=tuple(people))


@pytest.mark.parametrize("paper", [Paper.WHOLE, Paper.FAMILY, Paper.LARGE])
def test_thirty_people_and_twelve_decisions_make_a_document_one_would_sign(paper):
    content = render_paper(_twelve_by_thirty(), paper, MARK)
    text = text_of(content)
    assert all(_flat(text).count(f"Décision {n} :") == 1 for n in range(12))
    assert "le professionnel 36" in _flat(text)
    for page in text.split("\f"):
        body = [line for line in page.splitlines() if line.strip()]
        assert len(body) > 4, page


def test_two_hundred_decisions_are_all_there_and_all_numbered():
    acts = Acts()
    acts.say("open")
    for n in range(200):
        acts.note("decision", "1", f"Faire la chose numéro {n}.", people=["p2"])
    text = _flat(text_of(render_paper(fiche_of(acts), Paper.WHOLE, MARK)))
    assert all(f"Faire la chose numéro {n}." in text for n in range(200))


ODD = {
    "another direction inside": "Elle a dit « \u202eשגב\u202c » puis « مرحبا » au portail.",
    "letters no font of ours has": "Le carnet \U0001f4d3 et 你好 et \U00013000.",
    "a word without end": "anticonstitutionnellement" * 40,
    "controls and marks": "Un\u200b mot\ufeff avec\u2028 des marques",
    "html": "<script>alert(1)</script><img src=http://x.invalid/a.png>",
}


@pytest.mark.parametrize("paper", [Paper.WHOLE, Paper.FAMILY, Paper.HALF])
@pytest.mark.parametrize("text", ODD.values(), ids=list(ODD))
def test_odd_words_still_make_a_readable_document(paper, text):
    acts = Acts()
    acts.say("open")
    acts.note("decision", "1", text, people=["p2"], by="2027-03-19")
    acts.note("words", "1", text, who="p1")
    fiche = fiche_of(acts)
    if paper is Paper.HALF:  # two people’s: a whole ESS would not fit on half a page
        fiche = replace(fiche, said=(), words=(), groups=())
    content = render_paper(fiche, paper, MARK)
    read = read_pdf(content)
    assert read.marked
    printed = _flat(text_of(content))
    assert "19 mars 2027" in printed
    if "<script>" in text:
        assert "<script>alert(1)</script>" in printed
