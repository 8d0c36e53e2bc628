"""What was decided, as the coordinator follows it: one tap each, and a link for each holder."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.models import DecisionReport, PrivateLink
from tests import factories
from tests.meetings.following.decided import (
    ALONE,
    AUNT,
    BOOK,
    HELD,
    ROOM,
    decide,
    decision,
    seat_of,
)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(HELD + timedelta(days=2))
    return at


@pytest.fixture
def decided(case_1, alice):
    decide(case_1, alice)
    return case_1


def url(meeting, name="decisions", *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def say(client, meeting, text, **data):
    return client.post(url(meeting, "decision_say", decision(text).pk), data)


def page(client, meeting):
    return client.get(url(meeting)).content.decode()


def test_each_decision_with_who_for_when_and_what_nobody_holds(alice_client, decided):
    html = page(alice_client, decided)
    for text in (ROOM, BOOK, ALONE, AUNT):
        assert text in html
    assert "19\xa0mars 2027" in html
    assert "Personne ne la tient" in html
    assert "de vive voix" in html


def test_before_it_is_closed_the_page_says_so(alice_client, case_1):
    assert "quand la réunion est fermée" in page(alice_client, case_1)


@pytest.mark.parametrize(
    ("said", "shown"), [("done", "fait"), ("not_yet", "pas encore"), ("help", "besoin d’aide")]
)
def test_one_tap(alice_client, alice, decided, said, shown):
    assert say(alice_client, decided, ROOM, said=said).status_code == 302
    report = DecisionReport.objects.get()
    assert (report.said, report.typed_by, report.participant) == (said, alice, None)
    assert shown in page(alice_client, decided)
    assert JournalEntry.objects.get(act="decision_said").account == alice


def test_two_presses_say_it_once(alice_client, decided):
    for _ in range(2):
        say(alice_client, decided, ROOM, said="not_yet")
    assert DecisionReport.objects.count() == 1


def test_changed_with_a_new_text_and_a_new_date(alice_client, decided):
    say(alice_client, decided, ROOM, said="changed", new_text="La salle 3", new_by_on="02/04/2027")
    html = page(alice_client, decided)
    assert "La salle 3" in html
    assert "Décidé d’abord" in html
    assert "2\xa0avril 2027" in html


def test_changed_into_nothing_is_asked_again_with_what_was_typed(alice_client, decided):
    answer = say(alice_client, decided, ROOM, said="changed", note="<b>la clé</b>")
    assert answer.status_code == 422
    assert "&lt;b&gt;la clé" in answer.content.decode()
    assert not DecisionReport.objects.exists()


def test_given_up_says_why_then_is_taken_up_again(alice_client, decided):
    assert say(alice_client, decided, ROOM, said="given_up").status_code == 422
    say(alice_client, decided, ROOM, said="given_up", note="Salle en travaux")
    assert "Salle en travaux" in page(alice_client, decided)
    say(alice_client, decided, ROOM, said="to_do")
    assert DecisionReport.objects.last().said == "to_do"


@pytest.mark.parametrize("said", ["", "nonsense"])
def test_what_is_not_a_word_of_ours_is_refused(alice_client, decided, said):
    assert say(alice_client, decided, ROOM, said=said).status_code == 422


def test_a_decision_of_another_meeting_is_not_found(alice_client, alice, team, decided):
    other = factories.make_case_1(team, alice)
    target = url(other, "decision_say", decision(ROOM).pk)
    assert alice_client.post(target, {"said": "done"}).status_code == 404
    assert not DecisionReport.objects.exists()


def test_of_a_meeting_called_off_nothing_more_is_written(alice_client, decided, clock):
    decided.cancelled_at = HELD + timedelta(days=1)
    decided.save()
    say(alice_client, decided, ROOM, said="done")
    assert not DecisionReport.objects.exists()
    html = page(alice_client, decided)
    assert ROOM in html
    assert 'value="done"' not in html


def test_a_link_is_shown_once_and_only_its_print_is_kept(alice_client, decided):
    mother = seat_of(decided, "mère")
    data = {"made_for": "link", "form_key": factories.new_key()}
    first = alice_client.post(url(decided, "decision_link", mother.pk), data)
    assert "/d/" in first.content.decode()
    assert first["Referrer-Policy"] == "no-referrer"
    assert alice_client.post(url(decided, "decision_link", mother.pk), data).status_code == 302
    assert PrivateLink.objects.filter(purpose="decisions").count() == 1


def test_the_mail_names_no_child_and_quotes_nothing(alice_client, decided):
    father = seat_of(decided, "père")
    data = {"form_key": factories.new_key()}
    for _ in range(2):
        alice_client.post(url(decided, "decision_mail", father.pk), data)
    mail = OutgoingMail.objects.get()
    assert mail.recipient == "david.morel@example.org"
    for text in (mail.subject, mail.text, mail.html):
        assert "Yanis" not in text
        assert ROOM not in text
    assert "Un message envoyé le" in page(alice_client, decided)


def test_none_to_who_holds_nothing_nor_to_somebody_a_judge_forbids(alice_client, decided):
    aesh = seat_of(decided, metier="aesh")
    father = seat_of(decided, "père")
    father.family_member.may_receive = "nothing"
    father.family_member.save()
    for seat in (aesh, father):
        for name in ("decision_mail", "decision_link"):
            data = {"made_for": "link", "form_key": factories.new_key()}
            alice_client.post(url(decided, name, seat.pk), data)
    assert not PrivateLink.objects.filter(purpose="decisions").exists()
    assert not OutgoingMail.objects.exists()
    assert "Une décision de justice" in page(alice_client, decided)


def test_no_mail_asks_of_what_is_over(alice_client, decided):
    say(alice_client, decided, ROOM, said="done")
    father = seat_of(decided, "père")
    data = {"form_key": factories.new_key()}
    alice_client.post(url(decided, "decision_mail", father.pk), data)
    assert not OutgoingMail.objects.exists()
    assert "déjà fait ou abandonné" in page(alice_client, decided)


def test_without_an_address_it_says_that_nothing_leaves(alice_client, decided):
    assert "aucun message ne partira" in page(alice_client, decided)


def test_messages_are_suspended_and_resumed(alice_client, decided):
    alice_client.post(url(decided, "decision_reminders"))
    assert "Les messages sont suspendus" in page(alice_client, decided)
    alice_client.post(url(decided, "decision_reminders"), {"resume": "1"})
    decided.refresh_from_db()
    assert decided.decision_reminders_paused_at is None


@pytest.mark.parametrize(
    "name", ["decisions", "decision_say", "decision_reminders", "decision_link", "decision_mail"]
)
def test_a_stranger_finds_nothing(charlie_client, decided, name):
    args = {
        "decision_say": [decision(ROOM).pk],
        "decision_link": [seat_of(decided, "père").pk],
        "decision_mail": [seat_of(decided, "père").pk],
    }.get(name, [])
    method = charlie_client.get if name == "decisions" else charlie_client.post
    assert method(url(decided, name, *args)).status_code == 404


def test_wrong_methods(alice_client, decided):
    assert alice_client.post(url(decided)).status_code == 405
    for name, pk in (
        ("decision_say", decision(ROOM).pk),
        ("decision_link", seat_of(decided, "père").pk),
        ("decision_mail", seat_of(decided, "père").pk),
    ):
        assert alice_client.get(url(decided, name, pk)).status_code == 405


def test_decisions_query_count(alice_client, alice, case_1, django_assert_num_queries):
    head = seat_of(case_1, metier="directeur_ecole")
    room = decide(case_1, alice)
    decision(ROOM).reports.create(said="help", said_at=HELD, source="link", participant=head)
    with CaptureQueriesContext(connection) as few:
        alice_client.get(url(case_1))
    room.say("reopen")
    for number in range(20):
        room.note("decision", "accueil", f"Autre {number}", people=[f"p{head.pk}"])
    room.say("close")
    for one in case_1.decisions.all():
        one.reports.create(said="not_yet", said_at=HELD, source="link", participant=head)
    with django_assert_num_queries(len(few)):
        alice_client.get(url(case_1))
