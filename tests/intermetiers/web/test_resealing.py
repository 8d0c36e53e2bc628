from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from intermetiers.web import sealing
from intermetiers.web.resealing import (
    all_columns,
    columns_of,
    resealing,
    rewrite,
    sealing as first_seal,
)
from meetings.models import Contribution
from tests import factories
from tests.sealed import fill_everything

OLD, NEW = sealing.new_key(), sealing.new_key()


def _rotate(*options):
    said = StringIO()
    call_command("rotate_data_key", *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def old_key(settings):
    settings.DATA_KEYS = [OLD]


@pytest.fixture
def filled(old_key, case_1, alice):
    return fill_everything(case_1, alice)


def test_after_a_rotation_the_old_key_opens_nothing_that_is_needed(filled, settings):
    settings.DATA_KEYS = [NEW, OLD]
    said = _rotate()
    assert "la plus récente" in said
    assert "relancez" not in said
    settings.DATA_KEYS = [NEW]
    filled.assert_reads_back()


def test_a_second_rotation_finds_nothing_to_do(filled, settings):
    settings.DATA_KEYS = [NEW, OLD]
    _rotate()
    assert _rotate().startswith("0 valeur(s) et 0 fichier(s)")


def test_an_interrupted_rotation_is_taken_up_where_it_stopped(filled, settings):
    settings.DATA_KEYS = [NEW, OLD]
    half = all_columns()[::2]
    for column in half:
        rewrite(column, resealing(column))
    assert "relancez" in _rotate("--check")
    assert "relancez" not in _rotate()
    settings.DATA_KEYS = [NEW]
    filled.assert_reads_back()


def test_the_secrets_of_second_factors_too(old_key, settings, alice):
    secret = sealing.seal_text("JBSWY3DPEHPK3PXP", "mfa")
    row = Authenticator.objects.create(
        user=alice, type=Authenticator.Type.TOTP, data={"secret": secret, "of": ["plain", 3]}
    )
    settings.DATA_KEYS = [NEW, OLD]
    assert "relancez" in _rotate("--check")
    assert _rotate().startswith("1 valeur(s)")
    settings.DATA_KEYS = [NEW]
    row.refresh_from_db()
    assert sealing.open_text(row.data["secret"], "mfa") == "JBSWY3DPEHPK3PXP"
    assert row.data["of"] == ["plain", 3]


def test_what_is_written_during_a_rotation_is_not_lost(filled):
    (column,) = columns_of(Contribution, ["matters"])
    row = Contribution.objects.get()

    def change(value):
        Contribution.objects.filter(pk=row.pk).update(matters="Dit entre-temps")
        return sealing.seal_text("écrasé", column.purpose)

    rewrite(column, change)
    assert Contribution.objects.get(pk=row.pk).matters == "Dit entre-temps"


def test_a_key_taken_away_too_early_is_told_loudly(filled, settings):
    settings.DATA_KEYS = [NEW]
    with pytest.raises(sealing.MissingKeyError, match="manque"):
        _rotate()
    assert "qui manque" in _rotate("--check")


def test_a_new_key_goes_to_the_head_of_the_file(settings, tmp_path, db):
    file = tmp_path / "keys"
    file.write_text(OLD)
    settings.DATA_KEYS, settings.DATA_KEYS_FILE = [], str(file)
    before = sealing.seal_text("Yanis")
    _rotate("--new")
    added, kept = file.read_text().split()
    assert kept == OLD != added
    assert file.stat().st_mode & 0o777 == 0o600
    assert sealing.open_text(before) == "Yanis"
    assert sealing.sealed_with(sealing.seal_text("x")) != sealing.sealed_with(before)


def test_a_new_key_is_printed_where_there_is_no_file(settings, db):
    settings.DATA_KEYS = [OLD]
    key = _rotate("--new").split()[-1]
    settings.DATA_KEYS = [key, OLD]
    assert sealing.open_text(sealing.seal_text("Yanis")) == "Yanis"


def test_the_first_seal_takes_what_stood_in_clear_and_leaves_what_is_sealed(case_1):
    row = Contribution.objects.create(
        participant=case_1.participants.first(),
        matters="scellé",
        source="link",
        said_at=factories.NOW,
    )
    (column,) = columns_of(Contribution, ["questions"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_contribution SET questions = 's1:abcdefgh:en clair'")
    assert rewrite(column, first_seal(column)) == 1
    assert rewrite(column, first_seal(column)) == 0
    row.refresh_from_db()
    assert (row.matters, row.questions) == ("scellé", "s1:abcdefgh:en clair")


def test_a_stored_file_is_sealed_and_reads_back_whole(case_1):
    content = b"%PDF-1.7 " + b"x" * 3000
    name = default_storage.save("informations/essai.pdf", ContentFile(content))
    assert b"%PDF" not in Path(default_storage.path(name)).read_bytes()
    assert default_storage.open(name).read() == content
    assert default_storage.size(name) == len(content)
