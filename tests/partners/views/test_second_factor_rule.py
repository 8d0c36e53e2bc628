"""A team may ask a second factor of all its members: nobody is shut out, nothing typed is lost."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from intermetiers.web.models import JournalEntry
from partners.actions import SecondFactorRefusedError, require_second_factor
from partners.models import TeamRole
from tests import factories

URL = reverse("partners:second_factor")
MEMBERS = reverse("partners:members")
FACTORS = reverse("mfa_index")


@pytest.fixture
def protected(alice):
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    return alice


@pytest.fixture
def required(team, protected):
    require_second_factor(team, True, by=protected, now=timezone.now())


def _acts():
    return list(JournalEntry.objects.values_list("act", flat=True))


def test_who_leads_asks_for_it_and_leaves_it_free_again(alice_client, protected, team):
    assertContains(alice_client.get(MEMBERS), "Le demander à tous")
    assertRedirects(alice_client.post(URL, {"required": "yes"}), MEMBERS)
    team.refresh_from_db()
    assert team.second_factor_since
    assertContains(alice_client.get(MEMBERS), "demandé à tous les membres depuis")
    alice_client.post(URL)
    team.refresh_from_db()
    assert team.second_factor_since is None
    assert _acts() == ["second_factor_required", "second_factor_left_free"]


def test_asking_twice_says_it_once(team, required, protected):
    require_second_factor(team, True, by=protected, now=timezone.now())
    assert _acts() == ["second_factor_required"]


def test_nobody_asks_of_others_what_shuts_the_door_on_themselves(alice_client, alice, team):
    assertContains(alice_client.post(URL, {"required": "yes"}, follow=True), "Ajoutez d’abord")
    RecoveryCodes.activate(alice)
    with pytest.raises(SecondFactorRefusedError):
        require_second_factor(team, True, by=alice, now=timezone.now())
    team.refresh_from_db()
    assert team.second_factor_since is None


def test_how_many_have_none_is_told_first(alice_client, protected, bob):
    assertContains(alice_client.get(MEMBERS), "1 membre sans second facteur")


def test_a_coordinator_may_not(client, team):
    account = factories.make_account(team, role=TeamRole.COORDINATEUR)
    client.force_login(account, "partners.backends.PasswordBackend")
    assert client.post(URL, {"required": "yes"}).status_code == 403
    assertNotContains(client.get(MEMBERS), "Le demander à tous")


@pytest.mark.usefixtures("required")
def test_who_has_none_is_led_to_adding_one_and_opens_nothing_else(bob_client, case_1):
    for page in ("/", reverse("meetings:path", args=[case_1.reference]), MEMBERS):
        assertRedirects(bob_client.get(page), FACTORS)
    assertContains(bob_client.get(FACTORS), "demande un second facteur")


@pytest.mark.usefixtures("required")
def test_what_was_being_typed_is_given_back(bob_client, meeting):
    url = reverse("meetings:problem", args=[meeting.reference])
    answer = bob_client.post(url, {"problem": "Comment garder l’aide ?"})
    assertContains(answer, "Comment garder l’aide ?", status_code=403)


@pytest.mark.usefixtures("required")
def test_once_added_all_opens_and_recovery_codes_alone_do_not(bob, bob_client):
    RecoveryCodes.activate(bob)
    assertRedirects(bob_client.get("/"), FACTORS)
    TOTP.activate(bob, "JBSWY3DPEHPK3PXP")
    assert bob_client.get("/").status_code == 200


@pytest.mark.usefixtures("required")
def test_one_may_sign_out_leave_or_show_another_team(bob, bob_client):
    other = factories.make_team("Secteur Brest")
    bob.memberships.create(team=other, role=TeamRole.COORDINATEUR)
    bob_client.post(reverse("partners:switch_team"), {"team": other.pk})
    assert bob_client.get("/").status_code == 200
    assert bob_client.get(reverse("partners:account")).status_code == 200
