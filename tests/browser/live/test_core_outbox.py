"""What a device sends arrives in order, once each, whatever happens to the network on the way."""

import json
import re
from collections import Counter

import pytest
from django.utils import timezone

from meetings.live import acts_of, milliseconds, read_live
from meetings.models import LiveAct
from tests.browser.live.devices import (
    CUT,
    device,
    note,
    texts_on_server,
    until,
    wait_on_server,
    wait_saved,
)
from tests.browser.live.room import who
from tests.meetings.live_acts import entry, write

ACTS = re.compile(r"/tenir/actes")
TEXTS = [f"Note {n}" for n in range(1, 9)]


def lost(route):
    """The server did it; the answer never came."""
    route.fetch()
    route.abort()


def gateway(route):
    route.fulfill(status=502, content_type="text/html", body="<h1>Bad gateway</h1>")


def broken(route):
    route.fulfill(status=500, content_type="text/html", body="<h1>Erreur</h1>")


def portal(route):
    """What the network of a hotel answers in the place of every site."""
    route.fulfill(status=200, content_type="text/html", body="<h1>Acceptez les conditions</h1>")


@pytest.fixture
def bare(visit, alice, case_1):
    """A device of Alice, without the worker, so that a test can stand on the wire."""
    visit.tolerated = CUT

    def opened():
        return device(visit(alice, service_workers="block"), case_1)

    return opened


@pytest.mark.parametrize("fault", [lost, gateway, broken, portal])
def test_every_other_answer_fails_and_each_note_is_kept_once(bare, case_1, fault):
    page = bare()
    sendings = []

    def half_the_time(route):
        if route.request.method != "POST":
            return route.continue_()
        sendings.append(json.loads(route.request.post_data)["acts"])
        return route.continue_() if len(sendings) % 2 == 0 else fault(route)

    page.route(ACTS, half_the_time)
    for text in TEXTS:
        note(page, text)
        page.wait_for_timeout(120)
    wait_saved(page)
    assert texts_on_server(case_1) == TEXTS
    sent = Counter(act["id"] for acts in sendings for act in acts)
    assert max(sent.values()) > 1  # some were sent again, which is what must not be seen
    assert LiveAct.objects.filter(meeting=case_1).count() == len(TEXTS)


def test_four_hundred_and_fifty_notes_leave_by_two_hundred_in_order(bare, case_1):
    page = bare()
    sendings = []
    page.route(ACTS, lambda route: route.abort())
    texts = [f"Note {n}" for n in range(450)]
    note(page, *texts)
    until(page, "store.trouble === 'network' && store.writing === 0")
    page.unroute(ACTS)
    page.on("request", lambda sent: sent.method == "POST" and sendings.append(sent.post_data_json))
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_saved(page)
    assert [len(sending["acts"]) for sending in sendings] == [200, 200, 50]
    assert [act["text"] for sending in sendings for act in sending["acts"]] == texts
    assert texts_on_server(case_1) == texts


def test_what_is_too_long_does_not_hold_up_the_rest(bare, case_1):
    page = bare()
    note(page, "avant", "x" * 2001, "après")
    until(page, "store.pending === 0")
    assert texts_on_server(case_1) == ["avant", "après"]
    [refusal] = page.evaluate("store.refused")
    assert refusal["act"]["text"] == "x" * 2001
    assert "2000" in refusal["why"]
    device(page, case_1)  # the page is loaded again
    assert page.evaluate("store.refused.map(({ act }) => act.text.length)") == [2001]
    page.evaluate("store.dismiss(store.refused[0].act.id)")
    device(page, case_1)
    assert page.evaluate("store.refused") == []


def test_signed_out_it_waits_and_says_so_then_sends(bare, case_1):
    page = bare()
    cookies = page.context.cookies()
    page.context.clear_cookies()
    note(page, "Dite sans session")
    until(page, "store.trouble === 'signed_out'")
    assert page.evaluate("store.pending") == 1
    assert texts_on_server(case_1) == []
    page.context.add_cookies(cookies)
    wait_saved(page)
    assert texts_on_server(case_1) == ["Dite sans session"]


def test_a_new_session_gives_a_new_token(bare, case_1):
    """Signing in again in another tab changes the token under the feet of this one."""
    page = bare()
    token = next(c for c in page.context.cookies() if c["name"] == "csrftoken")
    page.context.add_cookies([token | {"value": "n" * 32}])
    note(page, "Après reconnexion")
    wait_saved(page)
    assert texts_on_server(case_1) == ["Après reconnexion"]


def test_a_door_that_stays_closed_is_not_knocked_at_all_the_time(bare, case_1):
    page = bare()
    knocks = []

    def closed(route):
        if route.request.method != "POST":
            return route.continue_()
        knocks.append(route)
        return route.fulfill(status=403, content_type="text/html", body="<h1>Non</h1>")

    page.route(ACTS, closed)
    note(page, "Gardée")
    page.wait_for_timeout(3000)
    assert 2 <= len(knocks) <= 5
    assert page.evaluate("[store.pending, store.trouble]") == [1, "network"]
    page.unroute(ACTS)
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_saved(page)


def test_what_another_says_is_heard_without_asking(bare, case_1, bob):
    page = bare()
    write(case_1, bob, entry("tension", "Dite par Marc", milliseconds(timezone.now())))
    until(page, "store.state.entries.some(({ heads }) => heads[0].text === 'Dite par Marc')")


def test_two_tabs_of_one_device_agree(visit, alice, case_1):
    visit.tolerated = CUT
    first = device(visit(alice, service_workers="block"), case_1)
    second = device(first.context.new_page(), case_1)
    note(first, "Du premier onglet")
    until(second, "store.state.entries.length === 1")
    note(second, "Du second")
    until(first, "store.state.entries.length === 2")
    wait_saved(first)
    wait_saved(second)
    assert first.evaluate("store.state.entries") == second.evaluate("store.state.entries")
    assert texts_on_server(case_1) == ["Du premier onglet", "Du second"]


def test_a_tab_sends_what_another_had_no_time_to_send(visit, alice, case_1):
    visit.tolerated = CUT
    first = device(visit(alice, service_workers="block"), case_1)
    second = device(first.context.new_page(), case_1)
    first.context.set_offline(True)
    note(first, "Écrite puis fermée")
    until(second, "store.pending === 1")
    until(first, "store.writing === 0")
    first.close()
    second.context.set_offline(False)
    wait_saved(second)
    assert texts_on_server(case_1) == ["Écrite puis fermée"]
    second.evaluate("store.act('close')")
    wait_saved(second)
    assert texts_on_server(case_1) == ["Écrite puis fermée"]


def test_a_device_an_hour_wrong_counts_right(visit, alice, case_1):
    """Its clock is an hour fast, then is put right in the middle of a turn."""
    page = visit(alice, service_workers="block")
    page.add_init_script("""
        const now = Date.now;
        window.wrong = 3_600_000;
        Date.now = () => now() + window.wrong;
    """)
    device(page, case_1)
    began = milliseconds(timezone.now())
    mother = who(case_1, "mère")
    page.evaluate("(who) => { store.act('open'); store.act('floor', { who }); }", mother)
    page.wait_for_timeout(1000)
    page.evaluate("store.tick()")
    assert 900 < page.evaluate("(who) => store.state.spoken[who]", mother) < 3000
    wait_saved(page)
    page.evaluate("window.wrong = 0")
    page.wait_for_timeout(3000)  # an exchange tells the time again
    page.evaluate("store.tick()")
    assert 3500 < page.evaluate("(who) => store.state.spoken[who]", mother) < 8000
    page.evaluate("store.act('floor', { who: '' })")
    wait_saved(page)
    now = timezone.now()
    assert all(
        began - 500 <= act.at <= milliseconds(now)
        for act in acts_of(LiveAct.objects.filter(meeting=case_1))
    )
    assert 3500 < read_live(case_1, now).as_json()["spoken"][mother] < 8000


def test_the_line_being_typed_travels_while_one_types(bare, case_1):
    page = bare()
    page.evaluate("""async () => {
        for (let letter = 1; letter <= 15; letter += 1) {
            store.draft({ note: "tension", text: "x".repeat(letter) });
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
    }""")
    case_1.holding.refresh_from_db()
    assert "xxxxx" in case_1.holding.draft["text"]  # and nobody stopped typing


def test_the_order_of_a_hurried_hand_is_kept(bare, case_1):
    """Twenty acts in the same millisecond are twenty moments, one after the other."""
    page = bare()
    texts = [str(n) for n in range(20)]
    note(page, *texts)
    wait_on_server(page, case_1, texts)
    assert page.evaluate("store.state.entries.map(({ heads }) => heads[0].text)") == texts
