"""Free hours of a calendar become lines to look at: nothing is kept before « Enregistrer »."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories

WEDNESDAYS = b"""BEGIN:VCALENDAR
BEGIN:VAVAILABILITY
BEGIN:AVAILABLE
SUMMARY:Cabinet
DTSTART;TZID=Europe/Paris:20261125T080000
DTEND;TZID=Europe/Paris:20261125T120000
RRULE:FREQ=WEEKLY
END:AVAILABLE
BEGIN:AVAILABLE
DTSTART;TZID=Europe/Paris:20261126T080000
DTEND;TZID=Europe/Paris:20261126T120000
END:AVAILABLE
END:VAVAILABILITY
END:VCALENDAR
"""


@pytest.fixture
def card(team):
    return factories.make_professional(team, "orthophoniste")


@pytest.fixture
def url(card):
    return reverse("partners:week_professional", args=[card.pk])


def sent(content=WEDNESDAYS, **typed):
    lines = {"days_0": [], "start_0": "", "end_0": "", "kind_0": "free", "note_0": ""}
    file = {} if content is None else {"calendar": SimpleUploadedFile("a.ics", content)}
    return {"seen": "", **lines, **typed, **file, "read": "calendar"}


def lines_of(page):
    return [line for line in page.context["form"].draft.lines if not line.is_empty]


def test_the_hours_are_proposed_and_not_kept(alice_client, card, url):
    page = alice_client.post(url, sent())
    assert page.status_code == 200
    (line,) = lines_of(page)
    assert (line.days, line.start, line.end, line.kind) == ("3", "08:00", "12:00", "free")
    html = page.content.decode()
    assert "rien n’est encore gardé" in html
    assert "Un autre horaire du fichier n’est pas de chaque semaine" in html
    assert "Cabinet" not in html
    card.refresh_from_db()
    assert card.week == []


def test_what_was_typed_stays_beside_them(alice_client, url):
    typed = {"days_0": ["1"], "start_0": "08:30", "end_0": "11:30", "kind_0": "paid"}
    page = alice_client.post(url, sent(**typed))
    assert [line.kind for line in lines_of(page)] == ["paid", "free"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Choisissez un fichier"),
        (b"bonjour", "pas un agenda"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "pas d’heures libres"),
    ],
)
def test_a_file_without_such_hours_loses_nothing_typed(alice_client, url, content, said):
    page = alice_client.post(url, sent(content, start_0="08:30"))
    assert page.status_code == 422
    assert said in page.context["file_form"].errors["calendar"][0]
    assert lines_of(page)[0].start == "08:30"


def test_a_stranger_reads_no_file_here(charlie_client, url):
    assert charlie_client.post(url, sent()).status_code == 404
