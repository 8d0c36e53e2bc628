"""The lists of the book: the same queries for one card and for thirty, found by any spelling."""

import pytest
from django.urls import reverse

from partners.models import Professional
from tests.factories import NOW, make_institution, make_professional, make_pupil
from tests.partners.cards import LISTED, kind_for, make, make_elsewhere


@pytest.fixture(params=LISTED)
def kind(request, team):
    return kind_for(request.param, team)


def _names(response):
    return [str(card) for card in response.context["page_obj"]]


@pytest.mark.parametrize("count", [1, 30])
def test_list_query_count(kind, team, alice_client, django_assert_num_queries, count):
    for number in range(count):
        school = make_institution(team, f"École {number}") if kind.prefix == "pupil" else None
        make(kind, team, **({"school": school} if school else {}))
    # Session, account, team of the header, number of cards, the page of cards; what one may
    # choose among: kinds and towns, or métiers then institutions, or classes then schools.
    with django_assert_num_queries(6 if kind.prefix == "institution" else 7):
        response = alice_client.get(kind.list_url(), {"q": ""})
    assert len(_names(response)) == count


def test_an_empty_list_says_what_to_do(kind, alice_client):
    response = alice_client.get(kind.list_url())
    if kind.prefix == "professional":
        assert "Le carnet est vide." in response.content.decode()
    assert "empty__title" in response.content.decode()
    assert reverse(f"partners:{kind.prefix}_add") in response.content.decode()


def test_a_search_without_result_gives_the_words_back_and_a_way_out(kind, team, alice_client):
    make(kind, team)
    page = alice_client.get(kind.list_url(), {"q": "<b>personne</b>"}).content.decode()
    assert "«&nbsp;&lt;b&gt;personne&lt;/b&gt;&nbsp;»" in page
    assert f'href="{kind.list_url()}"' in page


def test_a_null_byte_in_a_search_finds_as_if_it_were_not_there(kind, team, alice_client):
    make(kind, team, **{kind.text: "Jean-Moulin"})
    response = alice_client.get(kind.list_url(), {"q": "jean\x00 moulin"})
    assert len(_names(response)) == 1


def test_other_teams_are_absent(kind, alice_client):
    make_elsewhere(kind)
    assert _names(alice_client.get(kind.list_url())) == []


def test_more_than_a_page_is_cut_and_followed(kind, team, alice_client):
    for _ in range(51):
        make(kind, team)
    assert len(_names(alice_client.get(kind.list_url()))) == 50
    assert len(_names(alice_client.get(kind.list_url(), {"page": 2}))) == 1
    assert len(_names(alice_client.get(kind.list_url(), {"page": "9" * 40}))) == 1
    assert len(_names(alice_client.get(kind.list_url(), {"page": "-1"}))) >= 1


def test_archived_cards_are_apart_and_come_back(kind, team, alice_client):
    card = make(kind, team)
    assert alice_client.post(kind.act_url("archive", card)).status_code == 302
    assert _names(alice_client.get(kind.list_url())) == []
    assert _names(alice_client.get(kind.list_url(), {"archives": "oui"})) == [str(card)]
    assert alice_client.post(kind.act_url("bring_back", card)).status_code == 302
    assert _names(alice_client.get(kind.list_url())) == [str(card)]


def test_archiving_twice_keeps_the_first_day(kind, team, alice_client):
    card = make(kind, team, archived_at=NOW)
    alice_client.post(kind.act_url("archive", card))
    card.refresh_from_db()
    assert card.archived_at == NOW


@pytest.mark.parametrize("act", ["archive", "bring_back"])
def test_archiving_is_for_the_team_and_by_post(kind, team, alice_client, charlie_client, act):
    card = make(kind, team)
    url = kind.act_url(act, card)
    assert charlie_client.post(url).status_code == 404
    asks_first = kind.model is Professional and act == "archive"
    assert alice_client.get(url).status_code == (200 if asks_first else 405)
    card.refresh_from_db()
    assert card.archived_at is None


def test_a_list_is_only_read(kind, alice_client):
    assert alice_client.post(kind.list_url()).status_code == 405


@pytest.mark.parametrize(
    "typed",
    [
        "helene",
        "HÉLÈNE",
        "d'aubigne",
        "d’Aubigné hélène",
        "aubigne educatrice",
        "sessad",
        "éducateur",
    ],
)
def test_a_person_is_found_however_one_types(team, alice_client, typed):
    sessad = make_institution(team, "SESSAD Les Tilleuls", "sessad")
    make_professional(
        team, "educateur_specialise", gender="f", first_name="Hélène", last_name="d’Aubigné",
        institution=sessad,
    )  # fmt: skip
    make_professional(team, first_name="Aïcha", last_name="N’Diaye")
    response = alice_client.get(reverse("partners:people"), {"q": typed})
    assert _names(response) == ["Hélène d’Aubigné"]


@pytest.mark.parametrize("typed", ["ines", "Inès ce2", "foch", "ECOLE élémentaire"])
def test_a_pupil_is_found_by_name_class_or_school(team, alice_client, typed):
    school = make_institution(team, "École élémentaire Foch")
    make_pupil(team, first_name="Inès", last_name="Œuvrard", school=school)
    make_pupil(team, first_name="Yanis", class_name="CM1")
    response = alice_client.get(reverse("partners:pupils"), {"q": typed})
    assert _names(response) == ["Inès Œuvrard"]


def test_a_name_changed_is_found_by_the_new_one_only(team, alice_client):
    pupil = make_pupil(team, first_name="Inès")
    pupil.first_name = "Zoé"
    pupil.save(update_fields=["first_name"])
    url = reverse("partners:pupils")
    assert _names(alice_client.get(url, {"q": "zoe"})) == [str(pupil)]
    assert _names(alice_client.get(url, {"q": "ines"})) == []


def test_lists_are_in_the_order_of_a_french_index(team, alice_client):
    for last_name in ("Zola", "Élie", "d’Aubigné", "Eden", "abel"):
        make_pupil(team, first_name="", last_name=last_name)
    response = alice_client.get(reverse("partners:pupils"))
    assert _names(response) == ["abel", "d’Aubigné", "Eden", "Élie", "Zola"]


def test_a_card_without_a_name_is_listed_by_its_metier(team, alice_client):
    make_professional(team, "aesh")
    page = alice_client.get(reverse("partners:people")).content.decode()
    assert ">AESH</a>" in page
