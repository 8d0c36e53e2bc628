"""What each said before, side by side, on the page of whoever prepares."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from intermetiers.web.models import JournalEntry
from meetings.dossier import QUERIES
from tests import factories
from tests.meetings.announcing.viewpoints import (
    make_contribution,
    open_viewpoints,
    pupil_of,
    seat_of_metier,
)
from tests.meetings.asking.cast import seat_of

PAGE = 4  # session, account, team of the header, the meeting


@pytest.fixture
def url(case_1):
    return reverse("meetings:viewpoints", args=[case_1.reference])


def _page(client, url):
    """The page, once opened if somebody spoke."""
    page = client.get(url).content.decode()
    if "Ouvrir et lire" in page:
        page = client.post(f"{url}/ouvrir", follow=True).content.decode()
    return page


def test_before_anybody_spoke_the_page_says_how_they_can(url, alice_client):
    page = _page(alice_client, url)
    assert "Personne n’a encore rien dit." in page
    assert "Noter ce que dit la mère" in page


def test_the_family_is_read_first_then_the_table(case_1, url, alice_client):
    make_contribution(seat_of_metier(case_1, "aesh"), "Il se fatigue à midi.")
    make_contribution(seat_of(case_1, "mère"), "Il pleure le soir.")
    make_contribution(pupil_of(case_1), "", face="so_so", matters="Mes copains.")
    page = _page(alice_client, url)
    order = [page.index(text) for text in ("Mes copains.", "Il pleure le soir.", "à midi.")]
    assert order == sorted(order)
    assert "Ça va à moitié" in page
    assert "Noter ce que dit la mère" not in page
    assert "Noter ce que dit le père" in page


def test_each_is_shown_with_who_reads_it_and_how_it_came(case_1, url, alice, alice_client):
    make_contribution(seat_of_metier(case_1, "orthophoniste"), "L’oral le fatigue.")
    make_contribution(
        seat_of(case_1, "père"), source="phone", typed_by=alice, audience="coordinator"
    )
    page = _page(alice_client, url)
    assert "L’accord de la famille manque" in page
    assert "Écrit par son lien, le" in page
    assert "tapé par Alice Martin\u00a0: pas encore relu à cette personne" in page
    assert "Seulement pour les personnes qui préparent la réunion" in page


def test_a_word_two_people_use_is_shown_as_something_to_ask(case_1, url, alice_client):
    make_contribution(seat_of(case_1, "mère"), "Son autonomie le soir.")
    make_contribution(seat_of_metier(case_1, "aesh"), "Il gagne en autonomie.")
    page = _page(alice_client, url)
    assert "veulent-ils dire la même chose pour chacun" in page
    assert "« autonomie »" in page.replace("\u00a0", " ")
    assert "la mère et l’AESH" in page


def test_what_is_typed_stays_text(case_1, url, alice_client):
    make_contribution(seat_of(case_1, "mère"), "<script>alert(1)</script>")
    page = _page(alice_client, url)
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_with_many_people_only_the_family_stands_open(meeting, alice_client):
    make_contribution(seat_of(meeting, "mère"))
    for person in factories.fill(meeting, participants=28):
        make_contribution(person, "x" * 1000)
    page = _page(alice_client, reverse("meetings:viewpoints", args=[meeting.reference]))
    said = page.split('class="viewpoints"')[1]
    assert said.count('class="more" open') == 1
    assert said.count("viewpoint__said") == 29


@pytest.mark.parametrize("many", [1, 30])
def test_viewpoints_query_count(meeting, alice_client, many, django_assert_num_queries):
    for person in factories.fill(meeting, participants=many, items=3, slots=3, places=2):
        make_contribution(person, "fatigue autonomie projet " * 40)
    url = reverse("meetings:viewpoints", args=[meeting.reference])
    with django_assert_num_queries(PAGE + QUERIES):
        alice_client.get(url)


# --- What is made of it -------------------------------------------------------------------------


def test_the_problem_page_shows_them_beside_the_field(case_1, alice_client):
    make_contribution(seat_of(case_1, "mère"), "Il pleure le soir.")
    page = _page(alice_client, reverse("meetings:problem", args=[case_1.reference]))
    assert "Lire ce que chacun a dit avant" in page
    assert "Il pleure le soir." in page


def test_a_point_is_begun_from_what_somebody_proposes(case_1, url, alice_client):
    mother = seat_of(case_1, "mère")
    make_contribution(mother, proposes="Une pause à 14 h\nEt un goûter")
    asked = f"{reverse('meetings:agenda', args=[case_1.reference])}?avis={mother.pk}"
    assert asked in _page(alice_client, url)
    form = alice_client.get(asked).context["add_form"]
    assert (form["title"].value(), form["opener_id"].value()) == ("Une pause à 14 h", mother.pk)
    assert "Une pause" not in asked


def test_a_long_proposal_is_cut_at_a_word(case_1, alice_client):
    mother = seat_of(case_1, "mère")
    make_contribution(mother, proposes="plus de pauses " * 60)
    url = f"{reverse('meetings:agenda', args=[case_1.reference])}?avis={mother.pk}"
    title = alice_client.get(url).context["add_form"]["title"].value()
    assert len(title) <= 160
    assert title.endswith(("pauses …", "plus …", "de …"))


@pytest.mark.parametrize("asked", ["0", "x", ""])
def test_a_point_from_nobody_is_an_empty_point(case_1, alice_client, asked):
    url = f"{reverse('meetings:agenda', args=[case_1.reference])}?avis={asked}"
    assert alice_client.get(url).context["add_form"]["title"].value() is None


def test_a_stranger_finds_nothing(url, charlie_client):
    assert charlie_client.get(url).status_code == 404


def test_other_methods_are_refused(url, alice_client):
    assert alice_client.post(url).status_code == 405


def test_nothing_is_shown_once_erased(case_1, url, alice_client):
    row = make_contribution(seat_of(case_1, "mère"), "à oublier", said_at=timezone.now())
    row.delete()
    assert "à oublier" not in _page(alice_client, url)


def test_what_was_said_is_shut_until_one_opens_it_and_the_journal_says_who(
    case_1, url, alice, alice_client
):
    make_contribution(seat_of(case_1, "mère"), "Il pleure le soir.")
    shut = alice_client.get(url).content.decode()
    assert "La mère" in shut
    assert "Il pleure le soir." not in shut
    for _ in range(2):
        opened = open_viewpoints(alice_client, case_1).content.decode()
        assert "Il pleure le soir." in opened
    entry = JournalEntry.objects.get(act="viewpoints_opened")
    assert (entry.account, entry.subject) == (alice, f"meeting:{case_1.pk}")


def test_no_other_page_reads_it_in_its_place(case_1, alice_client, undrawn):
    """The brief of whoever said it shows them their own words: not to somebody who prepares."""
    seat = seat_of(case_1, "mère")
    make_contribution(seat, "Il pleure le soir.", audience="coordinator")
    for name in ("brief_preview", "brief_letter"):
        page = reverse(f"meetings:{name}", args=[case_1.reference, seat.pk])
        shut = alice_client.get(page, {"langue": "fr"})
        assert "Il pleure le soir." not in shut.content.decode()
        if name == "brief_preview":
            assertContains(shut, "Sauf ses propres mots")
    open_viewpoints(alice_client, case_1)
    page = reverse("meetings:brief_preview", args=[case_1.reference, seat.pk])
    opened = alice_client.get(page, {"langue": "fr"})
    assertContains(opened, "Il pleure le soir.")
    assertNotContains(opened, "Sauf ses propres mots")


def test_opening_one_meeting_opens_no_other(case_1, team, alice, url, alice_client):
    make_contribution(seat_of(case_1, "mère"), "Il pleure le soir.")
    open_viewpoints(alice_client, factories.make_meeting(team, alice))
    assert "Il pleure le soir." not in alice_client.get(url).content.decode()


def test_a_stranger_opens_nothing(case_1, url, charlie_client):
    assert charlie_client.post(f"{url}/ouvrir").status_code == 404
    assert charlie_client.get(f"{url}/ouvrir").status_code == 405
    assert not JournalEntry.objects.filter(act="viewpoints_opened").exists()
