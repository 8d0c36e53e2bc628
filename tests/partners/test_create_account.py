"""Opening an account from the command line, with the password asked and never passed in clear."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from partners.management.commands import create_account
from partners.models import Account, Team
from tests.factories import PASSWORD, make_team

EMAIL = "Claire.Vasseur@example.org"


@pytest.fixture
def typed(monkeypatch):
    """What is typed at each question."""
    answers = [PASSWORD, PASSWORD]
    monkeypatch.setattr(create_account, "getpass", lambda question: answers.pop(0))
    return answers


def _call(email=EMAIL, team="Secteur Lyon 3"):
    out = StringIO()
    call_command("create_account", email, "--name", "Claire Vasseur", "--team", team, stdout=out)
    return out.getvalue()


def test_an_account_and_its_team_are_opened(db, typed):
    said = _call()
    account = Account.objects.get(email="claire.vasseur@example.org")
    assert account.check_password(PASSWORD)
    assert account.current_team.name == "Secteur Lyon 3"
    assert account.memberships.get().team == account.current_team
    assert "créée" in said
    assert PASSWORD not in said


def test_a_team_already_there_is_joined(db, typed):
    make_team("Secteur Lyon 3")
    make_team("Secteur Lyon 3")
    assert "déjà là" in _call()
    assert Team.objects.count() == 2


def test_an_address_already_taken_changes_nothing(db, typed):
    _call()
    typed += [PASSWORD, PASSWORD]
    with pytest.raises(CommandError, match="Un compte existe déjà"):
        _call(team="Secteur Brest")
    assert not Team.objects.filter(name="Secteur Brest").exists()


def test_what_is_not_an_address_is_refused_before_any_question(db, typed):
    with pytest.raises(CommandError, match="n’est pas une adresse"):
        _call("claire")
    assert len(typed) == 2


@pytest.mark.parametrize(
    ("first", "second"), [("court", "court"), (PASSWORD, "autre chose de long")]
)
def test_a_password_that_does_not_do_opens_nothing(db, typed, first, second):
    typed[:] = [first, second]
    with pytest.raises(CommandError):
        _call()
    assert not Account.objects.exists()
