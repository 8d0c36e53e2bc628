"""A pupil’s file given as a file, and one brought: the two pages, as a coordinator meets them."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from intermetiers.web.models import JournalEntry
from meetings.erasing import Why, erase_pupil
from meetings.models import FicheVersion, ReceivedFile
from meetings.portable.actions import propose_transfer
from meetings.portable.archive import read_archive, write_archive
from meetings.portable.packing import pack
from partners.models import Pupil, TeamRole
from tests import factories
from tests.meetings.portable.whole import make_whole

QUERIES = 4


@pytest.fixture
def whole(team, alice):
    return make_whole(team, alice, timezone.now())


@pytest.fixture
def content(whole):
    """The file of a pupil of whom nothing is left here."""
    made = write_archive(pack(whole, timezone.now()))
    erase_pupil(whole, by=None, now=timezone.now(), why=Why.RETENTION)
    return made


def _url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def _bring(client, content, name="Dossier de Yanis.zip", key=None):
    sent = {"file": SimpleUploadedFile(name, content), "form_key": key or uuid4()}
    return client.post(_url("file_receive"), sent)


def test_the_file_is_given_as_a_file_and_the_journal_keeps_it(whole, alice_client):
    answer = alice_client.post(_url("file_give", whole.pk))
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="Dossier de Yanis')
    assert answer["Cache-Control"] == "private, no-store"
    opened = read_archive(BytesIO(answer.content))
    assert opened.data["tables"]["pupil"][0]["first_name"] == "Yanis"
    assert JournalEntry.objects.filter(act="file_given", subject=f"pupil:{whole.pk}").exists()


def test_what_is_the_secret_of_somebody_is_in_no_byte_of_it(whole, alice_client):
    factories.hide_address(whole.family.first(), "12 rue cachée")
    answer = alice_client.post(_url("file_give", whole.pk))
    opened = read_archive(BytesIO(answer.content))
    assert "rue cachée" not in str(opened.data)


def test_one_says_first_what_leaves_and_what_stays(whole, alice_client):
    page = alice_client.get(_url("file_hand", whole.pk))
    assertContains(page, "Ne partent pas")
    assertNotContains(page, "réservés à la personne qui prépare")
    assertContains(alice_client.get(_url("file", whole.pk)), _url("file_hand", whole.pk))


def test_it_is_received_into_the_team_shown(content, charlie_client, charlie):
    assertContains(charlie_client.get(_url("file_receive")), charlie.current_team.name)
    answer = _bring(charlie_client, content)
    there = Pupil.objects.get()
    assert answer["Location"] == reverse("meetings:pupil", args=[there.pk])
    assertContains(charlie_client.get(answer["Location"]), "Le dossier est là")
    assert there.team == charlie.current_team
    assert len(ReceivedFile.objects.get().fingerprint) == 64
    page = charlie_client.get(_url("file_hand", there.pk))
    assertContains(page, "lui-même venu de «\u00a0Secteur Lyon 3\u00a0»")


def test_a_double_click_receives_it_once(content, charlie_client):
    key = uuid4()
    first, second = (_bring(charlie_client, content, key=key) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Pupil.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "vide"), (b"%PDF-1.7", "n’est pas un dossier"), (b"PK\x03\x04abc", "n’est pas")],
)
def test_what_is_no_file_is_refused_with_a_sentence(db, alice_client, content, said):
    assertContains(_bring(alice_client, content), said, status_code=422)
    assert not Pupil.objects.exists()


def test_no_file_at_all_is_told(db, alice_client):
    answer = alice_client.post(_url("file_receive"), {"form_key": uuid4()})
    assertContains(answer, "Choisissez le fichier", status_code=422)


def test_the_same_file_again_says_that_it_is_here(content, charlie_client, alice_client):
    _bring(charlie_client, content)
    assertContains(_bring(alice_client, content), "déjà sur ce site", status_code=422)


def test_only_who_leads_gives_and_receives(whole, team, client):
    account = factories.make_account(team, role=TeamRole.COORDINATEUR)
    client.force_login(account, "partners.backends.PasswordBackend")
    assert client.get(_url("file_hand", whole.pk)).status_code == 403
    assert client.post(_url("file_give", whole.pk)).status_code == 403
    assert client.get(_url("file_receive")).status_code == 403


def test_a_paper_this_site_did_not_make_is_told_as_such(content, charlie_client, client):
    """A file may say what it likes: the site answers for its own versions only."""
    _bring(charlie_client, content)
    code = FicheVersion.objects.get().code
    answer = client.post(reverse("meetings:check"), {"code": code})
    assertContains(answer, "Ce site n’a pas fait cette version")


def test_the_page_asks_as_much_of_the_database_for_one_as_for_many(
    team, alice, alice_client, django_assert_num_queries
):
    def propose(times):
        for _ in range(times):
            other = factories.make_team()
            by = factories.make_account(other)
            propose_transfer(
                factories.make_pupil(other), alice.email, word="", by=by, now=timezone.now()
            )
            propose_transfer(
                factories.make_pupil(team), "a@example.org", word="", by=alice, now=timezone.now()
            )

    propose(1)
    alice_client.get(_url("file_receive"))
    with django_assert_num_queries(QUERIES):
        alice_client.get(_url("file_receive"))
    propose(12)
    with django_assert_num_queries(QUERIES):
        alice_client.get(_url("file_receive"))
