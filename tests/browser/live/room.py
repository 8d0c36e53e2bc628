"""A meeting being held in a browser: how to come in, who sits where, what was said before."""

from django.utils import timezone
from playwright.sync_api import expect

from meetings.live import milliseconds
from tests.meetings.asking.cast import seat_of
from tests.meetings.live_acts import MINUTE, act, open_meeting, write


def hold(page, meeting):
    """The live page, drawn by its app."""
    page.goto(f"/reunions/{meeting.reference}/tenir")
    expect(page.locator("#live-title")).to_be_attached()
    return page


def who(meeting, relation):
    return f"p{seat_of(meeting, relation).pk}"


def first_point(meeting):
    return str(meeting.agenda.order_by("pk").first().pk)


def on_first_point(meeting, by, *turns, since=10):
    """Opened so many minutes ago, on the first point all along; then `turns`: who, minutes ago."""
    open_meeting(meeting, by, item=first_point(meeting), minutes_ago=since)
    now = milliseconds(timezone.now())
    write(meeting, by, *[act("floor", now - ago * MINUTE, who=who) for who, ago in turns])


def seat(page, name):
    """The button of a seat of the drawing."""
    return page.get_by_role("toolbar", name="Les sièges").get_by_role("button", name=name)


def middle(page):
    return page.locator(".board__centre")


def said(page):
    """What a screen reader was told last."""
    return page.locator("[role=status]").last
