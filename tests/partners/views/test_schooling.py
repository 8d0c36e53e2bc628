"""The years of a pupil: add, change, remove."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from partners.domain.school_years import first_day, school_year_of
from partners.forms.schooling import SchoolingForm
from partners.models import Schooling
from tests.factories import make_institution, make_pupil, make_schooling, new_key
from tests.partners.cards import sent_again


@pytest.fixture
def year():
    return school_year_of(timezone.localdate())


@pytest.fixture
def pupil(team):
    return make_pupil(team, school=make_institution(team))


def add_url(pupil):
    return reverse("partners:schooling_add", args=[pupil.pk])


def url(row, name="schooling"):
    return reverse(f"partners:{name}", args=[row.pupil_id, row.pk])


def sent(year, **fields):
    return {"year": year, "class_name": "CM1", "form_key": new_key()} | fields


def test_a_planned_year_is_noted_and_the_present_stays(pupil, year, alice_client):
    assert alice_client.post(add_url(pupil), sent(year + 1)).status_code == 302
    pupil.refresh_from_db()
    assert pupil.class_name == "CE2"
    row = pupil.schoolings.get()
    assert (row.year, row.since, row.class_name) == (year + 1, None, "CM1")


def test_a_change_that_has_begun_moves_the_pupil(team, pupil, year, alice_client):
    make_schooling(pupil, year, "CE2", school=pupil.school)
    other = make_institution(team, "École Foch")
    begun = max(first_day(year) + timedelta(days=1), timezone.localdate() - timedelta(days=3))
    data = sent(year, since=begun.isoformat(), school=other.pk)
    assert alice_client.post(add_url(pupil), data).status_code == 302
    pupil.refresh_from_db()
    assert (pupil.school, pupil.class_name) == (other, "CM1")
    assert pupil.schoolings.count() == 2


def test_sent_twice_a_year_is_written_once(pupil, year, alice_client):
    data = sent(year + 1)
    for _ in range(2):
        alice_client.post(add_url(pupil), data)
    assert Schooling.objects.count() == 1
    assert JournalEntry.objects.count() == 1


def test_the_year_asked_for_is_chosen(pupil, year, alice_client):
    page = alice_client.get(add_url(pupil), {"annee": year + 1})
    assert str(page.context["form"]["year"].value()) == str(year + 1)
    assert alice_client.get(add_url(pupil), {"annee": "x"}).status_code == 200


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"class_name": ""}, "school"),
        ({"leaves": "on"}, "leaves"),
        ({"since": "2019-01-01"}, "since"),
        ({"since": "hier"}, "since"),
        ({"year": "1850"}, "year"),
        ({"year": ""}, "year"),
        ({"school": "999999999999999999999999"}, "school"),
        ({"class_name": "x" * 41}, "class_name"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(pupil, year, alice_client, fields, where):
    response = alice_client.post(add_url(pupil), sent(year + 1) | fields)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [where]
    assert not Schooling.objects.exists()


def test_a_year_written_already_is_said_so(pupil, year, alice_client):
    make_schooling(pupil, year + 1)
    response = alice_client.post(add_url(pupil), sent(year + 1))
    assert response.status_code == 422
    assert "Cette année est déjà notée" in response.content.decode()


def test_a_year_somebody_writes_at_the_same_instant_is_said_so(
    pupil, year, alice_client, monkeypatch
):
    make_schooling(pupil, year + 1)
    monkeypatch.setattr(SchoolingForm, "_check_since", lambda *given: None)
    response = alice_client.post(add_url(pupil), sent(year + 1))
    assert response.status_code == 422
    assert "vient de noter cette année" in response.content.decode()
    assert pupil.schoolings.count() == 1


def test_the_first_of_september_is_the_year_itself(pupil, year, alice_client):
    make_schooling(pupil, year + 1)
    response = alice_client.post(
        add_url(pupil), sent(year + 1, since=first_day(year + 1).isoformat())
    )
    assert response.status_code == 422
    assert "Cette année est déjà notée" in response.content.decode()


def test_a_year_is_changed_and_the_present_one_moves_the_card(pupil, year, alice_client):
    row = make_schooling(pupil, year, "CE2", school=pupil.school)
    page = alice_client.get(url(row))
    assert alice_client.post(url(row), sent_again(page, class_name="CM1")).status_code == 302
    pupil.refresh_from_db()
    assert pupil.class_name == "CM1"


def test_sending_a_year_as_it_is_writes_nothing(pupil, year, alice_client):
    row = make_schooling(pupil, year - 1, "CE1")
    assert alice_client.post(url(row), sent_again(alice_client.get(url(row)))).status_code == 302
    assert not JournalEntry.objects.exists()


def test_two_people_changing_the_same_year_are_shown_both_versions(
    pupil, year, alice_client, bob_client
):
    row = make_schooling(pupil, year - 1, "CE1")
    seen = alice_client.get(url(row))
    bob_client.post(url(row), sent_again(bob_client.get(url(row)), class_name="CE1 de Bob"))
    refused = alice_client.post(url(row), sent_again(seen, class_name="CE1 d’Alice"))
    assert refused.status_code == 422
    assert "«\u00a0CE1 de Bob\u00a0»" in refused.content.decode()
    row.refresh_from_db()
    assert row.class_name == "CE1 de Bob"


def test_the_present_year_may_not_begin_later_and_leave_the_pupil_nowhere(
    pupil, year, alice_client
):
    row = make_schooling(pupil, year, "CE2", school=pupil.school)
    later = first_day(year + 1) - timedelta(days=1)
    response = alice_client.post(
        url(row), sent_again(alice_client.get(url(row)), since=later.isoformat())
    )
    assert response.status_code == 422
    assert "dit où est l’élève aujourd’hui" in response.content.decode()
    row.refresh_from_db()
    assert row.since is None


def test_a_year_is_removed_but_not_the_present_one(pupil, year, alice_client):
    past, present = make_schooling(pupil, year - 1), make_schooling(pupil, year)
    assert alice_client.post(url(past, "schooling_remove")).status_code == 302
    said = alice_client.post(url(present, "schooling_remove"), follow=True).content.decode()
    assert "Rien n’est changé" in said
    assert list(pupil.schoolings.all()) == [present]


def test_a_departure_is_planned_by_a_box(pupil, year, alice_client):
    data = sent(year + 1, class_name="", leaves="on")
    assert alice_client.post(add_url(pupil), data).status_code == 302
    assert pupil.schoolings.get().leaves
    pupil.refresh_from_db()
    assert pupil.archived_at is None


def test_nobody_else_reaches_the_years(pupil, year, alice_client, charlie_client):
    row = make_schooling(pupil, year)
    for client in (charlie_client.get, charlie_client.post):
        assert client(add_url(pupil)).status_code == 404
        assert client(url(row)).status_code == 404
    assert charlie_client.post(url(row, "schooling_remove")).status_code == 404
    assert alice_client.get(url(row, "schooling_remove")).status_code == 405


def test_a_year_of_another_pupil_is_not_there(team, pupil, year, alice_client):
    row = make_schooling(make_pupil(team), year)
    assert (
        alice_client.get(reverse("partners:schooling", args=[pupil.pk, row.pk])).status_code == 404
    )


def test_a_school_of_another_team_cannot_be_taken(pupil, year, charlie, alice_client):
    theirs = make_institution(charlie.current_team, "École de Brest")
    response = alice_client.post(add_url(pupil), sent(year + 1, school=theirs.pk))
    assert response.status_code == 422
    assert "École de Brest" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3, 14])
def test_schooling_query_count(team, pupil, alice_client, django_assert_num_queries, count):
    for number in range(count):
        make_schooling(pupil, 2020 - number, since=date(2020 - number, 10, 1))
        make_institution(team, f"École {number}")
    # Session, account, team of the header, the pupil, the schools.
    with django_assert_num_queries(5):
        assert alice_client.get(add_url(pupil)).status_code == 200
