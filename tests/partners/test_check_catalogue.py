"""`manage.py check_catalogue`: what a folder holds, or the file, the line and the reason."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from partners.domain.catalogue import SHIPPED, catalogue


@pytest.fixture
def folder(tmp_path):
    for path in SHIPPED.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def _said(*arguments):
    out = StringIO()
    call_command("check_catalogue", *arguments, stdout=out)
    return out.getvalue()


def test_ours_is_read_when_no_folder_is_given():
    said = _said()
    assert f"{len(catalogue().metiers)} métiers" in said
    assert f"{len(catalogue().institution_kinds)} sortes" in said
    assert f"{len(catalogue().glossary)} mots" in said


def test_another_folder_is_read(folder):
    (folder / "metiers.toml").write_text(
        (SHIPPED / "metiers.toml").read_text().split("# --- École ---")[0]
    )
    assert "6 métiers" in _said(str(folder))


def test_a_broken_file_is_told_with_its_line_and_reason(folder):
    text = (folder / "metiers.toml").read_text().replace('world = "famille"', 'world = "lune"', 1)
    (folder / "metiers.toml").write_text(text)
    line = text[: text.index('"lune"')].count("\n") + 1
    with pytest.raises(CommandError, match=f"metiers.toml, ligne {line}\u00a0: .*monde") as refused:
        _said(str(folder))
    assert refused.value.returncode == 1


def test_a_code_kept_for_teams_is_refused(folder):
    text = (folder / "metiers.toml").read_text().replace('"eleve"', '"equipe_eleve"', 1)
    (folder / "metiers.toml").write_text(text)
    with pytest.raises(CommandError, match="gardé pour ce que les équipes ajoutent"):
        _said(str(folder))


def test_a_folder_without_the_files_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"metiers\.toml, ligne 1\u00a0: le fichier manque"):
        _said(str(tmp_path))
