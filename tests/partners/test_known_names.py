"""A name written on the spot, beside a meeting, that the team’s book holds already."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.models import Meeting
from partners.models import Institution, Professional, Pupil
from tests.factories import NOW, make_institution, make_team, new_key

NEW_MEETING = "/reunions/preparer"


def new_pupil(**fields):
    plain = {
        "pupil": "", "first_name": "Inès", "kind": "ess", "form_key": new_key(),
        "own_metier": "enseignant_referent", "own_gender": "f",
        "new_school": "École Foch", "new_school_kind": "ecole_primaire",
    }  # fmt: skip
    return plain | fields


def new_guest(**fields):
    plain = {
        "metier": "psyen", "form_key": new_key(), "new_institution": "SESSAD Les Tilleuls",
        "new_institution_kind": "sessad",
    }  # fmt: skip
    return plain | fields


@pytest.fixture
def guest_url(meeting):
    return reverse("meetings:guest_new", args=[meeting.reference])


@pytest.mark.parametrize("typed", ["École Foch", "ecole  FOCH", " école foch "])
def test_a_school_of_the_book_is_that_card(team, alice_client, typed):
    known = make_institution(team, "École Foch", "ecole_primaire", town="Bron")
    page = alice_client.post(NEW_MEETING, new_pupil(new_school=typed), follow=True)
    assert Institution.objects.get() == known
    assert Meeting.objects.get().school == Pupil.objects.get().school == known
    assert "«\u00a0École Foch · Bron\u00a0» était déjà dans le carnet" in page.content.decode()


def test_a_new_school_sent_twice_is_not_said_to_be_known(team, alice_client):
    data = new_pupil()
    for _ in range(2):
        page = alice_client.post(NEW_MEETING, data, follow=True)
        assert page.status_code == 200
        assert "était déjà dans le carnet" not in page.content.decode()
    assert Institution.objects.count() == Meeting.objects.count() == 1


def test_a_school_put_away_serves_again(team, alice_client):
    known = make_institution(team, "École Foch", "ecole_primaire", archived_at=NOW)
    alice_client.post(NEW_MEETING, new_pupil())
    known.refresh_from_db()
    assert known.archived_at is None
    assert Pupil.objects.get().school == known
    assert JournalEntry.objects.filter(act="institution_brought_back").exists()


@pytest.mark.parametrize(
    "cards",
    [
        [("ecole_primaire", "Bron"), ("ecole_primaire", "Lyon")],
        [("college", "Bron")],
    ],
)
def test_when_the_name_does_not_say_which_one_asks(team, alice_client, cards):
    for kind, town in cards:
        make_institution(team, "École Foch", kind, town=town)
    response = alice_client.post(NEW_MEETING, new_pupil(class_name="CE2"))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["new_school"]
    page = response.content.decode()
    assert "Choisissez dans la liste" in page
    assert "École Foch · Bron" in page
    assert 'value="CE2"' in page
    assert not Pupil.objects.exists()


def test_the_book_of_another_team_is_not_ours(alice_client):
    make_institution(make_team("Secteur Brest"), "École Foch", "ecole_primaire")
    alice_client.post(NEW_MEETING, new_pupil())
    assert Institution.objects.count() == 2


def test_schools_to_choose_from_say_their_town(team, alice_client):
    make_institution(team, "École Foch", town="Bron")
    assert "École Foch · Bron</option>" in alice_client.get(NEW_MEETING).content.decode()


def test_the_service_of_a_guest_is_the_card_of_the_book(team, alice_client, guest_url):
    known = make_institution(team, "SESSAD Les Tilleuls", "sessad")
    data = new_guest(new_institution="sessad les tilleuls", last_name="Blanc")
    page = alice_client.post(guest_url, data, follow=True)
    assert Professional.objects.get(last_name="Blanc").institution == known
    assert Institution.objects.get() == known
    assert "était déjà dans le carnet" in page.content.decode()


def test_the_service_of_a_guest_put_away_serves_again(team, alice_client, guest_url):
    known = make_institution(team, "SESSAD Les Tilleuls", "sessad", archived_at=NOW)
    alice_client.post(guest_url, new_guest())
    known.refresh_from_db()
    assert known.archived_at is None


def test_two_services_of_one_name_are_told_apart(team, alice_client, guest_url):
    for town in ("Bron", "Lyon"):
        make_institution(team, "SESSAD Les Tilleuls", "sessad", town=town)
    response = alice_client.post(guest_url, new_guest(reason="connaît Yanis"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "SESSAD Les Tilleuls · Bron (SESSAD) et SESSAD Les Tilleuls · Lyon" in page
    assert 'value="connaît Yanis"' in page


def test_a_guest_sent_twice_makes_one_service(team, alice_client, guest_url):
    data = new_guest()
    for _ in range(2):
        assert alice_client.post(guest_url, data).status_code == 302
    assert Institution.objects.count() == 1
