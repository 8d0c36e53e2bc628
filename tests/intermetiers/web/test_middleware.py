"""A GET never writes; nothing of ours is kept by a shared cache; the closed door loses no text."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from intermetiers.web.middleware import WriteOnGetError, read_only_gets
from partners.models import Team

TYPED = "Après 14 h, Yanis n’a plus la force de suivre <b>مرحبا</b> 🙂"


def _write(request):
    Team.objects.create(name="Secteur Lyon 3")
    return HttpResponse()


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_page_that_writes_while_it_is_read_is_stopped(db, method):
    request = getattr(RequestFactory(), method)("/")
    with pytest.raises(WriteOnGetError, match="partners_team"), transaction.atomic():
        read_only_gets(_write)(request)
    assert not Team.objects.exists()


def test_the_fault_never_names_what_was_written(db):
    with pytest.raises(WriteOnGetError) as fault:
        read_only_gets(_write)(RequestFactory().get("/"))
    assert "Lyon" not in str(fault.value)


@pytest.mark.parametrize("act", ["update", "delete"])
def test_changing_and_deleting_are_stopped_too(team, act):
    def view(request):
        rows = Team.objects.filter(pk=team.pk)
        rows.update(name="autre") if act == "update" else rows.delete()

    with pytest.raises(WriteOnGetError), transaction.atomic():
        read_only_gets(view)(RequestFactory().get("/"))
    assert Team.objects.get().name == team.name


def test_a_post_writes(db):
    assert read_only_gets(_write)(RequestFactory().post("/")).status_code == 200
    assert Team.objects.exists()


def test_answers_are_private_and_closed_to_what_they_do_not_need(alice_client):
    response = alice_client.get(reverse("meetings:week"))
    assert response["Cache-Control"] == "private, no-cache"
    assert "noindex" in response["X-Robots-Tag"]
    assert "camera=()" in response["Permissions-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]


def test_a_text_sent_after_the_session_ended_comes_back(meeting):
    url = reverse("meetings:problem", args=[meeting.reference])
    response = Client().post(url, {"problem": TYPED, "initial-problem": "ancien", "form_key": "x"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "Après 14 h, Yanis n’a plus la force de suivre &lt;b&gt;مرحبا&lt;/b&gt; 🙂" in page
    assert "ancien" not in page
    assert reverse("partners:sign_in") in page
    assert "Vous n’êtes plus connecté" in page
    meeting.refresh_from_db()
    assert meeting.problem == ""


def test_a_closed_door_says_nothing_of_what_is_behind(db):
    there = Client().post("/reunions/PASLA/probleme", {"problem": TYPED})
    assert there.status_code == 403
    assert "Yanis n’a plus" in there.content.decode()


def test_a_button_without_text_leads_to_the_sign_in(meeting):
    url = reverse("meetings:take_up", args=[meeting.reference])
    response = Client().post(url)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("partners:sign_in"))


def test_htmx_is_told_to_show_the_kept_text(meeting):
    url = reverse("meetings:problem", args=[meeting.reference])
    response = Client().post(url, {"problem": TYPED}, headers={"HX-Request": "true"})
    assert response["HX-Retarget"] == "#contenu"
    assert response["HX-Reselect"] == "#contenu"
    assert 'id="contenu"' in response.content.decode()
