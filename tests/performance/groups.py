"""The groups of `script/bench`, each a function of the seeded data that returns its figures."""

import gzip
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, sync_playwright
from weasyprint import HTML

from intermetiers.web.links import fingerprint, make_secret
from meetings import pdf
from meetings.domain.kinds import Purpose
from meetings.dossier import read_dossier
from meetings.following.documents import fiche_of, fiche_pdf
from meetings.models import Asked, AskingRound, Meeting, Participant, PrivateLink
from partners.domain.words import explain, find_words, unknown_acronyms
from partners.models import Account, catalogue_of
from tests import factories
from tests.guests import pass_gate
from tests.performance import (
    briefs,
    calendars,
    feeds,
    fiches,
    files,
    imports,
    live,
    load,
    polls,
    sector,
    slots,
    what_if,
    year,
)
from tests.performance.bench import Figure, median_ms, ratio

CHROMIUM = shutil.which("chromium") or "chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
]

LONG_TEXT = 100_000  # words
PUPILS = 220
PARTNERS = 400


@dataclass(frozen=True)
class Bench:
    client: Client
    account: Account
    case: Meeting
    small: Meeting
    large: Meeting


def prepare() -> Bench:
    """A team of 220 pupils with a meeting each, and 400 partners; case 1 whole."""
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    team = factories.make_team()
    alice = factories.make_account(team, "Alice Martin", email="alice@example.org")
    cards = [
        factories.make_professional(team, last_name=f"Partenaire {n}") for n in range(PARTNERS)
    ]
    case = factories.make_case_1(team, alice)
    for number in range(PUPILS - 3):
        pupil = factories.make_pupil(team, first_name=f"Élève {number}")
        factories.make_relative(pupil)
        meeting = factories.make_meeting(team, alice, pupil=pupil)
        factories.make_participant(meeting, professional=cards[number])
        factories.make_item(meeting)
    small = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    factories.fill(small, participants=1, items=1, slots=1, places=1)
    large = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    factories.fill(large, participants=28, items=12, slots=10, places=3)
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(alice, backend="partners.backends.PasswordBackend")
    return Bench(client, alice, case, small, large)


def count_queries(act) -> int:
    act()
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def pages(bench: Bench) -> Iterator[Figure]:
    reference = bench.case.reference
    addresses = {
        "week": reverse("meetings:week"),
        "list": reverse("meetings:list"),
        "path": reverse("meetings:path", args=[reference]),
        "people": reverse("partners:people"),
        "pupils": reverse("partners:pupils"),
        **{
            f"step.{step}": reverse(f"meetings:{step}", args=[reference])
            for step in ("problem", "guests", "place", "slot", "agenda", "information")
        },
    }
    for name, address in addresses.items():
        yield Figure(
            f"pages.{name}.queries", count_queries(partial(bench.client.get, address)), "queries"
        )
        yield Figure(f"pages.{name}.ms", median_ms(partial(bench.client.get, address)), "ms")


def dossier(bench: Bench) -> Iterator[Figure]:
    for size, meeting in (("3", bench.small), ("30", bench.large)):
        note = f"{meeting.participants.count()} participants"
        yield Figure(
            f"dossier.queries.{size}",
            count_queries(partial(read_dossier, meeting)),
            "queries",
            note,
        )
        yield Figure(f"dossier.ms.{size}", median_ms(partial(read_dossier, meeting)), "ms", note)


def brief(bench: Bench) -> Iterator[Figure]:
    mother = bench.case.participants.get(family_member__relation="mère")
    secret = _link(bench, mother, Purpose.BRIEF)
    yield from _guest_page("brief.front", "meetings:guest_brief", secret)
    guest = pass_gate(Client(headers={"accept-encoding": "gzip"}), secret)
    yield from _guest_page("brief", "meetings:guest_brief", secret, guest)
    yield from briefs.composing(bench.case)


def letters(bench: Bench) -> Iterator[Figure]:
    yield from briefs.batches(bench.case)


def answer(bench: Bench) -> Iterator[Figure]:
    """The page of one of thirty people asked about ten dates or more."""
    asked = bench.large.participants.last()
    now = timezone.now()
    for number in range(10):
        factories.make_slot(bench.large, now + timedelta(days=20 + number))
    round = AskingRound.objects.create(meeting=bench.large, opened_at=now, opened_by=bench.account)
    for person in bench.large.participants.all():
        Asked.objects.create(round=round, participant=person, asked_at=now)
    yield from _guest_page("answer", "meetings:guest_answer", _link(bench, asked, Purpose.SLOTS))


def _guest_page(
    group: str, name: str, secret: str, guest: Client | None = None
) -> Iterator[Figure]:
    """What a phone receives first, and what it costs."""
    address = reverse(name, args=[secret])
    guest = guest or Client(headers={"accept-encoding": "gzip"})
    page = guest.get(address)
    styles = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', _text(page))
    css = sum((settings.STATIC_ROOT / f"{style}.gz").stat().st_size for style in styles)
    note = f"html {len(page.content)}, css {css} in {len(styles)} files, gzip"
    yield Figure(f"{group}.first_view.bytes", len(page.content) + css, "bytes", note)
    yield Figure(f"{group}.queries", count_queries(lambda: guest.get(address)), "queries")
    yield Figure(f"{group}.ms", median_ms(lambda: guest.get(address)), "ms")


def _text(page: HttpResponse) -> str:
    content = page.content
    return (gzip.decompress(content) if page.get("Content-Encoding") else content).decode()


def _link(bench: Bench, person: Participant, purpose: Purpose) -> str:
    secret = make_secret()
    PrivateLink.objects.create(
        participant=person, fingerprint=fingerprint(secret), made_by=bench.account,
        made_for="copy", made_at=timezone.now(), expires_at=timezone.now() + timedelta(days=1),
        purpose=purpose.value,
    )  # fmt: skip
    return secret


def fiche(bench: Bench) -> Iterator[Figure]:
    composed = fiche_of(read_dossier(bench.case), bench.case, timezone.now())
    with recorded_html() as pages:
        fiche_pdf(composed)
    html = pages[-1]

    def whole() -> bytes:
        return fiche_pdf(fiche_of(read_dossier(bench.case), bench.case, timezone.now()))

    def bare() -> bytes:
        document = HTML(string=html, base_url=pdf.STATIC, url_fetcher=pdf.StaticFilesOnly())
        return document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)

    ms, times = ratio(whole, bare)
    yield Figure("fiche.pdf.ms", ms, "ms", "from the database to the bytes")
    yield Figure("fiche.pdf.ratio_to_weasyprint", times, "×", "a bare call on the same HTML")
    with chromium_page(html) as page:
        _, times = ratio(whole, lambda: page.pdf(format="A4", tagged=True))
    yield Figure("fiche.pdf.ratio_to_chromium", times, "×", "Chromium, warm, printing it")


@contextmanager
def recorded_html() -> Iterator[list[str]]:
    """The HTML of every document rendered inside, as the templates made it."""
    rendered: list[str] = []
    original = pdf.render_to_string

    def recording(*args: Any, **kwargs: Any) -> str:
        rendered.append(original(*args, **kwargs))
        return rendered[-1]

    pdf.render_to_string = recording
    try:
        yield rendered
    finally:
        pdf.render_to_string = original


@contextmanager
def chromium_page(html: str) -> Iterator[Page]:
    """The same HTML in a warm Chromium, its stylesheets written into it."""
    for style in re.findall(r'<link rel="stylesheet" href="([^"]+)"[^>]*>', html):
        text = (settings.BASE_DIR / "static" / style.lstrip("/")).read_text()
        html = html.replace("</head>", f"<style>{text}</style></head>")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        page = browser.new_page()
        page.set_content(html)
        yield page
        browser.close()


def words(bench: Bench) -> Iterator[Figure]:
    """Words explained in a text of 100,000 words, and in a tenth of it: the cost is linear."""
    named = catalogue_of(bench.account.current_team)
    text = (
        "Lundi, l’AESH et l’éducatrice du SESSAD ont relu le PPS avec la famille, et la MDPH "
        "attend le GEVA-Sco. La DSDEN76 répondra, comme l’équipe de suivi, avant les vacances.\n"
    )
    long = text * (LONG_TEXT // len(text.split()) + 1)
    tenth = long[: len(long) // 10]
    for name, act in (
        ("explain", partial(explain, long, named)),
        ("find", partial(find_words, long, named)),
        ("unknown", partial(unknown_acronyms, long, named)),
    ):
        yield Figure(f"words.100000.{name}.ms", median_ms(act, runs=5), "ms")
    _, times = ratio(partial(explain, long, named), partial(explain, tenth, named), runs=5)
    yield Figure("words.100000.to_10000", times, "×", "10 when the cost is that of the text")


GROUPS = {
    "words": words,
    "pages": pages,
    "search": sector.search,
    "lists": sector.lists,
    "dossier": dossier,
    "brief": brief,
    "letters": letters,
    "answer": answer,
    "fiche": fiche,
    "fiches": lambda bench: fiches.fiches(bench.case),
    "files": lambda bench: files.files(bench.case),
    "import": imports.importing,
    "calendar": calendars.reading_calendars,
    "slots": slots.ordering,
    "what_if": what_if.trying,
    "feed": feeds.feed,
    "poll": polls.poll,
    "live": live.live,
    "load": load.load,
    "year": year.year,
}
