"""The web killed while it writes, a database nobody can write, a full disk, a clock put back."""

import errno
import os
import signal
import sqlite3
import traceback
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files import locks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.test import Client
from django.urls import resolve, reverse

from intermetiers.web.mail_queue import PATIENCE, deliver
from intermetiers.web.middleware import WRITING
from intermetiers.web.models import JournalEntry, OutgoingMail
from intermetiers.web.orphans import MANY
from intermetiers.web.resealing import stored_files
from meetings.invitations import invite
from meetings.models import Information, SlotAnswer
from tests import factories
from tests.factories import NOW
from tests.meetings.asking.cast import answer_url, make_answer_link, open_round, seat_of
from tests.meetings.invited import acting, guests_of, sent, with_addresses
from tests.meetings.preparing.test_information import new_information, pdf

pytestmark = pytest.mark.django_db(transaction=True)
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="a file and its lock are what SQLite has"
)
UNCOUNTED = {"sessions.Session"}
TEXT = "Après 14 h, il n’a plus la force."


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def everything():
    """All the rows there are, table by table."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models()
        if model._meta.label not in UNCOUNTED and model._meta.managed
    }


def documents():
    root = Path(default_storage.path(""))
    return [file for file in root.rglob("*") if file.is_file()]


def killed_at(nth, request):
    """Run the request in a process killed as it is about to write for the nth time: once for each
    table and verb, and before and after the end of each transaction. Whether it was killed."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            _die_at(nth)
            os._exit(0 if request().status_code < 400 else 1)
        finally:
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _die_at(nth):
    steps = count(1)

    def step():
        if next(steps) == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    seen = set()

    def watched(execute, sql, params, many, context):
        start = sql.lstrip().upper()
        kind = " ".join(start.split()[:3])  # « INSERT INTO "MEETINGS_SLOT" »
        if start.startswith(WRITING) and kind not in seen:
            seen.add(kind)
            step()
        return execute(sql, params, many, context)

    commit = connection._commit

    def committing():
        step()
        commit()
        step()

    connection._commit = committing
    connection.execute_wrappers.append(watched)


def _answering(meeting, account, client):
    """A mother answers by her link."""
    mother = seat_of(meeting, "mère")
    open_round(meeting, account, mother)
    data = {f"answer_{pk}": "yes" for pk in meeting.slots.values_list("pk", flat=True)}
    url = answer_url(make_answer_link(mother, account))
    return lambda: Client().post(url, data | {"other_times": TEXT})


def _moving(meeting, account, client):
    """The date changes, which tells everybody."""
    with_addresses(meeting)
    acting(invite, meeting, [seat.pk for seat in guests_of(meeting)], by=account, now=NOW)
    other = factories.make_slot(meeting, meeting.chosen_slot.starts_at + timedelta(days=7))
    url = reverse("meetings:date_change", args=[meeting.reference])
    seen = client.get(url).context["seen"]
    return lambda: client.post(url, {"to": str(other.pk), "reason": TEXT, "seen": seen})


def _adding(meeting, account, client):
    """A document is added to a point."""
    url = reverse("meetings:information_add", args=[meeting.reference, meeting.agenda.last().pk])
    key = factories.new_key()
    return lambda: client.post(url, new_information(text=TEXT, form_key=key) | {"file": pdf()})


ACTS = {"answer": _answering, "move": _moving, "add": _adding}
ONCE = {"move", "add"}  # an answer may be given again


# On PostgreSQL it passes alone; after a browser test of the same worker, the forked process finds
# a connection in the middle of a transaction.
@on_sqlite
@pytest.mark.parametrize("act", ACTS)
def test_killed_at_any_write_the_site_did_all_or_nothing(case_1, alice, alice_client, act):
    request = ACTS[act](case_1, alice, alice_client)
    before = everything()
    states = []
    for nth in count(1):
        killed = killed_at(nth, request)
        states.append(everything())
        if not killed or states[-1] != before:
            break
    # Killed after the transaction ended, or not killed any more: the act is there, whole.
    assert len(states) > 3
    whole = states[-1]
    assert whole != before
    if act in ONCE:
        request()  # pressed again by who saw no answer: nothing twice
        assert everything() == whole


def test_a_document_whose_row_was_never_written_leaves_a_day_later(
    case_1, alice, alice_client, monkeypatch
):
    """Or whose row was erased just before the site was killed."""
    request = _adding(case_1, alice, alice_client)
    request()
    (kept,) = set(documents()) - set(_unnamed())
    orphan = Path(default_storage.path(default_storage.save("perdu.pdf", ContentFile(b"bilan"))))
    for hours, stays in ((23, True), (25, False)):
        age = NOW.timestamp() - hours * 3600
        for file in (kept, orphan):
            os.utime(file, (age, age))
        call_command("apply_retention")
        assert orphan.exists() is stays
        assert kept.exists()


def test_the_documents_of_another_database_are_not_taken_for_lost(team, caplog):
    files = [
        Path(default_storage.path(default_storage.save(f"{n}.pdf", ContentFile(b"bilan"))))
        for n in range(MANY + 1)
    ]
    try:
        for file in files:
            os.utime(file, (0, 0))
        call_command("apply_retention")
        assert all(file.exists() for file in files)
        assert "none was removed" in caplog.text
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def _unnamed():
    names = set(stored_files())
    return [file for file in documents() if file.name not in {Path(name).name for name in names}]


@on_sqlite
@pytest.mark.parametrize("act", ACTS)
def test_a_locked_database_keeps_nothing_and_gives_back_what_was_typed(
    case_1, alice, alice_client, act
):
    request = ACTS[act](case_1, alice, alice_client)
    before = everything()
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        connection.cursor().execute("PRAGMA busy_timeout = 0")
        response = request()
        other.execute("ROLLBACK")
    _is_kept(response)
    assert everything() == before
    connection.close()
    assert request().status_code == 302
    assert everything() != before


@on_sqlite
def test_a_full_disk_undoes_the_whole_act(case_1, alice, alice_client):
    request = _moving(case_1, alice, alice_client)
    before = everything()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    response = request()
    _is_kept(response)
    connection.close()  # the limit was that of the connection
    assert everything() == before
    assert request().status_code == 302
    assert sent()


def test_a_disk_full_of_documents_keeps_no_half_of_one(
    case_1, alice, alice_client, monkeypatch, caplog
):
    request = _adding(case_1, alice, alice_client)
    before, files = everything(), documents()

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(locks, "lock", full)  # the file is made, and nothing can be written in it
        response = request()
    _is_kept(response)
    assert response["X-Request-ID"] in response.content.decode()
    assert everything() == before
    assert documents() == files
    assert TEXT not in caplog.text
    assert request().status_code == 302
    assert Information.objects.filter(file_pages=2).count() == 1


def test_a_fault_of_the_code_is_still_told_as_one(alice_client, monkeypatch):
    alice_client.raise_request_exception = False

    def wrong(*_, **__):
        raise OSError(errno.ENOENT, "No such file")

    url = reverse("meetings:outbox")
    monkeypatch.setattr(f"{resolve(url).func.__module__}.render", wrong)
    assert alice_client.get(url).status_code == 500


def test_a_page_that_cannot_be_read_says_to_come_back(alice_client, monkeypatch):
    def busy(*_, **__):
        raise OperationalError("database is locked")

    url = reverse("meetings:outbox")
    monkeypatch.setattr(f"{resolve(url).func.__module__}.render", busy)
    response = alice_client.get(url)
    assert response.status_code == 503
    assert "Le site n’a pas pu ouvrir cette page" in response.content.decode()


def _is_kept(response):
    page = response.content.decode()
    assert response.status_code == 503
    assert TEXT in page
    assert "Rien n’a changé" in page
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]


def _put_back(monkeypatch):
    earlier = NOW - timedelta(hours=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: earlier)
    return earlier


def test_a_clock_put_back_replaces_an_answer_by_the_one_given_last(
    case_1, alice, alice_client, monkeypatch
):
    _answering(case_1, alice, alice_client)()
    mother = seat_of(case_1, "mère")
    earlier = _put_back(monkeypatch)
    data = {f"answer_{pk}": "no" for pk in case_1.slots.values_list("pk", flat=True)}
    assert Client().post(answer_url(make_answer_link(mother, alice)), data).status_code == 302
    answers = SlotAnswer.objects.filter(participant=mother, answered_at=earlier)
    assert {row.answer for row in answers} == {"no"}


def test_a_clock_put_back_moves_a_date_to_agendas_all_the_same(
    case_1, alice, alice_client, monkeypatch
):
    request = _moving(case_1, alice, alice_client)
    before = {event.uid: event.sequence for _, _, event in sent()}
    earlier = _put_back(monkeypatch)
    first = set(OutgoingMail.objects.values_list("pk", flat=True))
    assert request().status_code == 302
    moved = [event for _, method, event in sent(created_at=earlier) if method == "REQUEST"]
    assert moved
    assert all(event.sequence > before[event.uid] for event in moved)
    assert OutgoingMail.objects.exclude(pk__in=first).count() >= len(moved)
    assert JournalEntry.objects.filter(at=earlier).exists()


def test_a_clock_put_back_sends_nothing_twice_and_forgets_nothing(
    case_1, alice, alice_client, monkeypatch, mailoutbox
):
    _moving(case_1, alice, alice_client)
    some = OutgoingMail.objects.order_by("pk").first()
    OutgoingMail.objects.filter(pk=some.pk).update(claimed_at=NOW)  # its worker is killed there
    waiting = OutgoingMail.objects.waiting().count()
    earlier = _put_back(monkeypatch)
    assert deliver(earlier) == (waiting - 1, 0)
    assert deliver(earlier + PATIENCE) == (0, 0)
    assert deliver(NOW + PATIENCE + timedelta(seconds=1)) == (1, 0)
    assert len(mailoutbox) == waiting
