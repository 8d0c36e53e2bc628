"""What each role meets on the pages themselves; which address answers what is `test_table.py`."""

import re

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from pytest_django.asserts import assertContains

from intermetiers.web.models import JournalEntry
from partners.models import Institution, TeamRole
from partners.reading import MADE_OF_ACTS, without_acts
from tests.factories import make_account, make_team
from tests.table_of_addresses import RULES


@pytest.fixture
def reader(team):
    return make_account(team, "Léa Lectrice", role=TeamRole.LECTEUR)


@pytest.fixture
def reader_client(reader):
    client = Client()
    client.force_login(reader, "partners.backends.PasswordBackend")
    return client


def _shut(page):
    """Whether each form that writes is shut, in the order of the page."""
    forms = re.findall(r'<form\b[^>]*method="post"[^>]*>(.*?)</form>', page, re.DOTALL)
    return [form.startswith('<fieldset class="only-read" disabled>') for form in forms]


def test_a_reader_reads_every_word_and_can_type_none(case_1, reader_client):
    case_1.problem = "Comment garder l’aide sans qu’il perde le fil ?"
    case_1.save()
    page = reader_client.get(reverse("meetings:problem", args=[case_1.reference]))
    assertContains(page, "Comment garder l’aide")
    assertContains(page, "vous lisez sans rien changer")
    assert _shut(page.content.decode()) == [True]


def test_what_a_form_has_outside_of_it_is_shut_too(case_1, alice_client, reader_client):
    url = reverse("meetings:guests", args=[case_1.reference])
    assert 'form="seats"' in alice_client.get(url).content.decode()
    page = reader_client.get(url).content.decode()
    assert 'form="seats"' not in page
    assert not re.search(r"href=\"[^\"]*#add-person\"", page)
    field = b'<form method="post" id="a"></form><form method="get" id="b"></form>'
    field += b'<input name="x" form="a"><input name="y" form="b"><button form="b">Voir</button>'
    shut = without_acts(field)
    assert b'form="a" disabled>' in shut
    assert b'<input name="y" form="b"><button form="b">Voir</button>' in shut


def test_a_reader_still_searches_and_filters(reader_client):
    page = reader_client.get(reverse("partners:pupils")).content.decode()
    assert 'method="get"' in page
    assert "disabled" not in page.split('method="get"')[1].split("</form>")[0]


def test_a_reader_changes_what_is_their_own(reader, reader_client):
    url = reverse("partners:account")
    assert not any(_shut(reader_client.get(url).content.decode()))
    reader_client.post(url, {"name": "Léa L.", "phone": ""})
    reader.refresh_from_db()
    assert reader.name == "Léa L."


def test_what_a_reader_sends_all_the_same_is_given_back_with_who_can_do_it(
    case_1, alice, reader_client
):
    url = reverse("meetings:problem", args=[case_1.reference])
    refused = reader_client.post(url, {"problem": "Un mot à moi"})
    for told in ("vous lisez seulement", "Un mot à moi", alice.name):
        assertContains(refused, told, status_code=403)
    assert not JournalEntry.objects.exists()


def test_pages_of_others_are_as_they_were(case_1, alice_client):
    page = alice_client.get(reverse("meetings:problem", args=[case_1.reference]))
    assert "vous lisez sans rien changer" not in page.content.decode()
    assert _shut(page.content.decode()) == [False]


def test_a_role_is_that_of_the_team_shown(case_1, reader, reader_client):
    """Reader here, responsable there: what one may do here does not come from there."""
    other = make_team("Secteur Brest")
    reader.memberships.create(team=other, role=TeamRole.RESPONSABLE)
    url = reverse("meetings:problem", args=[case_1.reference])
    assert reader_client.post(url, {"problem": "x"}).status_code == 403
    reader_client.post(reverse("partners:switch_team"), {"team": other.pk})
    assert reader_client.get(url).status_code == 404
    assert reader_client.get(reverse("meetings:journal")).status_code == 200


def test_a_role_changes_under_the_hand(case_1, reader, reader_client):
    reader.memberships.update(role=TeamRole.COORDINATEUR)
    url = reverse("meetings:problem", args=[case_1.reference])
    page = reader_client.get(url).content.decode()
    assert _shut(page) == [False]


def test_an_account_that_is_closed_opens_nothing(case_1, reader, reader_client):
    reader.is_active = False
    reader.save()
    answer = reader_client.get(reverse("meetings:sheet", args=[case_1.reference]))
    assert "/connexion" in answer["Location"]


def test_a_reader_is_led_to_the_sheet_and_not_to_the_room(case_1, reader_client):
    answer = reader_client.get(reverse("meetings:live", args=[case_1.reference]))
    assert answer["Location"] == reverse("meetings:sheet", args=[case_1.reference])


def test_a_reader_of_another_team_finds_no_room(case_1, client):
    stranger = make_account(make_team("Secteur Brest"), role=TeamRole.LECTEUR)
    client.force_login(stranger, "partners.backends.PasswordBackend")
    led = client.get(reverse("meetings:live", args=[case_1.reference]), follow=True)
    assert led.status_code == 404


# Pages with a form where there is something to read too.
READ_THERE = frozenset(
    """
    meetings:live_acts meetings:person_answers meetings:problem meetings:screens meetings:situation
    meetings:slot meetings:slot_answers meetings:slot_voices meetings:translations
    partners:relative partners:room partners:schooling
    """.split()  # noqa: SIM905
)


def test_each_page_with_a_form_is_known_as_one_to_read_or_one_made_of_acts():
    forms = {
        name
        for rule, names in RULES.items()
        if rule.startswith("team form")
        for name in names.split()
    }
    # Looking for the other card of a double is nothing to who may not put them together.
    assert forms | {"partners:merge_search"} == MADE_OF_ACTS | READ_THERE
    assert not MADE_OF_ACTS & READ_THERE


OF_THE_MEETING = [
    "agenda", "briefs", "control", "guests", "information", "invitations", "path", "place",
    "sheet", "slot", "slot_propose", "viewpoints",
]  # fmt: skip
OF_THE_TEAM = [
    "meetings:list", "meetings:week", "meetings:year", "meetings:observe", "partners:institutions",
    "partners:people", "partners:pupils", "partners:words", "partners:duplicates",
]  # fmt: skip


def _led_to(page):
    for address in re.findall(r'href="(/[^"?#]*)', page):
        try:
            yield resolve(address).view_name
        except Resolver404:
            continue


def test_no_link_leads_a_reader_to_a_page_made_of_acts(case_1, alice_client, reader_client):
    pages = [reverse(name) for name in OF_THE_TEAM]
    pages += [reverse(f"meetings:{name}", args=[case_1.reference]) for name in OF_THE_MEETING]
    pages += [reverse("meetings:pupil", args=[case_1.pupil_id])]
    pages += [reverse("partners:institution", args=[Institution.objects.first().pk])]
    shown = set()
    for page in pages:
        shown |= set(_led_to(alice_client.get(page).content.decode())) & MADE_OF_ACTS
        read = reader_client.get(page).content.decode()
        assert not set(_led_to(read)) & MADE_OF_ACTS, page
        assert "<li></li>" not in read
    assert len(shown) > 25  # they are there for who writes


def test_what_held_such_links_and_nothing_else_goes_with_them(reader_client):
    page = reader_client.get(reverse("partners:pupils")).content.decode()
    assert not re.search(r'<(p|li|ul)(?: class="[^"]*")?>[\s·]*</', page)
    assert not re.search(r'<div class="actions[^>]*>\s*</div>', page)
