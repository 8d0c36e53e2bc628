"""The members of a team: seen by each, changed by a responsable, never left without one."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from intermetiers.web.models import JournalEntry, OutgoingMail
from partners.models import MemberInvitation, Membership, TeamRole
from tests.factories import make_account, make_team

URL = reverse("partners:members")
INVITE = reverse("partners:member_invite")


@pytest.fixture
def reader(team):
    return make_account(team, "Léa Lectrice", role=TeamRole.LECTEUR)


def _row(account):
    return account.memberships.get(team=account.current_team)


def _page(name, account):
    return reverse(f"partners:{name}", args=[_row(account).pk])


def test_each_member_sees_who_is_there_and_what_they_may_do(alice_client, bob, reader):
    page = alice_client.get(URL).content.decode()
    assert "Léa Lectrice" in page
    assert "lecteur" in page


def test_the_members_of_another_team_are_not_shown(charlie_client, alice):
    assert alice.name not in charlie_client.get(URL).content.decode()


@pytest.mark.parametrize("role", [TeamRole.COORDINATEUR, TeamRole.LECTEUR])
def test_only_a_responsable_invites_changes_or_removes(client, team, alice, role):
    client.force_login(make_account(team, role=role), "partners.backends.PasswordBackend")
    page = client.get(URL).content.decode()
    assert "Inviter quelqu’un" not in page
    for url in (INVITE, _page("member", alice), _page("member_remove", alice)):
        refused = client.post(url, {"email": "qui@example.org", "role": "responsable"})
        assert refused.status_code == 403
    assert not MemberInvitation.objects.exists()
    assert _row(alice).role == TeamRole.RESPONSABLE


def test_who_may_not_is_told_who_may(client, team, alice, reader):
    client.force_login(reader, "partners.backends.PasswordBackend")
    refused = client.get(_page("member", alice))
    assertContains(refused, "Cette page est aux responsables", status_code=403)
    assertContains(refused, alice.name, status_code=403)


def test_an_invitation_leaves_by_mail_and_its_address_is_shown_once(alice_client, team):
    page = alice_client.post(INVITE, {"email": "Nour@Example.org", "role": "coordinateur"})
    invitation = MemberInvitation.objects.get()
    assert (invitation.email, invitation.role) == ("nour@example.org", TeamRole.COORDINATEUR)
    sent = OutgoingMail.objects.get()
    assert sent.recipient == "nour@example.org"
    address = next(line for line in sent.text.splitlines() if "/i/" in line)
    assertContains(page, address)
    assert address not in alice_client.get(URL).content.decode()
    assert address.rpartition("/")[2] not in str(list(MemberInvitation.objects.values()))
    assert not mail.outbox


def test_inviting_again_shuts_the_first_invitation(alice_client):
    for _ in range(2):
        alice_client.post(INVITE, {"email": "nour@example.org", "role": "lecteur"})
    assert MemberInvitation.objects.filter(withdrawn_at=None).count() == 1


def test_who_is_already_there_is_not_invited(alice_client, bob):
    page = alice_client.post(INVITE, {"email": bob.email.upper(), "role": "lecteur"})
    assertContains(page, "Cette personne est déjà dans l’équipe.", status_code=422)


def test_an_address_that_is_none_is_kept_and_said(alice_client):
    page = alice_client.post(INVITE, {"email": "nour@", "role": "lecteur"})
    assertContains(page, 'value="nour@"', status_code=422)


def test_an_invitation_is_taken_back(alice_client, charlie_client):
    alice_client.post(INVITE, {"email": "nour@example.org", "role": "lecteur"})
    row = MemberInvitation.objects.get()
    url = reverse("partners:member_invitation_withdraw", args=[row.pk])
    assert charlie_client.post(url).status_code == 404
    assertRedirects(alice_client.post(url), URL)
    assert not MemberInvitation.objects.open_at(row.invited_at).exists()


def test_an_old_invitation_is_no_longer_open(alice_client):
    alice_client.post(INVITE, {"email": "nour@example.org", "role": "lecteur"})
    row = MemberInvitation.objects.get()
    assert not MemberInvitation.objects.open_at(row.invited_at + timedelta(days=15)).exists()


def test_a_role_changes_at_once_and_the_journal_says_from_what(alice_client, reader):
    alice_client.post(_page("member", reader), {"role": "coordinateur"})
    assert _row(reader).role == TeamRole.COORDINATEUR
    entry = JournalEntry.objects.get(act="role_changed")
    assert entry.detail == {"before": "lecteur", "after": "coordinateur"}
    assert entry.origin == "127.0.0.1"


def test_the_last_responsable_stays(alice_client, alice, reader):
    refused = alice_client.post(_page("member", alice), {"role": "lecteur"})
    assertContains(refused, "Une équipe garde toujours une personne responsable", status_code=422)
    left = alice_client.post(reverse("partners:leave_team"), follow=True)
    assertContains(left, "Une équipe garde toujours une personne responsable")
    assert _row(alice).role == TeamRole.RESPONSABLE


def test_who_is_removed_opens_nothing_more_in_a_window_already_open(
    alice_client, client, case_1, reader
):
    client.force_login(reader, "partners.backends.PasswordBackend")
    sheet = reverse("meetings:sheet", args=[case_1.reference])
    assert client.get(sheet).status_code == 200
    alice_client.post(_page("member_remove", reader))
    assertRedirects(client.get(sheet), reverse("partners:waiting"))
    assert not Membership.objects.filter(account=reader).exists()
    assert JournalEntry.objects.filter(act="member_removed").exists()


def test_who_leaves_works_in_another_of_their_teams(client, team, alice, reader):
    other = make_team("Secteur Brest")
    reader.memberships.create(team=other)
    client.force_login(reader, "partners.backends.PasswordBackend")
    client.post(reverse("partners:leave_team"))
    reader.refresh_from_db()
    assert reader.current_team == other


def test_nobody_touches_a_member_of_another_team(alice_client, charlie):
    for name in ("member", "member_remove"):
        assert alice_client.post(_page(name, charlie), {"role": "lecteur"}).status_code == 404
    assert _row(charlie).role == TeamRole.RESPONSABLE


@pytest.mark.parametrize("url", [INVITE, reverse("partners:leave_team")])
def test_reading_does_nothing(alice_client, url):
    assert alice_client.get(url).status_code == 405


@pytest.mark.parametrize("count", [1, 12])
def test_queries_do_not_depend_on_the_members(team, alice_client, django_assert_num_queries, count):
    for _ in range(count):
        make_account(team)
    # Session, account with its role, team, members, invitations, who has no second factor, the team
    # of the header.
    with django_assert_num_queries(7):
        alice_client.get(URL)
