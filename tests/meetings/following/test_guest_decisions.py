"""What a holder sees and says by a private link: their own decisions, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import Purpose
from meetings.models import DecisionReport
from tests.guests import make_link
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
from tests.meetings.pdfs import read_pdf, text_of

WRITTEN_BY_ANOTHER = "mot de la directrice"


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


@pytest.fixture
def father(decided):
    return seat_of(decided, "père")


@pytest.fixture
def secret(father, alice):
    return make_link(father, alice, purpose=Purpose.DECISIONS)


def url(secret, name="guest_decisions"):
    return reverse(f"meetings:{name}", args=[secret])


def tap(secret, text=ROOM, said="done"):
    data = {"decision": decision(text).pk, "said": said}
    return Client().post(url(secret, "guest_decision_say"), data)


def page(secret):
    return Client().get(url(secret)).content.decode()


def test_only_their_own_decisions_and_the_contact_of_whoever_convenes(decided, secret, alice):
    head = seat_of(decided, metier="directeur_ecole").professional
    head.email, head.phone = "directrice@example.org", "04 99 99 99 99"
    head.save()
    decision(ROOM).reports.create(
        said="not_yet", note=WRITTEN_BY_ANOTHER, said_at=HELD, source="phone"
    )
    html = page(secret)
    assert ROOM in html
    assert alice.email in html
    for canary in (
        BOOK, ALONE, AUNT, "Yanis", "Belkacem", decided.title, decided.problem, WRITTEN_BY_ANOTHER,
        head.email, head.phone, "david.morel@example.org", "06 00 00 00 01",
    ):  # fmt: skip
        assert canary not in html


def test_one_tap_then_a_word_then_another_mind(secret, father):
    assert tap(secret).status_code == 302
    report = DecisionReport.objects.get()
    assert (report.said, report.participant, report.typed_by) == ("done", father, None)
    assert report.source == "link"
    data = {"decision": decision(ROOM).pk, "note": "Les clés sont à l’accueil"}
    Client().post(url(secret, "guest_decision_word"), data)
    assert DecisionReport.objects.get().note == "Les clés sont à l’accueil"
    assert "Les clés sont à l’accueil" in page(secret)
    tap(secret, said="help")
    assert [one.said for one in DecisionReport.objects.all()] == ["done", "help"]
    acts = JournalEntry.objects.filter(act__startswith="decision_").values_list("act", flat=True)
    assert sorted(acts) == ["decision_said", "decision_said", "decision_word"]


def test_pressing_twice_says_it_once(secret):
    tap(secret)
    tap(secret)
    assert DecisionReport.objects.count() == 1


def test_reading_writes_nothing(secret, undrawn):
    with CaptureQueriesContext(connection) as found:
        page(secret)
        Client().get(url(secret, "guest_decisions_paper"))
    assert not [q for q in found if re.match(r"INSERT|UPDATE|DELETE", q["sql"])]


def test_a_decision_of_somebody_else_is_not_found(secret):
    for text in (BOOK, ALONE, AUNT):
        assert tap(secret, text).status_code == 404
        data = {"decision": decision(text).pk, "note": "mot"}
        assert Client().post(url(secret, "guest_decision_word"), data).status_code == 404
    assert not DecisionReport.objects.exists()


@pytest.mark.parametrize("said", ["", "given_up", "changed", "to_do", "nonsense"])
def test_a_holder_says_one_of_three_things(secret, said):
    assert tap(secret, said=said).status_code == 404
    assert not DecisionReport.objects.exists()


@pytest.mark.parametrize("number", ["", "abc", "-1", "9" * 30])
def test_no_decision_of_that_number(secret, number):
    for name in ("guest_decision_say", "guest_decision_word"):
        data = {"decision": number, "said": "done", "note": "mot"}
        assert Client().post(url(secret, name), data).status_code == 404


def test_a_word_alone_says_nothing(secret):
    data = {"decision": decision(ROOM).pk, "note": "mot"}
    Client().post(url(secret, "guest_decision_word"), data)
    assert not DecisionReport.objects.exists()


def test_a_word_too_long_is_said_and_nothing_is_lost(secret):
    tap(secret)
    data = {"decision": decision(ROOM).pk, "note": "m" * 401}
    answer = Client().post(url(secret, "guest_decision_word"), data)
    assert answer.status_code == 422
    assert DecisionReport.objects.get().note == ""


def test_what_was_given_up_asks_nothing_more(secret):
    decision(ROOM).reports.create(said="given_up", said_at=HELD, source="typed")
    html = page(secret)
    assert "Abandonné" in html
    assert 'name="said"' not in html
    assert tap(secret).status_code == 422


def test_what_was_changed_is_read_as_it_stands(secret):
    decision(ROOM).reports.create(
        said="changed", new_text="La salle 3", said_at=HELD, source="typed"
    )
    assert "La salle 3" in page(secret)
    assert ROOM not in page(secret)


@pytest.mark.parametrize("said", ["help", "not_yet"])
def test_what_another_holder_said_is_not_put_in_this_one_s_mouth(decided, secret, said):
    head = seat_of(decided, metier="directeur_ecole")
    tap(secret, said="done")
    decision(ROOM).reports.create(
        said=said, note=WRITTEN_BY_ANOTHER, said_at=HELD + timedelta(days=3), source="link",
        participant=head,
    )  # fmt: skip
    html = page(secret)
    assert "aria-pressed" in html
    decision(ROOM).reports.filter(participant=head).update(said_at=HELD + timedelta(days=2))
    html = page(secret)
    assert "aria-pressed" not in html
    assert "Noté" not in html
    assert WRITTEN_BY_ANOTHER not in html


def test_done_by_another_holder_is_known(decided, secret):
    head = seat_of(decided, metier="directeur_ecole")
    decision(ROOM).reports.create(said="done", said_at=HELD, source="link", participant=head)
    assert "Noté comme fait" in page(secret)


def test_a_link_of_another_purpose_opens_nothing(father, alice):
    brief = make_link(father, alice, purpose=Purpose.BRIEF)
    assert Client().get(url(brief)).status_code == 404
    assert tap(brief).status_code == 404


def test_nothing_opens_once_it_expired_or_a_judge_forbids_or_the_meeting_is_off(
    secret, father, decided, clock
):
    clock(HELD + timedelta(days=4))
    assert Client().get(url(secret)).status_code == 404
    clock(HELD + timedelta(days=2))
    decided.cancelled_at = HELD
    decided.save()
    assert ROOM not in page(secret)
    tap(secret)
    assert not DecisionReport.objects.exists()
    decided.cancelled_at = None
    decided.save()
    father.family_member.may_receive = "nothing"
    father.family_member.save()
    assert Client().get(url(secret)).status_code == 404


def test_the_mother_reads_hers(decided, alice):
    html = page(make_link(seat_of(decided, "mère"), alice, purpose=Purpose.DECISIONS))
    assert "Samia Belkacem" in html
    assert BOOK in html
    assert "David" not in html


def test_on_paper_with_boxes_to_tick(secret):
    answer = Client().get(url(secret, "guest_decisions_paper"))
    assert answer["Content-Type"] == "application/pdf"
    document, text = read_pdf(answer.content), text_of(answer.content)
    assert (document.lang, document.marked, document.conformance) == ("fr", True, "1")
    assert document.headings == ["H1", "H2"]
    assert len(document.tags.all("TH")) == 6
    assert ROOM in text
    for canary in (BOOK, ALONE, "Yanis", "Belkacem"):
        assert canary not in text


def test_wrong_methods(secret):
    assert Client().post(url(secret)).status_code == 405
    for name in ("guest_decision_say", "guest_decision_word"):
        assert Client().get(url(secret, name)).status_code == 405


def test_guest_decisions_query_count(secret, decided, alice, father, django_assert_num_queries):
    tap(secret)
    with CaptureQueriesContext(connection) as few:
        page(secret)
    for number in range(20):
        row = decided.decisions.create(
            entry=f"00000000-0000-4000-8000-0000000000{number:02}", number=number + 9,
            text=f"Autre {number}", written_at=HELD,
        )  # fmt: skip
        row.holders.add(father)
        row.reports.create(said="done", said_at=HELD, source="link", participant=father)
    with django_assert_num_queries(len(few)):
        page(secret)
