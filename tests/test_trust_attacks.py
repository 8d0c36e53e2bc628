"""What an attacker tries on accounts, teams, the identity provider, backups and open doors."""

import io
import json
import logging
import re
import tarfile
import zipfile
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

import pyrage
import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from intermetiers.web.backups import BackupError, open_backup
from intermetiers.web.csp_reports import csp_report
from intermetiers.web.journal import record
from intermetiers.web.logs import TextLines
from intermetiers.web.models import JournalEntry, OutgoingMail, WrongTry
from intermetiers.web.postgresql_tools import ToolError, dump, load
from intermetiers.web.throttle import take_try
from meetings.domain.retention import RULES, Kept
from meetings.keeping.actions import choose_length, sweep_team
from meetings.models import Meeting, Transfer
from meetings.portable.actions import accept_transfer, propose_transfer
from meetings.writing import RefusedError
from partners import actions
from partners.models import Account, TeamRole
from partners.provider import Identity
from tests.factories import NOW, PASSWORD, make_account, make_team

BACKEND = "partners.backends.PasswordBackend"
IDENTITY = pyrage.x25519.Identity.generate()
NEW = "quatre mots tirés au sort"
WEEK = reverse("meetings:week")
JOINING = {"name": "Un intrus", "new_password1": NEW, "new_password2": NEW}

pytestmark = pytest.mark.django_db


def _signed_in(account):
    client = Client()
    client.force_login(account, BACKEND)
    return client


def _row(account):
    return account.memberships.get(team=account.current_team)


def _invite(client, email, role="responsable"):
    """The address of an invitation, as whoever sends it sees it."""
    page = client.post(reverse("partners:member_invite"), {"email": email, "role": role})
    return "/i/" + re.search(r"/i/([\w-]+)", page.content.decode())[1]


# --- Coming back into a team one was put out of ----------------------------------------------


@pytest.fixture
def second(team):
    """Another responsable, who turns out not to be trusted."""
    return make_account(team, "Sacha Second", role=TeamRole.RESPONSABLE)


@pytest.mark.parametrize("how", ["member_remove", "member", "leave_team"])
def test_who_no_longer_leads_does_not_come_back_by_an_invitation_of_theirs(
    alice, alice_client, second, how
):
    kept = _invite(alice_client, "nour@example.org", "lecteur")
    theirs = _invite(_signed_in(second), "cachette@example.org")
    if how == "leave_team":
        _signed_in(second).post(reverse("partners:leave_team"))
    else:
        url = reverse(f"partners:{how}", args=[_row(second).pk])
        alice_client.post(url, {"role": "lecteur"})
    assert Client().post(theirs, JOINING).status_code == 404
    assert not Account.objects.filter(email="cachette@example.org").exists()
    assert Client().get(kept).status_code == 200
    assert JournalEntry.objects.filter(act="member_invitation_withdrawn").count() == 1


@pytest.mark.parametrize("role", [TeamRole.COORDINATEUR, None])
def test_who_no_longer_leads_takes_no_file_along(
    alice, second, charlie, charlie_client, alice_client, case_1, role
):
    """They have seen the link, and may lead another team of this site."""
    proposed, url = propose_transfer(case_1.pupil, charlie.email, word="", by=second, now=NOW)
    Transfer.objects.update(expires_at=timezone.now() + timedelta(days=9))
    link = urlsplit(url).path
    assert charlie_client.get(link).status_code == 200
    if role is None:
        actions.end_membership(_row(second), by=alice, now=NOW)
    else:
        actions.change_role(_row(second), role, by=alice, now=NOW)
    assert charlie_client.get(link).status_code == 404
    with pytest.raises(RefusedError):
        accept_transfer(proposed, charlie.current_team, by=charlie, now=NOW)
    again, _ = propose_transfer(case_1.pupil, "ailleurs@example.org", word="", by=alice, now=NOW)
    assert Transfer.objects.waiting(NOW).get() == again


def test_a_role_kept_is_the_role_told(alice_client, team):
    """Invited again higher up, a coordinator stays one, and the journal does not say otherwise."""
    carl = make_account(team, "Carl", role=TeamRole.COORDINATEUR)
    _signed_in(carl).post(_invite(alice_client, "autre@example.org"))
    assert _row(carl).role == TeamRole.COORDINATEUR
    assert JournalEntry.objects.get(act="team_joined").detail == {"role": "coordinateur"}


def test_a_coordinator_makes_nobody_responsable_not_even_by_an_open_page(team, alice_client):
    carl = make_account(team, "Carl", role=TeamRole.RESPONSABLE)
    client, url = _signed_in(carl), reverse("partners:member", args=[_row(carl).pk])
    assert client.get(url).status_code == 200
    alice_client.post(url, {"role": "coordinateur"})
    assert client.post(url, {"role": "responsable"}).status_code == 403
    assert _row(carl).role == TeamRole.COORDINATEUR


def test_a_role_in_one_team_is_none_in_another(alice, alice_client, team):
    """Responsable here, reader there: the page of there does not take the role of here."""
    there = make_team("Secteur Lyon 4")
    boss = make_account(there, "Berthe", role=TeamRole.RESPONSABLE)
    alice.memberships.create(team=there, role=TeamRole.LECTEUR)
    alice_client.post(reverse("partners:switch_team"), {"team": there.pk})
    url = reverse("partners:member", args=[_row(boss).pk])
    assert alice_client.post(url, {"role": "lecteur"}).status_code == 403
    alice_client.post(reverse("partners:switch_team"), {"team": team.pk})
    assert alice_client.post(url, {"role": "lecteur"}).status_code == 404
    assert _row(boss).role == TeamRole.RESPONSABLE


# --- Taking an account over ------------------------------------------------------------------


def test_the_owner_of_an_address_is_told_that_an_account_was_opened_there(alice_client):
    """Whoever invited has seen the link: they could open the account of somebody else."""
    Client().post(_invite(alice_client, "nour@example.org"), JOINING)
    told = OutgoingMail.objects.filter(recipient="nour@example.org").latest("pk")
    assert "Un compte a été ouvert à votre adresse" in told.text
    assert told.scope is None


def test_a_password_changed_from_a_session_left_open_is_told(alice, alice_client):
    data = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    alice_client.post(reverse("partners:password"), data)
    told = OutgoingMail.objects.get()
    assert (told.recipient, told.scope) == (alice.email, None)
    assert "Votre mot de passe a été changé" in told.text


def test_the_password_of_a_session_left_open_is_not_guessed(alice, alice_client):
    url = reverse("partners:password")
    right = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    weak = right | {"new_password1": "court", "new_password2": "court"}
    for _ in range(12):  # a slip in the new one is no guess
        assert alice_client.post(url, weak).status_code == 422
    for _ in range(10):
        assert alice_client.post(url, right | {"old_password": "au hasard"}).status_code == 422
    assert alice_client.post(url, right).status_code == 429
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_an_account_that_was_shut_opens_nothing(client, alice, alice_client):
    Authenticator.objects.create(user=alice, type="webauthn", data={"name": "Clé"})
    invitation = _invite(alice_client, "nour@example.org")
    Account.objects.filter(pk=alice.pk).update(is_active=False)
    for url in (WEEK, reverse("partners:account"), reverse("mfa_index")):
        assert alice_client.get(url).status_code == 302
    client.post(reverse("partners:sign_in"), {"username": alice.email, "password": PASSWORD})
    assert not get_user(client).is_authenticated
    client.post(reverse("partners:forgotten"), {"email": alice.email})
    assert not any("/p/" in sent.text for sent in OutgoingMail.objects.all())
    assert client.get(invitation).status_code == 200  # the team stands without whoever asked


OUTSIDE = ["https://mal.example/", "//mal.example", "/\\mal.example", "https:mal.example",
           "javascript:alert(1)", "http://testserver@mal.example/", "\t//mal.example"]  # fmt: skip


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("door", ["partners:sign_in", "account_reauthenticate"])
def test_no_door_leads_outside(alice, outside, door):
    client = Client() if door == "partners:sign_in" else _signed_in(alice)
    given = {"username": alice.email, "password": PASSWORD, "next": outside}
    answer = client.post(f"{reverse(door)}", given)
    assert answer.status_code in {200, 302}
    assert "mal.example" not in answer.get("Location", "")
    assert "javascript" not in answer.get("Location", "")


def test_no_header_of_a_mail_is_forged_by_a_name(alice, alice_client, team):
    for name, url in (("name", "partners:account"), ("name", "partners:team")):
        data = {name: "Al\r\nBcc: tous@mal.example", "zone": "A", "territory": ""}
        alice_client.post(reverse(url), data)
    alice.refresh_from_db()
    team.refresh_from_db()
    _invite(_signed_in(alice), "nour@example.org")
    sent = OutgoingMail.objects.get()
    for told in (alice.name, team.name, sent.subject, sent.recipient):
        assert not re.search(r"[\r\n]", told)


# --- The identity provider -------------------------------------------------------------------

COMES = Identity("https://identite.example", "42", "zoe@mairie.example", "Zoé Petit", "")


def test_an_address_given_to_somebody_else_since_opens_no_account_of_before(team):
    zoe = actions.enter_by_provider(COMES, now=NOW)
    namesake = Identity(COMES.issuer, "43", COMES.email, "Zoé Petit", "")
    with pytest.raises(actions.EntryRefusedError):
        actions.enter_by_provider(namesake, now=NOW)
    assert zoe.provider_identities.get().subject == "42"
    call_command("untie_provider", zoe.email.upper(), verbosity=0)
    assert actions.enter_by_provider(namesake, now=NOW) == zoe
    assert "n’entre plus" in OutgoingMail.objects.filter(recipient=zoe.email).first().text
    with pytest.raises(CommandError):
        call_command("untie_provider", "personne@example.org")


# --- A backup made by somebody else: the key it is sealed for is public ----------------------


def _forged(tmp_path, *members):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for member in members:
            tar.addfile(member, io.BytesIO(b"x" * member.size))
    file = tmp_path / "forged.age"
    file.write_bytes(pyrage.encrypt(made.getvalue(), [IDENTITY.to_public()]))
    return file


def _member(name, kind=tarfile.REGTYPE, leads="", size=0):
    member = tarfile.TarInfo(name)
    member.type, member.linkname, member.size = kind, leads, size
    return member


@pytest.mark.parametrize(
    "members",
    [
        [_member("files", tarfile.SYMTYPE, "."), _member("manifest.json", size=1)],
        [_member("files/a", tarfile.SYMTYPE, "../manifest.json")],
        [_member("files/a", tarfile.LNKTYPE, "manifest.json")],
        [_member("files/a", tarfile.FIFOTYPE)],
        [_member("/etc/cron.d/a", size=1)],
        [_member("files/../../a", size=1)],
    ],
    ids=["folder", "link", "hard", "pipe", "absolute", "above"],
)
def test_nothing_in_a_backup_leads_out_of_its_folder(tmp_path, members):
    folder = tmp_path / "opened"
    folder.mkdir()
    with pytest.raises(BackupError, match="table des matières"):
        open_backup(_forged(tmp_path, *members), str(IDENTITY), folder)
    assert not any(file.is_symlink() or file.is_fifo() for file in folder.rglob("*"))
    assert {file.name for file in tmp_path.iterdir()} == {"opened", "forged.age"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="psql reads it")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", ["first", "last", "within"])
def test_the_sql_of_a_backup_runs_no_program(tmp_path, alice, place):
    sql, ran = tmp_path / "database.sql", tmp_path / "ran"
    dump(sql, ())
    whole = sql.read_text()
    order = f"\\! touch {ran}\n"
    forged = {
        "first": order + whole,
        "last": whole + order,
        "within": whole.replace("CREATE TABLE", f"SELECT 1 {order}CREATE TABLE", 1),
    }
    sql.write_text(forged[place])
    with pytest.raises(ToolError):
        load(sql)
    assert not ran.exists()
    assert Account.objects.get() == alice
    sql.write_text(whole)
    load(sql)
    assert Account.objects.get() == alice


# --- A pupil's file somebody brings -----------------------------------------------------------


@pytest.mark.parametrize("what", ["version", "patched"])
def test_a_zip_of_a_kind_too_rare_is_refused_in_words(alice_client, what):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("dossier.json", "manifeste.json"):
            archive.writestr(name, "{}")
    content = bytearray(made.getvalue())
    entry = content.index(b"PK\x01\x02")
    if what == "version":
        content[entry + 6] = 99
    else:
        content[entry + 8] |= 0x20
        content[6] |= 0x20
    sent = {"file": ContentFile(bytes(content), "dossier.zip"), "form_key": uuid4()}
    answer = alice_client.post(reverse("meetings:file_receive"), sent)
    assertContains(answer, "pas un dossier d’élève", status_code=422)


# --- Doors open to all -----------------------------------------------------------------------

REPORTS = "/rapports/csp"


def test_one_sending_writes_few_lines(client, caplog):
    many = [{"body": {"effectiveDirective": "img-src"}}] * 300
    with caplog.at_level(logging.WARNING, "intermetiers.web.csp_reports"):
        answer = client.post(REPORTS, json.dumps(many), content_type="application/reports+json")
    assert answer.status_code == 204
    assert len(caplog.records) == 10


@pytest.mark.parametrize("sign", ["\n", "\r", "\x1b", "\x85", "\u2028"])
def test_no_line_of_the_log_is_forged_by_an_address(sign):
    told = f"/eleves/1{sign}ERROR django.request rien"
    line = logging.LogRecord("x", logging.ERROR, "", 1, "Could not serve %s", (told,), None)
    written = TextLines().format(line)
    assert len(written.splitlines()) == 1
    assert sign not in written


@pytest.mark.parametrize("length", ["abc", "-1", "9" * 5000, "²"])
def test_a_length_that_is_none_breaks_nothing(length):
    request = RequestFactory().post(REPORTS, b"{}", content_type="application/json")
    request.META["CONTENT_LENGTH"] = length
    assert csp_report(request).status_code == 204


def test_a_flood_takes_the_database_from_nobody():
    request, now = RequestFactory().post(REPORTS), datetime(2026, 11, 23, 9, tzinfo=UTC)
    for _ in range(3):
        take_try(request, "csp", most=3, now=now)
    with CaptureQueriesContext(connection) as asked:
        assert take_try(request, "csp", most=3, now=now) is None
    assert [one["sql"][:6] for one in asked] == ["SELECT"]
    assert WrongTry.objects.count() == 3


# --- Lengths ---------------------------------------------------------------------------------


def test_a_short_journal_does_not_make_a_meeting_forgotten(case_1, alice, alice_client, team):
    """The journal knows when a meeting last served: without its line, a living one would go."""
    Meeting.objects.update(chosen_slot=None)
    JournalEntry.objects.filter(subject=f"meeting:{case_1.pk}").forget_before(timezone.now())
    begun = Meeting.objects.get().created_at
    last = begun + timedelta(days=300)
    record("decision_made", case_1, by=alice, now=last, scope=team.pk)
    choose_length(team, Kept.JOURNAL, 180, by=alice, now=begun)
    sweep_team(team, now=last + timedelta(days=200))
    sweep_team(team, now=last + timedelta(days=201))
    assert Meeting.objects.exists()
    sweep_team(team, now=last + timedelta(days=366))
    assert not Meeting.objects.exists()


def test_the_journal_is_kept_as_long_as_the_meetings(alice_client):
    days = {rule.kind.value: rule.days for rule in RULES} | {"reunions": 730}
    answer = alice_client.post(reverse("meetings:lengths_choose"), days)
    assertContains(answer, "Le journal reste au moins aussi longtemps", status_code=422)
