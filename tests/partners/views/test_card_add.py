"""Adding a card to the address book, whatever its kind."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from tests.factories import make_account, make_institution, make_team
from tests.partners.cards import KINDS, kind_for, sent

AWKWARD = {
    "script": "<script>alert(1)</script>",
    "emoji": "Yanis 🙂👩🏽‍🏫",
    "right-to-left": "سامية بلقاسم",
    "apostrophe": "d’Aubigné-N’Diaye",
}


@pytest.fixture(params=KINDS)
def kind(request, team):
    return kind_for(request.param, team)


def test_a_card_is_added_to_the_team(kind, team, alice_client):
    response = alice_client.post(kind.add_url(), sent(kind))
    assert response.status_code == 302
    card = kind.model.objects.get()
    assert getattr(card, "team", team) == team
    for name, value in kind.sent.items():
        assert str(getattr(card, name)) in {value, "True"}


def test_a_form_without_what_is_needed_comes_back_with_what_was_typed(kind, alice_client):
    for name in kind.required:
        response = alice_client.post(
            kind.add_url(), sent(kind, phone="06 00 00 00 01") | {name: ""}
        )
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [name]
    assert not kind.model.objects.exists()


def test_an_empty_sending_is_refused_with_words(kind, alice_client):
    response = alice_client.post(kind.add_url(), {})
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()


def test_sent_twice_a_form_makes_one_card_and_one_line(kind, alice_client):
    data = sent(kind)
    assert alice_client.post(kind.add_url(), data).status_code == 302
    assert alice_client.post(kind.add_url(), data).status_code == 302
    assert kind.model.objects.count() == 1
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_any_text_is_kept_and_shown_as_text(kind, alice_client, text):
    alice_client.post(kind.add_url(), sent(kind, **{kind.text: text}))
    card = kind.model.objects.get()
    assert getattr(card, kind.text) == text
    page = alice_client.get(kind.change_url(card)).content.decode()
    assert "<script>alert" not in page
    assert text.replace("<", "&lt;").replace(">", "&gt;") in page


def test_a_text_too_long_is_refused_and_kept(kind, alice_client):
    response = alice_client.post(kind.add_url(), sent(kind, **{kind.text: "é" * 3000}))
    assert response.status_code == 422
    assert f"au plus {kind.limit}" in str(response.context["form"].errors[kind.text])
    assert "é" * 3000 in response.content.decode()


def test_a_null_byte_is_refused_with_a_sentence(kind, alice_client):
    response = alice_client.post(kind.add_url(), sent(kind, **{kind.text: "Yan\x00is"}))
    assert response.status_code == 422
    assert response.context["form"].errors[kind.text]
    assert not kind.model.objects.exists()


def test_a_stranger_adds_nothing_to_the_team(kind, team, charlie_client):
    response = charlie_client.post(kind.add_url(), sent(kind))
    if kind.pupil:
        assert response.status_code == 404
    assert not kind.model.objects.filter(**{"pupil__team" if kind.pupil else "team": team}).exists()


def test_someone_who_left_the_team_adds_nothing(kind, alice, alice_client):
    alice.memberships.all().delete()
    assert alice_client.post(kind.add_url(), sent(kind)).status_code == 403
    assert not kind.model.objects.exists()


def test_other_methods_are_refused(kind, alice_client):
    assert alice_client.put(kind.add_url()).status_code == 405


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["pupil", "relative"])
def test_two_presses_at_the_same_instant_make_one_card(name):
    team = make_team()
    kind, alice = kind_for(name, team), make_account(team)
    data, start, statuses = sent(kind), Barrier(2), []

    def press():
        client = Client()
        client.force_login(alice, backend="partners.backends.PasswordBackend")
        start.wait(10)
        try:
            statuses.append(client.post(kind.add_url(), data).status_code)
        finally:
            connection.close()

    presses = [Thread(target=press) for _ in range(2)]
    for thread in presses:
        thread.start()
    for thread in presses:
        thread.join(30)
    assert statuses == [302, 302]
    assert kind.model.objects.count() == 1


def test_the_page_of_an_institution_leads_to_forms_that_know_it(team, alice_client):
    school = make_institution(team)
    for name, asked, field in (
        ("professional_add", "lieu", "institution"), ("pupil_add", "ecole", "school"),
    ):  # fmt: skip
        form = alice_client.get(reverse(f"partners:{name}"), {asked: school.pk}).context["form"]
        assert str(form[field].value()) == str(school.pk)
