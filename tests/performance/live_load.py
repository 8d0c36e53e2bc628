"""Fifty meetings held at once in front of the real server, from a process of its own.

    python -m tests.performance.live_load      on the database of DATABASE_URL, else on SQLite

Each meeting has a device that sends an act and hears the others every two seconds, and a screen
that asks every second. Prints one JSON object: milliseconds of each sending and of each refresh,
bytes of a refresh that brings something, and what was refused or lost.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import threading
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import django

MEETINGS = 50
SECONDS = 20
DEVICE_EVERY, SCREEN_EVERY = 2.0, 1.0
PORT = 8399
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Heard:
    """What the threads measured."""

    acts: list[float] = field(default_factory=list)
    refreshes: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sent: int = 0


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "intermetiers.settings.dev"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs Django set up
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    setup_test_environment()  # a page tells what it was made of
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    rooms = _rooms()
    heard = Heard()
    with _server():
        threads = [
            threading.Thread(target=act, args=(room, number, heard))
            for number, room in enumerate(rooms)
            for act in (_device, _screen)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    from meetings.models import LiveAct  # noqa: PLC0415 - needs Django set up

    said = {
        "median_ms": statistics.median(heard.acts),
        "p95_ms": statistics.quantiles(heard.acts, n=20)[-1],
        "screen_p95_ms": statistics.quantiles(heard.refreshes, n=20)[-1],
        "screen_bytes": statistics.median(heard.sizes),
        "sent": heard.sent,
        "lost": heard.sent - LiveAct.objects.filter(kind="entry").count(),
        "faults": heard.faults[:5],
    }
    sys.stdout.write(json.dumps(said) + "\n")
    return 0


def _rooms() -> list[dict[str, str]]:
    """Fifty meetings of case 1, each with a coordinator signed in and a screen."""
    from django.test import Client  # noqa: PLC0415 - needs Django set up
    from django.utils import timezone  # noqa: PLC0415

    from meetings.holding.actions.screens import make_screen  # noqa: PLC0415
    from tests import factories  # noqa: PLC0415

    team = factories.make_team()
    rooms = []
    for number in range(MEETINGS):
        account = factories.make_account(
            team, f"Coordinatrice {number}", email=f"c{number}@example.org"
        )
        meeting = factories.make_case_1(team, account)
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(account, backend="partners.backends.PasswordBackend")
        boot = client.get(f"/reunions/{meeting.reference}/tenir").context["boot"]
        cookies = "; ".join(f"{name}={c.value}" for name, c in client.cookies.items())
        screen = make_screen(meeting, by=account, now=timezone.now())
        rooms.append(
            {
                "acts": boot["urls"]["acts"], "csrf": boot["csrf"], "cookies": cookies,
                "item": boot["items"][1]["item"], "screen": f"/e/{screen.secret}/suite",
            }
        )  # fmt: skip
    return rooms


@contextmanager
def _server():
    command = [sys.executable, "-m", "gunicorn", "--config", "script/lib/gunicorn_conf.py",
               "--bind", f"127.0.0.1:{PORT}", "intermetiers.wsgi"]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                time.sleep(0.2)
                try:
                    _ask(_connection(), "GET", "/sante")
                except OSError:
                    continue
                break
            yield
        finally:
            process.terminate()


def _connection() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)


def _ask(
    connection: http.client.HTTPConnection, method: str, path: str, body: str = "", **headers: str
) -> tuple[int, bytes, float]:
    """The answer, and the milliseconds it took, those of asking again included.

    The server closes a connection nobody used for two seconds; a browser then asks again.
    """
    start = time.perf_counter()
    for chance in (1, 2):
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (ConnectionError, http.client.HTTPException):
            connection.close()
            if chance == 2:
                raise
        else:
            break
    return answer.status, content, (time.perf_counter() - start) * 1000


def _device(room: dict[str, str], number: int, heard: Heard) -> None:
    """One act every two seconds, as somebody who writes down a lively exchange."""
    connection, since = _connection(), 0
    headers = {
        "Content-Type": "application/json", "Cookie": room["cookies"],
        "X-CSRFToken": room["csrf"], "Accept-Encoding": "gzip",
    }  # fmt: skip
    time.sleep(number / MEETINGS * DEVICE_EVERY)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        body = json.dumps({"acts": [_note(room)], "since": since, "device": f"d{number}"})
        headers["Accept-Encoding"] = "identity"
        status, content, ms = _ask(connection, "POST", room["acts"], body, **headers)
        heard.sent += 1
        heard.acts.append(ms)
        if status == 200:
            since = json.loads(content)["cursor"]
        else:
            heard.faults.append(f"{status} {room['acts']}")
        time.sleep(max(0.0, DEVICE_EVERY - ms / 1000))


def _note(room: dict[str, str]) -> dict[str, object]:
    return {
        "id": str(uuid.uuid4()), "kind": "entry", "at": int(time.time() * 1000), "device": "d",
        "entry": str(uuid.uuid4()), "note": "agreement", "item": room["item"], "over": [],
        "text": "Après 14 h, Yanis n’est plus disponible pour un travail neuf.",
    }  # fmt: skip


def _screen(room: dict[str, str], number: int, heard: Heard) -> None:
    connection = _connection()
    time.sleep(number / MEETINGS * SCREEN_EVERY)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        status, content, ms = _ask(
            connection, "GET", room["screen"], **{"Accept-Encoding": "gzip", "HX-Request": "true"}
        )
        heard.refreshes.append(ms)
        if status == 200:
            heard.sizes.append(len(content))
        elif status != 204:
            heard.faults.append(f"{status} screen")
        time.sleep(max(0.0, SCREEN_EVERY - ms / 1000))


if __name__ == "__main__":
    sys.exit(main())
