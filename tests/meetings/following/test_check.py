"""Whether a paper is the last version: open to all, and says nothing of the child."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import WrongTry
from meetings.following.actions.versions import make_version
from meetings.following.views.check import MOST_CODES
from tests.meetings.following.kept import OPENED, first_version, hold_and_close
from tests.meetings.held import Room

URL = "/verifier"
UNKNOWN = "0000-0000-0000"


@pytest.fixture
def version(case_1, alice):
    return first_version(hold_and_close(case_1, alice), alice)


@pytest.fixture
def passer_by():
    return Client(headers={"host": "testserver"}, enforce_csrf_checks=True)


def _ask(client, code):
    response = client.post(URL, {"code": code})
    return response.status_code, response.content.decode().replace("\u00a0", " ")


def test_the_last_version_is_said_to_be_so(passer_by, version):
    status, page = _ask(passer_by, version.code.lower().replace("-", " "))
    assert status == 200
    assert "C’est la dernière version." in page
    assert "version 1" in page
    assert not WrongTry.objects.exists()


def test_of_an_older_one_the_newer_is_named(passer_by, version, case_1, alice):
    room = Room(case_1, alice, OPENED + timedelta(days=1))
    room.say("reopen")
    room.note("agreement", "accueil", "On se revoit.")
    room.say("close")
    second = make_version(case_1, word="", reason="", by=alice, now=timezone.now())
    assert "Une version plus récente existe : version 2" in _ask(passer_by, version.code)[1]
    assert "C’est la dernière version." in _ask(passer_by, second.code)[1]


def test_it_tells_nothing_of_the_child_nor_of_anybody(passer_by, version, case_1, alice):
    page = _ask(passer_by, version.code)[1]
    for hidden in ("Yanis", "Belkacem", "carnet", case_1.reference, alice.name, "Jean-Moulin"):
        assert hidden not in page


def test_the_address_on_a_paper_fills_the_code_in_and_looks_for_nothing(passer_by, version):
    response = passer_by.get(reverse("meetings:check_code", args=[version.code]))
    page = response.content.decode()
    assert f'value="{version.code}"' in page
    assert "dernière version." not in page
    assert response["Cache-Control"].startswith("max-age=0")


def test_an_unknown_code_and_what_is_no_code(passer_by, version):
    assert "Ce code n’est pas connu." in _ask(passer_by, UNKNOWN)[1]
    status, page = _ask(passer_by, "bonjour")
    assert (status, "Ce n’est pas un code" in page) == (422, True)
    assert "<script>" not in _ask(passer_by, "<script>alert(1)</script>")[1]


def test_whoever_guesses_is_slowed_down(passer_by, version):
    for _ in range(MOST_CODES):
        _ask(passer_by, UNKNOWN)
    status, page = _ask(passer_by, version.code)
    assert (status, "Trop de codes inconnus" in page) == (429, True)


def test_it_is_asked_by_no_other_method(passer_by):
    assert passer_by.put(URL).status_code == 405
