"""A link that reached somebody else: whose it is, « ce n’est pas moi », and nothing of the child."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import make_secret
from intermetiers.web.models import JournalEntry
from meetings.announcing.links import troubles_of
from meetings.domain.gate import MOST_TRIES
from meetings.domain.kinds import Role
from meetings.models import PrivateLink
from tests.guests import make_link
from tests.meetings.asking.cast import seat_of

OF_THE_CHILD = ("Yanis", "Morel", "mère", "SESSAD", "rue des Lilas")


@pytest.fixture
def guest():
    return Client(headers={"host": "testserver"}, enforce_csrf_checks=True)


@pytest.fixture
def mother(case_1):
    return seat_of(case_1, "mère")


@pytest.fixture
def secret(mother, alice):
    return make_link(mother, alice)


def _url(secret):
    return reverse("meetings:guest_not_me", args=[secret]) + "?langue=fr"


def test_it_says_whose_the_link_is_and_what_will_happen(guest, secret):
    response = guest.get(_url(secret))
    page = response.content.decode()
    assert "Pour Samia Belkacem" in page
    assert "le lien ne s’ouvrira plus" in page
    assert "Alice Martin saura" in page
    assert [told for told in OF_THE_CHILD if told in page] == []
    assert response["Referrer-Policy"] == "no-referrer"
    assert PrivateLink.objects.get().not_me_at is None


def test_the_link_of_the_pupil_names_nobody(guest, case_1, alice):
    secret = make_link(case_1.participants.get(role=Role.PUPIL.value), alice)
    assert "Yanis" not in guest.get(_url(secret)).content.decode()


def test_saying_so_closes_the_link_and_thanks(guest, secret):
    response = guest.post(_url(secret))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Merci" in page
    assert 'href="tel:0400000000"' in page
    assert [told for told in (*OF_THE_CHILD, "Samia", secret) if told in page] == []
    link = PrivateLink.objects.get()
    assert link.not_me_at == link.revoked_at is not None
    entry = JournalEntry.objects.get(act="link_not_mine")
    assert entry.account is None
    assert secret not in str(entry.detail)
    for rest in ("", "/ouvrir", "/pas-moi", "/reponse", "/lettre.pdf"):
        url = reverse("meetings:guest_brief", args=[secret]) + rest
        assert guest.get(url).status_code == 404


def test_saying_it_twice_is_the_page_of_a_link_that_does_not_open(guest, secret):
    guest.post(_url(secret))
    before = PrivateLink.objects.get().not_me_at
    assert guest.post(_url(secret)).status_code == 404
    assert PrivateLink.objects.get().not_me_at == before
    assert JournalEntry.objects.filter(act="link_not_mine").count() == 1


def test_only_this_link_closes(guest, mother, secret, alice):
    other = make_link(mother, alice)
    guest.post(_url(secret))
    assert guest.get(reverse("meetings:guest_brief", args=[other])).status_code == 200


def test_a_link_that_does_not_open_says_nothing_more(guest, secret):
    PrivateLink.objects.update(expires_at=timezone.now())
    pages = {guest.post(_url(one)).content for one in (secret, make_secret(), "x")}
    assert len(pages) == 1
    assert PrivateLink.objects.get().not_me_at is None


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_closes_nothing(guest, secret, method):
    getattr(guest, method)(_url(secret))
    assert PrivateLink.objects.get().revoked_at is None


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_only_a_form_says_so(guest, secret, method):
    assert getattr(guest, method)(_url(secret)).status_code == 405


# --- What the coordinator learns -------------------------------------------------------------------


def test_the_coordinator_learns_it_until_another_link_is_given(
    guest, case_1, mother, secret, alice
):
    assert troubles_of(case_1) == {}
    guest.post(_url(secret))
    [said] = troubles_of(case_1)[mother.pk]
    assert "n’est pas arrivé à la bonne personne, le " in said
    make_link(mother, alice)
    assert troubles_of(case_1) == {}


def test_the_coordinator_learns_that_a_gate_closed(case_1, mother, secret, alice):
    links = PrivateLink.objects.filter(participant=mother)
    links.update(tries=MOST_TRIES - 1, tried_at=timezone.now())
    assert troubles_of(case_1) == {}
    links.update(tries=MOST_TRIES)
    [said] = troubles_of(case_1)[mother.pk]
    assert "Cinq réponses fausses" in said
    links.update(revoked_at=timezone.now())
    assert troubles_of(case_1) == {}


def test_what_happened_in_another_meeting_is_not_told_here(guest, secret, meeting):
    guest.post(_url(secret))
    assert troubles_of(meeting) == {}
