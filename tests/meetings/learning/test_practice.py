"""« Ma pratique »: one’s own meetings, together, and none of them alone."""

import csv
import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from meetings.domain.learning.practice import TOO_FEW
from meetings.learning.reading import QUERIES
from tests import factories
from tests.meetings.held import hold
from tests.meetings.learning.held_year import AUTUMN, YEAR, hold_many, hold_one

URL = reverse("meetings:practice")
ASKED = {"periode": str(YEAR)}
DOOR, EARLIEST = 3, 1  # the session, the account, its team; the first meeting ever closed
WINTER = AUTUMN + timedelta(days=130)


def _rows(client, period=str(YEAR)):
    """The export as a spreadsheet reads it: each measure with its reading and its count."""
    url = f"{reverse('meetings:practice_export', args=['csv'])}?periode={period}"
    text = client.post(url).content.decode("utf-8-sig")
    return {row["Mesure"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def _readings(client, period=str(YEAR)):
    return {name: row["Lecture"] for name, row in _rows(client, period).items()}


# --- The page ----------------------------------------------------------------------------------


def test_it_shows_what_five_meetings_say(alice_client, alice, team):
    hold_many(team, alice, 5)
    page = alice_client.get(URL, ASKED).content.decode()
    for said in ("Où nous réunissons-nous", "moins de 3 sur 10", "de deux à trois semaines",
                 "Continuité – discontinuité", "7 sur 10 ou plus"):  # fmt: skip
        assert said in page
    assert page.count('<svg class="plot__picture"') == page.count("<caption") == 8


def test_what_is_looked_at_is_what_was_held(alice_client, alice, team):
    hold_many(team, alice, 5, ground="neutral")
    said = _readings(alice_client)
    assert said["Ailleurs qu’à l’école"] == "7 sur 10 ou plus"
    assert said["L’AESH"] == "7 sur 10 ou plus"
    assert said["Quelqu’un de la famille"] == "moins de 3 sur 10"
    assert said["Famille et élève"] == said["École"] == "de 45 à 55\u00a0%"
    assert said["Encore à faire, date passée"] == "7 sur 10 ou plus"
    assert said["Lus par tous une semaine avant"] == "moins de 3 sur 10"
    assert said["Soin"] == TOO_FEW


def test_a_meeting_held_by_its_devices_counts_like_the_others(alice_client, alice, team, meeting):
    """Through the door of the devices, not by its rows alone."""
    hold_many(team, alice, 4)
    item = factories.make_item(meeting).pk
    hold(meeting, alice, AUTUMN, ("tension", item, "Il rate", {"dilemma": "continuity"}),
         ("decision", item, "Un carnet", {}))  # fmt: skip
    said = _readings(alice_client)
    assert said["Continuité – discontinuité"] == "7 sur 10 ou plus"
    assert said["Faites"] == "moins de 3 sur 10"


def test_under_five_meetings_nothing_is_said(alice_client, alice, team):
    hold_many(team, alice, 4)
    page = alice_client.get(URL, ASKED).content.decode()
    assert "Rien à lire encore pour cette période." in page
    assert "sur 10" not in page
    assert set(_readings(alice_client).values()) == {TOO_FEW}


def test_nobody_is_compared_nor_counted_with_somebody_else(
    alice_client, bob_client, team, alice, bob
):
    hold_many(team, alice, 4)
    hold_many(team, bob, 4)
    for client in (alice_client, bob_client):
        assert set(_readings(client).values()) == {TOO_FEW}


def test_another_team_is_not_counted(alice_client, alice, team):
    hold_many(team, alice, 4)
    other = factories.make_team("Secteur Lyon 8")
    alice.memberships.create(team=other)
    alice.current_team = other
    alice.save()
    hold_one(other, alice, AUTUMN)
    alice.current_team = team
    alice.save()
    assert set(_readings(alice_client).values()) == {TOO_FEW}


def test_a_meeting_called_off_or_opened_again_takes_its_group_away(alice_client, alice, team):
    meetings = hold_many(team, alice, 5)
    assert _readings(alice_client)["Ailleurs qu’à l’école"] != TOO_FEW
    meetings[2].cancelled_at = AUTUMN
    meetings[2].save()
    assert set(_readings(alice_client).values()) == {TOO_FEW}


def test_only_periods_that_stand_can_be_asked_for(alice_client, alice, team):
    hold_many(team, alice, 5)
    for odd in (f"{YEAR}-09-11", f"{YEAR}-9", "1999", "hier", "٢٠٢٥"):
        page = alice_client.get(URL, {"periode": odd})
        assert page.context["period"] == page.context["periods"][0]


def test_each_term_and_its_year(alice_client, alice, team):
    hold_many(team, alice, 6)
    hold_many(team, alice, 4, starts=WINTER)
    counted = {
        period: _rows(alice_client, period)["Ailleurs qu’à l’école"]["Réunions comptées"]
        for period in (f"{YEAR}", f"{YEAR}-1", f"{YEAR}-2", f"{YEAR}-3")
    }
    # One of autumn and four of winter make a group of the year, once winter is over.
    assert list(counted.values()) == ["10", "5", "", ""]


def test_it_is_only_read(alice_client):
    assert alice_client.post(URL).status_code == 405


def test_a_stranger_has_their_own(charlie_client, alice, team):
    hold_many(team, alice, 5)
    assert "sur 10" not in charlie_client.get(URL, ASKED).content.decode()
    assert set(_readings(charlie_client).values()) == {TOO_FEW}


@pytest.mark.parametrize("many", [1, 7])
def test_practice_query_count(alice_client, alice, team, many, django_assert_num_queries):
    hold_many(team, alice, many)
    with django_assert_num_queries(DOOR + EARLIEST + QUERIES):
        alice_client.get(URL, ASKED)


# --- The file ----------------------------------------------------------------------------------


def _everything(meetings):
    """What would tell one meeting, a person of it, or when it was."""
    for meeting in meetings:
        yield meeting.reference
        yield meeting.title
        yield meeting.pupil.first_name
        yield meeting.pupil.last_name
        yield meeting.convener.name
        yield meeting.team.name
        yield meeting.school.name
        yield meeting.chosen_place.name
        yield str(meeting.chosen_slot.starts_at.date())
        yield f"{meeting.chosen_slot.starts_at:%d/%m/%Y}"
        for seat in meeting.participants.exclude(family_member=None):
            yield seat.family_member.first_name
        yield from meeting.decisions.values_list("text", flat=True)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_nothing_in_the_file_tells_a_meeting(alice_client, alice, team, file_format):
    school = factories.make_institution(team, "École Jean-Moulin")
    meetings = hold_many(team, alice, 6, first_name="Wassim", last_name="Zerrouki", school=school)
    url = f"{reverse('meetings:practice_export', args=[file_format])}?periode={YEAR}-1"
    response = alice_client.post(url)
    content = response.content
    if file_format == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = parts.read("xl/sharedStrings.xml") + parts.read("xl/worksheets/sheet1.xml")
            assert alice.name.encode() not in parts.read("docProps/core.xml")
    text = content.decode("utf-8-sig")
    assert "Ailleurs" in text
    for telling in _everything(meetings):
        assert telling not in text
        assert telling not in response["Content-Disposition"]
    assert not re.search(r"20[0-9]{2}", _words_of(text))


def _words_of(text):
    """The text without the addresses of the schemas a workbook names."""
    return re.sub(r"http[^\"]*", "", text)


def test_two_files_cannot_be_subtracted(alice_client, alice, team):
    """One more meeting, of another sort, closed the same day: the file stays as it was, byte for
    byte, until four more are closed."""
    url = f"{reverse('meetings:practice_export', args=['csv'])}?periode={YEAR}-1"
    hold_many(team, alice, 5)
    files = [alice_client.post(url).content]
    for n in range(4):
        hold_one(team, alice, AUTUMN + timedelta(days=10 + n), ground="family")
        files.append(alice_client.post(url).content)
    assert len(set(files)) == 1
    hold_one(team, alice, AUTUMN + timedelta(days=20), ground="family")
    assert alice_client.post(url).content != files[0]


def test_counts_are_whole_groups(alice_client, alice, team):
    hold_many(team, alice, 8)
    counts = {row["Réunions comptées"] for row in _rows(alice_client).values()}
    assert counts == {"", "5"}


def test_the_file_is_posted_for_and_of_a_format_we_make(alice_client):
    assert alice_client.get(reverse("meetings:practice_export", args=["csv"])).status_code == 405
    assert alice_client.post(reverse("meetings:practice_export", args=["pdf"])).status_code == 404
