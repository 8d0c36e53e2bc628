"""What a file holds is a pupil’s file of one piece, or nothing of it is written."""

import copy
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from jsonschema import Draft202012Validator

from meetings.models import Meeting, ReceivedFile
from meetings.portable import schema
from meetings.portable.actions import receive_file
from meetings.portable.archive import Opened
from meetings.portable.checking import check
from meetings.portable.format import (
    LEFT_OUT_COLUMNS,
    LEFT_OUT_EVERYWHERE,
    LEFT_OUT_TABLES,
    PARTS,
    columns_of,
    why_left_out,
)
from meetings.portable.packing import pack
from meetings.portable.refusals import FileRefusedError
from meetings.rights.tables import TABLES
from partners.models import Pupil
from tests.meetings.portable.whole import NOW, make_whole


@pytest.fixture(scope="module")
def given(django_db_setup, django_db_blocker):
    """The file of a whole pupil, of whom nothing is left here."""
    from django.db import transaction  # noqa: PLC0415 (one file for the whole module)

    from tests import factories  # noqa: PLC0415

    with django_db_blocker.unblock(), transaction.atomic():
        team = factories.make_team()
        packed = pack(make_whole(team, factories.make_account(team)), NOW)
        transaction.set_rollback(True)
    return packed


@pytest.fixture
def data(given):
    return copy.deepcopy(given.data)


def _refused(data, given):
    with pytest.raises(FileRefusedError) as refused:
        check(data, given.documents, NOW)
    return str(refused.value)


# --- What the format is --------------------------------------------------------------------------


def test_every_table_of_a_pupil_is_in_the_file_or_is_left_out_with_a_reason():
    kept = {part.model for part in PARTS}
    of_a_pupil = {table.model for table in TABLES}
    assert of_a_pupil - kept == set(LEFT_OUT_TABLES)
    assert kept - of_a_pupil == {"partners.Institution", "partners.Professional"}


def test_every_column_is_in_the_file_or_is_left_out_with_a_reason():
    for part in PARTS:
        fields = {field.name for field in part.type._meta.concrete_fields}
        out = {f.name for f in part.type._meta.concrete_fields if why_left_out(part, f)}
        assert out | {field.name for field in columns_of(part)} >= fields
    known = {f"{part.name}.{field.name}" for part in PARTS for field in part.type._meta.fields}
    assert set(LEFT_OUT_COLUMNS) <= known
    assert all([*LEFT_OUT_COLUMNS.values(), *LEFT_OUT_EVERYWHERE.values()])


def test_what_is_published_is_what_the_columns_say(tmp_path, monkeypatch):
    """A column that changes makes another schema: write it with `manage.py file_schema`."""
    assert json.loads(schema.FILE.read_text()) == schema.made()
    Draft202012Validator.check_schema(schema.made())
    monkeypatch.setattr("meetings.management.commands.file_schema.FILE", tmp_path / "un.json")
    call_command("file_schema")
    assert (tmp_path / "un.json").read_text() == schema.FILE.read_text()


def test_a_file_we_make_is_one(data, given):
    assert check(data, given.documents, NOW) == data["tables"]


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("other", [None, [], "x", 3, {}, {"format": "x"}])
def test_what_is_no_file_of_a_pupil_is_refused(other, given):
    assert "n’est pas le dossier d’un élève" in _refused(other, given)


def test_a_newer_version_says_so(data, given):
    assert "plus récente" in _refused(data | {"version": 2}, given)


def test_an_unknown_table_or_column_is_refused(data, given):
    data["tables"]["unknown"] = []
    assert "Rien n’a été écrit" in _refused(data, given)
    del data["tables"]["unknown"]
    data["tables"]["pupil"][0]["diagnosis"] = "x"
    assert "pupil, 1" in _refused(data, given)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("pupil", "first_name", "x" * 81),
        ("pupil", "first_name", "a\x00b"),
        ("pupil", "first_name", "\ud800"),
        ("pupil", "born_on", "2018-02-31"),
        ("meeting", "created_at", "2027-13-01T09:00:00+00:00"),
        ("meeting", "created_at", "9999-12-31T23:59:59+00:00"),
        ("meeting", "kind", "procès"),
        ("meeting", "duration_minutes", 100_000),
        ("meeting", "chosen_slot", 99),
        ("meeting", "pupil", None),
        ("family_member", "email", "pas une adresse"),
        ("family_member", "week", [{"day": 9}]),
        ("participant", "family_member", 99),
        ("participant", "role", "professionnel-fantôme"),
        ("information", "file", "documents/99.pdf"),
        ("information", "file", "../../etc/passwd"),
        ("fiche_paper", "content", ""),
        ("fiche_paper", "reader", "p0"),
        ("fiche_version", "fingerprint", "0" * 64),
        ("fiche_version", "code", "0000-0000-0000"),
        ("fiche_version", "number", 7),
        ("fiche_version", "made_at", (NOW + timedelta(days=1)).isoformat()),
        ("fiche_version", "content", {"number": 1, "made_on": "x", "fiche": {}}),
        ("live_act", "kind", "magie"),
        ("live_act", "payload", {"who": "p1; drop"}),
        ("live_act", "at", -1),
        ("holding", "by_name", {"p1": -5}),
        ("decision", "holders", [99]),
        ("decision", "entry", "pas un numéro"),
        ("translation", "fingerprint", "0" * 64),
        ("contribution", "typed_by", 12),
        ("contribution", "n", 5),
    ],
)
def test_a_value_that_cannot_be_is_refused(data, given, table, column, value):
    data["tables"][table][0][column] = value
    assert "Rien n’a été écrit" in _refused(data, given)


def test_rows_of_two_meetings_do_not_mix(data, given):
    tables = data["tables"]
    elsewhere = next(row["n"] for row in tables["participant"] if row["meeting"] == 2)
    tables["slot_answer"][0]["participant"] = elsewhere
    assert "slot_answer 1" in _refused(data, given)
    tables["slot_answer"][0]["participant"] = 1
    tables["meeting"][1]["chosen_slot"] = 1
    assert "meeting 2" in _refused(data, given)


def test_a_seat_has_the_person_its_role_asks_for(data, given):
    seat = next(row for row in data["tables"]["participant"] if row["role"] == "professional")
    seat["professional"] = None
    assert f"participant {seat['n']}" in _refused(data, given)


def test_documents_are_those_that_are_named(data, given):
    with pytest.raises(FileRefusedError, match="documents"):
        check(data, [*given.documents, "documents/77.pdf"], NOW)
    with pytest.raises(FileRefusedError, match="documents"):
        check(data, list(given.documents)[1:], NOW)


# --- Nothing is written by halves ----------------------------------------------------------------


def _receive(data, given, account):
    opened = Opened(data, given.documents, "f" * 64)
    return receive_file(opened, account.current_team, by=account, now=NOW)


def test_what_contradicts_itself_leaves_nothing(data, given, alice):
    tables = data["tables"]
    twice = tables["slot_answer"][0] | {"n": len(tables["slot_answer"]) + 1}
    tables["slot_answer"].append(twice)
    with pytest.raises(FileRefusedError, match="se contredit"):
        _receive(data, given, alice)
    assert not Pupil.objects.exists()
    assert not Meeting.objects.exists()


def test_the_same_file_twice_is_written_once(data, given, alice, charlie):
    _receive(data, given, alice)
    for account in (alice, charlie):
        with pytest.raises(FileRefusedError, match="déjà sur ce site"):
            _receive(data, given, account)
    assert ReceivedFile.objects.get().fingerprint == "f" * 64
    assert Pupil.objects.count() == 1
