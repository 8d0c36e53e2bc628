"""Small exports written by hand as each tool writes them, read as bytes are read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from intermetiers.web.spreadsheets import read_spreadsheet
from meetings.domain.polls.reading import read_poll

PARIS = ZoneInfo("Europe/Paris")


def read(content):
    """The poll these bytes are, by the very way a file goes."""
    if isinstance(content, str):
        content = content.encode()
    return read_poll([sheet.lines for sheet in read_spreadsheet(content)], PARIS)


def starts(poll):
    return [one.starts and f"{one.starts:%d/%m %H:%M}" for one in poll.options]


def ends(poll):
    return [one.ends and f"{one.ends:%d/%m %H:%M}" for one in poll.options]


def votes(poll):
    return {line.name: [str(vote) for vote in line.votes] for line in poll.lines}


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)
