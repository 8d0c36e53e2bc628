"""Blocks to a Word document with real styles. The only module that knows python-docx."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from meetings.domain.fiche_blocks import Block, Style, Table

# The styles every word processor knows: a reader finds the headings, and may change their looks.
_STYLES: dict[Style, str] = {
    "kicker": "Subtitle",
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "text": "Normal",
    "quote": "Quote",
    "item": "List Bullet",
}
_FONT = "Atkinson Hyperlegible Next"
# What XML refuses: controls, halves of signs, and two signs that are none.
_CONTROLS = dict.fromkeys([*range(32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_CONTROLS.pop(ord("\n"))


def render_docx(
    blocks: Iterable[Block | Table], *, title: str, author: str, foot: str, now: datetime
) -> bytes:
    """The blocks as a .docx in French on A4; `foot` stands at the foot of each page. `now` dates
    the file."""
    document = Document()
    _prepare(document, title=title, author=author, now=now)
    document.sections[0].footer.paragraphs[0].text = _clean(foot)
    for block in blocks:
        if isinstance(block, Table):
            _add_table(document, block)
        else:
            _add(document, block)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _prepare(document: Docx, *, title: str, author: str, now: datetime) -> None:
    said = document.core_properties
    said.title, said.author, said.language = _clean(title), _clean(author), "fr-FR"
    said.created = said.modified = now.replace(tzinfo=None)
    said.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(16)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    _speak_french(normal.element.get_or_add_rPr())


def _speak_french(properties: Any) -> None:
    """So that a screen reader and a spelling checker know the language."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    properties.append(language)


def _add(document: Docx, block: Block) -> None:
    paragraph = document.add_paragraph(style=_STYLES[block.style])
    if block.lead:
        paragraph.add_run(f"{_clean(block.lead)} ").bold = True
    _write(paragraph, block.text)


def _write(paragraph: Paragraph, text: str) -> None:
    for rank, line in enumerate(_clean(text).split("\n")):
        run = paragraph.add_run(line)
        if rank:
            run._r.insert(0, OxmlElement("w:br"))


def _add_table(document: Docx, table: Table) -> None:
    """With a header row that comes again on each page, and rows that no page cuts."""
    drawn = document.add_table(rows=1, cols=len(table.headers), style="Table Grid")
    for cell, header in zip(drawn.rows[0].cells, table.headers, strict=True):
        cell.paragraphs[0].add_run(header).bold = True
    _mark_row(drawn.rows[0]._tr, "w:tblHeader")
    for values in table.rows:
        row = drawn.add_row()
        _mark_row(row._tr, "w:cantSplit")
        for cell, value in zip(row.cells, values, strict=True):
            _write(cell.paragraphs[0], value)


def _mark_row(row: Any, mark: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(mark))


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return text.translate(_CONTROLS)
