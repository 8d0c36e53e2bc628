"""Forty-five minutes of a meeting, in a room with a bad network and on a server that dies.

The site runs apart, as `script/server` runs it, on a clock the test moves together with that of
the browser. The network is cut from minute 10 to minute 20, the page loaded again meanwhile, and
the server killed outright at minute 30.
"""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.device

ROOT = Path(__file__).resolve().parents[3]
MINUTES = 45
CUT, BACK, KILLED = range(10, 20), 20, 30
RELOADED = A_POINT = 15
# The pupil, the mother, the class teacher, the educator: the digits of their seats.
SPEAKERS = "1268"
# Accord, désaccord, tension, mot, décision, à reprendre: the keys of each kind of note.
KEYS = "adtmcr"
SEED = """
import json
from django.test import Client
from meetings.models import Meeting
from partners.models import Account
client = Client(headers={"host": "127.0.0.1"})
claire = Account.objects.get(email="claire.vasseur@demo.example")
client.force_login(claire, backend="partners.backends.PasswordBackend")
print(json.dumps(client.cookies["sessionid"].value))
"""


COUNTED = """
from meetings.models import Holding
print(sum(Holding.objects.get(meeting__reference="DEMO1").shares.values()) / 60_000)
"""


class Site:
    """The site in processes of its own, with its own base and its own clock."""

    def __init__(self, folder):
        self.ahead = folder / "ahead"
        self.ahead.write_text("0")
        self.base = folder / "db.sqlite3"
        self.port = _free_port()
        self.environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
            "INTERMETIERS_VAR": str(folder),
            "DJANGO_SETTINGS_MODULE": "intermetiers.settings.dev",
            "INTERMETIERS_DEBUG": "1",  # static files as they are, without gathering them
            "CLOCK_AHEAD": str(self.ahead),
        }
        self.process = None

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *command, **options):
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, check=True,
            capture_output=True, text=True, **options,
        )  # fmt: skip
        return done.stdout

    def start(self):
        command = [sys.executable, "-m", "gunicorn", "--config", "script/lib/gunicorn_conf.py",
                   "--bind", f"127.0.0.1:{self.port}", "tests.clocked_site"]  # fmt: skip
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.1)
        pytest.fail("The site did not start.")

    def kill(self):
        """Outright, workers too: nothing is told, nothing is finished."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    site.manage("migrate", "--no-input")
    site.manage("load_demonstration")
    site.start()
    yield site
    site.kill()


@pytest.fixture
def room(site, browser):
    """The live page of case 1, on the desk of its coordinator."""
    session = json.loads(site.manage("shell", "--no-imports", "--command", SEED).splitlines()[-1])
    with browser.new_context(
        viewport={"width": 1360, "height": 900}, locale="fr-FR", timezone_id="Europe/Paris"
    ) as context:
        context.add_cookies([{"name": "sessionid", "value": session, "url": site.origin}])
        page = context.new_page()
        # The clock of the test also stands for `performance`, which no longer tells what the page
        # was drawn with: that much stays true.
        page.add_init_script("window.drawnWith = performance.getEntriesByType.bind(performance)")
        page.clock.install()
        page.add_init_script("performance.getEntriesByType = window.drawnWith")
        page.goto(f"{site.origin}/reunions/DEMO1/tenir")
        yield page


def _say(page, minute):
    """Somebody takes the floor, something is written: what was typed."""
    page.keyboard.press(SPEAKERS[minute % len(SPEAKERS)])
    text = f"Note {minute:02d} de la réunion"
    page.keyboard.press(KEYS[minute % len(KEYS)])
    line = page.locator("#live-line")
    expect(line).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_text(text).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator("#live-title").focus()
    return text


def _pass_a_minute(page, site, *, heard):
    """The clocks of the server and of the device go on together."""
    site.ahead.write_text(str(float(site.ahead.read_text()) + 60))
    if heard:
        with page.expect_response(lambda answer: "/actes" in answer.url):
            page.clock.fast_forward(60_000)
    else:
        page.clock.fast_forward(60_000)


def _what_befalls(page, site, minute, texts):
    """The network goes and comes back, the page is loaded again without it, the server dies."""
    if minute == CUT.start:
        page.context.set_offline(True)
    if minute == RELOADED:
        page.reload()
        expect(page.get_by_text(texts[-1])).to_have_count(0)  # on the point before
        _go_to(page, 1)
        expect(page.get_by_text(texts[-1]).first).to_be_visible()
        _go_to(page, 2)
    if minute == BACK:
        page.context.set_offline(False)
    if minute == KILLED:
        site.kill()


def _go_to(page, point):
    page.locator(".points__go").nth(point).click()
    page.locator("#live-title").focus()


def _close(page):
    page.keyboard.press("0")
    page.locator(".points__go").last.click()
    page.get_by_role("button", name="Fermer la réunion").click()
    expect(page.get_by_role("heading", name="La réunion est fermée")).to_be_visible()
    expect(page.locator(".strip__saved")).to_contain_text("Tout est enregistré")


def test_a_whole_meeting_loses_no_word(room, site, screenshots):
    page, texts = room, []
    page.get_by_role("button", name="Tout le monde est là").click()
    page.get_by_role("button", name="Commencer").click()
    for minute in range(MINUTES):
        if minute % A_POINT == 0:
            _go_to(page, 1 + minute // A_POINT)
        _what_befalls(page, site, minute, texts)
        texts.append(_say(page, minute))
        if minute == KILLED:
            expect(page.get_by_text(re.compile("sur cet appareil")).first).to_be_visible()
            page.screenshot(path=screenshots / "live-server-killed.png")
            site.start()
        _pass_a_minute(page, site, heard=minute not in CUT)
    _close(page)

    page.goto(f"{site.origin}/reunions/DEMO1/fiche")
    sheet = page.locator(".sheet").inner_text()
    page.screenshot(path=screenshots / "live-whole-sheet.png", full_page=True)
    assert {text: sheet.count(text) for text in texts} == dict.fromkeys(texts, 1)
    for kind in range(len(KEYS)):
        places = [sheet.index(text) for text in texts[kind :: len(KEYS)]]
        assert places == sorted(places)
    parts = re.search(r"Part du temps de parole[^.]*", sheet)[0]
    assert sum(int(part) for part in re.findall(r"(\d+)\s*%", parts)) == 100
    _check_base(site)


def _check_base(site):
    """Forty-five minutes were counted, sealed; and who spoke them is forgotten."""
    with sqlite3.connect(site.base) as base:
        (shares,) = base.execute(
            "SELECT shares FROM meetings_holding JOIN meetings_meeting ON meeting_id ="
            " meetings_meeting.id WHERE reference = 'DEMO1'"
        ).fetchone()
        kinds = {kind for (kind,) in base.execute("SELECT DISTINCT kind FROM meetings_liveact")}
    assert "famille" not in shares
    minutes = site.manage("shell", "--no-imports", "-c", COUNTED)
    assert abs(float(minutes) - MINUTES) < 2
    assert not kinds & {"floor", "recast", "feeling"}
