"""Cards that may be one: the likely pairs, and « ce sont deux personnes »."""

import pytest
from django.urls import reverse

from partners.models import DistinctCards
from tests.factories import make_institution, make_professional, make_pupil, make_team

URL = "/carnet/doublons/"


def _two_claires(team):
    return (
        make_professional(team, first_name="Claire", last_name="Vasseur"),
        make_professional(team, first_name="Claire", last_name="Vaseur"),
    )


def test_cards_that_look_alike_are_shown(alice_client, team):
    one, other = _two_claires(team)
    make_professional(team, first_name="Nadia", last_name="Benhaddou")
    response = alice_client.get(URL)
    assert [(pair.one, pair.other) for pair in response.context["pairs"]] == [(one, other)]
    assert reverse("partners:merge", args=["personnes", one.pk, other.pk]) in response.text


def test_pupils_of_one_name_born_on_two_days_are_two(alice_client, team):
    make_pupil(team, born_on="2018-04-17")
    make_pupil(team, born_on="2014-11-02")
    assert alice_client.get(URL, {"sorte": "eleves"}).context["pairs"] == []


def test_pupils_of_one_name_and_one_unknown_day_are_shown(alice_client, team):
    make_pupil(team, born_on="2018-04-17")
    make_pupil(team)
    assert len(alice_client.get(URL, {"sorte": "eleves"}).context["pairs"]) == 1


def test_a_school_of_the_same_name_elsewhere_is_another_school(alice_client, team):
    make_institution(team, "École Jules-Ferry", town="Lyon")
    make_institution(team, "Ecole Jules Ferry", town="Bron")
    make_institution(team, "Ecole Jule Ferry", town="Lyon")
    pairs = alice_client.get(URL, {"sorte": "lieux"}).context["pairs"]
    assert [(pair.one.town, pair.other.town) for pair in pairs] == [("Lyon", "Lyon")]


def test_another_team_s_cards_are_not_compared(alice_client, team):
    make_professional(team, first_name="Claire", last_name="Vasseur")
    make_professional(make_team("Brest"), first_name="Claire", last_name="Vasseur")
    assert alice_client.get(URL).context["pairs"] == []


def test_two_said_to_be_two_are_not_asked_again(alice_client, team):
    one, other = _two_claires(team)
    address = reverse("partners:distinct", args=["personnes", other.pk, one.pk])
    for _ in range(2):
        assert alice_client.post(address).status_code == 302
    assert alice_client.get(URL).context["pairs"] == []
    assert DistinctCards.objects.count() == 1


@pytest.mark.parametrize("pairs", [1, 3])
def test_duplicates_query_count(alice_client, team, django_assert_num_queries, pairs):
    school = make_institution(team)
    for number in range(pairs):
        for name in ("Vasseur", "Vaseur"):
            make_professional(
                team, first_name=f"Claire{number}", last_name=name, institution=school
            )
    alice_client.get(URL)
    with django_assert_num_queries(6):
        response = alice_client.get(URL)
    assert len(response.context["pairs"]) == pairs


def test_the_list_is_paged_within_one_kind(alice_client, team):
    for number in range(21):
        for _ in range(2):
            make_institution(team, f"École {number}")
    response = alice_client.get(URL, {"sorte": "lieux", "page": "2"})
    assert len(response.context["pairs"]) == 1
    assert "sorte=lieux&amp;page=1" in response.text or "page=1&amp;sorte=lieux" in response.text
