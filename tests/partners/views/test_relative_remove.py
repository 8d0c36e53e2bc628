"""Taking somebody out of a family, unless a meeting knows this person."""

from django.urls import reverse

from tests.factories import make_pupil, make_relative


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
