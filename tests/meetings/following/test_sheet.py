import pytest
from django.urls import reverse

from meetings.dossier import QUERIES
from tests import factories

DOOR = 3  # the session, the account, its team in the header
BEFORE = 3  # what earlier meetings decided


def _url(meeting):
    return reverse("meetings:sheet", args=[meeting.reference])


def test_it_shows_what_the_paper_will_hold(alice_client, case_1):
    page = alice_client.get(_url(case_1)).content.decode()
    assert "Comment garder l’aide" in page
    assert "continuité – discontinuité" in page
    assert reverse("meetings:fiche", args=[case_1.reference]) in page


def test_what_is_empty_leads_to_its_step(alice_client, meeting):
    page = alice_client.get(_url(meeting)).content.decode()
    assert "Le lieu n’est pas choisi." in page
    assert f'href="{reverse("meetings:place", args=[meeting.reference])}"' in page


def test_a_stranger_finds_nothing(charlie_client, case_1):
    assert charlie_client.get(_url(case_1)).status_code == 404


def test_it_is_only_read(alice_client, case_1):
    assert alice_client.post(_url(case_1)).status_code == 405


@pytest.mark.parametrize("many", [1, 28])
def test_sheet_query_count(alice_client, meeting, many, django_assert_num_queries):
    factories.fill(meeting, participants=many, items=min(many, 12), slots=many, places=1)
    with django_assert_num_queries(DOOR + 1 + QUERIES + BEFORE):
        alice_client.get(_url(meeting))


def test_markup_typed_by_hand_is_text(alice_client, case_1):
    case_1.title = case_1.problem = "<script>alert(1)</script>"
    case_1.save()
    page = alice_client.get(_url(case_1)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
