"""What devices send of a meeting being held: kept once, closed to strangers, told to the others."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.live import milliseconds
from meetings.models import Holding, LiveAct
from tests.factories import fill, make_item, make_meeting, make_participant, make_professional
from tests.live_acts import entry, make, send, uid


@pytest.fixture
def now():
    return milliseconds(timezone.now())


@pytest.fixture
def seats(case_1):
    """The names of the people of the table in acts, the pupil first."""
    return [f"p{seat.pk}" for seat in case_1.participants.order_by("position", "pk")]


def _address(meeting):
    return reverse("meetings:live_acts", args=[meeting.reference])


def _kinds(meeting):
    return list(LiveAct.objects.filter(meeting=meeting).values_list("kind", flat=True))


# --- Who, and how ------------------------------------------------------------------------------


def test_a_stranger_and_somebody_signed_out_find_nothing(case_1, charlie_client, now):
    assert send(charlie_client, case_1, make("open", at=now)).status_code == 404
    assert charlie_client.get(_address(case_1)).status_code == 404
    assert send(Client(), case_1, make("open", at=now)).status_code == 302
    assert not LiveAct.objects.exists()


def test_only_reading_and_sending_are_known(alice_client, case_1):
    assert alice_client.put(_address(case_1)).status_code == 405
    assert alice_client.delete(_address(case_1)).status_code == 405


def test_a_form_of_another_site_sends_nothing(case_1, alice, now):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice, backend="partners.backends.PasswordBackend")
    assert send(client, case_1, make("open", at=now)).status_code == 403
    assert not LiveAct.objects.exists()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"acts": 3}', b"[" * 100_000, b"\xff", b'{"acts": {}}']
)
def test_what_cannot_be_read_is_refused_whole(alice_client, case_1, body):
    answer = alice_client.post(_address(case_1), body, content_type="application/json")
    assert answer.status_code == 400
    assert not LiveAct.objects.exists()


def test_too_many_at_once_are_refused(alice_client, case_1, now):
    assert send(alice_client, case_1, *[make("open", at=now)] * 201).status_code == 400
    assert not LiveAct.objects.exists()


# --- Once each ---------------------------------------------------------------------------------


def test_an_act_is_told_back_and_to_the_others(alice_client, bob_client, case_1, now):
    act = entry("Après 14 h, plus de travail neuf.", at=now)
    said = send(alice_client, case_1, act).json()
    assert said["saved"] == [act["id"]]
    heard = bob_client.get(_address(case_1), {"depuis": 0}).json()
    assert [one["text"] for one in heard["acts"]] == [act["text"]]
    again = bob_client.get(_address(case_1), {"depuis": heard["cursor"]}).json()
    assert again["acts"] == []
    assert again["cursor"] == heard["cursor"]


def test_sent_twice_and_in_overlapping_batches_it_is_kept_once(alice_client, case_1, now):
    one, two, three = (entry(text, at=now) for text in ("un", "deux", "trois"))
    send(alice_client, case_1, one, two)
    said = send(alice_client, case_1, two, three, three).json()
    assert said["saved"] == [two["id"], three["id"], three["id"]]
    assert LiveAct.objects.count() == 3


def test_what_was_first_heard_of_an_act_stands(alice_client, case_1, now):
    act = entry("un", at=now)
    send(alice_client, case_1, act)
    send(alice_client, case_1, act | {"text": "deux"})
    assert LiveAct.objects.get().payload["text"] == "un"


def test_one_that_is_refused_does_not_stop_the_others(alice_client, case_1, now):
    wrong, right = entry("x" * 3000, at=now), entry("Jeudi", at=now)
    said = send(alice_client, case_1, wrong, right, "?").json()
    assert said["saved"] == [right["id"]]
    assert [(one["id"], one["why"][-1]) for one in said["refused"]] == [
        (wrong["id"], "."),
        ("", "."),
    ]


def test_somebody_or_a_point_of_another_meeting_is_refused(alice_client, case_1, team, alice, now):
    other = make_meeting(team, alice)
    item = make_item(other)
    seat = make_participant(other, professional=make_professional(team))
    strangers = [
        make("floor", at=now, who=f"p{seat.pk}"),
        make("point", at=now, item=str(item.pk)),
        entry("x", at=now, people=[f"p{seat.pk}"]),
        entry("x", at=now, holds={f"p{seat.pk}": "y"}),
        make("seats", at=now, order=[f"p{seat.pk}"]),
    ]
    said = send(alice_client, case_1, *strangers).json()
    assert [one["id"] for one in said["refused"]] == [act["id"] for act in strangers]
    assert not LiveAct.objects.exists()


# --- Time --------------------------------------------------------------------------------------


def test_a_device_an_hour_wrong_is_set_right(alice_client, case_1, now):
    hour = 3_600_000
    send(alice_client, case_1, make("open", at=now + hour - 60_000), sent_at=now + hour)
    assert abs(LiveAct.objects.get().at - (now - 60_000)) < 2000


def test_nothing_happens_later_than_now(alice_client, case_1, now):
    send(alice_client, case_1, make("open", at=now + 3_600_000))
    assert LiveAct.objects.get().at <= milliseconds(timezone.now())


def test_acts_of_a_device_a_little_ahead_stay_in_their_order(alice_client, case_1, seats, now):
    ahead = [make("floor", at=now + 4000 + n, who=who) for n, who in enumerate(seats)]
    send(alice_client, case_1, *ahead, sent_at=now + 4000)
    rows = LiveAct.objects.order_by("at")
    assert [row.payload["who"] for row in rows] == seats


# --- Opening and closing -----------------------------------------------------------------------


def _hold(client, meeting, seats, now, *more):
    return send(
        client,
        meeting,
        make("open", at=now - 60_000),
        make("feeling", at=now - 59_000, moment="arrive", who=seats[0], word="curieux"),
        make("floor", at=now - 50_000, who=seats[0]),
        make("floor", at=now - 20_000, who=seats[-1]),
        make("floor", at=now - 10_000, who=""),
        entry("Jeudi", at=now - 5000),
        *more,
    ).json()


def test_closing_erases_who_spoke_and_keeps_the_share_of_each_world(
    alice_client, case_1, seats, now
):
    said = _hold(alice_client, case_1, seats, now, make("close", at=now - 1000))
    assert said["closed_at"] == now - 1000
    assert _kinds(case_1) == ["open", "entry", "close"]
    holding = Holding.objects.get()
    assert holding.shares == {"famille": 30_000, "soin": 10_000}
    assert holding.by_name == {}
    assert (holding.arrived, holding.left) == (1, 0)
    kept = alice_client.get(reverse("meetings:live", args=[case_1.reference])).context["boot"][
        "kept"
    ]
    assert kept == {"shares": {"famille": 75, "soin": 25}, "arrived": 1, "left": 0}


def test_times_by_name_stay_only_when_all_agreed(alice_client, case_1, seats, now):
    agreed = make("names", at=now - 4000, on=True)
    _hold(alice_client, case_1, seats, now, agreed, make("close", at=now - 1000))
    assert Holding.objects.get().by_name == {seats[0]: 30_000, seats[-1]: 10_000}


def test_after_closing_late_words_come_in_and_new_ones_wait_for_it_to_open_again(
    alice_client, case_1, seats, now
):
    _hold(alice_client, case_1, seats, now, make("close", at=now - 1000))
    late, new = entry("Écrit avant", at=now - 30_000), entry("Écrit après", at=now)
    turn = make("floor", at=now - 30_000, who=seats[1])
    said = send(alice_client, case_1, late, new, turn).json()
    assert said["saved"] == [late["id"]]
    assert said["dropped"] == [turn["id"]]
    assert [one["id"] for one in said["refused"]] == [new["id"]]
    said = send(alice_client, case_1, make("reopen", at=now), new).json()
    assert said["closed_at"] is None
    assert new["id"] in said["saved"]
    assert "floor" not in _kinds(case_1)


def test_closed_twice_the_shares_of_both_times_add_up(alice_client, case_1, seats, now):
    _hold(alice_client, case_1, seats, now, make("close", at=now - 4000))
    send(
        alice_client,
        case_1,
        make("reopen", at=now - 3000),
        make("floor", at=now - 2500, who=seats[0]),
        make("close", at=now - 500),
    )
    assert Holding.objects.get().shares == {"famille": 32_000, "soin": 10_000}


def test_a_meeting_called_off_takes_nothing(alice_client, case_1, now):
    case_1.cancelled_at = timezone.now()
    case_1.save()
    said = send(alice_client, case_1, make("open", at=now)).json()
    assert len(said["refused"]) == 1
    assert not LiveAct.objects.exists()
    page = alice_client.get(reverse("meetings:live", args=[case_1.reference]))
    assert "annulée" in page.content.decode()


def test_the_line_being_typed_is_kept_until_it_is_left(alice_client, case_1):
    send(alice_client, case_1, draft={"note": "tension", "text": "Il rate les"})
    assert Holding.objects.get().draft == {"note": "tension", "text": "Il rate les"}
    send(alice_client, case_1, draft=None)
    assert Holding.objects.get().draft["text"] == "Il rate les"
    send(alice_client, case_1, draft={})
    assert Holding.objects.get().draft == {}


# --- What is kept of the writing ---------------------------------------------------------------


def test_the_journal_says_who_and_what_never_the_words(alice_client, case_1, alice, now):
    send(alice_client, case_1, entry("Un secret de famille", at=now), make("open", at=now))
    send(alice_client, case_1)
    (line,) = JournalEntry.objects.filter(act="live_acts")
    assert line.account == alice
    assert line.detail == {"count": 2, "kinds": ["entry", "open"]}
    assert "secret" not in json.dumps(line.detail)


def _queries(client, meeting, *acts):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert send(client, meeting, *acts).status_code == 200
    return len(queries)


def test_sending_costs_the_same_whatever_was_sent_before_and_who_sits_there(
    alice_client, case_1, now
):
    send(alice_client, case_1, make("open", at=now))
    few = _queries(alice_client, case_1, entry("un", at=now))
    fill(case_1, participants=20, items=10)
    send(alice_client, case_1, *[entry(f"note {n}", at=now) for n in range(150)])
    # SQLite takes a thousand values at a time: about a hundred acts.
    many = _queries(alice_client, case_1, *[entry(f"autre {n}", at=now) for n in range(100)])
    assert many == few


def test_the_page_costs_the_same_whatever_was_said(alice_client, case_1, now):
    page = reverse("meetings:live", args=[case_1.reference])
    send(alice_client, case_1, make("open", at=now), entry("un", at=now))
    alice_client.get(page)
    with CaptureQueriesContext(connection) as few:
        alice_client.get(page)
    fill(case_1, participants=20, items=10)
    send(alice_client, case_1, *[entry(f"note {n}", at=now) for n in range(150)])
    with CaptureQueriesContext(connection) as many:
        alice_client.get(page)
    assert len(many) == len(few)


def test_the_page_is_closed_to_strangers_and_only_read(charlie_client, alice_client, case_1):
    page = reverse("meetings:live", args=[case_1.reference])
    assert charlie_client.get(page).status_code == 404
    assert alice_client.post(page).status_code == 405


def test_the_key_of_a_device_is_of_one_account_and_one_meeting(
    alice_client, bob_client, case_1, team, alice
):
    def key(client, meeting):
        boot = client.get(reverse("meetings:live", args=[meeting.reference])).context["boot"]
        return boot["key"], boot["account"]

    other = make_meeting(team, alice)
    keys = [key(alice_client, case_1), key(bob_client, case_1), key(alice_client, other)]
    assert len({one for pair in keys for one in pair}) == 6
    assert key(alice_client, case_1) == keys[0]


def test_the_times_of_a_link_of_screen_end_soon_after_closing(alice_client, case_1, seats, now):
    screens = reverse("meetings:screens", args=[case_1.reference])
    alice_client.post(screens, {"form_key": uid()})
    _hold(alice_client, case_1, seats, now, make("close", at=now - 1000))
    (link,) = case_1.screen_links.all()
    assert link.expires_at < timezone.now() + timedelta(minutes=31)
