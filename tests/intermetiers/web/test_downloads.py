from urllib.parse import unquote

import pytest

from intermetiers.web.downloads import attachment, pdf_download


def test_the_name_whole_and_without_accents():
    header = attachment("2027-01-21 ESS Yanis – fiche de réunion.pdf")
    assert header.startswith('attachment; filename="2027-01-21 ESS Yanis - fiche de reunion.pdf"; ')
    assert unquote(header.split("UTF-8''")[1]) == "2027-01-21 ESS Yanis – fiche de réunion.pdf"


@pytest.mark.parametrize(
    "name",
    [
        'a"; filename="b.exe',
        "a\r\nSet-Cookie: x=1",
        "../../etc/passwd",
        "\u202efdp.exe",
        "يوسف",
        "😀",
        "",
    ],
)
def test_no_name_breaks_the_header_or_leaves_the_folder(name):
    header = attachment(name)
    assert header.isascii()
    assert header.count('"') == 2
    assert not {"\r", "\n", "/", "\\"} & set(header)
    assert header.split('"')[1].endswith(".pdf")
    assert unquote(header.split("UTF-8''")[1]).endswith(".pdf")


def test_a_document_is_saved_and_kept_by_no_cache():
    response = pdf_download(b"%PDF-1.7", "lettre.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
