"""L’année: whose ESS is due, by when, who has no date, school by school."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from meetings.models import Holding
from tests.factories import (
    NOW,
    make_institution,
    make_meeting,
    make_pupil,
    make_schooling,
    make_slot,
)

URL = "/annee"
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("meetings.overview.views.year.today", lambda: TODAY)


@pytest.fixture
def pupil(team):
    return make_pupil(team, plan="PPS")


def _ess(pupil, by, day=None, **fields):
    """An ESS of this pupil, planned on this day if there is one."""
    meeting = make_meeting(pupil.team, by, pupil=pupil, **fields)
    if day:
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        meeting.chosen_slot = make_slot(meeting, moment)
        meeting.save()
    return meeting


def _hold(meeting, day):
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    Holding.objects.create(meeting=meeting, opened_at=moment, closed_at=moment + timedelta(hours=1))


def _row(client, **asked):
    (row,) = client.get(URL, asked).context["rows"]
    return row


@pytest.mark.parametrize("count", [1, 60])
def test_year_query_count(team, alice, alice_client, count, django_assert_num_queries):
    for number in range(count):
        pupil = make_pupil(team, plan="PPS", school=make_institution(team, f"École {number}"))
        _ess(pupil, alice, TODAY - timedelta(days=300))
        _ess(pupil, alice, TODAY + timedelta(days=number))
        _ess(pupil, alice)
    # Session, account, two for the team; pupils, their ESS, schools, weeks; those shown, theirs.
    with django_assert_num_queries(10):
        response = alice_client.get(URL)
    assert response.context["totals"].due == count
    assert len(response.context["rows"]) == min(count, 50)


def test_it_says_how_many_are_due_held_placed(team, alice, alice_client):
    days = (date(2026, 10, 6), date(2027, 1, 21), None, None)
    for day in days:
        pupil = make_pupil(team, plan="PPS PAI")
        if day:
            _ess(pupil, alice, day)
    page = alice_client.get(URL).content.decode()
    assert "4\u00a0ESS, 1\u00a0tenue, 1\u00a0placée" in page
    assert "<b>2</b> sans date" in page


def test_only_a_pupil_with_a_pps_is_due_one(team, alice, alice_client):
    for plan in ("", "PAP", "PPRE PAI"):
        _ess(make_pupil(team, plan=plan), alice, date(2026, 10, 6))
    response = alice_client.get(URL)
    assert response.context["totals"].due == 0
    assert "Aucun élève suivi ici n’a de PPS noté." in response.content.decode()


def test_an_archived_pupil_is_no_longer_due_one(team, pupil, alice_client):
    pupil.archived_at = datetime(2026, 10, 1, tzinfo=UTC)
    pupil.save()
    assert alice_client.get(URL).context["totals"].due == 0


def test_a_row_says_by_when_and_why_and_begins_a_meeting(pupil, alice, alice_client):
    _ess(pupil, alice, date(2026, 1, 21))
    pupil.notified_until = date(2027, 8, 31)
    pupil.save()
    row = _row(alice_client)
    assert row.by == "Avant la fin de janvier 2027"
    assert row.reasons == (
        "Dernière ESS\u00a0: 21\u00a0janvier 2026.",
        "Fin de cycle (CE2).",
        "Notification jusqu’au 31\u00a0août 2027.",
    )
    assert (row.label, row.act) == ("sans date", "Préparer")
    form = alice_client.get(row.act_url).context["form"]
    assert form["pupil"].value() == pupil.pk
    assert form["kind"].value() == "ess"


def test_a_meeting_begun_without_a_date_is_gone_on_with(pupil, alice, alice_client):
    meeting = _ess(pupil, alice)
    row = _row(alice_client)
    assert row.label == "sans date"
    assert row.act_url == reverse("meetings:slot", args=[meeting.reference])


def test_a_placed_one_says_its_day_and_leads_to_it(pupil, alice, alice_client):
    meeting = _ess(pupil, alice, date(2027, 1, 21))
    row = _row(alice_client)
    assert (row.label, row.when) == ("placée", "Placée le jeudi 21\u00a0janvier 2027")
    assert row.act_url == reverse("meetings:path", args=[meeting.reference])


def test_the_day_it_was_really_held_counts(pupil, alice, alice_client):
    _hold(_ess(pupil, alice, date(2027, 1, 21)), date(2026, 11, 20))  # sooner than it was planned
    row = _row(alice_client)
    assert (row.label, row.when) == ("tenue", "Tenue le vendredi 20\u00a0novembre 2026")


def test_one_held_without_a_date_counts_too(pupil, alice, alice_client):
    _hold(_ess(pupil, alice), TODAY)
    assert _row(alice_client).label == "tenue"


def test_one_held_last_year_though_planned_for_this_one_does_not(pupil, alice, alice_client):
    _hold(_ess(pupil, alice, date(2026, 9, 8)), date(2026, 6, 30))
    row = _row(alice_client)
    assert row.label == "sans date"
    assert row.reasons[0] == "Dernière ESS\u00a0: 30\u00a0juin 2026."


def test_one_called_off_counts_for_nothing(pupil, alice, alice_client):
    _ess(pupil, alice, date(2026, 10, 6), cancelled_at=NOW)
    response = alice_client.get(URL)
    assert response.context["totals"].without_date == 1
    assert response.context["picture"].is_empty


def test_another_kind_of_meeting_is_no_ess(pupil, alice, alice_client):
    _ess(pupil, alice, date(2026, 10, 6), kind="equipe_educative")
    assert alice_client.get(URL).context["totals"].without_date == 1


def test_two_in_the_same_year_are_one_pupil_and_two_in_the_picture(pupil, alice, alice_client):
    _ess(pupil, alice, date(2026, 10, 6))
    _ess(pupil, alice, date(2027, 1, 21))
    response = alice_client.get(URL)
    assert (response.context["totals"].due, response.context["totals"].held) == (1, 1)
    weeks = response.context["picture"].weeks
    assert [(week.monday, week.held, week.placed) for week in weeks if week.total] == [
        (date(2026, 10, 5), 1, 0), (date(2027, 1, 18), 0, 1),
    ]  # fmt: skip


def test_late_ones_come_first_and_what_is_held_last(team, alice, alice_client):
    for name, before, held in (
        ("tenue", None, date(2026, 10, 6)),
        ("bientôt", date(2025, 12, 4), None),
        ("tard", date(2025, 10, 7), None),
    ):
        pupil = make_pupil(team, plan="PPS", last_name=name, first_name="", class_name="")
        for day in filter(None, (before, held)):
            _ess(pupil, alice, day)
    rows = alice_client.get(URL).context["rows"]
    assert [row.name for row in rows] == ["tard", "bientôt", "tenue"]
    assert rows[0].label == "en retard"
    assert [row.name for row in alice_client.get(URL, {"etat": "en-retard"}).context["rows"]] == [
        "tard"
    ]


def test_filters_by_school_and_state(team, alice, alice_client):
    moulin, ferry = (make_institution(team, name) for name in ("Jean-Moulin", "Jules-Ferry"))
    _ess(make_pupil(team, plan="PPS", last_name="A", school=moulin), alice, date(2027, 1, 21))
    make_pupil(team, plan="PPS", last_name="B", school=moulin)
    make_pupil(team, plan="PPS", last_name="C", school=ferry)
    make_pupil(team, plan="PPS", last_name="D")

    def names(**asked):
        return [row.name[0] for row in alice_client.get(URL, asked).context["rows"]]

    assert sorted(names()) == ["A", "B", "C", "D"]
    assert sorted(names(ecole=moulin.pk)) == ["A", "B"]
    assert names(ecole=moulin.pk, etat="sans-date") == ["B"]
    assert names(etat="placee") == ["A"]
    assert names(ecole="aucune") == ["D"]
    assert names(etat="tenue") == []


@pytest.mark.parametrize("asked", ["x", "-1", "99999999999999999999", "\x00", "²"])
def test_what_is_asked_and_is_not_there_is_ignored(pupil, alice_client, asked):
    response = alice_client.get(URL, {"annee": asked, "ecole": asked, "etat": asked, "page": asked})
    assert response.status_code == 200
    assert response.context["asked"].year == 2026
    assert len(response.context["rows"]) == 1


def test_pages_of_fifty(team, alice_client):
    for _ in range(51):
        make_pupil(team, plan="PPS")
    assert len(alice_client.get(URL, {"page": 2}).context["rows"]) == 1


def test_by_school_one_trip_serves_several(team, alice, alice_client):
    school = make_institution(team, "École Jean-Moulin")
    for _ in range(3):
        make_pupil(team, plan="PPS", school=school)
    _ess(make_pupil(team, plan="PPS", school=school), alice, date(2027, 1, 21))
    page = " ".join(alice_client.get(URL).content.decode().split()).replace("\u00a0", " ")
    assert "Trois ESS avant la fin de juin 2027." in page
    assert "Des dates sont prises le jeudi 21 janvier : d’autres peuvent se tenir le même" in page
    assert "Les trois ESS sans date tiendraient en un déplacement." in page


def test_many_schools_are_shown_when_asked(team, alice_client):
    for number in range(9):
        make_pupil(team, plan="PPS", school=make_institution(team, f"École {number}"))
    response = alice_client.get(URL)
    assert len(response.context["schools"]) == 6
    assert "Voir les 3 autres écoles" in response.content.decode()
    assert len(alice_client.get(URL, {"ecoles": "toutes"}).context["schools"]) == 9


# --- Other years ---------------------------------------------------------------------------------


def test_the_year_before_says_what_was_held_and_of_whom_nothing_is_noted(
    team, pupil, alice, alice_client
):
    _ess(pupil, alice, date(2026, 1, 21))
    make_schooling(make_pupil(team, plan="PPS", last_name="B"), 2025)
    make_pupil(team, plan="PPS", last_name="C")  # of whom nothing was known then
    response = alice_client.get(URL, {"annee": 2025})
    assert [row.label for row in response.context["rows"]] == ["aucune notée", "tenue"]
    assert response.context["title"] == "2\u00a0ESS, 1\u00a0tenue"
    assert [chip["label"] for chip in response.context["chips"]] == ["tenue", "sans date"]


def test_a_pupil_archived_since_is_still_in_the_year_before(pupil, alice, alice_client):
    meeting = _ess(pupil, alice, date(2026, 1, 21))
    pupil.archived_at = datetime(2026, 10, 1, tzinfo=UTC)
    pupil.save()
    row = _row(alice_client, annee=2025)
    assert row.act_url == reverse("meetings:path", args=[meeting.reference])


def test_the_next_year_takes_the_class_that_is_planned(pupil, alice, alice_client):
    _ess(pupil, alice, date(2026, 10, 6))
    assert _row(alice_client, annee=2027).reasons == ("Dernière ESS\u00a0: 6\u00a0octobre 2026.",)
    make_schooling(pupil, 2027, "6e")
    assert _row(alice_client, annee=2027).reasons[1] == "Fin de cycle (6e)."


def test_years_lead_to_one_another(pupil, alice_client):
    texts = [text for text, _ in alice_client.get(URL).context["neighbours"]]
    assert texts == ["Année précédente (2025-2026)", "Année suivante (2027-2028)"]
    for asked, shown in ((1900, 2016), (2099, 2027)):
        assert alice_client.get(URL, {"annee": asked}).context["asked"].year == shown


# --- Who may read it -----------------------------------------------------------------------------


def test_a_colleague_sees_the_same_and_a_stranger_nothing(pupil, bob_client, charlie_client):
    assert bob_client.get(URL).context["totals"].due == 1
    assert charlie_client.get(URL).context["totals"].due == 0


def test_the_year_is_only_read(alice_client):
    assert alice_client.post(URL).status_code == 405
