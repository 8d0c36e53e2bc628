"""The page of a partner: what this person does, whom this person follows, every meeting."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    NOW,
    make_following,
    make_institution,
    make_meeting,
    make_participant,
    make_professional,
    make_pupil,
    make_slot,
)


@pytest.fixture
def card(team):
    return make_professional(
        team, "orthophoniste", gender="f", first_name="Lucie", last_name="Garnier"
    )


def url(card):
    return reverse("meetings:partner", args=[card.pk])


def read(client, card, **query):
    return client.get(url(card), query).content.decode()


def sit(team, alice, card, title, *, in_days=None, **fields):
    """A meeting of this name where the card has a seat, that many days from now."""
    meeting = make_meeting(team, alice, title=title, **fields)
    make_participant(meeting, professional=card)
    if in_days is not None:
        starts_at = timezone.now() + timedelta(days=in_days)
        meeting.chosen_slot = make_slot(meeting, starts_at)
        meeting.save()
    return meeting


def test_the_metier_is_said_in_plain_words(card, alice_client):
    page = read(alice_client, card)
    assert "Aide l’enfant à parler, comprendre, lire, écrire ou compter" in page
    assert "à expliquer" not in page
    assert f'href="{reverse("partners:metier", args=["orthophoniste"])}"' in page


def test_a_free_metier_leads_to_the_words_of_the_team(team, alice_client):
    card = make_professional(team, "autre", metier_other="art-thérapeute & clown")
    page = read(alice_client, card)
    assert "Art-thérapeute &amp; clown" in page
    (leads_to,) = re.findall(r'<a href="([^"]+)">à expliquer</a>', page)
    answer = alice_client.get(unescape(leads_to))
    assert answer.status_code == 200
    assert "art-thérapeute &amp; clown" in answer.content.decode()


def test_a_metier_taken_away_from_the_list_leads_to_the_list(team, alice_client):
    card = make_professional(team, "metier_retire", last_name="Garnier")
    assert f'<a href="{reverse("partners:words")}">à expliquer</a>' in read(alice_client, card)


def test_usual_constraints_are_sentences(team, alice_client):
    card = make_professional(
        team, gender="f", weekdays="1 4", remote_only=True, fee=45, note="appeler avant midi"
    )
    page = read(alice_client, card)
    for sentence in (
        "Présente le lundi et le jeudi.",
        "Prend part à distance seulement.",
        "La famille paie 45\u00a0€ pour sa présence.",
        "À savoir\u00a0: appeler avant midi.",
    ):
        assert sentence in page


def test_pupils_followed_stand_by_name_and_the_past_is_folded(card, team, alice_client):
    school = make_institution(team, "École Foch")
    make_following(make_pupil(team, last_name="Zola", school=school), card)
    make_following(
        make_pupil(team, last_name="d’Aubigné", archived_at=NOW), card, since=date(2025, 9, 1)
    )
    make_following(make_pupil(team, last_name="Partie"), card, until=date(2026, 6, 30))
    page = read(alice_client, card)
    present, past = page.split("Suivis passés (1)")
    assert "2 élèves suivis" in " ".join(present.split())
    assert present.index("d’Aubigné Yanis") < present.index("Zola Yanis")
    assert "Depuis le 1er\u00a0septembre 2025" in present
    assert "élève archivé" in present
    assert "École Foch" in present
    assert "Partie Yanis" in past
    assert present.count("Fin du suivi") == 2
    assert "Fin du suivi" not in past


def test_meetings_to_come_stand_first_then_the_past(card, team, alice, alice_client):
    sit(team, alice, card, "Dans dix jours", in_days=10)
    sit(team, alice, card, "Demain", in_days=1)
    sit(team, alice, card, "Sans date")
    sit(team, alice, card, "Il y a un mois", in_days=-30)
    sit(team, alice, card, "Avant-hier", in_days=-2)
    sit(team, alice, card, "Annulée", in_days=5, cancelled_at=NOW)
    make_meeting(team, alice, title="Sans cette personne")
    page = read(alice_client, card)
    order = [
        page.index(f">{title}</a>")
        for title in ("Demain", "Dans dix jours", "Sans date", "Annulée", "Avant-hier", "Il y a un mois")
    ]  # fmt: skip
    assert order == sorted(order)
    assert "· annulée" in " ".join(page.split())
    assert "Sans cette personne" not in page


def test_the_past_goes_by_pages(card, team, alice, alice_client):
    for number in range(21):
        sit(team, alice, card, f"Réunion {number:02}", in_days=-1 - number)
    assert ">Réunion 20</a>" not in read(alice_client, card)
    assert ">Réunion 20</a>" in read(alice_client, card, page=2)


def test_who_is_gone_says_since_when_and_where_a_seat_remains(card, team, alice, alice_client):
    sit(team, alice, card, "Demain", in_days=1)
    card.archived_at = NOW
    card.save()
    page = read(alice_client, card)
    assert "Fiche archivée le lundi 23\u00a0novembre 2026" in page
    assert "encore à table de réunions à venir" in page
    assert "Ajouter des élèves" not in page
    assert "Remettre dans le carnet" in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_partner_query_count(card, team, alice, alice_client, django_assert_num_queries, count):
    for number in range(count):
        pupil = make_pupil(team, school=make_institution(team, f"École {number}"))
        make_following(pupil, card)
        make_following(pupil, card, until=date(2026, 6, 30))
        sit(team, alice, card, "À venir", in_days=3, pupil=pupil)
        sit(team, alice, card, "Sans date", pupil=pupil)
        sit(team, alice, card, "Passée", in_days=-3, pupil=pupil)
    # Session, account, its team, the card, its calendar, followings, coming, without a date, past
    # and its count.
    with django_assert_num_queries(11):
        alice_client.get(url(card))


def test_a_stranger_finds_nothing(card, charlie_client):
    assert charlie_client.get(url(card)).status_code == 404


def test_the_page_is_only_read(card, alice_client):
    assert alice_client.post(url(card)).status_code == 405
