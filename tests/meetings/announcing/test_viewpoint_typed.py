"""What somebody says by telephone or on paper, typed by whoever prepares."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.dossier import QUERIES
from meetings.models import Slot
from tests import factories
from tests.meetings.announcing.viewpoints import (
    kept_of,
    make_contribution,
    open_viewpoints,
    pupil_of,
    said,
    seat_of_metier,
)
from tests.meetings.asking.cast import seat_of

PAGE = 4  # session, account, team of the header, the meeting


@pytest.fixture
def mother(case_1):
    return seat_of(case_1, "mère")


@pytest.fixture
def url(mother):
    return _url(mother)


def _url(seat):
    return reverse("meetings:viewpoint_typed", args=[seat.meeting.reference, seat.pk])


def _typed(understands="Il rentre fatigué.", source="phone", **more):
    return said(understands, **({"source": source} | more))


def test_what_is_heard_is_kept_as_typed_by_somebody_else(mother, url, alice, alice_client):
    alice_client.post(url, _typed())
    response = open_viewpoints(alice_client, mother.meeting)
    row = kept_of(mother)
    assert (row.source, row.typed_by, row.read_back_at) == ("phone", alice, None)
    assert "pas encore relu à cette personne" in response.content.decode()


def test_reading_it_back_is_noted_without_changing_a_word(mother, url, alice_client, bob_client):
    alice_client.post(url, _typed())
    before = kept_of(mother)
    open_viewpoints(alice_client, mother.meeting)
    form = alice_client.get(url).context["form"]
    seen = {f"initial-{name}": form[name].value() or "" for name in ("understands", "audience")}
    bob_client.post(url, _typed(read_back="on", **seen))
    after = kept_of(mother)
    assert after.read_back_at
    assert (after.typed_by, after.said_at) == (before.typed_by, before.said_at)


def test_words_changed_since_are_to_be_read_back_again(mother, url, alice_client):
    alice_client.post(url, _typed(read_back="on"))
    seen = {"initial-understands": "Il rentre fatigué.", "initial-audience": "all"}
    alice_client.post(url, _typed("Il pleure.", **seen))
    assert kept_of(mother).read_back_at is None


def test_what_the_person_wrote_meanwhile_is_not_replaced_silently(mother, url, alice_client):
    seen = {"initial-understands": "", "initial-audience": ""}
    make_contribution(mother, "écrit de sa main")
    refused = alice_client.post(url, _typed("tapé par Alice", **seen))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "écrit de sa main" in page
    assert "tapé par Alice" in page
    assert kept_of(mother).understands == "écrit de sa main"


def test_what_the_person_wrote_stays_theirs_when_nothing_changes(mother, url, alice_client):
    make_contribution(mother, "écrit de sa main")
    assert alice_client.get(url).status_code == 302  # shut until one opens what was said
    open_viewpoints(alice_client, mother.meeting)
    assert "a écrit elle-même, par son lien" in alice_client.get(url).content.decode()
    seen = {"initial-understands": "écrit de sa main", "initial-audience": "all"}
    alice_client.post(url, _typed("écrit de sa main", read_back="on", **seen))
    assert (kept_of(mother).source, kept_of(mother).read_back_at) == ("link", None)


def test_the_pupil_has_faces_and_a_care_metier_the_agreement(case_1, alice_client):
    page = alice_client.get(_url(pupil_of(case_1))).content.decode()
    assert "Ça va à moitié" in page
    speech = seat_of_metier(case_1, "orthophoniste")
    assert "la famille est d’accord" in alice_client.get(_url(speech)).content.decode()
    alice_client.post(_url(speech), _typed(source="paper", agreed="on"))
    assert kept_of(speech).family_agreed_at


def test_it_can_be_erased(mother, url, alice, alice_client):
    make_contribution(mother)
    response = alice_client.post(url, {"erase": "yes"}, follow=True)
    assert "est effacé" in response.content.decode()
    assert kept_of(mother) is None
    assert JournalEntry.objects.get(act="viewpoint_erased").account == alice


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        (_typed(source=""), "source"),
        (_typed(source="link"), "source"),
        (_typed("é" * 1001), "understands"),
        (_typed(audience=""), "audience"),
    ],
    ids=["no source", "not by a link", "too long", "no audience"],
)
def test_what_cannot_be_kept_is_refused_and_stays_on_the_page(
    mother, url, alice_client, sent, field
):
    response = alice_client.post(url, sent | {"matters": "gardé"})
    assert list(response.context["form"].errors) == [field]
    assert response.status_code == 422
    assert "gardé" in response.content.decode()
    assert kept_of(mother) is None


def test_nothing_at_all_is_refused(mother, url, alice_client):
    response = alice_client.post(url, _typed(""))
    assert response.status_code == 422
    assert kept_of(mother) is None


def test_once_the_meeting_has_begun_nothing_is_typed_any_more(mother, url, alice_client):
    Slot.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    assert 'name="understands"' not in alice_client.get(url).content.decode()
    response = alice_client.post(url, _typed(), follow=True)
    assert "ne se change plus" in response.content.decode()
    assert kept_of(mother) is None


@pytest.mark.parametrize("many", [1, 30])
def test_viewpoint_typed_query_count(meeting, alice_client, many, django_assert_num_queries):
    factories.fill(meeting, participants=many, items=3, slots=3, places=2)
    url = _url(seat_of(meeting, "mère"))
    with django_assert_num_queries(PAGE + QUERIES):
        alice_client.get(url)


def test_nobody_types_for_an_interpreter_or_for_another_meeting(meeting, case_1, alice_client):
    interpreter = factories.make_participant(case_1, factories.Role.INTERPRETER, label="interprète")
    elsewhere = reverse(
        "meetings:viewpoint_typed", args=[case_1.reference, seat_of(meeting, "mère").pk]
    )
    for url in (_url(interpreter), elsewhere):
        assert alice_client.get(url).status_code == 404
        assert alice_client.post(url, _typed()).status_code == 404


def test_a_stranger_finds_nothing(mother, url, charlie_client):
    assert charlie_client.get(url).status_code == 404
    assert charlie_client.post(url, _typed()).status_code == 404
    assert kept_of(mother) is None


def test_other_methods_are_refused(url, alice_client):
    assert alice_client.put(url).status_code == 405
