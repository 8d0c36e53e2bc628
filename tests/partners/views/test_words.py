"""The list of words: three tabs, found however one types, what the team wrote marked."""

import pytest
from django.urls import reverse

from tests.factories import make_own_entry, make_professional, make_team

URL = "/carnet/mots/"


@pytest.fixture
def own(team, alice):
    """Writes an entry of the team."""
    return lambda kind, code, **values: make_own_entry(team, alice, code, kind, values)


def _titles(response):
    return [line.title for _, lines in response.context["groups"] for line in lines]


def test_metiers_come_world_by_world(alice_client):
    response = alice_client.get(URL)
    assert [group for group, _ in response.context["groups"]] == [
        "Famille et élève", "École", "Médico-social", "Soin", "Social et protection", "Collectivité",
    ]  # fmt: skip
    page = response.content.decode()
    assert "Aide un ou plusieurs élèves en classe" in page
    assert reverse("partners:metier", args=["aesh"]) in page


@pytest.mark.parametrize(("tab", "title"), [("lieux", "SESSAD"), ("mots", "GEVA-Sco")])
def test_each_tab_lists_its_entries(alice_client, tab, title):
    assert title in _titles(alice_client.get(URL, {"onglet": tab}))


def test_words_are_in_the_order_of_an_index(alice_client):
    response = alice_client.get(URL, {"onglet": "mots"})
    letters = [group for group, _ in response.context["groups"]]
    assert letters[0] == "0 – 9"
    assert letters[1:] == sorted(set(letters[1:]))
    assert "équipe éducative" in [
        line.title for group, lines in response.context["groups"] if group == "E" for line in lines
    ]


def test_an_unknown_tab_is_the_first(alice_client):
    assert "AESH" in _titles(alice_client.get(URL, {"onglet": "autre"}))


@pytest.mark.parametrize("typed", ["Orthophoniste", "ORTHOPHON", "parler médecin", "<b>"])
def test_a_search_says_what_each_tab_found(alice_client, typed):
    response = alice_client.get(URL, {"q": typed})
    titles = _titles(response)
    assert response.context["tabs"][0].count == len(titles)
    assert ("orthophoniste" in titles) == (typed != "<b>")
    assert "<b>" not in response.content.decode().replace("&lt;b&gt;", "")


def test_a_former_name_is_found_among_the_words(alice_client):
    assert "AVS" in _titles(alice_client.get(URL, {"onglet": "mots", "q": "avs"}))


def test_nothing_found_gives_a_way_out(alice_client):
    page = alice_client.get(URL, {"q": "cosmonaute", "onglet": "lieux"}).content.decode()
    assert "Rien ici ne correspond à «&nbsp;cosmonaute&nbsp;»." in page
    assert 'href="?onglet=lieux"' in page


def test_what_the_team_wrote_is_marked_and_can_be_seen_alone(own, alice_client):
    own("metier", "aesh", does="Dit par nous.")
    own("metier", "equipe_conteur", masculine="conteur", feminine="conteuse", does="Conte.")
    page = alice_client.get(URL).content.decode()
    assert "dit autrement par l’équipe" in page
    assert "ajouté par l’équipe" in page
    assert "Dit par nous." in page
    assert _titles(alice_client.get(URL, {"equipe": "oui"})) == ["AESH", "conteur ou conteuse"]


def test_metiers_nothing_explains_are_told_with_their_cards(team, alice_client):
    for said in ("Mediatrice numerique", "médiatrice numérique", "conteur"):
        make_professional(team, "autre", metier_other=said)
    make_professional(make_team("Secteur Brest"), "autre", metier_other="batelier")
    response = alice_client.get(URL)
    found = [(free.said, free.cards) for free in response.context["free"]]
    assert found == [("médiatrice numérique", 2), ("conteur", 1)]
    assert "batelier" not in response.content.decode()


def test_a_long_list_of_them_is_folded(team, alice_client):
    for number in range(6):
        make_professional(team, "autre", metier_other=f"métier {number}")
    page = alice_client.get(URL).content.decode()
    assert "<summary>Voir les 6 métiers</summary>" in page
    assert "métier 5" in page


def test_another_team_reads_nothing_of_it(own, charlie_client):
    own("metier", "aesh", does="Dit par nous.")
    page = charlie_client.get(URL).content.decode()
    assert "Dit par nous." not in page
    assert "Aide un ou plusieurs élèves en classe" in page


def test_someone_who_left_the_team_reads_nothing_of_it(alice, alice_client):
    alice.memberships.all().delete()
    assert alice_client.get(URL).status_code == 302


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_query_count(own, team, alice_client, django_assert_num_queries, count):
    for number in range(count):
        own("word", f"MOT{number}", explains="x", simple="y")
        make_professional(team, "autre", metier_other=f"métier {number}")
    alice_client.get(URL)
    # Session, account, team (its right, then the header), own entries, free métiers.
    with django_assert_num_queries(6):
        alice_client.get(URL)


def test_a_list_is_only_read(alice_client):
    assert alice_client.post(URL).status_code == 405
