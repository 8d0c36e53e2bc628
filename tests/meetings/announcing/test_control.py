"""The page of the control before sending, and what of it stands above « Envoyer »."""

import pytest
from django.urls import reverse

from meetings.dossier import QUERIES
from tests import factories

DOOR = 3  # the session, the account, its team in the header
ITS_OWN = 5  # who has what (4), the cards


def _url(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.reference])


def test_it_says_what_to_look_at_and_where_to_go(alice_client, case_1):
    case_1.problem = "Écrire à samia@example.org."
    case_1.save()
    page = alice_client.get(_url("control", case_1)).content.decode()
    assert "Une adresse électronique dans le problème commun." in page
    assert "samia@example.org" in page
    assert f'href="{_url("problem", case_1)}"' in page


def test_what_people_typed_is_only_text(alice_client, case_1):
    case_1.problem = "<img src=x onerror=alert(1)> à <b>a@example.org</b>" + " mot" * 30
    case_1.save()
    page = alice_client.get(_url("control", case_1)).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_with_nothing_to_look_at_it_says_so(alice_client, meeting):
    meeting.pupil.family.update(phone="06 00 00 00 00")
    page = alice_client.get(_url("control", meeting)).content.decode()
    assert "Rien à regarder de plus." in page


def test_a_parent_nothing_reaches_and_two_with_one_address_are_told(alice_client, meeting):
    page = alice_client.get(_url("control", meeting)).content.decode()
    assert "La mère de Yanis n’a rien reçu, et ni téléphone ni adresse ne sont notés." in page
    meeting.pupil.family.update(email="maison@example.org")
    page = alice_client.get(_url("control", meeting)).content.decode()
    assert "ont la même adresse électronique" in page
    assert "maison@example.org" not in page


def test_the_first_lines_stand_above_sending(alice_client, case_1):
    case_1.problem = "Écrire à samia@example.org."
    case_1.save()
    page = alice_client.get(_url("briefs_send_all", case_1)).content.decode()
    told = page.index("Une adresse électronique dans le problème commun.")
    assert told < page.index("Envoyer ces courriels")
    assert _url("control", case_1) in page


def test_a_stranger_finds_nothing(charlie_client, case_1):
    assert charlie_client.get(_url("control", case_1)).status_code == 404


def test_it_is_only_read(alice_client, case_1):
    assert alice_client.post(_url("control", case_1)).status_code == 405


@pytest.mark.parametrize("many", [1, 28])
def test_control_query_count(alice_client, meeting, many, django_assert_num_queries):
    factories.fill(meeting, participants=many, items=min(many, 12), slots=1, places=1)
    with django_assert_num_queries(DOOR + 1 + QUERIES + ITS_OWN):
        alice_client.get(_url("control", meeting))
