"""A file somebody brings as a pupil’s file: opened with distrust, whole or not at all."""

import hashlib
import json
import zipfile
from io import BytesIO

import pytest

from meetings.portable import archive
from meetings.portable.archive import read_archive, write_archive
from meetings.portable.packing import Packed
from meetings.portable.refusals import FileRefusedError

PDF = b"%PDF-1.7 bilan"
DATA = {"format": "intermetiers-dossier", "version": 1, "made_at": "2027-03-01T09:00:00+00:00"}
PACKED = Packed(DATA, {"documents/1.pdf": PDF})


def _entries(content):
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _zip(entries, **how):
    written = BytesIO()
    with zipfile.ZipFile(written, "w", how.pop("method", zipfile.ZIP_DEFLATED)) as made:
        for name, content in entries:
            made.writestr(name, content, **how)
    return written.getvalue()


def _signed(entries):
    """The zip of these entries with a manifest that agrees with them."""
    entries = {name: one for name, one in entries.items() if name != archive.MANIFEST}
    files = {
        name: {"bytes": len(one), "sha256": hashlib.sha256(one).hexdigest()}
        for name, one in entries.items()
    }
    return _zip([(archive.MANIFEST, json.dumps(DATA | {"files": files})), *entries.items()])


def _refused(content):
    with pytest.raises(FileRefusedError) as refused:
        read_archive(BytesIO(content))
    return str(refused.value)


def test_what_was_written_is_read():
    opened = read_archive(BytesIO(write_archive(PACKED)))
    assert (opened.data, opened.documents) == (DATA, PACKED.documents)


def test_it_says_what_it_is_to_whoever_opens_it_by_hand():
    held = _entries(write_archive(PACKED))
    assert "Recevoir un dossier" in held["LISEZ-MOI.txt"].decode()
    assert json.loads(held["dossier-1.schema.json"])["title"]
    assert json.loads(held["manifeste.json"])["files"]["documents/1.pdf"]["bytes"] == len(PDF)


@pytest.mark.parametrize("end", [0, 10, 400, -30])
def test_a_file_cut_short_is_refused(end):
    _refused(write_archive(PACKED)[:end])


def test_any_byte_changed_is_seen():
    """In the tables, in a document, in the manifest; changed and zipped again by a careful hand."""
    held = _entries(write_archive(PACKED))
    for name, one in held.items():
        changed = held | {name: one.replace(b"1", b"2", 1)}
        if changed != held:
            assert "abîmé" in _refused(_zip(changed.items()))


def test_what_is_no_file_of_ours_is_refused():
    assert "n’est pas un dossier" in _refused(b"PK not a zip")
    assert "n’est pas un dossier" in _refused(_zip([("photo.jpg", b"x")]))


@pytest.mark.parametrize(
    "name",
    ["../dehors.pdf", "/etc/passwd", "documents/../../x.pdf", "documents/01.pdf", "C:\\x.pdf",
     "documents/1.PDF", "documents/1.pdf/", "dossier.json.exe", "documents/\u0661.pdf"],
)  # fmt: skip
def test_no_name_but_ours_is_let_in(name):
    assert "abîmé" in _refused(_signed(_entries(write_archive(PACKED)) | {name: PDF}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused():
    held = _entries(write_archive(PACKED))
    assert "abîmé" in _refused(_zip([*held.items(), ("documents/1.pdf", PDF)]))


def test_sizes_are_bounded_by_what_comes_out(monkeypatch):
    """A few kilobytes that open into gigabytes are read no further than the bound."""
    bomb = _entries(write_archive(PACKED)) | {"documents/2.pdf": PDF + b"\0" * 6_000_000}
    assert "abîmé" in _refused(_signed(bomb))
    many = {f"documents/{n}.pdf": PDF + b"\0" * 1_000_000 for n in range(2, 8)}
    monkeypatch.setattr(archive, "MOST_OPENED", 4_000_000)
    assert "abîmé" in _refused(_signed(_entries(write_archive(PACKED)) | many))
    monkeypatch.setattr(archive, "MOST_BYTES", 100)
    assert "dépasse" in _refused(write_archive(PACKED))


def test_too_many_entries_are_refused(monkeypatch):
    monkeypatch.setattr(archive, "MOST_ENTRIES", 4)
    assert "abîmé" in _refused(write_archive(PACKED))


def test_a_locked_zip_and_a_rare_method_are_refused():
    held = _entries(write_archive(PACKED))
    locked = bytearray(_zip(held.items()))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = locked.find(mark)
        while start >= 0:
            locked[start + at] |= 1
            start = locked.find(mark, start + 1)
    assert "mot de passe" in _refused(bytes(locked))
    assert "abîmé" in _refused(_zip(held.items(), method=zipfile.ZIP_LZMA))


@pytest.mark.parametrize(
    "tables", [b"", b"[", b'{"a": NaN}', b"\xff\xfe", b"[" * 100_000, b'{"n": 1e', b"9" * 5000]
)
def test_tables_that_are_no_tables_are_refused(tables):
    assert "abîmé" in _refused(_signed(_entries(write_archive(PACKED)) | {archive.TABLES: tables}))


def test_a_document_that_is_no_pdf_is_refused():
    held = _entries(write_archive(PACKED)) | {"documents/1.pdf": b"<script>alert(1)</script>"}
    assert "abîmé" in _refused(_signed(held))
