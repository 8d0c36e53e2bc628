"""A pupil’s file goes to another team: proposed, accepted or refused; both keep that it was."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.erasing import Why, erase_pupil
from meetings.models import (
    ErasedPupil,
    Hold,
    Information,
    Meeting,
    PrivateLink,
    ReceivedFile,
    Slot,
    Transfer,
)
from meetings.portable.actions import accept_transfer, propose_transfer
from meetings.portable.actions.transfers import GONE
from meetings.restored import erase_again, remember_erased
from meetings.writing import RefusedError
from partners.models import Pupil, TeamRole
from tests import factories
from tests.guests import make_link
from tests.meetings.asking.cast import seat_of
from tests.meetings.portable.whole import NOW, make_whole


@pytest.fixture
def whole(team, alice, undrawn):
    """Nothing to come: the meetings of the file were held."""
    pupil = make_whole(team, alice)
    Slot.objects.update(
        starts_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=8)
    )
    return pupil


def _url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def _propose(client, pupil, to, **fields):
    sent = {"to_email": to, "word": "Il arrive en mars.", "family_told": "on"} | fields
    return client.post(_url("file_hand", pupil.pk), sent)


def _link(answer):
    """The address that the page shows this once, as a path."""
    found = re.search(r"https?://[^/]+(/t/[\w-]+)", answer.content.decode())
    return found.group(1) if found else ""


def _accept(client, link, **how):
    return client.post(link, {"accept": "oui"}, **how)


def _acts(account):
    return set(
        JournalEntry.objects.filter(scope=account.current_team_id).values_list("act", flat=True)
    )


def test_it_is_proposed_then_accepted_and_goes_whole(
    whole, alice_client, alice, charlie_client, charlie
):
    link = _link(_propose(alice_client, whole, charlie.email))
    page = charlie_client.get(link)
    assertContains(page, "Yanis")
    assertContains(page, "Il arrive en mars.")
    answer = _accept(charlie_client, link)
    there = Pupil.objects.get()
    assertRedirects(answer, reverse("meetings:pupil", args=[there.pk]))
    assert there.team == charlie.current_team
    assert set(Meeting.objects.values_list("team", flat=True)) == {there.team_id}
    assert ReceivedFile.objects.get().team_name == "Secteur Lyon 3"
    gone = ErasedPupil.objects.get()
    assert (gone.team_id, gone.number, gone.why) == (alice.current_team_id, whole.pk, "transmis")
    assert {"transfer_proposed", "transfer_accepted", "pupil_erased"} <= _acts(alice)
    assert "file_received" in _acts(charlie)
    assertContains(alice_client.get(_url("file_receive")), "accepté par Charlie Le Goff")


def test_documents_are_those_of_the_new_team_once_it_stands(
    whole, alice, charlie, django_capture_on_commit_callbacks
):
    before = Information.objects.exclude(file="").get().file.name
    proposed, _ = propose_transfer(whole, charlie.email, word="", by=alice, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        accept_transfer(proposed, charlie.current_team, by=charlie, now=NOW)
    after = Information.objects.exclude(file="").get().file.name
    assert default_storage.exists(after)
    assert not default_storage.exists(before)


def test_links_given_before_open_nothing(whole, alice, charlie, client):
    seat = seat_of(whole.meetings.first(), "mère")
    secret = make_link(seat, alice)
    proposed, _ = propose_transfer(whole, charlie.email, word="", by=alice, now=NOW)
    accept_transfer(proposed, charlie.current_team, by=charlie, now=NOW)
    assert not PrivateLink.objects.exists()
    assert "Yanis" not in client.get(f"/b/{secret}").content.decode()


def test_the_message_names_no_child_and_goes_to_whatever_address_was_typed(
    whole, alice_client, charlie
):
    """Whether somebody has an account here is nothing that who proposes may learn."""
    pages = []
    for address in (charlie.email, "personne@example.org"):
        answer = _propose(alice_client, whole, address)
        pages.append((answer.status_code, bool(_link(answer))))
        mail = OutgoingMail.objects.get(recipient=address)
        assert "Yanis" not in mail.text + mail.subject
        alice_client.post(_url("transfer_withdraw", whole.pk))
    assert pages[0] == pages[1]


def test_refused_it_stays_and_that_is_said(whole, alice_client, alice, charlie_client, charlie):
    link = _link(_propose(alice_client, whole, charlie.email))
    charlie_client.post(link, {"refuse": "oui"})
    assert Pupil.objects.get().team == whole.team
    assertContains(alice_client.get(_url("file_receive")), "refusé par Charlie Le Goff")
    assertNotContains(charlie_client.get(link), "Yanis", status_code=404)
    assert "transfer_refused" in _acts(alice)
    assert _link(_propose(alice_client, whole, charlie.email))


@pytest.mark.parametrize(("button", "said"), [("accept", "a accepté"), ("refuse", "a refusé")])
def test_who_proposed_it_is_told_what_became_of_it(
    whole, alice, alice_client, charlie, charlie_client, button, said
):
    link = _link(_propose(alice_client, whole, charlie.email))
    charlie_client.post(link, {button: "oui"})
    mail = OutgoingMail.objects.get(recipient=alice.email)
    assert said in mail.text
    assert mail.text.startswith("Bonjour,")
    assert "Yanis" not in mail.text + mail.subject
    assert "/t/" not in mail.text
    assert mail.scope == alice.current_team_id


def test_taken_back_it_can_no_more_be_accepted(whole, alice_client, charlie_client, charlie):
    link = _link(_propose(alice_client, whole, charlie.email))
    alice_client.post(_url("transfer_withdraw", whole.pk))
    assert _accept(charlie_client, link).status_code == 404
    assert Pupil.objects.get().team == whole.team


def test_only_who_holds_the_link_and_leads_a_team_may_take_it(whole, alice, charlie, client):
    """An account that bears the address is no proof: somebody else may have opened it."""
    _, url = propose_transfer(whole, charlie.email, word="", by=alice, now=timezone.now())
    link = "/" + url.split("/", 3)[3]
    assert "/connexion" in client.get(link)["Location"]
    client.force_login(charlie, "partners.backends.PasswordBackend")
    assert client.get(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 404
    reader = factories.make_account(factories.make_team("Nantes"), role=TeamRole.COORDINATEUR)
    client.force_login(reader, "partners.backends.PasswordBackend")
    assert _accept(client, link).status_code == 403
    assert Pupil.objects.get().team == whole.team


def test_its_secret_stays_in_no_table(whole, alice_client):
    secret = _link(_propose(alice_client, whole, "a@example.org")).rpartition("/")[2]
    mail = OutgoingMail.objects.get()
    assert secret in mail.text
    assert mail.scope is None  # the outbox of a team is read by every member
    assert secret not in str(Transfer.objects.values())


def test_too_old_it_opens_no_more_and_is_proposed_again(
    whole, alice, alice_client, charlie, charlie_client
):
    past = timezone.now() - timedelta(days=31)
    _, url = propose_transfer(whole, charlie.email, word="", by=alice, now=past)
    assert charlie_client.get("/" + url.split("/", 3)[3]).status_code == 404
    assertContains(alice_client.get(_url("file_receive")), "resté sans réponse")
    assert _link(_propose(alice_client, whole, charlie.email))


def test_a_team_does_not_hand_a_file_to_itself(whole, alice_client, alice):
    link = _link(_propose(alice_client, whole, alice.email))
    assertContains(_accept(alice_client, link), "déjà dans cette équipe", status_code=422)
    assert Transfer.objects.get().answered_at is None


@pytest.mark.parametrize("why", ["held", "upcoming"])
def test_what_must_stay_stays(whole, alice, alice_client, charlie, charlie_client, why):
    link = _link(_propose(alice_client, whole, charlie.email))
    if why == "held":
        Hold.objects.create(pupil=whole, reason="recours", placed_at=NOW, placed_by=alice)
    else:
        Slot.objects.update(
            starts_at=timezone.now() + timedelta(days=9),
            ends_at=timezone.now() + timedelta(days=10),
        )
    answer = _accept(charlie_client, link)
    assertContains(answer, "gardé" if why == "held" else "à venir", status_code=422)
    assert Pupil.objects.get() == whole
    assert Transfer.objects.get().answered_at is None


def test_the_family_knows_first(whole, alice_client, charlie):
    answer = _propose(alice_client, whole, charlie.email, family_told="")
    assertContains(answer, "autorité parentale", status_code=422)
    assertContains(answer, "Il arrive en mars.", status_code=422)
    assert not Transfer.objects.exists()


def test_it_is_proposed_to_one_at_a_time(whole, alice, alice_client, charlie):
    _propose(alice_client, whole, charlie.email)
    answer = _propose(alice_client, whole, "autre@example.org")
    assertContains(answer, "déjà proposé", status_code=422)


# --- A backup brought back -----------------------------------------------------------------------


def _handed(whole, alice, charlie):
    proposed, _ = propose_transfer(whole, charlie.email, word="", by=alice, now=NOW)
    return accept_transfer(proposed, charlie.current_team, by=charlie, now=NOW)


def _brought_back(team, number):
    """As a backup of before has it: the row, and no line of the journal since."""
    Transfer.objects.all().delete()
    ErasedPupil.objects.all().delete()
    JournalEntry.objects.forget_before(NOW + timedelta(days=9))
    return Pupil.objects.create(pk=number, team=team, first_name="Yanis")


def test_a_file_handed_over_is_not_erased_by_an_older_backup(whole, alice, charlie):
    """It would be nowhere: the copy the other team had is not in that backup."""
    team, number = whole.team, whole.pk
    _handed(whole, alice, charlie)
    remembered = remember_erased()
    back = _brought_back(team, number)
    assert erase_again(remembered, NOW) == 0
    assert Pupil.objects.filter(pk=back.pk).exists()


def test_unless_the_team_that_took_it_has_erased_it_since(whole, alice, charlie):
    team, number = whole.team, whole.pk
    there = _handed(whole, alice, charlie)
    erase_pupil(there, by=charlie, now=NOW, why=Why.RETENTION)
    remembered = remember_erased()
    _brought_back(team, number)
    assert erase_again(remembered, NOW) == 1
    assert not Pupil.objects.filter(pk=number).exists()


def test_another_pupil_who_took_the_number_later_is_spared(team, alice):
    """Two restorations apart: the counter had come back to where it was."""
    gone = factories.make_pupil(team)
    number = gone.pk
    erase_pupil(gone, by=alice, now=NOW, why=Why.ASKED)
    remembered = remember_erased()
    later = _brought_back(team, number)
    JournalEntry.objects.create(
        at=NOW + timedelta(days=3), scope=team.pk, act="pupil_added", subject=f"pupil:{later.pk}"
    )
    assert erase_again(remembered, NOW) == 0
    assert Pupil.objects.filter(pk=number).exists()


# --- How long ------------------------------------------------------------------------------------


def test_what_was_received_today_is_not_erased_tonight(whole, alice, charlie):
    """Its last act where it was is a year old; here, it is to have received it."""
    Meeting.objects.update(created_at=NOW - timedelta(days=900))
    there = _handed(whole, alice, charlie)
    call_command("apply_retention")
    assert there.meetings.count() == 2


def test_whom_a_file_was_proposed_to_is_forgotten_with_the_journal(whole, alice, charlie):
    _handed(whole, alice, charlie)
    Transfer.objects.update(expires_at=timezone.now() - timedelta(days=360))
    call_command("apply_retention")
    assert Transfer.objects.exists()
    Transfer.objects.update(expires_at=timezone.now() - timedelta(days=1100))
    call_command("apply_retention")
    assert not Transfer.objects.exists()


# --- Two at once ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_has_the_file_and_the_other_is_told():
    """Two windows of one responsable, or a link that was passed on."""
    team = factories.make_team()
    alice = factories.make_account(team)
    takers = [factories.make_account(factories.make_team(name)) for name in ("Nantes", "Brest")]
    pupil = factories.make_pupil(team)
    proposed, _ = propose_transfer(pupil, "a@example.org", word="", by=alice, now=NOW)
    start, said = Barrier(2), []

    def accept(account):
        start.wait()
        try:
            moved = accept_transfer(proposed, account.current_team, by=account, now=NOW)
            said.append(moved.team_id)
        except RefusedError as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [Thread(target=accept, args=(account,)) for account in takers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, said))[1] == GONE
    assert str(Pupil.objects.get().team_id) in map(str, said)
    assert ErasedPupil.objects.count() == 1
