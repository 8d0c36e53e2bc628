"""The page of a pupil, with the family, each apart."""

import pytest
from django.urls import reverse

from tests.factories import make_pupil, make_relative


def _url(pupil):
    return reverse("meetings:pupil", args=[pupil.pk])


@pytest.mark.parametrize("count", [1, 30])
def test_pupil_query_count(team, alice_client, django_assert_num_queries, count):
    pupil = make_pupil(team)
    for _ in range(count):
        make_relative(pupil)
    # Session, account, the pupil with school and team, the team of the header, the family.
    with django_assert_num_queries(5):
        page = alice_client.get(_url(pupil)).content.decode()
    assert page.count(">Modifier<span") == count


def test_the_page_says_what_serves_to_prepare(team, alice_client):
    pupil = make_pupil(team, plan="PPS", aesh_kind="mutualisée", aesh_hours="9.0")
    make_relative(
        pupil, first_name="Samia", last_name="Belkacem", reads_best="ar", phone="06 00 00 00 01"
    )
    page = alice_client.get(_url(pupil)).content.decode()
    said = " ".join(page.replace("&nbsp;", "_").split())
    assert "mutualisée, 9_heures par semaine" in said
    assert "Samia Belkacem" in page
    assert "arabe" in page
    assert "06 00 00 00 01" not in page


def test_an_archived_pupil_gets_no_new_meeting(team, alice_client):
    pupil = make_pupil(team, archived_at="2026-09-01T08:00:00Z")
    page = alice_client.get(_url(pupil)).content.decode()
    assert "Préparer une réunion" not in page
    assert "Remettre dans la liste" in page


def test_a_stranger_finds_nothing(team, charlie_client):
    assert charlie_client.get(_url(make_pupil(team))).status_code == 404


def test_the_page_is_only_read(team, alice_client):
    assert alice_client.post(_url(make_pupil(team))).status_code == 405


def _remove_url(member):
    return reverse("partners:relative_remove", args=[member.pupil_id, member.pk])


def test_a_relative_no_meeting_knows_is_removed(team, alice_client):
    member = make_relative(make_pupil(team))
    assert alice_client.post(_remove_url(member)).status_code == 302
    assert not member.pupil.family.exists()


def test_a_relative_invited_to_a_meeting_stays_and_one_is_told_why(meeting, alice_client):
    member = meeting.pupil.family.first()
    response = alice_client.post(_remove_url(member), follow=True)
    assert "retirez-la d’abord des invités" in response.content.decode()
    assert meeting.pupil.family.filter(pk=member.pk).exists()


def test_a_relative_of_another_pupil_is_not_there(team, alice_client):
    member, other = make_relative(make_pupil(team)), make_pupil(team)
    url = reverse("partners:relative_remove", args=[other.pk, member.pk])
    assert alice_client.post(url).status_code == 404


def test_removing_is_for_the_team_and_by_post(team, alice_client, charlie_client):
    member = make_relative(make_pupil(team))
    assert charlie_client.post(_remove_url(member)).status_code == 404
    assert alice_client.get(_remove_url(member)).status_code == 405
