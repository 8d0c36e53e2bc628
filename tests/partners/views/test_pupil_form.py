"""The form of a pupil: what it asks, what it never asks, what cannot be."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Pupil
from tests.factories import make_institution, make_pupil, new_key
from tests.partners.cards import sent_again

ADD = "/eleves/ajouter"


def change_url(pupil):
    return reverse("partners:pupil_change", args=[pupil.pk])


def said(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("days", [1, 4000])
def test_a_birth_to_come_is_refused(alice_client, days):
    born_on = timezone.localdate() + timedelta(days=days)
    sent = {"first_name": "Yanis", "born_on": born_on.isoformat(), "form_key": new_key()}
    response = alice_client.post(ADD, sent)
    assert response.status_code == 422
    assert "Cette date est dans l’avenir" in said(response)
    assert born_on.isoformat() in said(response)
    assert not Pupil.objects.exists()


def test_a_birth_too_long_ago_is_refused_with_the_age(team, alice_client):
    pupil = make_pupil(team)
    page = alice_client.get(change_url(pupil))
    response = alice_client.post(change_url(pupil), sent_again(page, born_on="17/04/1918"))
    assert response.status_code == 422
    assert "Vérifiez l’année" in said(response)


def test_a_pupil_begun_with_a_meeting_is_born_in_the_past_too(alice_client):
    tomorrow = timezone.localdate() + timedelta(days=1)
    sent = {
        "first_name": "Yanis", "born_on": tomorrow.isoformat(), "kind": "ess",
        "own_metier": "cpe", "own_gender": "f", "form_key": new_key(),
    }  # fmt: skip
    response = alice_client.post(reverse("meetings:new"), sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["born_on"]
    assert not Pupil.objects.exists()


@pytest.mark.parametrize("address", ["add", "change", "year"])
def test_the_screen_says_that_no_diagnosis_is_written(team, alice_client, address):
    pupil = make_pupil(team)
    urls = {
        "add": ADD,
        "change": change_url(pupil),
        "year": reverse("partners:schooling_add", args=[pupil.pk]),
    }
    assert "diagnostic" in said(alice_client.get(urls[address]))


def test_several_plans_are_kept_in_their_order(team, alice_client):
    sent = {"first_name": "Yanis", "plan": ["PAI", "PPS"], "form_key": new_key()}
    assert alice_client.post(ADD, sent).status_code == 302
    assert Pupil.objects.get().plan == "PPS PAI"


@pytest.mark.parametrize("kind", ["individuelle", "mutualisée", "collective", ""])
def test_human_help_says_how_and_how_long(team, alice_client, kind):
    pupil = make_pupil(team)
    page = alice_client.get(change_url(pupil))
    sent = sent_again(page, aesh_kind=kind, aesh_hours="9,5")
    assert alice_client.post(change_url(pupil), sent).status_code == 302
    pupil.refresh_from_db()
    assert (pupil.aesh_kind, float(pupil.aesh_hours)) == (kind, 9.5)


def test_the_end_of_the_notification_is_kept(team, alice_client):
    pupil = make_pupil(team)
    sent = sent_again(alice_client.get(change_url(pupil)), notified_until="31/08/2028")
    assert alice_client.post(change_url(pupil), sent).status_code == 302
    pupil.refresh_from_db()
    assert pupil.notified_until == date(2028, 8, 31)


def test_a_corrected_class_is_corrected_in_the_year_too(team, alice_client):
    school = make_institution(team)
    sent = {"first_name": "Yanis", "school": school.pk, "class_name": "CE2", "form_key": new_key()}
    alice_client.post(ADD, sent)
    pupil = Pupil.objects.get()
    page = alice_client.get(change_url(pupil))
    alice_client.post(change_url(pupil), sent_again(page, class_name="CM1"))
    row = pupil.schoolings.get()
    assert (row.school, row.class_name) == (school, "CM1")
