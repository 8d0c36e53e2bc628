"""Reading a situation afterwards: for oneself alone."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.models import SituationReading
from tests import factories
from tests.meetings.held import Room, hold

OPENED = datetime(2027, 1, 21, 9, 17, tzinfo=UTC)
WRITTEN = "La classe attend le soin, et le soin attend la classe."
QUERIES_OF_A_PAGE = 3 + 1 + 11 + 1 + 2  # the door, the meeting, its dossier, the reading, the room


def _url(meeting):
    return reverse("meetings:situation", args=[meeting.reference])


@pytest.fixture
def held(case_1, alice):
    item = case_1.agenda.first().pk
    hold(
        case_1, alice, OPENED,
        ("tension", item, "Il rate les maths.", {"source": "time", "dilemma": "continuity"}),
        ("word", item, "étayage", {"meaning": "aider sans faire à la place"}),
    )  # fmt: skip
    return case_1


def _fields(client, meeting, **said):
    """The form as the page gives it, with these fields filled."""
    form = client.get(_url(meeting)).context["form"]
    seen = {f"initial-{name}": form[name].initial or "" for name in form.fields}
    return seen | {name: form[name].initial or "" for name in form.fields} | said


def _save(client, meeting, **said):
    return client.post(_url(meeting), _fields(client, meeting, **said))


def test_it_shows_what_the_meeting_shows_and_who_reads_it(alice_client, held):
    page = alice_client.get(_url(held)).content.decode()
    assert "Personne d’autre que vous ne lit cette page." in page
    assert "Ce que la réunion montre" in page
    assert "Il rate les maths." in page
    assert "étayage" in page


def test_what_is_written_is_found_again(alice_client, held):
    assert _save(alice_client, held, time_note=WRITTEN, time_see="yes").status_code == 302
    page = alice_client.get(_url(held)).content.decode()
    assert WRITTEN in page
    assert '<option value="yes" selected>' in page


def test_another_coordinator_of_the_team_has_an_empty_one(alice_client, bob_client, held):
    _save(alice_client, held, time_note=WRITTEN)
    assert WRITTEN not in bob_client.get(_url(held)).content.decode()
    _save(bob_client, held, time_note="Autre chose.")
    assert WRITTEN in alice_client.get(_url(held)).content.decode()
    assert SituationReading.objects.count() == 2


def test_nobody_reads_it_anywhere_else(alice_client, bob_client, held):
    _save(alice_client, held, time_note=WRITTEN)
    for client in (alice_client, bob_client):
        for name in ("sheet", "path", "live", "thread"):
            key = held.pupil_id if name == "thread" else held.reference
            page = client.get(reverse(f"meetings:{name}", args=[key]))
            assert WRITTEN not in page.content.decode()
    assert all(WRITTEN not in str(line.detail) for line in JournalEntry.objects.all())
    lines = JournalEntry.objects.filter(act="keep_reading")
    assert [line.subject.split(":")[0] for line in lines] == ["situationreading"]


def test_two_windows_do_not_erase_each_other(alice_client, held):
    first = _fields(alice_client, held, time_note=WRITTEN)
    second = _fields(alice_client, held, try_note="Moins de points.")
    alice_client.post(_url(held), first)
    alice_client.post(_url(held), second)
    marks = SituationReading.objects.get().marks
    assert marks == {"time": {"note": WRITTEN}, "try": {"note": "Moins de points."}}


def test_emptied_it_is_erased(alice_client, held):
    _save(alice_client, held, time_note=WRITTEN)
    page = _fields(alice_client, held, time_note="")
    response = alice_client.post(_url(held), page, follow=True)
    assert "Rien n’est gardé de cette lecture." in response.content.decode()
    assert not SituationReading.objects.exists()


def test_before_the_meeting_is_closed_the_page_says_so(alice_client, case_1, alice):
    Room(case_1, alice, OPENED).say("open")
    response = alice_client.get(_url(case_1), follow=True)
    assert "une fois la réunion fermée" in response.content.decode()
    assert alice_client.post(_url(case_1), {"time_note": WRITTEN}).status_code == 302
    assert not SituationReading.objects.exists()


def test_a_text_too_long_is_refused_and_kept_on_the_page(alice_client, held):
    response = _save(alice_client, held, time_note="x" * 2001)
    assert response.status_code == 422
    assert "x" * 2001 in response.content.decode()


def test_a_stranger_finds_nothing(charlie_client, held):
    assert charlie_client.get(_url(held)).status_code == 404
    assert charlie_client.post(_url(held), {"time_note": WRITTEN}).status_code == 404


def test_it_is_read_and_written_only(alice_client, held):
    assert alice_client.put(_url(held)).status_code == 405


def test_the_path_leads_there(alice_client, held):
    page = alice_client.get(reverse("meetings:sheet", args=[held.reference])).content.decode()
    assert f'href="{_url(held)}"' in page


@pytest.mark.parametrize("many", [1, 12])
def test_situation_query_count(alice_client, alice, meeting, many, django_assert_num_queries):
    factories.fill(meeting, participants=many, items=many, slots=1, places=1)
    item = meeting.agenda.first().pk
    notes = [("tension", item, f"Tension {n}", {"source": "time"}) for n in range(many)]
    hold(meeting, alice, OPENED, *notes)
    with django_assert_num_queries(QUERIES_OF_A_PAGE):
        alice_client.get(_url(meeting))
