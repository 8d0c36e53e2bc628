"""What a device keeps of a meeting: there after anything, closed to others, erased once saved."""

import base64
import json
import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.browser.live.devices import (
    CUT,
    device,
    keys_in_session,
    note,
    on_disk,
    texts_on_server,
    until,
    wait_on_server,
    wait_saved,
    wait_shell,
)
from tests.browser.live.room import first_point, hold
from tests.meetings.live_acts import open_meeting

pytestmark = pytest.mark.device

KEPT, TYPED = "la brochette de mirabelles", "et puis une girafe sans fin"


@pytest.fixture
def meeting(case_1, alice):
    open_meeting(case_1, alice, item=first_point(case_1))
    return case_1


@pytest.fixture
def laptop(visit, alice, meeting):
    """The live page of Alice, loaded once with the network: it can now do without."""
    visit.tolerated = rf"{CUT}|ERR_INTERNET_DISCONNECTED"
    page = hold(visit(alice), meeting)
    wait_shell(page)
    return page


def write_without_network(page):
    """A note kept and a line half typed; Alice's fingers are still on the keys."""
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.keyboard.type(KEPT)
    page.keyboard.press("Enter")
    expect(page.locator(".note")).to_contain_text(KEPT)
    page.locator("#live-line").fill(TYPED)
    expect(page.locator(".strip__saved")).to_contain_text("pas encore envoyé")
    page.wait_for_timeout(200)  # the last key reaches the disk


def boot_of(client, meeting):
    page = client.get(f"/reunions/{meeting.reference}/tenir").content.decode()
    return json.loads(re.search(r'id="live-boot"[^>]*>(.*?)</script>', page, re.DOTALL)[1])


def test_loaded_again_without_network_everything_is_there(laptop, meeting):
    write_without_network(laptop)
    laptop.reload()
    expect(laptop.locator(".note")).to_contain_text(KEPT)
    expect(laptop.locator("#live-line")).to_have_value(TYPED)
    expect(laptop.locator(".strip__saved")).to_contain_text("pas encore envoyé")
    laptop.context.set_offline(False)
    expect(laptop.locator(".strip__saved")).to_contain_text("Tout est enregistré")
    assert texts_on_server(meeting) == [KEPT]
    hold(laptop, meeting)
    expect(laptop.locator("#live-line")).to_have_value(TYPED)


def test_the_tab_closed_before_the_network_is_back_nothing_is_lost(laptop, meeting):
    write_without_network(laptop)
    context = laptop.context
    laptop.close()
    context.set_offline(False)
    page = hold(context.new_page(), meeting)
    expect(page.locator(".note")).to_contain_text(KEPT)
    expect(page.locator("#live-line")).to_have_value(TYPED)
    wait_on_server(page, meeting, [KEPT])


def test_a_laptop_found_says_nothing(laptop, meeting, alice_client):
    """Once the tab is closed, what is left is noise, without names, notes or key."""
    write_without_network(laptop)
    assert len(keys_in_session(laptop)) == 1
    left = " ".join(letters for record in on_disk(laptop) for letters in record)
    boot = boot_of(alice_client, meeting)
    key = base64.b64decode(boot["key"])
    secrets = [
        KEPT, "mirabelles", TYPED, "girafe", boot["key"], key.decode("latin1"),
        meeting.reference, meeting.title, "Yanis", "la mère", *(p["name"] for p in boot["people"]),
    ]  # fmt: skip
    assert [secret for secret in secrets if secret in left] == []
    kinds = {name.split(" ")[1] for name, _ in on_disk(laptop) if name.startswith(boot["account"])}
    assert kinds == {"act", "boot", "log", "typed"}  # the noise is what we think it is
    context = laptop.context
    laptop.close()
    found = context.new_page()
    found.goto(f"/reunions/{meeting.reference}/tenir")
    expect(found.get_by_role("heading", name="Le réseau manque")).to_be_visible()
    assert keys_in_session(found) == []
    assert "Yanis" not in found.content()


def test_the_page_that_brings_the_key_is_not_kept_by_the_browser(alice_client, meeting):
    address = f"/reunions/{meeting.reference}/tenir"
    for answer in (alice_client.get(address), alice_client.get(f"{address}/actes")):
        assert "no-store" in answer.headers["Cache-Control"]


def test_the_shell_and_the_worker_know_nothing(meeting):
    stranger = Client()
    for address in ("/reunions/hors-ligne", "/tenir-sw.js"):
        answer = stranger.get(address)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        for word in ("Yanis", meeting.reference, "csrf"):
            assert word not in answer.content.decode()


def test_another_account_on_the_same_device_sees_nothing_of_it(visit, alice, bob, meeting):
    visit.tolerated = CUT
    page = device(visit(alice, service_workers="block"), meeting)
    page.route("**/actes*", lambda route: route.abort())
    note(page, KEPT)
    page.evaluate("text => store.keepTyping('line', text)", TYPED)
    until(page, "store.trouble === 'network' && store.writing === 0")
    page.wait_for_timeout(200)
    hers = page.context.cookies()
    other = sign_in(page.context.new_page(), bob, meeting)
    page.close()
    assert other.evaluate("[store.pending, store.typed('line'), store.state.entries]") == [
        0,
        "",
        [],
    ]
    wait_saved(other)
    assert texts_on_server(meeting) == []  # what she wrote is not sent under another name
    other.context.add_cookies(hers)
    again = device(other.context.new_page(), meeting)
    wait_saved(again)
    assert again.evaluate("store.typed('line')") == TYPED
    assert texts_on_server(meeting) == [KEPT]


def test_whoever_signs_in_in_this_tab_opens_nothing_of_hers(laptop, meeting):
    write_without_network(laptop)
    laptop.context.set_offline(False)
    expect(laptop.locator(".strip__saved")).to_contain_text("Tout est enregistré")
    laptop.context.clear_cookies()
    laptop.goto("/")
    expect(laptop.get_by_role("button", name="Se connecter")).to_be_visible()
    until(laptop, "!Object.keys(sessionStorage).some((name) => name.includes('tenir'))")
    laptop.context.set_offline(True)
    laptop.goto(f"/reunions/{meeting.reference}/tenir")
    expect(laptop.get_by_role("heading", name="Le réseau manque")).to_be_visible()
    assert "Yanis" not in laptop.content()


def sign_in(page, account, meeting):
    """Another session in the same browser."""
    client = Client()
    client.force_login(account, backend="partners.backends.PasswordBackend")
    [session] = [c for c in page.context.cookies() if c["name"] == "sessionid"]
    page.context.add_cookies([session | {"value": client.cookies["sessionid"].value}])
    return device(page, meeting)


def test_each_account_has_its_own_key_and_the_same_each_time(alice_client, bob_client, meeting):
    boots = [boot_of(client, meeting) for client in (alice_client, alice_client, bob_client)]
    assert boots[0]["key"] == boots[1]["key"] != boots[2]["key"]
    assert boots[0]["account"] == boots[1]["account"] != boots[2]["account"]
    assert len(base64.b64decode(boots[0]["key"])) == 32
    assert boots[0]["account"] not in boots[0]["key"]


def test_what_is_saved_then_closed_leaves_nothing(laptop, meeting):
    write_without_network(laptop)
    laptop.context.set_offline(False)
    expect(laptop.locator(".strip__saved")).to_contain_text("Tout est enregistré")
    waiting = [name for name, _ in on_disk(laptop) if " act " in name]
    assert waiting == []
    laptop.get_by_role("button", name="Fermer", exact=True).click()
    close = laptop.get_by_role("button", name=re.compile("^Fermer la réunion"))
    close.click()
    expect(laptop.locator(".live__main--closed")).to_be_attached()
    expect(laptop.locator(".strip__saved")).to_contain_text("Tout est enregistré")
    laptop.wait_for_timeout(500)
    assert [name for name, _ in on_disk(laptop) if not name.startswith("http")] == []
    assert keys_in_session(laptop) == []


def test_the_worker_answers_for_the_page_of_a_meeting_only(laptop, meeting):
    """Offline, the other pages of the site stay away: none was kept."""
    laptop.context.set_offline(True)
    with pytest.raises(Exception, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        laptop.goto(f"/reunions/{meeting.reference}/ordre-du-jour")
    kept = laptop.context.new_page()
    kept.goto(f"/reunions/{meeting.reference}/tenir")
    expect(kept.get_by_role("heading", name="Le réseau manque")).to_be_visible()
    kept.context.set_offline(False)
    expect(kept.locator("#live-title")).to_be_attached()  # comes back by itself
