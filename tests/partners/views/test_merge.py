"""Two cards side by side, then one."""

import pytest
from django.urls import reverse

from meetings.domain.kinds import Role
from partners.models import Institution, MergedCard, Professional, Pupil
from tests.factories import (
    make_following,
    make_institution,
    make_participant,
    make_professional,
    make_pupil,
)


@pytest.fixture
def claires(team):
    return (
        make_professional(team, first_name="Claire", last_name="Vasseur", phone="06 00 00 00 01"),
        make_professional(team, first_name="Claire", last_name="Vaseur", email="c@example.org"),
    )


def _url(one, other, sorte="personnes"):
    return reverse("partners:merge", args=[sorte, one.pk, other.pk])


def _sent(client, url, **fields):
    form = client.get(url).context["form"]
    chosen = {field.name: field.initial for field in form.differing}
    return {"seen": form.state} | chosen | fields


def test_what_differs_is_asked_and_the_rest_is_said(alice_client, claires):
    response = alice_client.get(_url(*claires))
    form = response.context["form"]
    assert [field.name for field in form.differing] == ["last_name"]
    assert ("téléphone", "06 00 00 00 01") in form.same
    assert ("adresse électronique", "c@example.org") in form.same
    assert "ne peut pas se défaire" in response.text


def test_one_card_stays_with_what_was_chosen(alice_client, claires):
    one, other = claires
    url = _url(one, other)
    response = alice_client.post(url, _sent(alice_client, url, last_name="absorbed"))
    assert response["Location"] == reverse("meetings:partner", args=[one.pk])
    one.refresh_from_db()
    assert (one.last_name, one.email, one.phone) == ("Vaseur", "c@example.org", "06 00 00 00 01")
    assert one.folded.startswith("vaseur")
    assert not Professional.objects.filter(pk=other.pk).exists()


def test_pressed_twice_it_is_done_once(alice_client, claires):
    one, _ = claires
    url = _url(*claires)
    data = _sent(alice_client, url)
    first, second = alice_client.post(url, data), alice_client.post(url, data)
    assert first["Location"] == second["Location"] == reverse("meetings:partner", args=[one.pk])
    assert MergedCard.objects.count() == 1


def test_a_card_changed_meanwhile_is_read_again_first(alice_client, claires):
    one, other = claires
    url = _url(one, other)
    data = _sent(alice_client, url)
    other.note = "le jeudi"
    other.save()
    response = alice_client.post(url, data)
    assert response.status_code == 422
    assert "a changé" in response.text
    assert Professional.objects.filter(pk=other.pk).exists()
    alice_client.post(url, {"last_name": "kept", "seen": response.context["form"]["seen"].value()})
    one.refresh_from_db()
    assert one.note == "le jeudi"


def test_two_at_one_table_stay_two_and_the_meeting_is_named(alice_client, claires, meeting):
    for card in claires:
        make_participant(meeting, Role.PROFESSIONAL, professional=card)
    url = _url(*claires)
    response = alice_client.post(url, _sent(alice_client, url))
    assert response.status_code == 422
    assert meeting.title in response.text
    assert Professional.objects.filter(pk=claires[1].pk).exists()


@pytest.mark.parametrize(
    ("sorte", "page", "make", "model"),
    [
        ("personnes", "meetings:partner", make_professional, Professional),
        ("eleves", "meetings:pupil", make_pupil, Pupil),
        ("lieux", "partners:institution", make_institution, Institution),
    ],
)
def test_the_old_address_leads_to_the_card_that_stays(
    alice_client, charlie_client, team, sorte, page, make, model
):
    first, second, third = make(team), make(team), make(team)
    for kept, absorbed in ((second, first), (third, second)):
        url = _url(kept, absorbed, sorte)
        alice_client.post(url, _sent(alice_client, url))
    assert model.objects.visible_to(team.accounts.first()).filter(pk__in=[first.pk]).count() == 0
    for old in (first, second):
        response = alice_client.get(reverse(page, args=[old.pk]))
        assert response.status_code == 302
        assert response["Location"] == reverse(page, args=[third.pk])
        assert charlie_client.get(reverse(page, args=[old.pk])).status_code == 404


def test_a_card_is_not_merged_with_itself_nor_with_a_stranger_s(alice_client, charlie, claires):
    one, _ = claires
    theirs = make_professional(charlie.current_team)
    for other in (one, theirs):
        assert alice_client.get(_url(one, other)).status_code == 404
        assert alice_client.post(_url(one, other)).status_code == 404
    assert alice_client.get(_url(*claires, sorte="autre")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_merge_query_count(alice_client, claires, team, django_assert_num_queries, rows):
    for card in claires:
        for _ in range(rows):
            make_following(make_pupil(team), card)
    url = _url(*claires)
    alice_client.get(url)
    with django_assert_num_queries(8):
        response = alice_client.get(url)
    assert f"{rows}\u00a0suivi" in response.text


def test_the_other_card_is_found_by_half_a_name(alice_client, claires, team):
    one, other = claires
    make_professional(team, first_name="Nadia", last_name="Benhaddou")
    url = reverse("partners:merge_search", args=["personnes", one.pk])
    assert alice_client.get(url).context["found"] == []
    found = alice_client.get(url, {"q": "vas"}).context["found"]
    assert [card for card, _ in found] == [other]


@pytest.mark.parametrize(("sorte", "make"), [("eleves", make_pupil), ("lieux", make_institution)])
def test_pupils_and_places_are_found_too(alice_client, team, sorte, make):
    one, other = make(team), make(team)
    url = reverse("partners:merge_search", args=[sorte, one.pk])
    found = alice_client.get(url, {"q": str(other)[:5]}).context["found"]
    assert [card for card, _ in found] == [other]
