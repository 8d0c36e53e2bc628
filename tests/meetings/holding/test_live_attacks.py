"""What somebody who means harm, or a device gone mad, would send to a meeting being held."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.domain.live.acts import EARLIEST, LATEST, NOTES
from meetings.holding.actions.screens import make_screen
from meetings.holding.forms.every import FORMS
from meetings.live import milliseconds
from meetings.models import Holding, LiveAct
from tests.factories import make_meeting
from tests.live_acts import entry, make, send, uid

PERSONAL = ("floor", "recast", "feeling")
SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 }}{% now %}"
PAGES, PAPERS = ("live", "sheet", "screens", "path", "agenda"), ("fiche", "measures")


@pytest.fixture
def now():
    return milliseconds(timezone.now())


@pytest.fixture
def seats(case_1):
    """The names of the people of the table in acts, the pupil first."""
    return [f"p{seat.pk}" for seat in case_1.participants.order_by("position", "pk")]


def _personal(meeting):
    return LiveAct.objects.filter(meeting=meeting, kind__in=PERSONAL).count()


def _read_everywhere(client, meeting, alice, *papers):
    """Every page that shows what was said, and these papers: what each answers, by its name."""
    secret = make_screen(meeting, by=alice, now=timezone.now()).secret
    places = dict.fromkeys((*PAGES, *papers), meeting.reference)
    places |= dict.fromkeys(("screen", "screen_follow"), secret)
    return {
        name: client.get(reverse(f"meetings:{name}", args=[place]))
        for name, place in places.items()
    }


def _check_everywhere(client, meeting, alice, *papers):
    for name, page in _read_everywhere(client, meeting, alice, *papers).items():
        assert page.status_code < 400, name


# --- What is erased stays erased ----------------------------------------------------------------


def test_turns_sent_again_after_another_closing_are_not_kept(
    alice_client, bob_client, case_1, seats, now
):
    """The answer to a device was lost; another closed meanwhile; the device sends all again."""
    send(alice_client, case_1, make("open", at=now - 9000), make("close", at=now - 8000))
    lost = [
        make("reopen", at=now - 7000),
        make("floor", at=now - 6000, who=seats[0]),
        make("feeling", at=now - 6000, moment="leave", who=seats[0], word="soulagée"),
    ]
    send(alice_client, case_1, *lost)
    send(bob_client, case_1, make("close", at=now - 1000))
    shares = Holding.objects.get().shares
    said = send(alice_client, case_1, *lost).json()
    assert {act["id"] for act in lost} <= {*said["saved"], *said["dropped"]}
    assert _personal(case_1) == 0
    assert Holding.objects.get().shares == shares == {"famille": 5000}


def test_a_reopening_dated_before_the_closing_opens_nothing(alice_client, case_1, seats, now):
    send(alice_client, case_1, make("open", at=now - 9000), make("close", at=now - 1000))
    early = make("reopen", at=now - 5000)
    send(alice_client, case_1, early, make("floor", at=now - 4000, who=seats[0]))
    assert Holding.objects.get().closed_at is not None
    assert _personal(case_1) == 0


def test_times_by_name_go_when_one_no_longer_agrees(alice_client, case_1, seats, now):
    send(
        alice_client,
        case_1,
        make("open", at=now - 9000),
        make("names", at=now - 8500, on=True),
        make("floor", at=now - 8000, who=seats[0]),
        make("close", at=now - 7000),
    )
    assert Holding.objects.get().by_name == {seats[0]: 1000}
    send(
        alice_client,
        case_1,
        make("reopen", at=now - 6000),
        make("names", at=now - 5000, on=False),
        make("close", at=now - 4000),
    )
    assert Holding.objects.get().by_name == {}


# --- Nothing one sends breaks a page of the others ----------------------------------------------


@pytest.mark.parametrize("sent_at", [1, EARLIEST, LATEST, 10**17, -1, 1e300, "x"])
def test_a_clock_out_of_all_measure_breaks_no_page(alice_client, alice, case_1, now, sent_at):
    said = send(
        alice_client,
        case_1,
        make("open", at=EARLIEST),
        make("point", at=LATEST, item="accueil"),
        entry("Jeudi", at=now),
        make("close", at=LATEST),
        sent_at=sent_at,
    )
    assert said.status_code == 200
    assert all(at >= EARLIEST for at in LiveAct.objects.values_list("at", flat=True))
    _check_everywhere(alice_client, case_1, alice)


@pytest.mark.parametrize(
    "fields",
    [
        {"by": "20270319"},
        {"by": "2027-W11-5"},
        {"by": "0001-01-01"},
        {"by": "٢٠٢٧-03-19"},
        {"until": "2027-03-19\n"},
    ],
)
def test_a_day_that_a_browser_does_not_read_is_refused(alice_client, case_1, now, fields):
    assert send(alice_client, case_1, entry("x", at=now, **fields)).json()["refused"]


@pytest.mark.parametrize(
    "hour", ["10", "T10:15", "10:15Z", "10:15+02", "24:00", "1015", "10:15:00.5"]
)
def test_an_hour_that_a_browser_does_not_read_is_refused(alice_client, case_1, now, hour):
    assert send(alice_client, case_1, make("next", at=now, time=hour)).json()["refused"]


def _extreme(seats, item, at):
    """Entries of every kind with every field at its longest, and days at both ends of time."""
    long, short = (SCRIPT * 40)[:2000].strip(), (SCRIPT * 4)[:300].strip()
    for note in NOTES:
        for day in ("1000-01-01", "2999-12-31"):
            yield entry(
                long, note=note, item=item, at=at, who=seats[0], between=seats[:2],
                holds=dict.fromkeys(seats[:2], short), how=short, **{"while": short},
                dilemma="own", own_dilemma=short, invention=long, try_until=day, looks=seats,
                meaning=short, people=seats, by=day, seen=short, until=day, consent=True,
            )  # fmt: skip
    # Nothing but marks that are not seen, or that pile up on one letter.
    yield entry("\u202e\u2066\x00\ud800", note="decision", item=item, at=at)
    yield entry("e" + "\u0301" * 500, note="agreement", item=item, at=at)
    yield entry("m" * 2000, note="agreement", item=item, at=at)


@pytest.mark.parametrize("is_closed", [False, True])
def test_the_longest_and_the_worst_of_each_field_breaks_no_page(
    alice_client, alice, case_1, seats, now, is_closed
):
    item = str(case_1.agenda.filter(kind="decide").first().pk)
    tante = make("guest", at=now, who="gaaaaaaaa", label=SCRIPT[:80], world="famille")
    moments = [make("open", at=now - 1000), make("point", at=now, item=item), tante]
    for day in ("1000-01-01", "2999-12-31"):
        moments += [
            make("settle", at=now, item=item, way="postpone", until=day, text=SCRIPT),
            make("next", at=now, day=day, time="23:59", text=SCRIPT),
        ]
    acts = [*moments, *_extreme(seats, item, now)]
    acts += [
        make("position", at=now, entry=act["entry"], who=who, say="disagree", reason=SCRIPT)
        for act in acts
        if act["kind"] == "entry"
        for who in seats[:3]
    ]
    acts += [make("point", at=now, item="relire")]
    acts += [make("close", at=now)] if is_closed else []
    said = send(alice_client, case_1, *acts).json()
    assert said["refused"] == []
    papers = PAPERS if is_closed else ()  # drawn once: they are made of the same words
    for name, page in _read_everywhere(alice_client, case_1, alice, *papers).items():
        assert page.status_code < 400, name
        if page["Content-Type"].startswith("text/html"):
            assert b"<script>alert" not in page.content, name
            assert b"<img src=x" not in page.content, name


@pytest.mark.parametrize(
    "kinds",
    [
        ["close"], ["close", "reopen"], ["reopen", "close"], ["point"], ["floor"],
        ["open", "close", "close"], ["watch", "floor", "close", "undo"],
    ],
)  # fmt: skip
def test_moments_in_an_order_that_no_page_offers_break_none(
    alice_client, alice, case_1, seats, now, kinds
):
    fields = {"point": {"item": "relire"}, "floor": {"who": seats[0]}, "undo": {"act": uid()}}
    acts = [make(kind, at=now - 1000 + n, **fields.get(kind, {})) for n, kind in enumerate(kinds)]
    assert send(alice_client, case_1, *acts).json()["refused"] == []
    _check_everywhere(alice_client, case_1, alice)


def test_a_meeting_closed_then_undone_can_still_be_held(alice_client, alice, case_1, seats, now):
    close = make("close", at=now - 1000)
    send(alice_client, case_1, make("open", at=now - 2000), close)
    said = send(alice_client, case_1, make("undo", at=now - 1000, act=close["id"])).json()
    assert said["closed_at"] is None
    assert send(alice_client, case_1, entry("Encore", at=now)).json()["refused"] == []
    _check_everywhere(alice_client, case_1, alice)


# --- Addresses and bodies -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["point", "ecrire", "modifier", "avis", "retiree"])
def test_the_page_takes_any_address(alice_client, case_1, now, name):
    send(alice_client, case_1, make("open", at=now), entry("Jeudi", at=now))
    for value in ("", "-1", "9" * 30, "q9", "\x00", "²", SCRIPT):
        page = alice_client.get(reverse("meetings:live", args=[case_1.reference]), {name: value})
        assert page.status_code == 200, value
        assert b"<script>alert" not in page.content


@pytest.mark.parametrize("since", ["-1", "9" * 18, "9" * 300, "²", "\x00"])
def test_a_cursor_is_a_number_or_nothing(alice_client, case_1, since):
    address = reverse("meetings:live_acts", args=[case_1.reference])
    assert alice_client.get(address, {"depuis": since}).status_code == 200
    assert send(alice_client, case_1, since=since).status_code == 200


@pytest.mark.parametrize(
    "mark", ["9" * 19 + ".1.1", "9" * 50 + ".0.0", "1.1", "²..", "-1.-1.-1", "a" * 9999]
)
def test_a_screen_takes_any_mark(client, alice, case_1, mark):
    secret = make_screen(case_1, by=alice, now=timezone.now()).secret
    address = reverse("meetings:screen_follow", args=[secret])
    assert client.get(address, {"vu": mark}).status_code in {200, 204}


def test_a_body_too_big_is_told_so_that_the_device_sends_less(alice_client, case_1, now):
    acts = [entry("x" * 2000, at=now, holds={"p1": "y" * 90_000}) for _ in range(50)]
    assert send(alice_client, case_1, *acts).status_code in {400, 413}
    assert not LiveAct.objects.exists()


@pytest.mark.parametrize(
    "more", [{"draft": 3}, {"draft": {"note": [], "text": {}}}, {"draft": {"note": "", "text": "\ud800\x00x"}},
             {"device": {}}, {"since": {}}, {"sent_at": {}}, {"__proto__": {"a": 1}}]
)  # fmt: skip
def test_what_comes_beside_the_acts_may_be_anything(alice_client, alice, case_1, now, more):
    assert send(alice_client, case_1, make("open", at=now), **more).status_code == 200
    _check_everywhere(alice_client, case_1, alice)


def test_an_identifier_taken_in_another_meeting_is_free_in_this_one(
    alice_client, charlie_client, charlie, case_1, now
):
    """Nobody learns, nor stops, what another team wrote by drawing the same identifier."""
    theirs = make_meeting(charlie.teams.get(), charlie)
    act = entry("Un mot d’ici", at=now)
    send(charlie_client, theirs, act | {"text": "Ailleurs"})
    assert send(alice_client, case_1, act).json()["saved"] == [act["id"]]
    mine = json.dumps(
        alice_client.get(reverse("meetings:live_acts", args=[case_1.reference])).json()
    )
    assert "Ailleurs" not in mine


@pytest.mark.parametrize("name", FORMS)
def test_a_form_takes_anything_in_its_fields(alice_client, case_1, now, name):
    send(alice_client, case_1, make("open", at=now), entry("Jeudi", at=now, note="decision"))
    address = reverse("meetings:live_act", args=[case_1.reference])
    fields = ("form_key", "point", "entry", "note", "item", "over", "who", "day", "time", "until")
    for value in ("", "\x00", "9" * 30, "²", SCRIPT * 50, "0001-01-01"):
        answer = alice_client.post(address, dict.fromkeys(fields, value) | {"act": name})
        assert answer.status_code in {302, 404, 422}, value
