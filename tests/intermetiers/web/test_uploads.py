import io
import unicodedata
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import StopFutureHandlers
from hypothesis import HealthCheck, given, settings, strategies as st
from pypdf import PdfWriter

from intermetiers.web import uploads
from intermetiers.web.uploads import UploadRefusedError, count_pages, safe_name


def make_pdf(pages=1, password=None):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=100, height=100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def refusal_of(content):
    with pytest.raises(UploadRefusedError) as refusal:
        count_pages(content)
    return str(refusal.value)


def test_the_pages_of_a_pdf_are_counted():
    assert count_pages(make_pdf(3)) == 3


def test_a_small_file_that_says_it_has_a_million_pages_is_refused():
    assert uploads._read_answer(0, b"1000") == 1000
    with pytest.raises(UploadRefusedError, match="plus de 1\u00a0000 pages"):
        uploads._read_answer(0, b"1001")


def test_what_only_has_the_name_of_a_pdf_is_refused():
    assert refusal_of(b"<script>alert(1)</script>") == uploads.NOT_A_PDF
    assert refusal_of(b"") == uploads.NOT_A_PDF


def test_a_pdf_with_a_password_is_refused():
    assert refusal_of(make_pdf(password="secret")) == uploads.ENCRYPTED


def test_a_broken_pdf_is_refused():
    assert refusal_of(b"%PDF-1.7\n" + b"\x00" * 200) == uploads.BROKEN


def test_a_heavy_pdf_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(uploads.subprocess, "run", None)
    assert refusal_of(b"%PDF-" + b"0" * uploads.MOST_BYTES) == uploads.TOO_HEAVY


def test_a_pdf_that_keeps_its_reader_busy_is_refused_in_time(monkeypatch):
    monkeypatch.setattr(uploads, "SECONDS_TO_OPEN", 0.001)
    assert refusal_of(make_pdf()) == uploads.TOO_SLOW


def test_a_reader_stopped_by_the_system_is_a_refusal():
    with pytest.raises(UploadRefusedError, match="trop long"):
        uploads._read_answer(-24, b"")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=2000))
def test_any_bytes_are_counted_or_refused(noise):
    with suppress(UploadRefusedError):
        assert count_pages(b"%PDF-1.4\n" + noise) > 0


@given(st.text(max_size=300))
def test_any_name_becomes_one_any_computer_can_save(name):
    safe = safe_name(name)
    assert safe.endswith(".pdf")
    assert len(safe) <= uploads.LONGEST_NAME
    assert not set(safe) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(letter).startswith("C") for letter in safe)
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Anne\\Bilan d’une page.PDF", "Bilan d’une page.pdf"),
        ("note.pdf.pdf", "note.pdf"),
        ("facture\u202efdp.exe", "facturefdp.exe.pdf"),
        ('a"\r\nSet-Cookie: x.pdf', "a Set-Cookie x.pdf"),
        (".pdf", "document.pdf"),
    ],
)
def test_a_name_keeps_what_people_recognise(name, safe):
    assert safe_name(name) == safe


def test_two_files_never_share_a_name():
    assert uploads.random_name() != uploads.random_name()


def test_a_received_pdf_is_only_given_to_save():
    response = uploads.save_as_file(io.BytesIO(make_pdf()), "Bilan d’une page.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_no_more_than_we_accept_is_kept_on_disk_and_the_whole_size_is_known():
    handler = uploads.CappedUploadHandler()
    try:
        handler.new_file("file", "lourd.pdf", "application/pdf", None)
    except StopFutureHandlers:
        pytest.fail("other handlers must not be stopped")
    chunk = b"0" * handler.chunk_size
    sent = 0
    while sent <= 2 * uploads.MOST_BYTES:
        handler.receive_data_chunk(chunk, sent)
        sent += len(chunk)
    file = handler.file_complete(sent)
    with file:
        assert file.size == sent
        assert len(file.read()) <= uploads.MOST_BYTES + len(chunk)


def test_the_field_gives_the_pages_and_a_safe_name():
    sent = SimpleUploadedFile("../Bilan.pdf", make_pdf(2), content_type="text/html")
    file = uploads.PdfField().clean(sent)
    assert (file.pages, file.safe_name) == (2, "Bilan.pdf")
    assert file.read(5) == b"%PDF-"
