"""The questions on one sheet of paper, with a part to tear off and give back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intermetiers.web.french import write_day
from meetings.domain.kinds import Answer
from tests import factories
from tests.meetings.asking.cast import answer_url, make_answer_link, open_round, seat_of
from tests.meetings.pdfs import read_pdf, text_of

HOME = "12 rue du Port\nBâtiment C\n38200 Vienne"
UNTIL = timezone.localdate() + timedelta(days=9)


@pytest.fixture
def father(meeting):
    seat = seat_of(meeting, "père")
    seat.family_member.postal_address = HOME
    seat.family_member.save()
    return seat


def _coupon(client, seat, alice):
    response = client.get(answer_url(make_answer_link(seat, alice)) + "/coupon.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "Yanis" not in response["Content-Disposition"]
    return response.content


@pytest.mark.parametrize("slots", [1, 10])
def test_it_is_one_sheet_anyone_can_read(meeting, alice, alice_client, father, slots):
    open_round(meeting, alice, father, slots=slots, answer_by=UNTIL)
    pdf = read_pdf(_coupon(alice_client, father, alice))
    assert (pdf.pages, pdf.lang, pdf.conformance, pdf.marked) == (1, "fr", "1", True)
    assert pdf.headings == ["H1", "H2"]
    assert len(pdf.tags.all("TR")) == slots + 1


def test_it_says_to_whom_it_goes_back_and_when(meeting, alice, alice_client, father):
    open_round(meeting, alice, father, answer_by=UNTIL)
    text = " ".join(text_of(_coupon(alice_client, father, alice)).split())
    plain = text.replace("\u00a0", " ")
    day = write_day(UNTIL, year=False).replace("\u00a0", " ")
    assert f"à rendre à Alice Martin au plus tard le {day}" in plain
    assert f"réunion {meeting.reference}" in plain
    assert plain.count("de 10 h 15 à 11 h 30") == 3
    assert "Aucune ne va : voici quand je peux" in plain


def test_the_address_is_for_the_window_of_whoever_prints(meeting, alice, alice_client, father):
    open_round(meeting, alice, father)
    assert "38200 Vienne" in text_of(_coupon(alice_client, father, alice))
    assert "38200 Vienne" not in text_of(_coupon(Client(), father, alice))


def test_it_shows_nobody_elses_answer(meeting, alice, alice_client, father):
    open_round(meeting, alice, father)
    mother = seat_of(meeting, "mère")
    factories.make_answer(meeting.slots.first(), mother, Answer.NO, note="elle travaille")
    assert "elle travaille" not in text_of(_coupon(alice_client, father, alice))


def test_once_closed_there_is_no_sheet_to_give(meeting, alice, alice_client, father):
    open_round(meeting, alice, father, closed_at=timezone.now())
    page = alice_client.get(answer_url(make_answer_link(father, alice)) + "/coupon.pdf")
    assert "La question est fermée" in page.content.decode()
