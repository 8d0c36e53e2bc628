"""The fiche for a word processor and as text: the same words, real styles, nothing a form refuses."""

import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from meetings.docx import render_docx
from meetings.domain.fiche import compose_fiche
from meetings.domain.fiche_blocks import Block, Table, blocks_of
from meetings.domain.fiche_text import write_text
from meetings.domain.held import compose_held
from tests.meetings.domain.builders import TODAY, case_1 as case_1_dossier, decide, item, slot
from tests.meetings.domain.lives import held_case_1, session
from tests.meetings.held import hold

OPENED = datetime(2027, 1, 21, 9, 17, tzinfo=UTC)
FOOT = "Fiche de réunion · version 2"


@pytest.fixture(scope="module")
def fiche():
    plain = {"agenda": (item(1), decide(2)), "slots": (slot(1, is_chosen=True),)}
    dossier = case_1_dossier(**plain)
    return compose_fiche(dossier, TODAY, compose_held(dossier, held_case_1().live(), session()))


def _docx(blocks):
    content = render_docx(blocks, title="Yanis – fiche", author="Claire", foot=FOOT, now=OPENED)
    return Document(io.BytesIO(content))


def _all_text(document):
    cells = (c.text for table in document.tables for row in table.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_it_says_all_of_the_fiche_under_real_headings(fiche):
    document = _docx(blocks_of(fiche))
    text = _all_text(document)
    for expected in (
        "Un carnet d’une ligne par jour", "Quand je reviens, les autres ont commencé",
        "Comment rester avec la classe", "Une aide tous les après-midi", "19\u00a0mars 2027",
        "La lettre où la MDPH écrit ce qu’elle accorde.", "Le transport du mercredi",
    ):  # fmt: skip
        assert text.count(expected) == 1, expected
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles[fiche.title] == "Title"
    assert styles["Décisions"] == "Heading 1"
    assert styles["Nous sommes d’accord"] == "Heading 2"
    assert document.sections[0].footer.paragraphs[0].text == FOOT


def test_a_screen_reader_knows_its_language_its_title_and_its_headers(fiche):
    document = _docx(blocks_of(fiche))
    assert (document.core_properties.language, document.core_properties.title) == (
        "fr-FR",
        "Yanis – fiche",
    )
    language = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == "fr-FR"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells][:3] == ["Nº", "Quoi", "Qui"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_controls_and_the_other_direction_do_not_break_the_file():
    hostile = "Il a dit\x00\x0b « \u202eabc\u202c » puis\nla suite"
    document = _docx([Block("text", hostile), Table("", ("Nº",), (("\x01",),))])
    assert document.paragraphs[0].text.endswith("puis\nla suite")


def test_the_text_says_the_same_and_pastes_without_columns(fiche):
    text = write_text(fiche, FOOT)
    assert "Décisions\n---------" in text
    assert "2. Un carnet d’une ligne par jour" in text
    assert "   Pour quand\u00a0: 15\u00a0février 2027" in text
    assert text.rstrip().endswith(FOOT)


# --- The addresses ------------------------------------------------------------------------------


@pytest.fixture
def held(case_1, alice):
    hold(case_1, alice, OPENED, ("decision", "accueil", "Un carnet d’une ligne par jour", {}))
    return case_1


def _url(meeting, name="fiche_docx"):
    return reverse(f"meetings:{name}", args=[meeting.reference])


def test_a_coordinator_downloads_both(alice_client, held):
    page = alice_client.get(_url(held))
    assert ".docx" in page["Content-Disposition"]
    assert "Un carnet d’une ligne par jour" in _all_text(Document(io.BytesIO(page.content)))
    text = alice_client.get(_url(held, "fiche_text"))
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert "Un carnet d’une ligne par jour" in text.content.decode()
    assert "à relire" in text.content.decode()


def test_before_the_meeting_it_holds_what_is_prepared(alice_client, case_1):
    page = alice_client.get(_url(case_1))
    assert case_1.title in _all_text(Document(io.BytesIO(page.content)))


@pytest.mark.parametrize("name", ["fiche_docx", "fiche_text"])
def test_strangers_and_other_methods(charlie_client, alice_client, held, name):
    assert charlie_client.get(_url(held, name)).status_code == 404
    assert alice_client.post(_url(held, name)).status_code == 405


def test_the_file_is_dated_by_the_clock_it_is_given(fiche):
    document = _docx(blocks_of(fiche))
    assert document.core_properties.created.date() == OPENED.date()
