"""A note changed on two devices at once: both versions are there, a person chooses."""

import pytest
from playwright.sync_api import expect

from tests.browser.live.room import first_point, hold, on_first_point
from tests.browser.live.writing import entries_of, fields_of, note
from tests.meetings.live_acts import act, entry, write

pytestmark = pytest.mark.device

HERE, THERE = "Le carnet reste à la maison.", "Le carnet va et vient."


@pytest.fixture
def versions(case_1, alice):
    """An agreement, and what two devices made of it without knowing of each other."""
    on_first_point(case_1, alice)
    at, item = case_1.live_acts.order_by("-at").first().at, first_point(case_1)
    first = entry("agreement", "Le carnet.", at + 1, item=item)
    note_of = first.payload["entry"]
    both = [
        entry("agreement", text, at + moment, item=item, entry=note_of, over=[first.id])
        for moment, text in ((2, HERE), (3, THERE))
    ]
    write(case_1, alice, first, *both)
    return both


@pytest.fixture
def page(visit, alice, case_1, versions):
    return hold(visit(alice), case_1)


def test_both_are_shown_and_one_is_kept(page, case_1):
    row = note(page, HERE)
    expect(row).to_contain_text(THERE)
    expect(row).to_contain_text("Version 2, écrite à")
    row.get_by_role("button", name="Garder celle-ci").first.click()
    expect(page.get_by_role("button", name="Modifier l’accord")).to_be_focused()
    expect(page.get_by_text(THERE)).to_have_count(0)
    assert fields_of(page, case_1)["text"] == HERE


def test_both_texts_may_be_kept_in_one(page, case_1):
    page.get_by_role("button", name="Garder les deux textes").click()
    expect(note(page, f"{HERE} / {THERE}")).to_be_visible()
    assert fields_of(page, case_1)["text"] == f"{HERE} / {THERE}"


def test_taken_away_here_and_changed_there(visit, alice, case_1, versions):
    last = versions[1]
    gone = {**last.payload, "over": [versions[0].id], "gone": True}
    write(case_1, alice, act("entry", last.at + 1, **gone))
    page = hold(visit(alice), case_1)
    expect(note(page, THERE)).to_contain_text("Retirée")
    page.get_by_role("button", name="La retirer").click()
    expect(note(page, THERE)).to_have_count(0)
    assert entries_of(page, case_1) == ()
