from dataclasses import replace
from datetime import date

from meetings.domain.principles import legitimacy
from tests.meetings.domain.builders import dossier

TODAY = date(2026, 11, 23)


def _uninvited(meeting):
    return [f for f in legitimacy.look(meeting, TODAY) if "uninvited" in f.key]


def test_a_guardian_without_a_seat_is_named_with_the_articles():
    meeting = replace(dossier(), uninvited_guardians=("le père",))
    [finding] = _uninvited(meeting)
    assert finding.fact == "Le père exerce l’autorité parentale et n’a pas de place à table."
    assert "373-2" in finding.detail
    assert finding.acts[0].label == "Inviter le père"


def test_nothing_is_said_when_every_guardian_is_invited():
    assert _uninvited(dossier()) == []
