"""Workbooks made by hand, as strange as somebody could send them."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from intermetiers.web.uploads import UploadRefusedError

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>'.encode()
END = b"</sheetData></worksheet>"
STRINGS = f'<?xml version="1.0"?><sst xmlns="{_MAIN}">'.encode()
ONE_CELL = b'<row r="1"><c r="A1"><v>1</v></c></row>'


def raw_xlsx(sheet, strings=(b"<sst/>",)):
    """An .xlsx of one sheet from the XML given, part after part; it may weigh gigabytes opened."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relations(("officeDocument", "xl/workbook.xml")))
        package.writestr(
            "xl/workbook.xml",
            f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            _relations(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
        )
        for name, parts in (("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings)):
            with package.open(name, "w", force_zip64=True) as part:
                for piece in parts:
                    part.write(piece)
    return content.getvalue()


def _relations(*targets):
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}">{found}</Relationships>'


def xlsx(write):
    """A workbook as a spreadsheet program writes it; `write` is given the XlsxWriter book."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        write(book)
    return content.getvalue()


def ods(*rows):
    """An .ods of one sheet of texts."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    document = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{urn}:office:1.0" '
        f'xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Élèves">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "META-INF/manifest.xml",
            f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{urn}:manifest:1.0"/>',
        )
        package.writestr("content.xml", document)
    return content.getvalue()


def zipped(**files):
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, text in files.items():
            package.writestr(name.replace("__", "/"), text)
    return content.getvalue()


def table_or_sentence(read, content):
    """What `read` gives of these bytes; the sentence of the refusal, which says what it must."""
    try:
        return read(content)
    except UploadRefusedError as refused:
        sentence = str(refused)
    if "Rien n’a été écrit." not in sentence:
        pytest.fail(sentence)
    return sentence
