"""Ma semaine: the coming meetings, what each lacks, in one glance."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import NOW, fill, make_case_1, make_meeting, make_pupil, make_slot

URL = "/"
MONDAY = date(2027, 1, 18)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The Monday of the week of case 1."""
    monkeypatch.setattr("meetings.overview.views.meetings.today", lambda: MONDAY)
    return MONDAY


def _dated(team, alice, starts_at, title, **fields):
    meeting = make_meeting(team, alice, pupil=make_pupil(team), title=title, **fields)
    meeting.chosen_slot = make_slot(meeting, starts_at)
    meeting.save()
    return meeting


def _titles(response, part):
    return [row.title for row in response.context[part]]


def test_the_week_says_when_what_and_what_is_missing(case_1, alice_client):
    response = alice_client.get(URL)
    page = response.content.decode()
    assert "Semaine du 18\u00a0janvier" in page
    assert "Une réunion" in page
    assert "jeu.\u00a021" in page
    assert "10\u00a0h\u00a015" in page
    assert "Yanis, ses après-midi" in page
    assert "ESS · CE2 · École élémentaire Jean-Moulin" in page
    (row,) = response.context["rows"]
    assert row.act_url in page
    assert row.findings[0] in page


def test_on_its_day_the_week_leads_to_the_meeting_itself(case_1, alice_client, monkeypatch):
    monkeypatch.setattr("meetings.overview.views.meetings.today", lambda: date(2027, 1, 21))
    (row,) = alice_client.get(URL).context["rows"]
    assert row.act == "Ouvrir la réunion"
    assert row.act_url == reverse("meetings:live", args=[case_1.reference])


@pytest.mark.parametrize("count", [1, 30])
def test_week_query_count(team, alice, alice_client, django_assert_num_queries, count):
    later = datetime(2027, 2, 4, 9, tzinfo=UTC)
    for _ in range(count):
        dated, coming, waiting = (make_case_1(team, alice) for _ in range(3))
        coming.chosen_slot, waiting.chosen_slot = make_slot(coming, later), None
        for meeting in (dated, coming, waiting):
            fill(meeting, participants=2, slots=1, places=1)
            meeting.save()
    # Session, account, team of the header; the dossiers of each of three lists; two counts; what is
    # to be kept, and how much of it; five of the year.
    with django_assert_num_queries(44):
        response = alice_client.get(URL)
    assert len(response.context["rows"]) == count


def test_a_week_holds_its_monday_and_its_sunday_where_the_team_is(team, alice, alice_client):
    # Paris is an hour ahead: Sunday 23 h 30 in UTC is already Monday there.
    _dated(team, alice, datetime(2027, 1, 17, 22, 30, tzinfo=UTC), "dimanche d’avant")
    _dated(team, alice, datetime(2027, 1, 17, 23, 30, tzinfo=UTC), "lundi à minuit et demi")
    _dated(team, alice, datetime(2027, 1, 24, 22, 30, tzinfo=UTC), "dimanche soir")
    _dated(team, alice, datetime(2027, 1, 24, 23, 30, tzinfo=UTC), "lundi d’après")
    response = alice_client.get(URL)
    assert _titles(response, "rows") == ["lundi à minuit et demi", "dimanche soir"]
    assert _titles(response, "coming") == ["lundi d’après"]


def test_later_dates_say_their_month_and_far_ones_their_year(team, alice, alice_client):
    _dated(team, alice, datetime(2027, 3, 4, 9, tzinfo=UTC), "mars")
    _dated(team, alice, datetime(2027, 11, 4, 9, tzinfo=UTC), "novembre")
    page = alice_client.get(URL).content.decode()
    assert "<small>mars</small>" in page
    assert "<small>novembre 2027</small>" in page


def test_another_week_can_be_asked_and_one_comes_back(case_1, alice_client):
    page = alice_client.get(URL, {"jour": "2027-02-17"}).content.decode()
    assert "Semaine du 15\u00a0février" in page
    assert "Aucune réunion cette semaine-là" in page
    assert "?jour=2027-02-08" in page
    assert "?jour=2027-02-22" in page
    assert "Cette semaine" in page


@pytest.mark.parametrize(
    "asked", ["", "hier", "2027-02-30", "0001-01-01", "9999-12-31", "\x00", "2" * 3000]
)
def test_a_day_that_is_none_shows_this_week(alice_client, asked):
    response = alice_client.get(URL, {"jour": asked})
    assert response.status_code == 200
    assert response.context["monday"] == MONDAY


def test_meetings_called_off_are_not_there(team, alice, alice_client):
    _dated(team, alice, datetime(2027, 1, 20, 9, tzinfo=UTC), "annulée", cancelled_at=NOW)
    make_meeting(team, alice, title="sans date", cancelled_at=NOW)
    page = alice_client.get(URL).content.decode()
    assert "annulée" not in page
    assert "sans date" not in page


def test_meetings_without_a_date_come_with_the_most_pressing_first(team, alice, alice_client):
    for title, end in (("plus tard", 30), ("bientôt", 10), ("sans période", None)):
        make_meeting(
            team, alice, pupil=make_pupil(team), title=title,
            period_start=MONDAY, period_end=MONDAY + timedelta(days=end) if end else None,
        )  # fmt: skip
    assert _titles(alice_client.get(URL), "waiting") == ["bientôt", "plus tard", "sans période"]


def test_more_meetings_than_fit_lead_to_the_list(team, alice, alice_client):
    pupil = make_pupil(team)
    for _ in range(22):
        make_meeting(team, alice, pupil=pupil)
    response = alice_client.get(URL)
    assert len(response.context["waiting"]) == 20
    assert "Voir les 22 réunions sans date" in response.content.decode()
    assert len(response.context["to_look_at"]) == 4


def test_a_new_team_is_shown_where_to_begin(alice_client):
    page = alice_client.get(URL).content.decode()
    assert "Aucune réunion n’est commencée." in page
    assert reverse("meetings:new") in page


def test_a_colleague_sees_the_same_and_a_stranger_nothing(case_1, bob_client, charlie_client):
    assert case_1.title in bob_client.get(URL).content.decode()
    assert case_1.title not in charlie_client.get(URL).content.decode()


def test_the_week_is_only_read(alice_client):
    assert alice_client.post(URL).status_code == 405


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2027-02-17", "Vacances d’hiver (zone A)\u00a0: du samedi 13\u00a0février"),
        ("2027-03-29", "Lundi 29\u00a0mars, jour férié\u00a0: Lundi de Pâques."),
        ("2027-05-04", "Pont de l’Ascension (zone A)\u00a0: du jeudi 6\u00a0mai"),
    ],
)
def test_a_week_in_the_holidays_says_so(alice_client, asked, said):
    page = alice_client.get(f"{reverse('meetings:week')}?jour={asked}").content.decode()
    assert said in page
    assert reverse("partners:team") in page


@pytest.mark.parametrize("asked", ["2027-02-08", "2027-03-01", "2030-02-18", "1950-07-04"])
def test_other_weeks_say_nothing_of_holidays(alice_client, asked):
    """On the 8th of February, holidays begin on the Saturday: no day of that week is lost."""
    page = alice_client.get(f"{reverse('meetings:week')}?jour={asked}").content.decode()
    assert reverse("partners:team") not in page
