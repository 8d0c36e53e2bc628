"""« Tenir parole » in the week: late, help, this week, just done; at most some lines."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.factories import make_meeting, make_participant, make_pupil

NOW = datetime(2027, 2, 10, 9, tzinfo=UTC)  # a Wednesday
HELD = NOW - timedelta(days=30)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def held(team, alice):
    return make_meeting(team, alice)


def decide(meeting, text, by_on=None, *said):
    row = meeting.decisions.create(
        entry=uuid4(), number=meeting.decisions.count() + 1, text=text, by_on=by_on,
        written_at=HELD,
    )  # fmt: skip
    for number, one in enumerate(said):
        at = NOW - timedelta(days=len(said) - number)
        row.reports.create(said=one, said_at=at, source="link")
    return row


def shown(client):
    promises = client.get("/").context["promises"]
    return [(line.text, [label for _, label in line.pills]) for line in promises.lines]


def test_the_most_pressing_first_each_with_one_word(held, alice_client):
    decide(held, "Plus tard", date(2027, 3, 19))
    decide(held, "Dimanche", date(2027, 2, 14))
    decide(held, "Hier", date(2027, 2, 9))
    decide(held, "Aidez", None, "help")
    decide(held, "Tenue", None, "not_yet", "done")
    decide(held, "Sans date")
    decide(held, "Abandon", date(2027, 2, 9), "given_up")
    assert shown(alice_client) == [
        ("Hier", ["en retard"]),
        ("Aidez", ["besoin d’aide"]),
        ("Dimanche", ["cette semaine"]),
        ("Tenue", ["fait"]),
    ]
    assert alice_client.get("/").context["promises"].open_count == 5


def test_what_was_done_leaves_after_a_week(held, alice_client):
    row = decide(held, "Tenue")
    row.reports.create(said="done", said_at=NOW - timedelta(days=8), source="link")
    assert shown(alice_client) == []


def test_a_new_date_and_a_new_text_count(held, alice_client):
    row = decide(held, "Salle 2", date(2027, 2, 1))
    row.reports.create(
        said="changed",
        new_text="Salle 3",
        new_by_on=date(2027, 2, 12),
        said_at=HELD,
        source="typed",
    )
    assert shown(alice_client) == [("Salle 3", ["cette semaine"])]


def test_nothing_of_meetings_called_off_nor_taken_out_nor_of_an_archived_pupil(
    team, alice, alice_client, held
):
    for change in ("cancelled", "withdrawn", "archived"):
        meeting = make_meeting(team, alice, pupil=make_pupil(team))
        row = decide(meeting, change, date(2027, 2, 1))
        if change == "cancelled":
            meeting.cancelled_at = HELD
            meeting.save()
        elif change == "withdrawn":
            row.withdrawn_at = HELD
            row.save()
        else:
            meeting.pupil.archived_at = HELD
            meeting.pupil.save()
    assert shown(alice_client) == []


def test_a_few_lines_then_the_list(held, alice_client):
    for number in range(30):
        decide(held, f"Décision {number}", date(2027, 2, 1))
    page = alice_client.get("/")
    assert len(page.context["promises"].lines) == 6
    assert "30 décisions à tenir" in page.content.decode()


def test_nothing_of_another_team(held, charlie_client):
    decide(held, "Hier", date(2027, 2, 9))
    assert shown(charlie_client) == []


def test_the_holder_is_no_other_line(held, alice_client):
    row = decide(held, "Hier", date(2027, 2, 9))
    row.holders.add(make_participant(held), make_participant(held))
    assert len(shown(alice_client)) == 1
