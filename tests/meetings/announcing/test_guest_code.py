"""The code of a letter, typed by hand: as safe as the link, and forgiving to fingers."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import code_of, make_secret, read_code
from intermetiers.web.models import JournalEntry, WrongTry
from meetings.announcing.views.guest_door import MOST_CODES
from meetings.domain.kinds import Purpose
from meetings.doors import new_link
from meetings.models import Meeting, PrivateLink
from tests.guests import make_link, pass_gate
from tests.meetings.asking.cast import seat_of

URL = "/code"


@pytest.fixture
def guest():
    return Client(headers={"host": "testserver"}, enforce_csrf_checks=True)


@pytest.fixture
def secret(case_1, alice):
    return make_link(seat_of(case_1, "père"), alice)


def _type(client, code):
    return client.post(URL, {"code": code})


def test_the_page_asks_for_the_code_without_account_nor_script(guest, db):
    response = guest.get(URL)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Taper le code de la lettre" in page
    assert "<script" not in page
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert 'href="?langue=ar"' in page
    assert 'dir="rtl"' in guest.get(URL, {"langue": "ar"}).content.decode()


def test_the_page_to_sign_in_leads_to_it(guest, db):
    page = guest.get(reverse("partners:sign_in")).content.decode()
    assert f'href="{URL}"' in page


def test_a_link_made_by_the_site_has_its_code(case_1, alice):
    now = timezone.now()
    meeting = Meeting.objects.get(pk=case_1.pk)
    seat = seat_of(case_1, "mère")
    seat.meeting = meeting
    made = new_link(seat, Purpose.BRIEF, made_for="letter", by=alice, now=now)
    assert made.code == code_of(made.secret)
    assert PrivateLink.objects.opened_by(made.code, Purpose.BRIEF, now).get() == made.link
    assert read_code(made.code) not in str(PrivateLink.objects.values())
    assert made.code not in str(list(JournalEntry.objects.values()))


@pytest.mark.parametrize("typed", ["{}", " {} ", "{dashless}", "{small}", "{spaced}", "{letters}"])
def test_a_code_typed_by_hand_leads_to_the_page_of_its_link(guest, secret, typed):
    code = code_of(secret)
    typed = typed.format(
        code,
        dashless=code.replace("-", ""),
        small=code.lower(),
        spaced=code.replace("-", " – "),
        letters=code.replace("0", "O").replace("1", "l"),
    )
    response = _type(guest, typed)
    assert response.status_code == 302
    assert response["Location"] == f"/b/{read_code(code)}"
    assert not WrongTry.objects.exists()
    page = guest.get(response["Location"])
    assert "Pour David Morel" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"


def test_behind_the_code_stands_the_same_gate(guest, secret):
    address = _type(guest, code_of(secret))["Location"]
    assert "Yanis" not in guest.get(address).content.decode()
    assert guest.get(f"{address}/lettre.pdf").status_code == 302
    guest.post(f"{address}/ouvrir", {"said": "17/04/2018"})
    assert "La réunion pour Yanis" in guest.get(address).content.decode()


def test_the_passage_of_the_link_and_of_its_code_are_one_gate(guest, secret):
    """One may be tried five times in all, whichever address is used."""
    address = f"/b/{code_of(secret)}"
    for door in (address, f"/b/{secret}", address, f"/b/{secret}", address):
        guest.post(f"{door}/ouvrir", {"said": "01/01/2001"})
    assert "ne s’ouvre plus" in guest.get(f"/b/{secret}").content.decode()


@pytest.mark.parametrize("typed", ["", "ABCD", "A" * 17, "\0", "é" * 16, "x" * 3000])
def test_what_is_no_code_is_no_try(guest, db, typed):
    response = _type(guest, typed)
    assert response.status_code == 422
    assert "Un code a seize lettres et chiffres" in response.content.decode()
    assert not WrongTry.objects.exists()


@pytest.mark.parametrize("state", ["wrong", "revoked", "expired", "forbidden", "of dates"])
def test_a_code_that_opens_nothing_always_says_the_same(guest, secret, case_1, alice, state):
    past = timezone.now() - timedelta(seconds=1)
    if state == "wrong":
        secret = make_secret()
    elif state == "forbidden":
        case_1.pupil.family.update(may_receive="nothing")
    elif state == "of dates":
        secret = make_link(seat_of(case_1, "père"), alice, purpose=Purpose.SLOTS)
    else:
        PrivateLink.objects.update(**{f"{state}_at".replace("expired", "expires"): past})
    response = _type(guest, code_of(secret))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Ce code n’ouvre rien" in page
    assert code_of(secret) not in page
    assert guest.get(f"/b/{code_of(secret)}").status_code == 404


def test_twenty_wrong_codes_an_hour_and_no_more(guest, secret, monkeypatch):
    for _ in range(MOST_CODES):
        assert _type(guest, code_of(make_secret())).status_code == 422
    response = _type(guest, code_of(secret))
    assert response.status_code == 429
    assert "essayez encore dans une heure" in response.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert _type(elsewhere, code_of(secret)).status_code == 302
    later = timezone.now() + timedelta(hours=1, seconds=5)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert _type(guest, code_of(secret)).status_code == 302
    assert not WrongTry.objects.exists()


def test_wrong_codes_do_not_close_the_gates(guest, secret):
    for _ in range(MOST_CODES + 1):
        _type(guest, code_of(make_secret()))
    pass_gate(guest, secret)


def test_no_log_holds_a_code(guest, secret, caplog):
    code = read_code(code_of(secret))
    with caplog.at_level(logging.INFO):
        _type(guest, code)
        guest.get(f"/b/{code}/document/99999999")
        guest.get(f"/b/{read_code(code_of(make_secret()))}")
    assert "/b/…" in caplog.text
    assert code not in caplog.text


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_only_a_form_is_read(guest, db, method):
    assert getattr(guest, method)(URL).status_code == 405


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_code_in_an_address_is_not_looked_for(guest, secret, method):
    response = getattr(guest, method)(URL, {"code": code_of(secret)})
    assert response.status_code == 200
