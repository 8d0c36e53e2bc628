"""The writing one can watch: it leaves in pieces, stops with its reader, and happens once."""

import re
import socket
import time
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from partners.models import ImportDraft, Pupil
from partners.models.import_book import plan_of
from tests.factories import NOW, make_draft, make_pupil
from tests.partners.views.imports.conftest import page, write


def _many(count):
    return [("Nom", "Prénom"), *((f"Nom{n:05d}", f"Prénom{n:05d}") for n in range(count))]


@pytest.fixture
def long_draft(team, alice):
    return make_draft(team, alice, lines=_many(450))


def _post(client, draft, seen=None):
    seen = seen or plan_of(draft, timezone.localdate()).fingerprint
    return client.post(page(draft, "write"), {"seen": seen}, headers={"accept-encoding": "gzip"})


def test_the_answer_comes_in_pieces_as_the_lines_are_written(alice_client, long_draft):
    answer = _post(alice_client, long_draft)
    assert answer.streaming
    pieces = [piece.decode() for piece in answer.streaming_content]
    steps = [re.search(r'value="(\d+)"', piece) for piece in pieces]
    assert [int(step[1]) for step in steps if step] == [0, 100, 200, 300, 400, 450]
    assert pieces[0].lstrip().startswith("<!DOCTYPE html>")
    assert page(long_draft, "result") in pieces[-2]
    assert pieces[-1].rstrip().endswith("</html>")


def test_leaving_half_way_leaves_nothing(alice_client, long_draft):
    answer = _post(alice_client, long_draft)
    pieces = iter(answer.streaming_content)
    for _ in range(4):
        next(pieces)
    assert Pupil.objects.count() == 200
    answer._iterator.close()  # what a server does when nobody reads any more
    assert not Pupil.objects.exists()
    assert not JournalEntry.objects.filter(act="pupil_added").exists()
    long_draft.refresh_from_db()
    assert long_draft.written_at is None
    assert long_draft.sheets


def test_written_once_however_often_it_is_sent(alice_client, long_draft):
    seen = plan_of(long_draft, timezone.localdate()).fingerprint
    _post(alice_client, long_draft, seen).getvalue()
    again = _post(alice_client, long_draft, seen)
    assert again["Location"] == page(long_draft, "result")
    assert Pupil.objects.count() == 450
    assert alice_client.get(page(long_draft, "preview"))["Location"] == page(long_draft, "result")


def test_a_book_that_changed_is_shown_again(alice_client, long_draft, team):
    seen = plan_of(long_draft, timezone.localdate()).fingerprint
    make_pupil(team, first_name="Prénom00001", last_name="Nom00001")
    answer = _post(alice_client, long_draft, seen)
    assert answer["Location"] == page(long_draft, "preview")
    assert Pupil.objects.count() == 1
    shown = alice_client.get(answer["Location"]).content.decode()
    assert "regardez de nouveau" in shown


def test_answers_not_yet_kept_are_never_lost(alice_client, team, alice):
    known = make_pupil(team, first_name="Yanis", last_name="Belkacem")
    lines = [("Nom", "Prénom"), ("Belkacem", "Yannis"), ("Rossi", "Chiara")]
    draft = make_draft(team, alice, lines=lines)
    seen = plan_of(draft, timezone.localdate()).fingerprint
    sent = {"seen": seen, "line_2": f"same:{known.pk}"}
    answer = alice_client.post(page(draft, "write"), sent)
    assert answer["Location"] == page(draft, "preview")
    assert Pupil.objects.count() == 1
    draft.refresh_from_db()
    assert draft.choices == {"2": f"same:{known.pk}"}
    assert "réponses sont gardées" in alice_client.get(answer["Location"]).content.decode()


def test_the_pages_cost_the_same_queries_for_1_3_and_many(
    alice_client, team, alice, django_assert_max_num_queries
):
    for count in (1, 3, 120):
        draft = make_draft(team, alice, lines=_many(count))
        with django_assert_max_num_queries(9):
            alice_client.get(page(draft, "preview"))


def test_writing_costs_a_few_queries_a_hundred_lines(
    alice_client, long_draft, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60):
        write(alice_client, long_draft)


def test_old_drafts_are_erased_and_results_kept(team, alice, capsys):
    old = make_draft(team, alice, read_at=NOW - timezone.timedelta(days=400))
    done = make_draft(team, alice, read_at=NOW, written_at=NOW)
    fresh = make_draft(team, alice, read_at=timezone.now())
    call_command("clear_import_drafts")
    assert set(ImportDraft.objects.all()) == {done, fresh}
    assert old not in ImportDraft.objects.all()
    assert "1 tableau effacé" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_browser_that_leaves_rolls_all_back(live_server, alice_client, team, alice):
    """A real connection, cut while the lines are being written."""
    draft = make_draft(team, alice, lines=_many(4000))
    seen = plan_of(draft, timezone.localdate()).fingerprint
    token = "a" * 32
    body = urlencode({"seen": seen, "csrfmiddlewaretoken": token})
    session = alice_client.cookies[settings.SESSION_COOKIE_NAME].value
    head = [
        f"POST {page(draft, 'write')} HTTP/1.1",
        f"Host: {urlsplit(live_server.url).netloc}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        f"Cookie: {settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}",
    ]
    host = urlsplit(live_server.url)
    with socket.create_connection((host.hostname, host.port), timeout=30) as connection:
        connection.sendall("\r\n".join([*head, "", body]).encode())
        received = b""
        while b'value="100"' not in received:
            piece = connection.recv(65536)
            assert piece, received
            received += piece
    assert b'value="4000"' not in received
    deadline = time.monotonic() + 60
    while Pupil.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not Pupil.objects.exists()
    with transaction.atomic():  # once the writer has let the row go
        kept = ImportDraft.objects.select_for_update().get(pk=draft.pk)
    assert kept.written_at is None
    assert kept.sheets
    assert not Pupil.objects.exists()
