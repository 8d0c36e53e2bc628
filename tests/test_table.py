"""Every address × every role × every method: each cell of the table is asked.

What is refused is refused without a line in the journal, hence without an act.
"""

from collections import Counter
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.models import PrivateLink
from partners.models import TeamRole
from tests import factories
from tests.guests import make_link, pass_gate
from tests.table_of_addresses import RULE_OF, RULES
from tests.test_addresses import ADDRESSES, PUBLIC, addresses as addresses

SIGN_IN = {302}  # led to the page where one signs in
KEPT = {302, 403}  # or, who was writing, given back what was typed
FOUND = {200, 302}
# A sending with nothing in it: taken, or told what lacks, or what it names is not there.
TAKEN = {200, 302, 400, 404, 422}
NOT_FOUND = {404}
NO_METHOD = {405}
REFUSED = {403}
ROLES = ["anonymous", "stranger", "lecteur", "coordinateur", "responsable"]
READ, SENT, STRANGE = ("get",), ("post",), ("head", "put", "patch", "delete", "options")


def _expected(rule, role, method):
    """The answers one cell may have."""
    who, what, *_ = rule.split()
    of_row = rule.endswith("of a row")
    if role == "anonymous":
        return SIGN_IN if method in ("get", "head") else KEPT
    if method in STRANGE:
        return NO_METHOD | REFUSED | NOT_FOUND | FOUND | {422}
    if method in READ:
        return _read(who, what, role, of_row) | _elsewhere(rule, role)
    return _sent(who, what, role, of_row) | _elsewhere(rule, role)


def _read(who, what, role, of_row):
    if who == "lead" and role in {"lecteur", "coordinateur"}:
        return REFUSED
    if what == "act":
        return NO_METHOD
    if role == "stranger" and of_row:
        return NOT_FOUND
    if who == "mine" and role != "responsable":
        return NOT_FOUND
    return FOUND | NOT_FOUND if who == "reader" else FOUND  # one’s own, if there is any


def _sent(who, what, role, of_row):
    if who == "lead" and role in {"lecteur", "coordinateur"}:
        return REFUSED
    if role == "lecteur" and who in {"team", "mine"}:
        return REFUSED
    if role == "stranger" and of_row:
        return NOT_FOUND if what != "page" else NOT_FOUND | NO_METHOD
    if what == "page":
        return NO_METHOD
    if who == "mine" and role != "responsable":
        return NOT_FOUND
    return TAKEN


def _elsewhere(rule, role):
    """The settings of the team are read by all of it."""
    return FOUND if rule == "lead form shown to all" and role != "stranger" else set()


def test_every_address_has_its_row():
    known = Counter(name for names in RULES.values() for name in names.split())
    assert [name for name, times in known.items() if times > 1] == []
    assert set(known) & PUBLIC == set()
    lacking = set(ADDRESSES) - set(known) - PUBLIC
    assert lacking == set(), "give each a rule in tests/table_of_addresses.py"
    assert set(known) <= set(ADDRESSES)


@pytest.fixture
def client_of(team, alice_client, charlie_client):
    """Who asks, by role; « responsable » convened the meeting."""

    def make(role):
        known = {
            "anonymous": Client(), "stranger": charlie_client, "responsable": alice_client,
        }  # fmt: skip
        if role in known:
            return known[role]
        client = Client()
        account = factories.make_account(team, role=TeamRole(role))
        client.force_login(account, "partners.backends.PasswordBackend")
        return client

    return make


class _UndoneError(Exception):
    """Each cell is asked of the same rows."""


def _ask(client, method, address):
    """The answer, and how many acts it did; nothing of it stays."""
    cookies, before = deepcopy(client.cookies), JournalEntry.objects.count()
    try:
        with transaction.atomic():
            answer = getattr(client, method)(address)
            answer.getvalue()  # a document is closed once read
            done = JournalEntry.objects.count() - before
            raise _UndoneError
    except _UndoneError:
        client.cookies = cookies
        return answer, done


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("methods", [READ, SENT, STRANGE], ids="-".join)
def test_each_cell(addresses, client_of, undrawn, role, methods):
    client, wrong = client_of(role), []
    for name, rule in RULE_OF.items():
        for method in methods:
            answer, done = _ask(client, method, addresses[name])
            expected = _expected(rule, role, method)
            if answer.status_code not in expected:
                wrong.append(f"{name} {method}: {answer.status_code}, not {sorted(expected)}")
            elif done and (answer.status_code in {403, 404, 405} or method in READ):
                wrong.append(f"{name} {method}: {done} acts though refused or only read")
            elif role == "anonymous" and "/connexion" not in answer.headers.get("Location", ""):
                wrong.append(f"{name} {method}: does not lead to where one signs in")
    assert wrong == []


# --- Guests -----------------------------------------------------------------------------------

# What a private link opens. The others have a secret of their own, and their own tests.
OF_LINKS = sorted(
    name
    for name in PUBLIC
    if "secret" in ADDRESSES[name]
    and name.startswith("meetings:guest")
)  # fmt: skip
OF_THE_TEAM = [name for name, rule in RULE_OF.items() if rule.startswith(("team", "lead"))]


@pytest.fixture
def guest(addresses):
    """Who passed the gate of the link of this meeting."""
    return pass_gate(Client(), addresses["meetings:guest_brief"].rpartition("/")[2])


@pytest.fixture
def guest_of_another(alice):
    """Who passed the gate of a link of another meeting of the same team."""
    other = factories.make_case_1(alice.current_team, alice)
    seat = other.participants.exclude(family_member=None).first()
    return pass_gate(Client(), make_link(seat, alice))


def test_a_guest_of_another_meeting_is_nobody_here(addresses, guest_of_another, undrawn):
    """Whoever holds the address meets the same gate, whatever gate they passed elsewhere."""
    differing = []
    for name in OF_LINKS:
        for method in ("get", "post"):
            theirs = _ask(guest_of_another, method, addresses[name])[0].status_code
            nobody = _ask(Client(), method, addresses[name])[0].status_code
            if theirs != nobody:
                differing.append(f"{name} {method}: {theirs}, {nobody} to nobody")
    assert differing == []


def test_a_gate_that_was_passed_opens_something(addresses, guest, undrawn):
    """Without this, the test above could not fail."""
    opened = [
        name
        for name in OF_LINKS
        if _ask(guest, "get", addresses[name])[0].status_code
        != _ask(Client(), "get", addresses[name])[0].status_code
    ]
    assert {"meetings:guest_document", "meetings:guest_letter", "meetings:guest_viewpoint"} <= {
        *opened
    }


def test_a_link_taken_back_opens_and_does_nothing_even_to_who_had_passed(addresses, guest, undrawn):
    PrivateLink.objects.update(revoked_at=timezone.now())
    wrong = []
    for name in OF_LINKS:
        for method in ("get", "post"):
            answer, done = _ask(guest, method, addresses[name])
            if answer.status_code not in {404, 405} or done:
                wrong.append(f"{name} {method}: {answer.status_code}, {done} acts")
    assert wrong == []


def test_a_guest_is_nobody_on_the_pages_of_the_team(addresses, guest):
    wrong = [
        name
        for name in OF_THE_TEAM
        for method in ("get", "post")
        if "/connexion" not in _ask(guest, method, addresses[name])[0].headers.get("Location", "")
    ]
    assert wrong == []
