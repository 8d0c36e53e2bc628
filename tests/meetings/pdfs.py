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


def fonts_left_out(content):
    """The fonts of a document that it does not carry: another machine would draw others."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return sorted(
            str(font.get("/BaseFont"))
            for font in document.objects
            if isinstance(font, pikepdf.Dictionary)
            and font.get("/Type") == "/FontDescriptor"
            and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys())
        )


def untagged(content):
    """The page and the operator of each text or drawing that is neither tagged nor an artifact."""
    drawing = {"Tj", "TJ", "'", '"', "f", "f*", "S", "s", "B", "b", "Do", "sh"}
    found = []
    with pikepdf.open(io.BytesIO(content)) as document:
        for number, page in enumerate(document.pages, start=1):
            depth = 0
            for _, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                depth += (name in {"BDC", "BMC"}) - (name == "EMC")
                if name in drawing and depth == 0:
                    found.append((number, name))
    return found
