"""What is asked of a professional only: days, distance, cost; a departure."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Professional
from tests.factories import make_following, make_professional, make_pupil, new_key
from tests.partners.cards import sent_again


def change_url(card):
    return reverse("partners:professional_change", args=[card.pk])


def leave_url(card):
    return reverse("partners:professional_archive", args=[card.pk])


def test_usual_constraints_are_kept(team, alice_client):
    card = make_professional(team)
    data = sent_again(alice_client.get(change_url(card)), note="appeler avant midi")
    data |= {"weekdays": ["4", "1"], "remote_only": "on", "fee": "45", "liberal": "on"}
    assert alice_client.post(change_url(card), data).status_code == 302
    card.refresh_from_db()
    kept = (card.weekdays, card.remote_only, card.note, card.fee, card.liberal)
    assert kept == ("1 4", True, "appeler avant midi", 45, True)


def test_days_already_ticked_are_shown_ticked(team, alice_client):
    card = make_professional(team, weekdays="2")
    form = alice_client.get(change_url(card)).context["form"]
    ticked = [box.data["value"] for box in form["weekdays"].subwidgets if box.data["selected"]]
    assert ticked == ["2"]


@pytest.mark.parametrize("forged", ["0", "9", "lundi"])
def test_a_day_that_is_none_is_refused(team, alice_client, forged):
    card = make_professional(team)
    data = sent_again(alice_client.get(change_url(card))) | {"weekdays": [forged]}
    response = alice_client.post(change_url(card), data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["weekdays"]


def test_two_people_changing_the_days_read_both_versions(team, alice_client):
    card = make_professional(team, weekdays="1")
    seen = sent_again(alice_client.get(change_url(card)))
    card.weekdays = "1 4"
    card.save()
    refused = alice_client.post(change_url(card), seen | {"weekdays": ["2"]})
    assert refused.status_code == 422
    assert "«\u00a0lundi et jeudi\u00a0»" in refused.content.decode()
    hidden = refused.context["form"].data.getlist("initial-weekdays")
    again = alice_client.post(
        change_url(card), seen | {"weekdays": ["2"], "initial-weekdays": hidden}
    )
    assert again.status_code == 302
    card.refresh_from_db()
    assert card.weekdays == "2"


def test_signs_nobody_sees_are_taken_out_of_names(alice_client):
    alice_client.post(
        reverse("partners:professional_add"),
        {"form_key": new_key(), "metier": "psyen", "first_name": "\u202eLucie", "last_name": " d’\u200bAubigné "},
    )  # fmt: skip
    card = Professional.objects.get()
    assert card.name == "Lucie d’Aubigné"
    assert card.folded.startswith("aubigne, d'")


def test_a_new_card_leads_to_its_page(alice_client):
    data = {"form_key": new_key(), "metier": "psyen"}
    response = alice_client.post(reverse("partners:professional_add"), data)
    page = reverse("meetings:partner", args=[Professional.objects.get().pk])
    assert response["Location"] == page


def test_leaving_says_what_it_changes_first(team, alice_client):
    card = make_professional(team)
    for _ in range(2):
        make_following(make_pupil(team), card)
    page = " ".join(alice_client.get(leave_url(card)).content.decode().split())
    assert "Le suivi de 2 élèves prend fin ce jour-là" in page
    card.refresh_from_db()
    assert card.archived_at is None


def test_who_leaves_ends_the_followings_that_day(team, alice_client):
    card = make_professional(team)
    following = make_following(make_pupil(team), card)
    response = alice_client.post(leave_url(card), {"since": "31/08/2026"})
    assert response["Location"] == reverse("meetings:partner", args=[card.pk])
    following.refresh_from_db()
    assert following.until == date(2026, 8, 31)


def test_without_a_day_one_leaves_today(team, alice_client):
    following = make_following(make_pupil(team))
    alice_client.post(leave_url(following.professional), {})
    following.refresh_from_db()
    assert following.until == timezone.localdate()


def test_nobody_leaves_in_the_future(team, alice_client):
    card = make_professional(team)
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = alice_client.post(leave_url(card), {"since": str(tomorrow)})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["since"]
    card.refresh_from_db()
    assert card.archived_at is None
