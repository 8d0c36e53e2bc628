"""The page of an institution, and what its form says of the cards that stand already."""

import pytest
from django.urls import reverse

from partners.forms.institutions import InstitutionForm
from partners.models import Institution
from tests.factories import (
    NOW,
    make_institution,
    make_professional,
    make_pupil,
    make_room,
    make_team,
    new_key,
)
from tests.partners.cards import sent_again

QUERIES = 10
ADD = "/carnet/lieux/ajouter"


def url(card, name="institution"):
    return reverse(f"partners:{name}", args=[card.pk])


def read(client, address):
    return client.get(address).content.decode()


def card_sent(**fields):
    plain = {"name": "École Jean-Moulin", "kind": "ecole_elementaire", "form_key": new_key()}
    return plain | fields


# --- The page ----------------------------------------------------------------------------------


def test_the_page_says_what_it_is_and_how_to_come(team, alice_client):
    card = make_institution(
        team, town="Bron", address="12 rue de la République", phone="04 00 00 00 01",
        transport="tram T2, arrêt Essarts", uai="0691234A",
    )  # fmt: skip
    page = read(alice_client, url(card))
    for fact in (
        "École élémentaire", "12 rue de la République, Bron", "04 00 00 00 01",
        "tram T2, arrêt Essarts", "0691234A",
    ):  # fmt: skip
        assert fact in page
    assert "<iframe" not in page
    assert "maps" not in page


def test_the_page_says_who_works_there_and_folds_away_who_left(team, alice_client):
    card = make_institution(team)
    make_professional(team, last_name="Présente", institution=card)
    make_professional(team, last_name="Partie", institution=card, archived_at=NOW)
    make_professional(team, last_name="Ailleurs", institution=make_institution(team, "CMPP"))
    page = read(alice_client, url(card))
    assert page.index("Présente") < page.index("<details") < page.index("Partie")
    assert "Ailleurs" not in page


def test_pupils_are_counted_by_class_with_a_link_to_the_list(team, alice_client):
    card = make_institution(team)
    for class_name in ("CM1", "CE2", "CE2", "CP", ""):
        make_pupil(team, school=card, class_name=class_name)
    make_pupil(team, school=card, class_name="CM1", archived_at=NOW)
    response = alice_client.get(url(card))
    assert "5 élèves suivis ici" in " ".join(response.content.decode().split())
    classes = response.context["classes"]
    assert [(one.name, one.pupils) for one in classes] == [
        ("CP", 1), ("CE2", 2), ("CM1", 1), ("sans classe", 1),
    ]  # fmt: skip
    assert classes[1].url == f"/eleves/?ecole={card.pk}&classe=CE2"
    assert alice_client.get(classes[1].url).context["page_obj"].paginator.count == 2
    assert alice_client.get(response.context["pupils_url"]).context["page_obj"].paginator.count == 5


def test_a_long_list_is_cut_with_a_link_to_the_whole(team, alice_client):
    card = make_institution(team)
    for number in range(25):
        make_professional(team, last_name=f"Martin {number:02}", institution=card)
    page = read(alice_client, url(card))
    assert "Martin 19" in page
    assert "Martin 20" not in page
    assert "Voir les 25 personnes" in page
    whole = alice_client.get(f"/carnet/?lieu={card.pk}")
    assert f"/carnet/?lieu={card.pk}" in page
    assert whole.context["page_obj"].paginator.count == 25


def test_an_archived_card_says_so_and_comes_back(team, alice_client):
    card = make_institution(team)
    alice_client.post(url(card, "institution_archive"))
    page = read(alice_client, url(card))
    assert "Archivé le" in page
    assert url(card, "institution_bring_back") in page
    alice_client.post(url(card, "institution_bring_back"))
    assert "Archivé le" not in read(alice_client, url(card))


def test_a_stranger_finds_no_page(team, charlie_client):
    assert charlie_client.get(url(make_institution(team))).status_code == 404


def test_the_page_is_only_read(team, alice_client):
    assert alice_client.post(url(make_institution(team))).status_code == 405


@pytest.mark.parametrize("count", [1, 3, 30])
def test_institution_query_count(team, alice_client, django_assert_num_queries, count):
    card = make_institution(team)
    for number in range(count):
        make_room(card, f"Salle {number}")
        make_room(card, f"Réserve {number}", archived_at=NOW)
        make_professional(team, last_name=f"Martin {number}", institution=card)
        make_professional(team, last_name=f"Parti {number}", institution=card, archived_at=NOW)
        make_pupil(team, school=card, class_name=f"Classe {number}")
    with django_assert_num_queries(QUERIES):
        alice_client.get(url(card))


# --- The number of a school --------------------------------------------------------------------


def test_a_number_is_kept_in_capitals_without_spaces(team, alice_client):
    alice_client.post(ADD, card_sent(uai=" 069 1234 a"))
    assert Institution.objects.get().uai == "0691234A"


def test_a_number_of_another_form_is_explained_and_kept_on_the_page(alice_client):
    response = alice_client.post(ADD, card_sent(uai="0691234"))
    assert response.status_code == 422
    assert "sept chiffres puis une lettre" in str(response.context["form"].errors["uai"])
    assert 'value="0691234"' in response.content.decode()
    assert not Institution.objects.exists()


def test_a_number_that_is_taken_names_the_other_card(team, alice_client):
    other = make_institution(team, "Collège Jean-Vilar", town="Bron", uai="0691234A")
    response = alice_client.post(ADD, card_sent(uai="0691234a"))
    assert response.status_code == 422
    assert "Collège Jean-Vilar · Bron" in str(response.context["form"].errors["uai"])
    assert f'href="{url(other)}"' in response.content.decode()


def test_the_same_number_may_stand_in_another_team(charlie, alice_client):
    make_institution(charlie.current_team, uai="0691234A")
    assert alice_client.post(ADD, card_sent(uai="0691234A")).status_code == 302


def test_a_number_written_before_we_asked_does_not_stop_another_change(team, alice_client):
    card = make_institution(team, uai="RNE 12")
    page = alice_client.get(url(card, "institution_change"))
    sent = sent_again(page, phone="04 00 00 00 09")
    assert alice_client.post(url(card, "institution_change"), sent).status_code == 302


def test_two_cards_that_take_one_number_at_the_same_instant(team, alice_client, monkeypatch):
    """The form saw nobody, the database does: a sentence, and no broken page."""
    make_institution(team, "Collège Jean-Vilar", uai="0691234A")
    monkeypatch.setattr(InstitutionForm, "_check_uai", lambda self, uai: None)
    response = alice_client.post(ADD, card_sent(uai="0691234A"))
    assert response.status_code == 422
    assert "vient de recevoir ce numéro" in response.content.decode()
    card = make_institution(team, "École Foch")
    page = alice_client.get(url(card, "institution_change"))
    response = alice_client.post(url(card, "institution_change"), sent_again(page, uai="0691234A"))
    assert response.status_code == 422


# --- Two cards of one name ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "town"),
    [("ecole jean-moulin", "BRON"), (" École  Jean-Moulin ", "Bron"), ("École Jean-Moulin", "")],
)
def test_a_name_that_stands_already_is_said_with_a_link(team, alice_client, name, town):
    known = make_institution(team, "École Jean-Moulin", town="Bron")
    response = alice_client.post(ADD, card_sent(name=name, town=town))
    assert response.status_code == 422
    page = response.content.decode()
    assert "Une fiche de ce nom existe déjà" in page
    assert f'href="{url(known)}"' in page
    assert Institution.objects.get() == known


def test_one_goes_on_knowingly(team, alice_client):
    make_institution(team, "École Jean-Moulin", town="Bron")
    data = card_sent(town="Bron", knowingly="on")
    assert alice_client.post(ADD, data).status_code == 302
    assert Institution.objects.count() == 2


@pytest.mark.parametrize("town", ["Villeurbanne", "Lyon"])
def test_the_same_name_in_another_town_is_another_school(team, alice_client, town):
    make_institution(team, "École Jean-Moulin", town="Bron")
    assert alice_client.post(ADD, card_sent(town=town)).status_code == 302


def test_a_longer_name_is_another_name(team, alice_client):
    make_institution(team, "École Jean-Moulin maternelle", town="Bron")
    assert alice_client.post(ADD, card_sent(town="Bron")).status_code == 302


def test_the_card_of_another_team_is_never_named(alice_client):
    make_institution(make_team("Secteur Brest"), "École Jean-Moulin", town="Bron")
    assert alice_client.post(ADD, card_sent(town="Bron")).status_code == 302


def test_a_card_is_not_its_own_namesake(team, alice_client):
    card = make_institution(team, "École Jean-Moulin", town="Bron")
    page = alice_client.get(url(card, "institution_change"))
    sent = sent_again(page, name="ÉCOLE JEAN-MOULIN")
    assert alice_client.post(url(card, "institution_change"), sent).status_code == 302


def test_a_card_whose_name_does_not_change_is_left_in_peace(team, alice_client):
    card = make_institution(team, "École Jean-Moulin", town="Bron")
    make_institution(team, "École Jean-Moulin", town="Bron")
    page = alice_client.get(url(card, "institution_change"))
    sent = sent_again(page, phone="04 00 00 00 09")
    assert alice_client.post(url(card, "institution_change"), sent).status_code == 302


def test_a_card_renamed_to_a_known_name_says_so(team, alice_client):
    make_institution(team, "École Jean-Moulin", town="Bron")
    card = make_institution(team, "École Foch", town="Bron")
    page = alice_client.get(url(card, "institution_change"))
    refused = alice_client.post(
        url(card, "institution_change"), sent_again(page, name="École Jean-Moulin")
    )
    assert refused.status_code == 422
    sent = sent_again(refused, knowingly="on") | {"initial-name": "École Foch"}
    assert alice_client.post(url(card, "institution_change"), sent).status_code == 302
    card.refresh_from_db()
    assert card.name == "École Jean-Moulin"


def test_lists_to_choose_from_say_the_town(team, alice_client):
    for town in ("Bron", "Lyon"):
        make_institution(team, "École Jean-Moulin", town=town)
    for address in (reverse("partners:pupil_add"), reverse("partners:professional_add")):
        page = read(alice_client, address)
        assert "École Jean-Moulin · Bron</option>" in page
        assert "École Jean-Moulin · Lyon</option>" in page
