"""The card of a relative: what may be received, where one lives, what was found."""

import pytest
from django.urls import reverse

from partners.models import FamilyMember, SecretAddress
from tests.factories import hide_address, make_pupil, make_relative, new_key
from tests.partners.cards import sent_again

HOME = "12 chemin des Canaris, 69000 Lyon"


def _url(member):
    return reverse("partners:relative", args=[member.pupil_id, member.pk])


def _add(client, pupil, **fields):
    data = {"form_key": new_key(), "relation": "père", "gender": "m", "reads_best": "fr"} | fields
    return client.post(reverse("partners:relative_add", args=[pupil.pk]), data)


def _send(client, member, **fields):
    return client.post(_url(member), sent_again(client.get(_url(member)), **fields))


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ({"parental_authority": "on"}, "all"),
        ({}, "important"),
        ({"relation": "famille d’accueil"}, "all"),
        ({"may_receive": "nothing"}, "nothing"),
        ({"parental_authority": "on", "may_receive": "important"}, "important"),
    ],
)
def test_what_may_be_received_is_proposed_and_the_coordinator_decides(
    team, alice_client, sent, received
):
    _add(alice_client, make_pupil(team), **sent)
    assert FamilyMember.objects.get().may_receive == received


def test_the_page_says_the_articles_in_plain_words(team, alice_client):
    page = alice_client.get(_url(make_relative(make_pupil(team)))).content.decode()
    for article in ("372 et 373-2", "373-2-1", "373-4", "375-7", "515-11"):
        assert article in page
    for name in ("Qui est-ce", "Ce que cette personne décide et reçoit", "En quelle langue"):
        assert f"<legend>{name}" in page


def test_authority_taken_away_changes_what_is_received_and_one_is_told(team, alice_client):
    member = make_relative(make_pupil(team), "père")
    response = alice_client.post(
        _url(member), sent_again(alice_client.get(_url(member)), parental_authority=""), follow=True
    )
    member.refresh_from_db()
    assert member.may_receive == "important"
    assert "peut recevoir\u00a0: ce qui concerne les choix importants" in response.content.decode()


def test_authority_given_back_does_not_lift_what_a_judge_forbids(team, alice_client):
    member = make_relative(
        make_pupil(team), "père", parental_authority=False, may_receive="nothing"
    )
    _send(alice_client, member, parental_authority="on")
    member.refresh_from_db()
    assert (member.parental_authority, member.may_receive) == (True, "nothing")


def test_a_choice_of_the_coordinator_stands_whatever_the_authority(team, alice_client):
    member = make_relative(make_pupil(team), "père")
    _send(alice_client, member, parental_authority="", may_receive="nothing")
    member.refresh_from_db()
    assert member.may_receive == "nothing"


def test_a_sending_that_says_nothing_of_it_changes_nothing_of_it(team, alice_client):
    member = make_relative(make_pupil(team), may_receive="nothing", first_name="Samia")
    data = sent_again(alice_client.get(_url(member)), first_name="Samya")
    del data["may_receive"], data["initial-may_receive"]
    alice_client.post(_url(member), data)
    member.refresh_from_db()
    assert member.may_receive == "nothing"


def test_an_address_written_with_the_box_ticked_is_kept_apart(team, alice_client):
    pupil = make_pupil(team)
    response = _add(alice_client, pupil, postal_address=HOME, address_is_secret="on")
    member = FamilyMember.objects.get()
    assert response.status_code == 302
    assert member.postal_address == ""
    assert SecretAddress.objects.get().address == HOME
    assert "Canaris" not in alice_client.get(_url(member)).content.decode()


def test_unticking_asks_what_becomes_of_the_address(team, alice_client):
    member = make_relative(make_pupil(team))
    hide_address(member, HOME)
    page = alice_client.get(_url(member))
    assert "kept_address" not in page.content.decode()
    refused = alice_client.post(_url(member), sent_again(page, address_is_secret="", work="nuit"))
    text = refused.content.decode()
    assert refused.status_code == 422
    assert 'name="kept_address"' in text
    assert 'value="nuit"' in text
    assert "Canaris" not in text
    again = sent_again(refused, address_is_secret="", kept_address="erase")
    again["initial-address_is_secret"] = "True"
    again["initial-work"] = ""
    assert alice_client.post(_url(member), again).status_code == 302
    member.refresh_from_db()
    assert (member.address_is_secret, member.work) == (False, "nuit")
    assert not SecretAddress.objects.exists()


def test_a_home_said_to_be_secret_without_any_address_asks_nothing(team, alice_client):
    member = make_relative(make_pupil(team), address_is_secret=True)
    assert _send(alice_client, member, address_is_secret="").status_code == 302


def test_a_refused_form_is_kept_by_no_cache(team, alice_client):
    pupil = make_pupil(team)
    refused = _add(alice_client, pupil, relation="", postal_address=HOME, address_is_secret="on")
    assert refused.status_code == 422
    assert HOME in refused.content.decode()
    assert "no-store" in refused["Cache-Control"]
    assert not FamilyMember.objects.exists()


@pytest.mark.parametrize(
    ("back", "leads"),
    [("/reunions/ABC/invites", "/reunions/ABC/invites"), ("//ailleurs.example", None),
     ("https://ailleurs.example/reunions/", None), ("", None)],
)  # fmt: skip
def test_one_comes_back_to_the_meeting_one_came_from(team, alice_client, back, leads):
    member = make_relative(make_pupil(team))
    url = f"{_url(member)}?retour={back}"
    response = alice_client.post(url, sent_again(alice_client.get(url), childcare_found="la tante"))
    home = reverse("meetings:pupil", args=[member.pupil_id])
    assert response["Location"] == (leads or home)
    member.refresh_from_db()
    assert member.childcare_found == "la tante"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_relative_query_count(team, alice_client, django_assert_num_queries, count):
    pupil = make_pupil(team)
    members = [make_relative(pupil, address_is_secret=True) for _ in range(count)]
    # Session, account, its team; the pupil; the relative twice with its pupil and team; whether
    # an address is kept; the calendar.
    with django_assert_num_queries(9):
        alice_client.get(_url(members[0]))


def test_a_list_says_of_a_secret_address_that_there_is_one(team):
    member = make_relative(
        make_pupil(team), reached_by="sms", lives_with_pupil="no", speaks_best="tr",
        interpreter="needed", childcare="petite sœur", phone="06 00 00 00 01",
    )  # fmt: skip
    hide_address(member, HOME)
    facts = " · ".join(member.facts)
    assert facts == (
        "exerce l’autorité parentale · lit le mieux\u00a0: français · parle le mieux\u00a0: turc · "
        "ne vit pas avec l’élève · à joindre par SMS, écrit à la main · interprète à trouver · "
        "garde à trouver · adresse secrète"
    )


def test_a_language_nobody_noted_is_not_said(team, alice_client):
    member = make_relative(make_pupil(team), reads_best="ar")
    assert "parle" not in " · ".join(member.facts)
    form = alice_client.get(_url(member)).context["form"]
    assert form["speaks_best"].value() == ""
    assert "on ne sait pas encore" in str(form["speaks_best"])


def test_a_language_noted_can_be_forgotten(team, alice_client):
    member = make_relative(make_pupil(team), reads_best="ar", speaks_best="tr")
    assert "parle le mieux\u00a0: turc" in member.facts
    alice_client.post(_url(member), sent_again(alice_client.get(_url(member)), speaks_best=""))
    member.refresh_from_db()
    assert (member.reads_best, member.speaks_best) == ("ar", "")
