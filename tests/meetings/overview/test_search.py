"""Looking for anybody from anywhere: found as one types it, nearest first, nothing of strangers."""

import re

import pytest
from django.urls import reverse

from partners.models import OwnEntry
from tests.factories import (
    NOW,
    make_institution,
    make_meeting,
    make_professional,
    make_pupil,
    make_relative,
    new_key,
)

URL = "/chercher"


@pytest.fixture
def sector(team, alice):
    """One of each kind, tied to the same school."""
    school = make_institution(team, "École Jean-Moulin", town="Écully", address="3 rue du Lac")
    pupil = make_pupil(team, first_name="Yanis", last_name="Belkacem-Morel", school=school)
    make_relative(
        pupil, "mère", first_name="Samia", last_name="Belkacem", phone="06 11 22 33 44",
        email="samia@example.org", postal_address="8 rue Secrète",
    )  # fmt: skip
    cabinet = make_institution(team, "Cabinet du Moulin", "cabinet")
    make_professional(
        team, "orthophoniste", gender="f", first_name="Lise", last_name="Œuvrard",
        institution=cabinet, phone="04 00 00 00 00",
    )  # fmt: skip
    make_professional(team, "psyen", last_name="Moulinier")
    make_meeting(team, alice, pupil=pupil, title="Yanis, ses après-midi")
    return pupil


def _found(client, words):
    """Titles found, by kind."""
    found = client.get(URL, {"q": words}).context["found"]
    return {group.title: [hit.title for hit in group.hits] for group in found.in_use}


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("yan", "Élèves", "Yanis Belkacem-Morel"),
        ("MOREL yanis", "Élèves", "Yanis Belkacem-Morel"),
        ("ce2 moulin", "Élèves", "Yanis Belkacem-Morel"),
        ("ecully", "Élèves", "Yanis Belkacem-Morel"),
        ("samia", "Familles", "Samia Belkacem"),
        ("yanis samia", "Familles", "Samia Belkacem"),
        ("orthoph moulin", "Professionnels", "Lise Œuvrard"),
        ("moulin ORTHOPH", "Professionnels", "Lise Œuvrard"),
        ("oeuv", "Professionnels", "Lise Œuvrard"),
        ("psychologue", "Professionnels", "Moulinier"),
        ("jean moulin", "Établissements et services", "École Jean-Moulin"),
        ("élémentaire écully", "Établissements et services", "École Jean-Moulin"),
        ("apres-midi", "Réunions", "Yanis, ses après-midi"),
        ("midi moulin", "Réunions", "Yanis, ses après-midi"),
    ],
)
def test_it_is_found_however_one_types(sector, alice_client, typed, kind, name):
    assert name in _found(alice_client, typed)[kind]


@pytest.mark.parametrize("typed", ["orthophoniste", "directeur", "directrice"])
def test_a_metier_is_found_in_both_genders(team, alice_client, typed):
    make_professional(team, "directeur_ecole", gender="f", last_name="Petit")
    make_professional(team, "orthophoniste", gender="m", last_name="Petit")
    assert _found(alice_client, typed) == {"Professionnels": ["Petit"]}


def test_a_metier_is_found_by_the_words_of_the_team(team, alice, alice_client):
    OwnEntry.objects.create(
        team=team, kind="metier", code="psyen", values={"feminine": "psycho de secteur"},
        changed_at=NOW, changed_by=alice,
    )  # fmt: skip
    team.catalogue_version = new_key()
    team.save()
    make_professional(team, "psyen", gender="m", last_name="Petit")
    assert _found(alice_client, "psycho de sect") == {"Professionnels": ["Petit"]}


def test_a_relative_is_named_by_the_pupil_and_leads_there(sector, alice_client):
    page = alice_client.get(URL, {"q": "samia"}).content.decode()
    assert "mère de Yanis Belkacem-Morel" in page
    assert f'href="{reverse("meetings:pupil", args=[sector.pk])}"' in page


def test_a_pupil_found_does_not_bring_the_whole_family(sector, alice_client):
    assert "Familles" not in _found(alice_client, "yanis")


@pytest.mark.parametrize("typed", ["0611", "06 11 22", "samia@example.org", "secrete", "04 00"])
def test_no_contact_of_a_family_is_searched(sector, alice_client, typed):
    assert _found(alice_client, typed) == {}


def test_no_contact_is_shown(sector, alice_client):
    page = alice_client.get(URL, {"q": "belkacem"}).content.decode()
    for contact in ("06 11", "samia@", "rue Secrète"):
        assert contact not in page


def test_what_begins_comes_before_what_holds(team, alice_client):
    for last_name in ("Zamarie", "Rosmarie", "Dumarie"):
        make_pupil(team, first_name="Léo", last_name=last_name)
    make_pupil(team, first_name="Marie", last_name="Zola")
    make_pupil(team, first_name="Ana", last_name="Marie")
    assert _found(alice_client, "marie")["Élèves"] == [
        "Ana Marie", "Marie Zola", "Léo Dumarie", "Léo Rosmarie",
    ]  # fmt: skip


def test_a_long_kind_is_cut_counted_and_followed(team, alice_client):
    for number in range(9):
        make_pupil(team, first_name=f"Inès {number}", last_name="")
    response = alice_client.get(URL, {"q": "ines"})
    group = response.context["found"].in_use[0]
    assert (len(group.hits), group.count) == (4, 9)
    assert group.url == "/eleves/?q=ines"
    assert alice_client.get(group.url).context["page_obj"].paginator.count == 9


def test_every_relative_can_be_seen(team, alice_client):
    for number in range(60):
        make_relative(make_pupil(team), first_name=f"Inès {number}", last_name="Belkacem")
    group = alice_client.get(URL, {"q": "belkacem"}).context["found"].in_use[1]
    assert group.count == 60
    assert len(alice_client.get(group.url).context["hits"]) == 50
    assert len(alice_client.get(f"{group.url}&page=2").context["hits"]) == 10


def test_archived_ones_are_apart(team, alice, alice_client):
    pupil = make_pupil(team, first_name="Inès", archived_at=NOW)
    make_pupil(team, first_name="Inès", last_name="Zola")
    make_relative(pupil, first_name="Inès")
    make_meeting(team, alice, pupil=pupil, title="Inès", cancelled_at=NOW)
    found = alice_client.get(URL, {"q": "inès"}).context["found"]
    assert [hit.title for group in found.in_use for hit in group.hits] == ["Inès Zola"]
    assert {group.title: group.archived for group in found.archived} == {
        "Élèves": 1, "Familles": 1, "Réunions": 1,
    }  # fmt: skip
    archived = {group.title: group.archived_url for group in found.archived}
    assert len(alice_client.get(archived["Élèves"]).context["lines"]) == 1
    assert len(alice_client.get(archived["Réunions"]).context["rows"]) == 1


@pytest.mark.parametrize(
    "typed", ["%", "_", "'", '"', "\\", "\x00", "%' OR 1=1 --", "-", "🙂", "'; "]
)
def test_signs_are_plain_text(sector, alice_client, typed):
    response = alice_client.get(URL, {"q": typed})
    assert response.status_code == 200
    found = response.context["found"]
    assert found is None or typed in "-'" or not found.count


def test_signs_are_found_where_they_stand(team, alice_client):
    make_institution(team, "L'Envol 100%_")
    assert _found(alice_client, "100%_") == {"Établissements et services": ["L'Envol 100%_"]}
    assert _found(alice_client, "l’envol") == {"Établissements et services": ["L'Envol 100%_"]}


def test_what_is_typed_is_escaped(alice_client):
    page = alice_client.get(URL, {"q": '"><b>x'}).content.decode()
    assert "<b>x" not in page


def test_strangers_find_nothing(sector, charlie_client):
    assert _found(charlie_client, "yanis") == {}
    assert _found(charlie_client, "e") == {}
    families = charlie_client.get(URL, {"q": "samia", "quoi": "famille"})
    assert families.context["hits"] == []


def test_without_result_it_says_what_one_can_do(alice_client):
    page = alice_client.get(URL, {"q": "introuvable"}).content.decode()
    assert "Aucun résultat" in page
    assert reverse("partners:pupil_add") in page


def test_without_words_it_says_what_one_can_look_for(alice_client):
    response = alice_client.get(URL)
    assert response.context["found"] is None
    assert "Que cherchez-vous" in response.content.decode()


def test_the_header_of_every_page_holds_the_search(alice_client):
    for url in ("/", "/eleves/", URL):
        page = alice_client.get(url).content.decode()
        assert re.search(r'<form[^>]*action="/chercher"', page)
    page = alice_client.get(URL, {"q": "l’envol"}).content.decode()
    assert 'value="l’envol"' in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_search_query_count(team, alice, alice_client, django_assert_num_queries, count):
    for number in range(count):
        school = make_institution(team, f"Yanis {number}")
        pupil = make_pupil(team, school=school)
        make_relative(pupil, first_name="Yanis")
        make_professional(team, first_name="Yanis", institution=school)
        make_meeting(team, alice, pupil=pupil)
    # Session, account, team of the header; one for each kind.
    with django_assert_num_queries(8) as queries:
        alice_client.get(URL, {"q": "yanis"})
    assert all("LIMIT" in query["sql"] for query in queries.captured_queries[3:])


def test_search_is_only_read(alice_client):
    assert alice_client.post(URL).status_code == 405
