"""A team says who re-read our texts in each language."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from partners.models import RereadLanguage

NOTE = {"read_by": "Madame Nour Haddad"}


def _reread(client, language="ar", data=NOTE):
    return client.post(reverse("partners:language_reread", args=[language]), data)


def test_the_seven_other_texts_are_listed(alice_client):
    page = alice_client.get(reverse("partners:languages")).content.decode()
    for name in ("Français simple", "Anglais", "Arabe", "Turc", "Portugais", "Espagnol"):
        assert f">{name}</h2>" in page
    assert page.count("Pas encore relu.") == 7


def test_the_team_page_leads_there(alice_client):
    page = alice_client.get(reverse("partners:team")).content.decode()
    assert reverse("partners:languages") in page


def test_who_reread_is_noted_for_the_team(alice_client, team, charlie_client):
    assert _reread(alice_client).status_code == 302
    row = RereadLanguage.objects.get()
    assert (row.team, row.language, row.read_by) == (team, "ar", "Madame Nour Haddad")
    page = alice_client.get(reverse("partners:languages")).content.decode()
    assert "Relu par Madame Nour Haddad" in page
    assert page.count("Pas encore relu.") == 6
    other = charlie_client.get(reverse("partners:languages")).content.decode()
    assert "Haddad" not in other


def test_noted_twice_the_last_name_stands(alice_client):
    _reread(alice_client)
    _reread(alice_client, data={"read_by": "Monsieur Karim Saïdi"})
    assert RereadLanguage.objects.get().read_by == "Monsieur Karim Saïdi"


def test_without_a_name_nothing_is_noted(alice_client):
    response = _reread(alice_client, data={"read_by": " "})
    assert response.status_code == 422
    assert 'href="#id_ar_read_by"' in response.content.decode()
    assert not RereadLanguage.objects.exists()


@pytest.mark.parametrize("language", ["fr", "autre", "de"])
def test_only_our_translations_are_noted(alice_client, language):
    assert _reread(alice_client, language).status_code == 404


def test_it_can_be_taken_back_and_the_journal_keeps_both(alice_client):
    _reread(alice_client)
    address = reverse("partners:language_withdraw", args=["ar"])
    for _ in range(2):
        assert alice_client.post(address).status_code == 302
    assert not RereadLanguage.objects.exists()
    acts = JournalEntry.objects.order_by("pk").values_list("act", "detail")
    assert list(acts) == [
        ("language_reread", {"language": "ar"}),
        ("language_reread_withdrawn", {"language": "ar"}),
    ]


def test_another_team_takes_nothing_back(alice_client, charlie_client):
    _reread(alice_client)
    charlie_client.post(reverse("partners:language_withdraw", args=["ar"]))
    assert RereadLanguage.objects.count() == 1
