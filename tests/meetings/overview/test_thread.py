"""The thread of a pupil, for the person who takes over: the page and the document."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests import factories
from tests.meetings.held import hold
from tests.meetings.pdfs import read_pdf, text_of

STARTS = datetime(2026, 11, 3, 9, tzinfo=UTC)
DILEMMA = {
    "dilemma": "continuity", "how": "garder l’aide", "while": "restant avec la classe",
    "invention": "L’éducatrice vient en classe", "try_until": "2027-03-04",
}  # fmt: skip


@pytest.fixture
def held(team, alice):
    meeting = factories.make_case_1(team, alice)
    teacher = meeting.participants.get(professional__metier="professeur_ecoles")
    fields = {"people": [f"p{teacher.pk}"], "by": "2026-11-20"}
    hold(
        meeting, alice, STARTS,
        ("decision", "accueil", "Un carnet d’une ligne", fields),
        ("tension", "accueil", "Il rate les maths", DILEMMA),
        ("tension", "accueil", "Simple tension", {}),
        ("later", "accueil", "L’orthophonie", {}),
    )  # fmt: skip
    return meeting


def url(meeting, name="thread"):
    return reverse(f"meetings:{name}", args=[meeting.pupil_id])


def flat(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def read(client, meeting):
    return flat(client.get(url(meeting)).content.decode())


def test_decisions_dilemmas_and_what_was_put_off(held, alice_client):
    held.decisions.get().reports.create(said="help", said_at=STARTS, source="link", note="Un mot")
    page = read(alice_client, held)
    for said in (
        "Un carnet d’une ligne", "besoin d’aide", "Un mot", "Comment garder l’aide tout en restant",
        "L’éducatrice vient en classe", "à l’essai", "jusqu’au 4 mars 2027", "L’orthophonie",
    ):  # fmt: skip
        assert said in page
    assert "Simple tension" not in page


def test_a_later_meeting_says_what_became_of_a_trial(held, alice, team, alice_client):
    said = [act.payload for act in held.live_acts.all()]
    entry = next(one["entry"] for one in said if one.get("note") == "tension")
    later = factories.make_meeting(team, alice, pupil=held.pupil)
    room = hold(later, alice, STARTS + timedelta(days=30), close=False)
    room.say("became", what=f"t{entry}", said="done", text="moins de fatigue")
    room.say("close")
    assert "on garde : moins de fatigue" in read(alice_client, held)


def test_of_two_cards_made_one_everything_is_told_and_a_cancelled_one_says_so(
    held, alice, team, alice_client
):
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team), title="Autre")
    hold(other, alice, STARTS, ("decision", "accueil", "Prêter la salle", {}))
    other.pupil = held.pupil
    other.save()
    assert "Prêter la salle" in read(alice_client, held)
    other.cancelled_at = STARTS
    other.save()
    page = read(alice_client, held)
    assert "Annulée." in page
    assert "Prêter la salle" not in page


def test_as_a_document(held, alice_client):
    answer = alice_client.get(url(held, "thread_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    document, text = read_pdf(answer.content), flat(text_of(answer.content))
    assert (document.lang, document.marked, document.conformance) == ("fr", True, "1")
    assert (document.shows_title, document.title) == (True, "Le fil de Yanis Belkacem-Morel")
    assert document.headings == ["H1", "H2", "H3", "H4", "H4", "H4"]
    assert "Le fil de Yanis Belkacem-Morel" in text
    assert "Un carnet d’une ligne" in text


@pytest.mark.parametrize("name", ["thread", "thread_pdf"])
def test_a_stranger_finds_nothing_and_it_is_only_read(held, charlie_client, alice_client, name):
    assert charlie_client.get(url(held, name)).status_code == 404
    assert alice_client.post(url(held, name)).status_code == 405


@pytest.mark.parametrize("many", [1, 8])
def test_thread_query_count(team, alice, alice_client, many, django_assert_num_queries):
    pupil = factories.make_pupil(team)
    for number in range(many):
        meeting = factories.make_meeting(
            team, alice, pupil=pupil, school=factories.make_institution(team, f"École {number}")
        )
        hold(
            meeting, alice, STARTS + timedelta(days=number),
            *[("decision", "accueil", f"Décision {n}", {}) for n in range(many)],
        )  # fmt: skip
        meeting.decisions.first().reports.create(said="done", said_at=STARTS, source="typed")
    with django_assert_num_queries(11):
        alice_client.get(url(meeting))
