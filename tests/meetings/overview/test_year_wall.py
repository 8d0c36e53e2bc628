"""The year on a sheet to hang up."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import make_institution, make_meeting, make_pupil, make_slot
from tests.meetings.pdfs import fonts_left_out, read_pdf, text_of, untagged

URL = "/annee.pdf"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("meetings.overview.views.year_wall.today", lambda: date(2026, 11, 23))


@pytest.fixture
def pupils(team, alice):
    """Two at one school, one of whom has a date."""
    school = make_institution(team, "École Jean-Moulin")
    for name in ("Belkacem-Morel", "Quentin-Durand"):
        pupil = make_pupil(team, plan="PPS", school=school, last_name=name)
    meeting = make_meeting(team, alice, pupil=pupil)
    meeting.chosen_slot = make_slot(meeting, datetime(2027, 1, 21, 9, tzinfo=UTC))
    meeting.save()


def test_it_says_days_schools_and_numbers_and_no_name(pupils, alice_client):
    response = alice_client.get(URL)
    assert response["Content-Type"] == "application/pdf"
    text = text_of(response.content).replace("\u00a0", " ")
    assert "2 ESS, 0 tenue, 1 placée" in text
    assert "Janvier 2027" in text
    assert "jeu. 21 École Jean-Moulin" in text
    assert "Une ESS à placer" in text
    for name in ("Belkacem", "Quentin", "Yanis"):
        assert name not in text


@pytest.mark.parametrize("count", [1, 30])
def test_wall_query_count(team, alice, alice_client, count, undrawn, django_assert_num_queries):
    for number in range(count):
        make_pupil(team, plan="PPS", school=make_institution(team, f"École {number}"))
    # Session, account, two for the team; pupils, their ESS, schools, weeks.
    with django_assert_num_queries(7):
        alice_client.get(URL)


def test_it_is_read_aloud_in_order(pupils, alice_client):
    content = alice_client.get(URL).content
    document = read_pdf(content)
    assert (document.lang, document.marked, document.shows_title) == ("fr", True, True)
    assert document.title == "L’année 2026-2027 – Secteur Lyon 3"
    assert document.headings[:2] == ["H1", "H2"]
    (picture,) = document.tags.all("Figure")
    assert "semaine par semaine" in str(picture.node["/Alt"])
    assert not untagged(content)
    assert not fonts_left_out(content)


def test_another_year_can_be_asked(pupils, alice_client):
    text = text_of(alice_client.get(URL, {"annee": "2025"}).content)
    assert "L’année 2025-2026" in text
    assert "Aucune ESS n’est à tenir" in text


def test_a_stranger_gets_a_sheet_of_nothing(pupils, charlie_client):
    text = text_of(charlie_client.get(URL).content)
    assert "Jean-Moulin" not in text
    assert "Aucune ESS n’est à tenir" in text


def test_the_wall_is_only_read(alice_client):
    assert alice_client.post(URL).status_code == 405
