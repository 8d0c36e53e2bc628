"""« J’ai lu », « Je n’ai pas compris »: what a guest says of something to read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import ReadMark
from tests import factories
from tests.guests import make_link, pass_gate


@pytest.fixture
def mother(case_1):
    mother = case_1.participants.get(family_member__relation="mère")
    mother.family_member.reads_best = "fr"
    mother.family_member.save()
    return mother


@pytest.fixture
def information(case_1):
    return case_1.agenda.filter(kind="decide").first().informations.get()


@pytest.fixture
def secret(mother, alice):
    return make_link(mother, alice)


@pytest.fixture
def guest(client, secret):
    return pass_gate(client, secret)


def at(secret, information):
    return f"/b/{secret}/lu/{information.pk}"


def test_a_guest_says_it_and_changes_it(guest, secret, mother, information):
    response = guest.post(at(secret, information), {"said": "read"})
    assert response["Location"] == f"/b/{secret}#dit-{information.pk}"
    mark = ReadMark.objects.get()
    assert (mark.participant, mark.said, mark.source) == (mother, "read", "link")
    assert "C’est noté" in guest.get(f"/b/{secret}").content.decode()
    guest.post(at(secret, information), {"said": "unclear", "note": "Que veut dire PPS ?"})
    mark = ReadMark.objects.get()
    assert (mark.said, mark.note) == ("unclear", "Que veut dire PPS ?")
    guest.post(at(secret, information), {"said": "read", "note": "de trop"})
    assert ReadMark.objects.get().note == ""


def test_said_twice_it_is_said_once(guest, secret, information):
    guest.post(at(secret, information), {"said": "read"})
    first = ReadMark.objects.get().said_at
    guest.post(at(secret, information), {"said": "read"})
    assert ReadMark.objects.get().said_at == first


def test_the_brief_offers_it_without_a_script(guest, secret, information):
    page = guest.get(f"/b/{secret}").content.decode()
    assert f'action="/b/{secret}/lu/{information.pk}"' in page
    assert "J’ai lu" in page


def test_the_language_chosen_stays(guest, secret, information):
    response = guest.post(at(secret, information) + "?langue=simple", {"said": "read"})
    assert "?langue=simple#dit-" in response["Location"]


@pytest.mark.parametrize("said", [{}, {"said": "liked"}, {"said": "unclear", "note": "x" * 251}])
def test_what_no_form_of_ours_sends_changes_nothing(guest, secret, information, said):
    assert guest.post(at(secret, information), said).status_code == 302
    assert not ReadMark.objects.exists()


def test_behind_the_gate_only(client, secret, information):
    response = client.post(at(secret, information), {"said": "read"})
    assert response["Location"] == f"/b/{secret}"
    assert not ReadMark.objects.exists()


def test_a_wrong_link_opens_nothing(client, mother, alice, information):
    expired = make_link(mother, alice, expires_at=timezone.now() - timedelta(days=1))
    for secret in ("x" * 43, expired):
        assert client.post(at(secret, information), {"said": "read"}).status_code == 404
    assert not ReadMark.objects.exists()


@pytest.mark.parametrize("method", ["get", "put"])
def test_the_wrong_method_is_refused(guest, secret, information, method):
    assert getattr(guest, method)(at(secret, information)).status_code == 405


def test_only_what_this_person_may_read(guest, secret, case_1, team, alice, information):
    other = factories.make_meeting(team, alice)
    elsewhere = factories.make_information(
        factories.make_item(other), text="Autre.", given_at=timezone.now()
    )
    awaited = factories.make_information(information.item)
    case_1.brief_given_on = timezone.localdate()
    case_1.save()
    late = factories.make_information(information.item, text="Tard.", given_at=timezone.now())
    for one in (elsewhere, awaited, late):
        assert guest.post(at(secret, one), {"said": "read"}).status_code == 404
    assert not ReadMark.objects.exists()


def test_the_interpreter_reads_words_and_no_text(case_1, alice, team, information):
    seat = factories.make_participant(
        case_1, professional=factories.make_professional(team, "interprete")
    )
    seat.role = "interpreter"
    seat.save()
    secret = make_link(seat, alice)
    guest = pass_gate(Client(), secret)
    assert guest.post(at(secret, information), {"said": "read"}).status_code == 404


def test_nothing_of_it_is_shown_to_another(guest, secret, case_1, alice, information):
    guest.post(at(secret, information), {"said": "unclear", "note": "ZQX"})
    father = case_1.participants.get(family_member__relation="père")
    other = make_link(father, alice)
    page = pass_gate(Client(), other).get(f"/b/{other}").content.decode()
    assert "ZQX" not in page
    assert "C’est noté" not in page
