import base64

import pytest
from django.apps import apps
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection
from django.db.models import Value
from hypothesis import given, strategies as st

from intermetiers.web import sealing
from intermetiers.web.resealing import columns_of
from intermetiers.web.sealing import (
    MissingKeyError,
    NotSealedError,
    open_bytes,
    open_text,
    seal_bytes,
    seal_text,
    sealed_with,
)
from meetings.domain.kinds import Source
from meetings.models import Contribution, Decision, Holding
from tests import factories

OLD, NEW = sealing.new_key(), sealing.new_key()


@given(st.text(), st.text(max_size=20))
def test_what_is_sealed_opens_the_same_and_only_for_its_purpose(text, purpose):
    sealed = seal_text(text, purpose)
    assert open_text(sealed, purpose) == text
    with pytest.raises(NotSealedError):
        open_text(sealed, f"{purpose}.")


@given(st.binary())
def test_bytes_open_the_same(content):
    sealed = seal_bytes(content)
    assert open_bytes(sealed) == content
    assert len(sealed) == len(content) + sealing.SEAL_BYTES


def test_a_sealed_text_shows_nothing_and_never_twice_the_same():
    first, second = seal_text("Yanis dort mal"), seal_text("Yanis dort mal")
    assert first != second
    assert "Yanis" not in first
    assert b"Yanis" not in base64.urlsafe_b64decode(first[12:])


@given(st.data())
def test_a_text_changed_by_one_sign_says_nothing_else(data):
    """The last sign of a base64 has bits that count for nothing: it may then open as it was."""
    sealed = seal_text("Yanis dort mal", "x")
    place = data.draw(st.integers(0, len(sealed) - 1))
    sign = data.draw(st.sampled_from("AZaz09-_:="))
    changed = sealed[:place] + sign + sealed[place + 1 :]
    if changed == sealed:
        return
    try:
        opened = open_text(changed, "x")
    except (NotSealedError, MissingKeyError):
        return
    assert opened == "Yanis dort mal"
    assert place >= len(sealed) - 3


@given(st.text(max_size=60))
def test_what_was_never_sealed_is_refused_not_shown(text):
    with pytest.raises(NotSealedError):
        open_text(text)


def test_the_newest_key_seals_and_the_others_open(settings):
    settings.DATA_KEYS = [OLD]
    before = seal_text("Yanis")
    settings.DATA_KEYS = [NEW, OLD]
    assert open_text(before) == "Yanis"
    after = seal_text("Yanis")
    assert sealed_with(after) == sealing.key_names()[0] != sealed_with(before)
    settings.DATA_KEYS = [NEW]
    assert open_text(after) == "Yanis"
    with pytest.raises(MissingKeyError, match=sealed_with(before)):
        open_text(before)


def test_a_key_added_to_the_file_opens_without_starting_again(settings, tmp_path):
    file = tmp_path / "keys"
    file.write_text(OLD)
    settings.DATA_KEYS, settings.DATA_KEYS_FILE = [], str(file)
    before = seal_text("Yanis")
    settings.DATA_KEYS_FILE = str(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_text(f"{NEW}\n{OLD}\n")
    after = seal_text("Morel")
    file.write_text(f"{NEW}\n{OLD}\n")
    settings.DATA_KEYS_FILE = str(file)
    assert (open_text(after), open_text(before)) == ("Morel", "Yanis")


@pytest.mark.parametrize("keys", [[], ["trop-courte"], [OLD[:-4]], ["é" * 44]])
def test_no_key_or_half_a_key_stops_at_once(settings, keys):
    settings.DATA_KEYS = keys
    with pytest.raises(ImproperlyConfigured):
        seal_text("Yanis")


# --- In the database --------------------------------------------------------------------------


def _raw(row, column):
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [row.pk])
        return cursor.fetchone()[0]


@pytest.fixture
def said(case_1):
    return Contribution.objects.create(
        participant=case_1.participants.first(),
        matters="Il dort mal",
        source=Source.LINK.value,
        said_at=factories.NOW,
    )


def test_a_text_stands_sealed_and_an_empty_one_stays_empty(said):
    assert sealed_with(_raw(said, "matters"))
    assert _raw(said, "proposes") == ""
    assert Contribution.objects.get(pk=said.pk).matters == "Il dort mal"


def test_every_way_of_writing_seals(said):
    Contribution.objects.filter(pk=said.pk).update(matters="Dit autrement")
    assert sealed_with(_raw(said, "matters"))
    said.matters = "Dit en nombre"
    Contribution.objects.bulk_update([said], ["matters"])
    assert sealed_with(_raw(said, "matters"))
    Contribution.objects.filter(pk=said.pk).update(matters=Value(""))
    assert Contribution.objects.values_list("matters", flat=True).get(pk=said.pk) == ""


def test_the_database_is_never_asked_what_it_cannot_read(said):
    for asked in (
        {"matters": "Il dort mal"},
        {"matters__icontains": "dort"},
        {"matters__in": ["x"]},
    ):
        with pytest.raises(FieldError):
            Contribution.objects.filter(**asked).exists()
    with pytest.raises(FieldError):
        Holding.objects.filter(draft__text="x").exists()
    assert Contribution.objects.filter(proposes="").exists()
    assert not Contribution.objects.filter(matters__isnull=True).exists()


def test_a_value_carried_to_another_column_does_not_open(said):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_contribution SET questions = matters")
    with pytest.raises(NotSealedError):
        Contribution.objects.get(pk=said.pk)


def test_a_json_comes_back_as_it_went(meeting):
    draft = {"note": "n1", "text": "« Ça ira »", "places": [1, 2.5, None, True]}
    row = Holding.objects.create(meeting=meeting, draft=draft)
    assert sealed_with(_raw(row, "draft"))
    assert Holding.objects.get(pk=row.pk).draft == draft
    assert Holding.objects.values_list("shares", flat=True).get(pk=row.pk) == {}


def test_no_list_is_in_the_order_of_sealed_texts():
    """The database would sort what it cannot read: an order that means nothing."""
    for model in apps.get_models():
        sealed = {column.name for column in columns_of(model)}
        assert not sealed & {str(name).lstrip("-") for name in model._meta.ordering}, model
        assert not any(sealed & set(index.fields) for index in model._meta.indexes), model
    assert Decision._meta.ordering
