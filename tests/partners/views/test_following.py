"""Noting which pupils a professional follows, and the end of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Following
from tests.factories import (
    NOW,
    make_following,
    make_institution,
    make_professional,
    make_pupil,
)


@pytest.fixture
def card(team):
    return make_professional(team, "orthophoniste", first_name="Lucie", last_name="Garnier")


def add_url(card):
    return reverse("partners:following_add", args=[card.pk])


def end_url(following, name="end"):
    arguments = [following.professional_id, following.pk]
    return reverse(f"partners:following_{name}", args=arguments)


def test_pupils_ticked_are_followed_since_that_day(card, team, alice_client):
    two = [make_pupil(team, first_name=name) for name in ("Inès", "Malo")]
    response = alice_client.post(
        add_url(card), {"pupils": [pupil.pk for pupil in two], "since": "2026-09-01"}
    )
    assert response.status_code == 302
    assert {following.pupil for following in Following.objects.all()} == set(two)
    assert {following.since for following in Following.objects.all()} == {date(2026, 9, 1)}
    page = alice_client.get(add_url(card)).content.decode()
    assert "C’est noté\u00a0: deux élèves ajoutés." in page


def test_pupils_are_found_by_name_class_or_school_and_told_apart(card, team, alice_client):
    for town in ("Bron", "Lyon"):
        school = make_institution(team, "École Foch", town=town)
        make_pupil(team, first_name="Élise", last_name="N’Diaye", school=school, class_name="CM1")
    make_pupil(team, first_name="Malo")
    for words in ("elise", "n'diaye foch", "CM1", "foch"):
        page = alice_client.get(add_url(card), {"q": words}).content.decode()
        assert "N’Diaye Élise · CM1 · École Foch · Bron" in page
        assert "N’Diaye Élise · CM1 · École Foch · Lyon" in page
        assert "Malo" not in page


def test_whom_one_follows_or_who_is_archived_is_not_offered(card, team, alice_client):
    make_following(make_pupil(team, first_name="Suivie"), card)
    make_following(make_pupil(team, first_name="Revenue"), card, until=date(2026, 6, 30))
    make_pupil(team, first_name="Archivé", archived_at=NOW)
    page = alice_client.get(add_url(card)).content.decode()
    assert "Revenue" in page
    assert "Suivie" not in page
    assert "Archivé" not in page


def test_without_a_pupil_to_add_the_page_says_so(card, alice_client):
    assert (
        "Il n’y a pas d’autre élève à ajouter." in alice_client.get(add_url(card)).content.decode()
    )
    page = alice_client.get(add_url(card), {"q": "<b>zzz"}).content.decode()
    assert "Aucun autre élève ne correspond à «\u00a0&lt;b&gt;zzz\u00a0»" in page.replace(
        "« ", "«\u00a0"
    ).replace(" »", "\u00a0»")


def test_what_cannot_be_is_refused_and_the_ticks_are_kept(card, team, alice_client):
    pupil = make_pupil(team)
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused = alice_client.post(add_url(card), {"pupils": [pupil.pk], "since": str(tomorrow)})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["since"]
    assert f'value="{pupil.pk}" ' in refused.content.decode()
    assert "checked" in refused.content.decode()
    nobody = alice_client.post(add_url(card), {"since": "2026-09-01"})
    assert list(nobody.context["form"].errors) == ["pupils"]
    assert not Following.objects.exists()


def test_a_pupil_of_another_team_cannot_be_followed(card, charlie, alice_client):
    theirs = make_pupil(charlie.current_team, first_name="Brestoise")
    for pick in (theirs.pk, "x", "\x00", "9" * 40):
        response = alice_client.post(add_url(card), {"pupils": [pick]})
        assert response.status_code == 422
        assert "Brestoise" not in response.content.decode()
    assert not Following.objects.exists()


def test_the_end_of_a_following_is_dated(card, team, alice_client):
    following = make_following(make_pupil(team), card, since=date(2025, 9, 1))
    response = alice_client.post(end_url(following), {"until": "30/06/2026"})
    assert response["Location"] == reverse("meetings:partner", args=[card.pk])
    assert Following.objects.get().until == date(2026, 6, 30)


def test_one_goes_back_to_the_page_of_the_pupil_one_came_from(card, team, alice_client):
    following = make_following(make_pupil(team), card)
    pupil_page = reverse("meetings:pupil", args=[following.pupil_id])
    page = alice_client.get(f"{end_url(following)}?de=eleve").content.decode()
    assert f'href="{pupil_page}"' in page
    assert f'action="{end_url(following, "erase")}?de=eleve"' in page
    response = alice_client.post(f"{end_url(following)}?de=eleve", {"until": "2026-06-30"})
    assert response["Location"] == pupil_page


@pytest.mark.parametrize("typed", ["", "31/02/2026", "2025-08-31", "2099-01-01"])
def test_an_end_that_cannot_be_is_refused(card, team, alice_client, typed):
    following = make_following(make_pupil(team), card, since=date(2025, 9, 1))
    response = alice_client.post(end_url(following), {"until": typed})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["until"]
    assert Following.objects.get().until is None


def test_a_following_noted_by_mistake_is_erased(card, team, alice_client):
    following = make_following(make_pupil(team), card)
    assert alice_client.post(end_url(following, "erase")).status_code == 302
    assert not Following.objects.exists()


def test_a_following_is_reached_by_its_own_partner_and_its_own_team(
    card, team, alice_client, charlie_client
):
    following = make_following(make_pupil(team), card)
    other = make_professional(team)
    wrong = reverse("partners:following_end", args=[other.pk, following.pk])
    assert alice_client.get(wrong).status_code == 404
    for url in (add_url(card), end_url(following), end_url(following, "erase")):
        assert charlie_client.post(url).status_code == 404
    assert charlie_client.get(add_url(card)).status_code == 404
    assert alice_client.get(end_url(following, "erase")).status_code == 405
    assert Following.objects.get().until is None


@pytest.mark.parametrize("count", [1, 3, 25])
def test_following_add_query_count(card, team, alice_client, django_assert_num_queries, count):
    for number in range(count):
        make_pupil(team, school=make_institution(team, f"École {number}"))
    with django_assert_num_queries(6):
        alice_client.get(add_url(card))
