"""The variants of the fiche: for the family, in large print, for one person; each says what it is."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.urls import reverse

from meetings.domain.fiche import compose_fiche
from meetings.domain.held import compose_held
from meetings.domain.kinds import Paper
from meetings.domain.languages import Language
from meetings.following.papers import Mark, render_paper
from tests import factories
from tests.meetings.domain.builders import TODAY, case_1 as case_1_dossier, decide, item, slot
from tests.meetings.domain.lives import held_case_1, session
from tests.meetings.held import hold
from tests.meetings.pdfs import read_pdf, text_of

OPENED = datetime(2027, 1, 21, 9, 17, tzinfo=UTC)
MARK = Mark(2, "4\u00a0mars 2027", "3F9A-21C0-88DE", "la mère")
DRAFT = Mark(None, "4\u00a0mars 2027")
PAPERS = [Paper.WHOLE, Paper.LARGE, Paper.FAMILY, Paper.HALF]


@pytest.fixture(scope="module")
def fiche():
    plain = {"agenda": (item(1), decide(2)), "slots": (slot(1, is_chosen=True),)}
    dossier = case_1_dossier(**plain)
    return compose_fiche(dossier, TODAY, compose_held(dossier, held_case_1().live(), session()))


def _flat(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("paper", PAPERS)
def test_each_page_says_which_version_when_and_for_whom(fiche, paper):
    pages = [_flat(page) for page in text_of(render_paper(fiche, paper, MARK)).split("\f")]
    for page in pages:
        assert "version 2 du 4 mars 2027 · pour la mère · code 3F9A-21C0-88DE" in page
    draft = _flat(text_of(render_paper(fiche, paper, DRAFT)))
    assert "projet du 4 mars 2027, à relire" in draft
    assert "code" not in draft.split("projet du 4 mars 2027, à relire")[1][:20]


@pytest.mark.parametrize("paper", PAPERS)
def test_each_is_tagged_and_its_headings_never_jump(fiche, paper):
    read = read_pdf(render_paper(fiche, paper, MARK))
    assert (read.lang, read.marked, read.conformance, read.shows_title) == ("fr", True, "1", True)
    levels = [int(heading[1]) for heading in read.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("paper", [Paper.WHOLE, Paper.LARGE, Paper.FAMILY])
def test_each_says_all_that_was_decided(fiche, paper):
    text = _flat(text_of(render_paper(fiche, paper, MARK)))
    for expected in (
        "La séance du jeudi se fait dans la classe", "Un carnet d’une ligne par jour",
        "Une aide tous les après-midi", "Un des deux temps se fait dans la classe",
        "Quand je reviens, les autres ont commencé", "19 mars 2027", "Le transport du mercredi",
    ):  # fmt: skip
        assert expected in text, expected


def test_the_family_reads_the_decisions_first_and_each_word_explained_once(fiche):
    text = _flat(text_of(render_paper(fiche, Paper.FAMILY, DRAFT)))
    assert text.index("Les décisions") < text.index("Nous sommes d’accord")
    assert "Qui le fait : L’éducatrice spécialisée et l’enseignante" in text
    assert text.count("GEVA-Sco :") == 1
    # Explained in the room, though no text of the paper holds it.
    assert text.count("notification : La lettre où la MDPH écrit ce qu’elle accorde.") == 1
    assert "Vos mots seront écrits comme vous les dites." in text


def test_the_half_page_ends_each_sentence_once(fiche):
    text = _flat(text_of(render_paper(fiche, Paper.HALF, MARK)))
    assert "notification : La lettre où la MDPH écrit ce qu’elle accorde. À reprendre :" in text
    assert "Le transport du mercredi (au 4 mars 2027) La prochaine fois :" in text


def test_in_large_print_nothing_is_named_where_nothing_is_written(fiche):
    text = _flat(text_of(render_paper(fiche, Paper.LARGE, MARK)))
    assert text.count("Ce qu’on verra :") == 1


@pytest.mark.parametrize("language", list(Language))
def test_what_is_ours_is_in_the_language_of_the_family_and_their_words_stay(fiche, language):
    read = render_paper(fiche, Paper.FAMILY, DRAFT, language=language)
    assert read_pdf(read).lang == language.html
    text = _flat(text_of(read))
    assert "Un carnet d’une ligne par jour" in text
    assert ("Les décisions" in text) == language.is_french
    if not language.is_french and language is not Language.AR:
        assert "19 mars 2027" not in text.replace("version", "")


def test_an_excerpt_holds_what_concerns_one_person_and_nothing_else(fiche):
    text = _flat(text_of(render_paper(fiche, Paper.EXCERPT, MARK, reader=5)))
    assert "Les phrases du GEVA-Sco relues" in text
    for other in (
        "La séance du jeudi", "Un carnet d’une ligne", "Pas de travail neuf",
        "Quand je reviens", "Comment nous avons parlé : Part",
    ):  # fmt: skip
        assert other not in text, other
    assert "Extrait de la fiche" in text


def test_there_is_no_excerpt_for_whom_nothing_concerns(fiche):
    with pytest.raises(LookupError):
        render_paper(fiche, Paper.EXCERPT, MARK, reader=10)


# --- The addresses ------------------------------------------------------------------------------


@pytest.fixture
def held(case_1, alice):
    seat = case_1.participants.exclude(family_member=None).first()
    carnet = {"people": [f"p{seat.pk}"], "by": "2027-02-15"}
    hold(case_1, alice, OPENED, ("decision", "accueil", "Un carnet d’une ligne par jour", carnet))
    return case_1


def _url(meeting, paper="family"):
    return reverse("meetings:fiche_paper", args=[meeting.reference, paper])


def _excerpt_url(meeting, seat):
    return reverse("meetings:fiche_excerpt", args=[meeting.reference, seat.pk])


@pytest.mark.parametrize("paper", ["whole", "family", "large"])
def test_a_coordinator_downloads_each(alice_client, held, paper):
    page = alice_client.get(_url(held, paper))
    assert page["Content-Type"] == "application/pdf"
    assert "Un carnet d’une ligne par jour" in _flat(text_of(page.content))


def test_the_sheet_leads_to_them(alice_client, held):
    page = alice_client.get(reverse("meetings:sheet", args=[held.reference])).content.decode()
    assert _url(held) in page
    assert f"{_url(held)}?langue=ar" in page
    assert _url(held, "large") in page
    holder = held.participants.exclude(family_member=None).first()
    assert _excerpt_url(held, holder) in page
    assert page.count("/fiche/extrait/") == 1


def test_an_excerpt_is_for_somebody_of_the_meeting(alice_client, held, meeting):
    holder = held.participants.exclude(family_member=None).first()
    page = alice_client.get(_excerpt_url(held, holder))
    assert "Un carnet d’une ligne par jour" in _flat(text_of(page.content))
    other = held.participants.exclude(professional=None).last()
    sent = alice_client.get(_excerpt_url(held, other), follow=True)
    assert "Rien de ce qui est écrit ne concerne" in sent.content.decode()
    stranger = factories.make_participant(meeting, label="Quelqu’un")
    assert alice_client.get(_excerpt_url(held, stranger)).status_code == 404


def test_before_the_meeting_there_is_only_the_sheet(alice_client, case_1):
    assert alice_client.get(_url(case_1)).url == reverse("meetings:sheet", args=[case_1.reference])


def test_strangers_unknown_papers_and_other_methods(charlie_client, client, alice_client, held):
    assert charlie_client.get(_url(held)).status_code == 404
    assert client.get(_url(held)).status_code == 302
    assert alice_client.get(_url(held, "excerpt")).status_code == 404
    assert alice_client.get(_url(held, "rien")).status_code == 404
    assert alice_client.post(_url(held)).status_code == 405
