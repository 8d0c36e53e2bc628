"""A pupil’s file that goes elsewhere is the same file there, to the last word."""

import pytest

from meetings.demonstration.load import load_demonstration
from meetings.models import Meeting
from meetings.portable.actions import receive_file
from meetings.portable.archive import read_archive, write_archive
from meetings.portable.packing import pack
from meetings.erasing import erase_pupil, Why
from io import BytesIO
from datetime import timedelta
from tests.factories import NOW
from tests import factories


@pytest.mark.parametrize("reference", ["DEMO1", "DEMO2", "DEMO3", "DEMO4", "DEMO5"])
def test_cases(db, reference, charlie):
    load_demonstration("x" * 20, NOW)
    pupil = Meeting.objects.get(reference=reference).pupil
    packed = pack(pupil, NOW)
    print({n: len(r) for n, r in packed.data["tables"].items() if not r})
    content = write_archive(packed)
    Meeting.objects.filter(pupil=pupil).update(chosen_slot=None)
    erase_pupil(pupil, by=None, now=NOW, why=Why.RETENTION)
    opened = read_archive(BytesIO(content))
    there = receive_file(opened, charlie.current_team, by=charlie, now=NOW)
    again = pack(there, NOW)
    assert again.data["tables"] == packed.data["tables"]
    assert again.documents == packed.documents
