"""Reading a PDF back: its text, its tags, its pages."""

import io
from dataclasses import dataclass, field

import pikepdf
import pypdfium2


@dataclass
class Tag:
    """A node of the structure tree, with the tags it holds."""

    name: str
    node: object
    children: list = field(default_factory=list)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, name):
        return [tag for tag in self.walk() if tag.name == name]


@dataclass
class ReadPdf:
    lang: str
    marked: bool
    shows_title: bool
    title: str
    conformance: str
    pages: int
    tags: Tag

    @property
    def headings(self):
        return [tag.name for tag in self.tags.walk() if tag.name in {"H1", "H2", "H3", "H4"}]


def read_pdf(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        root = document.Root
        with document.open_metadata() as metadata:
            title, part = metadata.get("dc:title"), metadata.get("pdfuaid:part")
        return ReadPdf(
            lang=str(root.Lang),
            marked=bool(root.MarkInfo.Marked),
            shows_title=str(root.ViewerPreferences.DisplayDocTitle) == "True",
            title=str(title),
            conformance=str(part),
            pages=len(document.pages),
            tags=_tag(root.StructTreeRoot),
        )


def _tag(node):
    name = str(node.get("/S", "/Root")).removeprefix("/")
    kids = node.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    plain = {
        key: [str(part) for part in node[key]]
        if isinstance(node[key], pikepdf.Array)
        else str(node[key])
        for key in ("/Alt", "/ID")
        if key in node
    }
    attributes = node.get("/A", {})
    headers = [str(part) for part in attributes.get("/Headers", [])] if attributes else []
    children = [_tag(kid) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return Tag(name, plain | {"headers": headers}, children)


def text_of(content):
    """The text as a reader copies it; a form feed ends each page."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "\f".join(pages).replace("\r\n", "\n")
