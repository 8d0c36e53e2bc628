"""Two hundred families answer at the same moment, while three coordinators write.

    python -m tests.performance.families      on the database of DATABASE_URL, else on SQLite

Each family opens its link and sends its answer, at an instant of its own within ten seconds; each
coordinator saves a text every second. Prints one JSON object: milliseconds of each, and what was
refused or lost.
"""

import json
import os
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

import django

from tests.performance.live_load import _ask, _connection, _server

FAMILIES, COORDINATORS = 200, 3
SECONDS, EVERY = 10.0, 1.0
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "null"}


@dataclass
class Heard:
    """What the threads measured."""

    pages: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    texts: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kept: int = 0
    ended: float = 0.0


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "intermetiers.settings.dev"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs Django set up
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    setup_test_environment()  # a page tells what it was made of
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    families, coordinators = _cast()
    heard, start = Heard(), 0.0
    with _server():
        start = time.monotonic()
        threads = [
            threading.Thread(target=_family, args=(one, number, heard))
            for number, one in enumerate(families)
        ] + [threading.Thread(target=_coordinator, args=(one, heard)) for one in coordinators]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    from meetings.models import Meeting, SlotAnswer  # noqa: PLC0415 - needs Django set up

    wanted = sum(len(one["data"]) for one in families)
    kept = {row.reference: row.problem for row in Meeting.objects.all()}
    texts_lost = sum(kept[one["reference"]] != one["last"] for one in coordinators)
    said = {
        "page_p95_ms": _p95(heard.pages),
        "answer_p95_ms": _p95(heard.answers),
        "answer_median_ms": statistics.median(heard.answers),
        "answer_worst_ms": max(heard.answers),
        "text_p95_ms": _p95(heard.texts),
        "seconds": heard.ended - start,
        "texts": heard.kept,
        "lost": wanted - SlotAnswer.objects.filter(source="link").count() + texts_lost,
        "faults": heard.faults[:5],
    }
    sys.stdout.write(json.dumps(said) + "\n")
    return 0


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _cast() -> tuple[list[dict], list[dict]]:
    """Two hundred meetings of one team, a family asked in each, and its three coordinators."""
    from django.test import Client  # noqa: PLC0415 - needs Django set up
    from django.urls import reverse  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from tests import factories  # noqa: PLC0415
    from tests.meetings.asking import cast  # noqa: PLC0415

    team = factories.make_team()
    accounts = [
        factories.make_account(team, f"Coordinatrice {n}", email=f"c{n}@example.org")
        for n in range(COORDINATORS)
    ]
    families, coordinators = [], []
    for number in range(FAMILIES):
        by = accounts[number % COORDINATORS]
        pupil = factories.make_pupil(team, first_name=f"Élève {number}")
        factories.make_relative(pupil)
        meeting = factories.make_meeting(team, by, pupil=pupil)
        seat = cast.seat_of(meeting, "mère")
        cast.open_round(meeting, by, seat, answer_by=timezone.localdate() + timedelta(days=3))
        data = {f"answer_{pk}": "yes" for pk in meeting.slots.values_list("pk", flat=True)}
        secret = cast.make_answer_link(seat, by)
        families.append({"url": cast.answer_url(secret), "data": data})
    for by in accounts:
        meeting = factories.make_case_1(team, by)
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(by, backend="partners.backends.PasswordBackend")
        url = reverse("meetings:problem", args=[meeting.reference])
        page = client.get(url)
        form = page.context["form"]
        hidden = {form.add_initial_prefix(name): form[name].initial or "" for name in form.fields}
        coordinators.append(
            {
                "reference": meeting.reference, "last": meeting.problem,
                "url": url, "csrf": page.context["csrf_token"], "hidden": hidden,
                "cookies": "; ".join(f"{name}={c.value}" for name, c in client.cookies.items()),
            }
        )  # fmt: skip
    return families, coordinators


def _family(one: dict, number: int, heard: Heard) -> None:
    time.sleep(number / FAMILIES * SECONDS)
    status, _, ms = _ask(_connection(), "GET", one["url"], **{"Accept-Encoding": "gzip"})
    heard.pages.append(ms)
    if status != 200:
        heard.faults.append(f"{status} page")
    status, _, ms = _ask(_connection(), "POST", one["url"], urlencode(one["data"]), **FORM)
    heard.answers.append(ms)
    heard.ended = max(heard.ended, time.monotonic())
    if status != 302:
        heard.faults.append(f"{status} answer")


def _coordinator(one: dict, heard: Heard) -> None:
    until, number, seen = time.monotonic() + SECONDS, 0, one["hidden"]
    while time.monotonic() < until:
        number += 1
        text = f"Après 14 h, Yanis n’a plus la force de suivre. Écrit {number} fois."
        data = {name.removeprefix("initial-"): value for name, value in seen.items()}
        data |= seen | {"problem": text, "csrfmiddlewaretoken": str(one["csrf"])}
        headers = FORM | {"Cookie": one["cookies"], "Origin": "http://127.0.0.1:8399"}
        status, _, ms = _ask(_connection(), "POST", one["url"], urlencode(data), **headers)
        heard.texts.append(ms)
        if status in {200, 302}:
            heard.kept += 1
            seen = seen | {"initial-problem": text}
            one["last"] = text
        else:
            heard.faults.append(f"{status} text")
        time.sleep(max(0.0, EVERY - ms / 1000))


if __name__ == "__main__":
    sys.exit(main())
