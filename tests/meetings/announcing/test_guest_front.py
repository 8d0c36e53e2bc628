"""What a link shows before its gate: when, where, whom to call; nothing of the child."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.domain.kinds import Answer, Role
from meetings.dossier import QUERIES
from meetings.models import PrivateLink
from tests import factories
from tests.guests import make_link, pass_gate
from tests.meetings.asking.cast import seat_of
from tests.meetings.preparing.days import in_days

LINK = 1  # the link, its participant, its meeting and the pupil
CHANGES = 1  # the dates the meeting had before
OF_THE_CHILD = ("Yanis", "Morel", "Jean-Moulin", "CE2", "SESSAD", "MDPH", "ESS", "mère", "père",
                "après-midi", "17/04/2018", "17\u00a0avril")  # fmt: skip


@pytest.fixture
def guest():
    return Client(headers={"host": "testserver"})


@pytest.fixture
def soon(case_1):
    """Case 1, in thirty days."""
    slot = case_1.chosen_slot
    slot.starts_at, slot.ends_at = in_days(30, 10), in_days(30, 11)
    slot.save()
    return case_1


def _front(client, secret, language="fr"):
    url = reverse("meetings:guest_brief", args=[secret])
    return client.get(url, {"langue": language})


def _page(client, secret, language="fr"):
    return _front(client, secret, language).content.decode()


def test_it_shows_at_once_when_where_and_whom_to_call(guest, soon, alice):
    page = _page(guest, make_link(seat_of(soon, "mère"), alice))
    assert "Pour Samia Belkacem" in page
    assert "de 10\u00a0h à 11\u00a0h" in " ".join(page.split(" "))
    assert "Centre social Bellevue, salle 2" in page
    assert "4 rue des Lilas" in page
    assert 'href="tel:0400000000"' in page
    assert "Je viens" in page
    assert "La date de naissance de l’enfant" in page
    assert "Ce lien est pour Samia Belkacem" in page


@pytest.mark.parametrize("language", ["fr", "simple", "en", "ar", "tr", "pt", "es", "uk"])
def test_it_says_nothing_of_the_child_nor_who_the_reader_is_to_the_child(
    guest, soon, alice, language
):
    for seat in soon.participants.exclude(family_member__relation="père"):
        page = _page(guest, make_link(seat, alice), language)
        body = page[page.index("<main") :]
        assert [told for told in OF_THE_CHILD if told in body] == [], seat


def test_the_other_parent_is_not_named(guest, soon, alice):
    page = _page(guest, make_link(seat_of(soon, "père"), alice))
    assert "Pour David Morel" in page
    assert "Samia" not in page
    assert "Belkacem" not in page


def test_the_pupil_is_spoken_to_and_not_named(guest, soon, alice):
    page = _page(guest, make_link(soon.participants.get(role=Role.PUPIL.value), alice))
    assert "Pour toi" in page
    assert "Ta date de naissance" in page
    assert "Peux-tu venir" in page
    assert "Yanis" not in page


def test_without_a_date_of_birth_it_asks_the_first_name_and_does_not_say_it(guest, meeting, alice):
    page = _page(guest, make_link(seat_of(meeting, "mère"), alice))
    assert "Le prénom de l’enfant" in page
    assert "Yanis" not in page
    assert "date de naissance" not in page


def test_a_home_is_not_told_before_the_gate(guest, soon, alice):
    soon.places.update(ground="family")
    secret = make_link(seat_of(soon, "mère"), alice)
    page = _page(guest, secret)
    assert "rue des Lilas" not in page
    assert "Bellevue" not in page
    assert "L’adresse se lit après la question" in page
    assert "rue des Lilas" in _page(pass_gate(guest, secret), secret)


def test_it_says_what_this_person_answered_and_nobody_else(guest, soon, alice):
    slot = soon.chosen_slot
    slot.answers.all().delete()
    factories.make_answer(slot, seat_of(soon, "mère"), Answer.REMOTE, source="phone")
    mother = _page(guest, make_link(seat_of(soon, "mère"), alice))
    father = _page(guest, make_link(seat_of(soon, "père"), alice))
    assert "Je participe par téléphone ou en visio\u00a0»" in mother
    assert mother.count("aria-pressed") == 1
    assert "Réponse gardée" not in father
    assert "aria-pressed" not in father


def test_a_guess_of_the_coordinator_is_not_shown_as_an_answer(guest, soon, alice):
    soon.chosen_slot.answers.update(source="typed")
    assert "Réponse gardée" not in _page(guest, make_link(seat_of(soon, "mère"), alice))


def test_there_is_nothing_to_answer_without_a_date_nor_once_it_began(guest, soon, alice):
    secret = make_link(seat_of(soon, "mère"), alice)
    assert "Je viens" in _page(guest, secret)
    soon.slots.update(starts_at=in_days(-1, 10), ends_at=in_days(-1, 11))
    assert "Je viens" not in _page(guest, secret)
    soon.chosen_slot = None
    soon.save()
    page = _page(guest, secret)
    assert "Je viens" not in page
    assert "La date n’est pas encore choisie" in page


def test_it_is_private_and_lays_no_cookie(guest, soon, alice):
    response = _front(guest, make_link(seat_of(soon, "mère"), alice))
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_it_is_no_act_of_opening(guest, soon, alice, method):
    secret = make_link(seat_of(soon, "mère"), alice)
    getattr(guest, method)(reverse("meetings:guest_brief", args=[secret]))
    link = PrivateLink.objects.get()
    assert (link.opened_at, link.tries, link.tried_at) == (None, 0, None)


def test_it_speaks_the_language_of_the_card(guest, soon, alice):
    url = reverse("meetings:guest_brief", args=[make_link(seat_of(soon, "mère"), alice)])
    page = guest.get(url).content.decode()
    assert 'dir="rtl"' in page.split("<head>")[0]
    assert "Samia Belkacem" in page


@pytest.mark.parametrize("many", [1, 28])
def test_front_query_count(guest, meeting, alice, many, django_assert_num_queries):
    factories.fill(meeting, participants=many, items=min(many, 12), slots=many, places=1)
    url = reverse("meetings:guest_brief", args=[make_link(seat_of(meeting, "mère"), alice)])
    with django_assert_num_queries(LINK + QUERIES + CHANGES):
        guest.get(url)


@pytest.mark.parametrize("rest", ["/lettre.pdf", "/document/1", "/avis"])
def test_what_is_behind_the_gate_leads_to_it(guest, soon, alice, rest):
    secret = make_link(seat_of(soon, "mère"), alice)
    url = reverse("meetings:guest_brief", args=[secret])
    response = guest.get(f"{url}{rest}?langue=tr")
    assert (response.status_code, response["Location"]) == (302, f"{url}?langue=tr")
    assert response["Referrer-Policy"] == "no-referrer"


def test_only_the_letter_lets_a_coordinator_of_the_meeting_through(
    alice_client, charlie_client, soon, alice
):
    secret = make_link(seat_of(soon, "père"), alice)
    url = reverse("meetings:guest_brief", args=[secret])
    assert alice_client.get(f"{url}/lettre.pdf").status_code == 200
    assert charlie_client.get(f"{url}/lettre.pdf").status_code == 302
    assert "La date de naissance de l’enfant" in alice_client.get(url).content.decode()
    assert alice_client.get(f"{url}/avis").status_code == 302
