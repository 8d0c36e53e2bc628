"""What a guest who may have seen another date reads of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.preparing.actions.slots import NewDate, change_date
from tests.factories import make_slot
from tests.guests import pass_gate
from tests.meetings.asking.cast import make_answer_link, seat_of
from tests.meetings.pdfs import text_of
from tests.meetings.preparing.days import in_days

SAID = "La date a changé"


@pytest.fixture
def moved(case_1, alice):
    """The mother was given her brief, then the date changed, for a reason of the team’s own."""
    mother, now = seat_of(case_1, "mère"), timezone.now()
    case_1.early = make_answer_link(mother, alice, purpose="brief", made_at=now - timedelta(days=2))
    other = make_slot(case_1, in_days(80), 60)
    wanted = NewDate(other.pk, None, "la salle est prise")
    change_date(case_1, wanted, seen=None, by=alice, now=now - timedelta(days=1))
    return case_1


def _brief(secret, name="guest_brief"):
    return reverse(f"meetings:{name}", args=[secret]) + "?langue=fr"


def test_the_brief_given_before_says_what_the_date_was(client, moved):
    before_gate = client.get(_brief(moved.early)).content.decode()
    after_gate = pass_gate(client, moved.early).get(_brief(moved.early)).content.decode()
    for page in (before_gate, after_gate):
        assert SAID in page
        assert "jeudi 21" in page
        assert "la salle est prise" not in page


def test_so_does_the_letter(client, moved):
    pass_gate(client, moved.early)
    letter = text_of(client.get(_brief(moved.early, "guest_letter")).getvalue())
    assert SAID in " ".join(letter.split())


def test_so_does_what_the_coordinator_reads_over_the_shoulder(alice_client, moved):
    mother, father = (seat_of(moved, name) for name in ("mère", "père"))
    pages = [
        alice_client.get(
            reverse("meetings:brief_preview", args=[moved.reference, seat.pk]), {"langue": "fr"}
        ).content.decode()
        for seat in (mother, father)
    ]
    assert [SAID in page for page in pages] == [True, False]


def test_who_was_given_nothing_before_reads_the_new_date_alone(client, moved, alice):
    late = make_answer_link(seat_of(moved, "père"), alice, purpose="brief")
    assert SAID not in client.get(_brief(late)).content.decode()
    assert SAID not in pass_gate(client, late).get(_brief(late)).content.decode()


def test_the_answer_page_says_it_too(client, moved, alice):
    mother = seat_of(moved, "mère")
    secret = make_answer_link(mother, alice)
    assert SAID in client.get(reverse("meetings:guest_answer", args=[secret])).content.decode()
