"""What is written in a meeting held in a browser: the line, a note in the list, what was kept."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from meetings.live import read_live


def line(page):
    return page.locator("#live-line")


def note(page, text):
    """A note of the list, by some of its words."""
    return page.locator(".note").filter(has_text=text)


def form(page):
    """What completes the note that is open."""
    return page.get_by_role("region", name="Compléter")


def choice(page, group, name):
    """One choice of a row of them."""
    return page.get_by_role("toolbar", name=group).get_by_role(
        "button", name=re.compile(f"^{name}")
    )


def write_down(page, key, text):
    """As by keyboard: what it is, the line, Enter."""
    expect(line(page)).to_be_visible()  # a page just loaded again does not hear keys at once
    page.keyboard.press(key)
    expect(line(page)).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def entries_of(page, meeting):
    """What the server has, once the page says that it has it all."""
    expect(page.locator(".strip")).to_contain_text("Tout est enregistré")
    return read_live(meeting, timezone.now()).entries


def fields_of(page, meeting):
    """The only note there is, without what every note has."""
    (entry,) = entries_of(page, meeting)
    (head,) = entry.heads
    return {name: value for name, value in head.fields.items() if name != "item"}
