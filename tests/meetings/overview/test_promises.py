"""All the decisions of a team: by state, fifty at a time."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.django import TestCase

from meetings.domain.kinds import Said
from meetings.models import Decision
from meetings.promises import promises_of
from tests import factories

URL = "/decisions"
NOW = datetime(2027, 2, 10, 9, tzinfo=UTC)
HELD = NOW - timedelta(days=30)


@pytest.fixture
def held(team, alice, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return factories.make_meeting(team, alice)


def decide(meeting, text, by_on=None, said=None, who=""):
    row = meeting.decisions.create(
        entry=uuid4(), number=meeting.decisions.count() + 1, text=text, by_on=by_on, who=who,
        written_at=HELD,
    )  # fmt: skip
    if said:
        row.reports.create(said=said, said_at=HELD, source="link")
    return row


def listed(client, **asked):
    return [line.text for line in client.get(URL, asked).context["lines"]]


def test_by_state(held, alice_client):
    decide(held, "Retard", date(2027, 2, 1), who="la directrice")
    decide(held, "Aide", date(2027, 3, 1), "help", who="la mère")
    decide(held, "Seule")
    decide(held, "Faite", None, "done")
    decide(held, "Abandon", None, "given_up")
    assert listed(alice_client) == ["Retard", "Aide", "Seule"]
    assert listed(alice_client, etat="retard") == ["Retard"]
    assert listed(alice_client, etat="aide") == ["Aide"]
    assert listed(alice_client, etat="personne") == ["Seule"]
    assert listed(alice_client, etat="faites") == ["Faite"]
    assert listed(alice_client, etat="abandonnees") == ["Abandon"]
    assert len(listed(alice_client, etat="toutes")) == 5
    assert listed(alice_client, etat="<script>") == ["Retard", "Aide", "Seule"]


def test_fifty_at_a_time(held, alice_client):
    for number in range(51):
        decide(held, f"Décision {number}")
    assert len(listed(alice_client)) == 50
    assert len(listed(alice_client, page="2")) == 1
    assert "?page=2" in alice_client.get(URL).content.decode()


def test_a_stranger_sees_none_of_it(held, charlie_client):
    decide(held, "Retard")
    assert listed(charlie_client) == []


def test_it_is_only_read(alice_client):
    assert alice_client.post(URL).status_code == 405


@pytest.mark.parametrize("many", [1, 30])
def test_promises_query_count(held, alice_client, many, django_assert_num_queries):
    for number in range(many):
        decide(held, f"Décision {number}", None, "not_yet")
    with django_assert_num_queries(5):  # session, account, team; how many; those
        alice_client.get(URL)


_REPORTS = st.lists(
    st.tuples(
        st.sampled_from(list(Said)),
        st.integers(-5, 5),
        st.sampled_from(["", "Autre texte"]),
        st.none() | st.dates(date(2027, 1, 1), date(2027, 12, 31)),
    ),
    max_size=5,
)


class AsTheDomainSays(TestCase):
    """What the database chooses by is what the rules say of the same decision."""

    @settings(max_examples=30)
    @given(_REPORTS)
    def test_whatever_was_said_and_when(self, reports):
        team = factories.make_team()
        meeting = factories.make_meeting(team, factories.make_account(team))
        row = decide(meeting, "Texte", date(2027, 3, 1))
        for said, days, text, by_on in reports:
            row.reports.create(
                said=said.value, said_at=NOW + timedelta(days=days), new_text=text,
                new_by_on=by_on, source="typed",
            )  # fmt: skip
        (promise,) = promises_of(Decision.objects.all())
        standing = promise.at(NOW)
        found = Decision.objects.as_said(NOW).get()
        assert (found.said, found.said_at, found.due_on) == (
            standing.said.value, standing.since, standing.by_on,
        )  # fmt: skip
        assert (found.new_text or found.text) == standing.text
        assert Decision.objects.as_said(NOW).still_open().exists() == standing.is_open
