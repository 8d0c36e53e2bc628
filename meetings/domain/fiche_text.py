"""The fiche as text alone, for a mail, a screen reader or a form one pastes into."""

from meetings.domain.fiche import Fiche
from meetings.domain.fiche_blocks import Block, Table, blocks_of


def write_text(fiche: Fiche, foot: str) -> str:
    """The whole fiche, a block a line, a blank line before each heading; `foot` says which version
    it is and ends it."""
    lines: list[str] = []
    for block in blocks_of(fiche):
        lines += _table(block) if isinstance(block, Table) else _block(block)
    return "\n".join([*lines, "", foot, ""])


def _block(block: Block) -> list[str]:
    text = " ".join(part for part in (block.lead, block.text) if part)
    if block.style == "title":
        return [text, "=" * len(text)]
    if block.style == "heading":
        return ["", text, "-" * len(text)]
    if block.style == "subheading":
        return ["", text]
    return [f"- {text}" if block.style == "item" else text]


def _table(table: Table) -> list[str]:
    """Each row as lines of « header : value », since columns do not survive a paste."""
    lines = []
    for number, *cells in table.rows:
        head, *rest = zip(table.headers[1:], cells, strict=True)
        lines.append(f"{number}. {head[1]}")
        lines += [f"   {label}\u00a0: {cell}" for label, cell in rest if cell]
    return lines
