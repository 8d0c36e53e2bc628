"""A secret address stays in its place: the whole site is walked, written to and searched for it."""

import io
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import OutgoingMail
from partners.models import SecretAddress
from tests.factories import hide_address, new_key
from tests.guests import pass_gate
from tests.meetings.invited import guests_of, with_addresses
from tests.meetings.pdfs import text_of
from tests.test_addresses import addresses  # noqa: F401 (a fixture)

ROOT = Path(__file__).resolve().parent.parent
CANARY = "Kanarivogel"
HOME = f"12 chemin {CANARY}\n69000 Lyon"
OTHER_HOME = f"3 place {CANARY}-2, Lyon"
REVEALS = "partners:secret_address_show"
# What would end the walk, or erase what it looks for.
NOT_POSTED = {REVEALS, "partners:secret_address_erase", "partners:sign_out"}
WORDS = ("q", "eleve", "de", "mot", "dit")


@pytest.fixture
def walked(addresses, case_1, alice_client, undrawn):  # noqa: F811
    """Every address, once the mother’s home is secret and was opened, and the father’s known."""
    mother = case_1.pupil.family.get(relation="mère")
    father = case_1.pupil.family.get(relation="père")
    father.postal_address = OTHER_HOME
    father.save()
    kept = alice_client.post(
        reverse("partners:secret_address_keep", args=[case_1.pupil_id, mother.pk]),
        {"form_key": new_key(), "address": HOME},
    )
    shown = alice_client.post(addresses[REVEALS])
    pass_gate(alice_client, addresses["meetings:guest_brief"].split("/")[2])
    assert kept.status_code == 302
    assert CANARY in shown.content.decode()
    assert SecretAddress.objects.get().member == mother
    return addresses


def _read(response):
    """Everything somebody could read in an answer: its head, its text, its document."""
    content = response.getvalue()
    told = f"{dict(response.headers)} {response.cookies}"
    if content.startswith(b"%PDF-") and len(content) > 100:
        return told + text_of(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return told + "".join(
                book.read(name).decode("utf-8", "replace") for name in book.namelist()
            )
    return told + content.decode("utf-8", "replace")


def test_no_page_no_document_and_no_list_shows_it(walked, alice_client):
    for name, address in walked.items():
        assert CANARY not in _read(alice_client.get(address)), name


def test_no_search_finds_it_nor_whom_it_hides(walked, alice_client):
    """One looks for its beginning, so that a page may say again what was looked for."""
    looked_for = CANARY[:-3]
    for name, address in walked.items():
        page = _read(alice_client.get(address, dict.fromkeys(WORDS, looked_for)))
        assert CANARY not in page, name
        if name.endswith((":search", ":pupils", ":people", ":institutions")):
            assert "Samia" not in page, name


def test_no_act_makes_it_leave_its_place(walked, alice_client, caplog):
    for name, address in walked.items():
        if name in NOT_POSTED:
            continue
        data = {"form_key": new_key(), "made_for": "letter", "reason": "essai"}
        response = alice_client.post(address, data)
        told = _read(response)
        if name == "meetings:brief_link" and response.status_code == 200:
            letter = re.search(r'href="(/b/[\w-]+/lettre\.pdf)"', response.content.decode())[1]
            stranger = pass_gate(Client(), letter.split("/")[2])
            told += _read(alice_client.get(letter)) + _read(stranger.get(letter))
        if name == "meetings:file_give":  # a whole file: how to reach the father is in it
            assert OTHER_HOME in told
            told = told.replace(OTHER_HOME, "")
        assert CANARY not in told, name
    assert CANARY not in caplog.text
    assert CANARY not in _whole_database()
    assert CANARY not in repr(getattr(cache, "_cache", ""))


def test_no_invitation_carries_it_nor_does_an_outbox_show_it(walked, case_1, alice_client):
    with_addresses(case_1)
    slot = case_1.chosen_slot
    slot.starts_at = timezone.now() + timedelta(days=30)
    slot.ends_at = slot.starts_at + timedelta(hours=1)
    slot.save()
    for name in ("invite", "invitations_update", "cancel"):
        data = {
            "form_key": new_key(),
            "people": [seat.pk for seat in guests_of(case_1)],
            "reason": "essai",
        }
        address = reverse(f"meetings:{name}", args=[case_1.reference])
        if name != "invitations_update":
            assert CANARY not in _read(alice_client.get(address))
        alice_client.post(address, data)
    methods = set(OutgoingMail.objects.values_list("calendar_method", flat=True))
    assert {"REQUEST", "CANCEL"} <= methods
    assert CANARY not in _whole_database()
    assert CANARY not in _read(alice_client.get("/courriels"))


def _whole_database():
    """Every row of every table but the one, with what the sessions hold once read."""
    rows = [
        str(list(model._base_manager.values()))
        for model in apps.get_models()
        if model is not SecretAddress
    ]
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(rows + sessions).replace(OTHER_HOME, "")


def test_the_letter_of_the_other_parent_carries_only_their_own(case_1, alice_client, undrawn):
    mother = case_1.pupil.family.get(relation="mère")
    father = case_1.pupil.family.get(relation="père")
    hide_address(mother, HOME)
    father.postal_address = OTHER_HOME
    father.save()
    for member, expected in ((mother, 0), (father, 1)):
        seat = case_1.participants.get(family_member=member)
        made = alice_client.post(
            reverse("meetings:brief_link", args=[case_1.reference, seat.pk]),
            {"form_key": new_key(), "made_for": "letter"},
        )
        letter = re.search(r'href="(/b/[\w-]+/lettre\.pdf)"', made.content.decode())[1]
        assert _read(alice_client.get(letter)).count(CANARY) == expected
        stranger = pass_gate(Client(headers={"host": "testserver"}), letter.split("/")[2])
        assert CANARY not in _read(stranger.get(letter))


# --- Only one door in the source ----------------------------------------------------------------

NAMES = re.compile(
    r"\bSecretAddress\b|\.secret_address\b|\bsecret_address__|[\"']secret_address[\"']"
)
DOORS = {
    "meetings/domain/data_fields.py",  # the name of a table, for the register
    "meetings/portable/format.py",  # the same, for a file that goes elsewhere, which leaves it out
    "meetings/rights/tables.py",  # the same, for the copy of a file, which leaves it out
    "partners/actions/families.py",
    "partners/models/__init__.py",
    "partners/models/families.py",
    "partners/urls/families.py",  # the name of a page
}
SOURCES = [
    path
    for folder in ("intermetiers", "meetings", "partners", "templates", "script")
    for path in (ROOT / folder).rglob("*")
    if path.is_file()
    and path.suffix in {".py", ".html", ".txt", ""}
    and "migrations" not in path.parts
]


def test_only_one_module_can_read_a_secret_address():
    naming = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        if NAMES.search(path.read_text(encoding="utf-8"))
    }
    assert naming == DOORS
