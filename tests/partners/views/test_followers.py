"""Adding, from the page of a pupil, whoever follows the pupil."""

import pytest
from django.urls import reverse

from partners.models import Following
from tests.factories import make_following, make_institution, make_professional, make_pupil


def url(pupil):
    return reverse("partners:follower_add", args=[pupil.pk])


def test_a_partner_found_by_a_part_of_a_name_follows_the_pupil(team, alice_client):
    pupil = make_pupil(team)
    card = make_professional(team, "orthophoniste", last_name="Garnier")
    make_professional(team, last_name="Le Bris")
    found = alice_client.get(url(pupil), {"q": "garn"}).context["page_obj"].object_list
    assert list(found) == [card]
    response = alice_client.post(url(pupil), {"professional": card.pk})
    assert response["Location"] == url(pupil)  # where one adds the next
    assert pupil.followings.get().professional == card


def test_whoever_follows_already_is_not_offered_but_who_followed_is(team, alice_client):
    pupil = make_pupil(team)
    make_following(pupil, make_professional(team))
    before = make_following(pupil, make_professional(team), until="2025-06-30").professional
    assert list(alice_client.get(url(pupil)).context["page_obj"]) == [before]


def test_those_of_the_school_come_first(team, alice_client):
    school = make_institution(team, "Collège Rosa-Parks")
    pupil = make_pupil(team, school=school)
    far = make_professional(team, last_name="Abadie")
    near = make_professional(team, last_name="Zola", institution=school)
    assert list(alice_client.get(url(pupil)).context["page_obj"]) == [near, far]


def test_pressed_twice_there_is_one_following(team, alice_client):
    pupil, card = make_pupil(team), make_professional(team)
    for _ in range(2):
        assert alice_client.post(url(pupil), {"professional": card.pk}).status_code == 302
    assert Following.objects.count() == 1


@pytest.mark.parametrize("sent", ["", "x", "9" * 40])
def test_a_partner_there_is_none_of_is_not_added(team, alice_client, sent):
    assert alice_client.post(url(make_pupil(team)), {"professional": sent}).status_code == 404


def test_teams_stay_apart(team, charlie, alice_client, charlie_client):
    pupil, theirs = make_pupil(team), make_professional(charlie.current_team)
    assert charlie_client.get(url(pupil)).status_code == 404
    assert alice_client.post(url(pupil), {"professional": theirs.pk}).status_code == 404
    assert not Following.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_follower_query_count(team, alice_client, django_assert_num_queries, count):
    pupil = make_pupil(team)
    for number in range(count):
        make_professional(team, institution=make_institution(team, f"Service {number}"))
    # Session, account, team of the header, the pupil, how many, which.
    with django_assert_num_queries(6):
        assert alice_client.get(url(pupil)).status_code == 200
