"""A long import shows how far it is, without JavaScript, and stops when one says so."""

import re
from contextlib import closing
from threading import Event

import pytest
from playwright.sync_api import expect

from partners.actions.importing import write_import
from partners.models import ImportDraft, Pupil
from tests.factories import make_draft

LONG = 60  # seconds


@pytest.fixture
def halfway(monkeypatch):
    """The writing waits in its middle until the reader has left; `ended` says it is over."""
    left, ended = Event(), Event()

    def write_slowly(*args, **kwargs):
        try:
            with closing(write_import(*args, **kwargs)) as steps:
                for step in steps:
                    yield step
                    if step.done:
                        left.wait(LONG)
        finally:
            ended.set()

    monkeypatch.setattr("partners.views.imports.writing.actions.write_import", write_slowly)
    return left, ended


def test_a_long_import_can_be_watched_and_cancelled(visit, alice, team, halfway):
    left, ended = halfway
    lines = [("Nom", "Prénom"), *((f"Nom{n:05d}", f"Prénom{n:05d}") for n in range(4000))]
    draft = make_draft(team, alice, lines=lines)
    page = visit(alice, javascript=False)
    page.goto(f"/carnet/importer/{draft.pk}/")
    page.get_by_role("button", name="Tout importer").click(no_wait_after=True)
    shown = page.locator("progress:visible")
    expect(shown.last).to_have_attribute("value", re.compile("^[1-9]"), timeout=LONG * 1000)
    page.get_by_role("link", name="Annuler").click(no_wait_after=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text("à écrire", timeout=LONG * 1000)
    left.set()
    assert ended.wait(LONG)
    assert not Pupil.objects.exists()
    assert ImportDraft.objects.get().written_at is None
