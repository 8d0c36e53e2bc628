"""The journal: read by a responsable of the team, named line by line, taken away as a file."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from intermetiers.web.journal import record
from intermetiers.web.models import AppendOnlyError, JournalEntry
from meetings.domain.acts import ACTS, is_named, name_of
from partners.models import TeamRole
from tests.factories import NOW, make_account, make_pupil

URL = reverse("meetings:journal")
EXPORT = reverse("meetings:journal_export", args=["csv"])
ROOT = Path(__file__).resolve().parents[3]
WRITERS = {"record", "record_each", "keep"}


def _write(team, by, act="pupil_added", row=None, at=NOW):
    return record(act, row or make_pupil(team), by=by, now=at, scope=team.pk)


def _acts_of(path):
    """Texts given to `record` and `keep`, wherever they are chosen in the call."""
    text = path.read_text()
    if not any(f"{writer}(" in text for writer in WRITERS):
        return  # most modules write nothing, and all are read at each collection
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in WRITERS:
                for inner in ast.walk(node.args[0]):
                    if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                        yield name, inner.value


def _written():
    """Every act of the code by its whole name, or what was done where the card comes first."""
    for app in ("meetings", "partners", "intermetiers"):
        for path in (ROOT / app).rglob("*.py"):
            of_card = path.is_relative_to(ROOT / "partners")
            for name, act in _acts_of(path):
                if act.startswith("_") or act.endswith("_"):  # the rest is put together
                    continue
                yield f"pupil_{act}" if of_card and name == "keep" else act


@pytest.mark.parametrize("act", sorted(set(_written())))
def test_every_act_has_a_name_people_read(act):
    assert is_named(act), f"name « {act} » in meetings/domain/acts.py"


def test_no_name_is_given_to_two_acts():
    assert len(set(ACTS.values())) == len(ACTS)
    assert name_of("institution_archived") == "Établissement\u00a0: archivage"


def test_a_responsable_reads_who_did_what_where_from(alice_client, alice, team):
    pupil = make_pupil(team, first_name="Yanis")
    alice_client.post(reverse("partners:pupil_archive", args=[pupil.pk]))
    page = alice_client.get(URL)
    for told in ("Alice Martin", "Élève\u00a0: archivage", "Yanis", "127.0.0.1"):
        assertContains(page, told)


@pytest.mark.parametrize("role", [TeamRole.COORDINATEUR, TeamRole.LECTEUR])
def test_nobody_else_of_the_team_reads_it(client, team, alice, role):
    _write(team, alice)
    client.force_login(make_account(team, role=role), "partners.backends.PasswordBackend")
    for response in (client.get(URL), client.post(EXPORT)):
        assert response.status_code == 403
        assert "archivage" not in response.content.decode()
    assert not JournalEntry.objects.filter(act="journal_exported").exists()


def test_another_team_reads_its_own_only(charlie_client, alice, team):
    _write(team, alice)
    assertContains(charlie_client.get(URL), "Aucun acte ne correspond.")


def test_one_chooses_who_when_and_what(alice_client, alice, bob, team):
    pupil = make_pupil(team)
    _write(team, alice, "pupil_added", pupil, NOW)
    _write(team, bob, "pupil_changed", pupil, NOW + timedelta(days=3))
    _write(team, None, "link_made", make_pupil(team), NOW + timedelta(days=5))

    def shown(**asked):
        page = alice_client.get(URL, asked).content.decode()
        names = ("Élève\u00a0: ajout", "Élève\u00a0: changement", "Lien privé fait")
        return [name in page for name in names]

    assert shown() == [True, True, True]
    assert shown(qui=bob.pk) == [False, True, False]
    assert shown(qui="sans-compte") == [False, False, True]
    assert shown(objet=f"pupil:{pupil.pk}") == [True, True, False]
    assert shown(du="2026-11-26", au="26/11/2026") == [False, True, False]
    # What an address says wrong leaves the choice open.
    assert shown(qui="x", du="hier", objet="'; drop") == [True, True, True]


def test_taking_it_away_is_written_in_it(alice_client, alice, team):
    _write(team, alice)
    file = alice_client.post(EXPORT)
    assert "Élève\u00a0: ajout" in file.content.decode("utf-8-sig")
    assert JournalEntry.objects.get(act="journal_exported").detail["rows"] == 1
    assert alice_client.get(EXPORT).status_code == 405
    assert alice_client.post(EXPORT.replace("csv", "exe")).status_code == 404


def test_a_line_is_neither_changed_nor_removed(alice, team):
    entry = _write(team, alice)
    entry.act = "other"
    for tried in (entry.save, entry.delete, JournalEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            tried()
    with pytest.raises(AppendOnlyError):
        JournalEntry.objects.update(act="other")
    assert JournalEntry.objects.get().act == "pupil_added"


def test_the_rule_of_how_long_removes_the_oldest_only(alice, team):
    _write(team, alice, at=NOW - timedelta(days=500))
    kept = _write(team, alice)
    assert JournalEntry.objects.forget_before(NOW - timedelta(days=400)) == 1
    assert JournalEntry.objects.get() == kept


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_depend_on_the_lines(
    alice_client, alice, team, django_assert_num_queries, count
):
    for _ in range(count):
        _write(team, alice)
    alice_client.get(URL)
    # Session, account, team, members, count, lines, pupils, and the team of the header.
    with django_assert_num_queries(8):
        alice_client.get(URL)
