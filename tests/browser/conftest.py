"""A real Chromium, the system's own, in front of the real site on a port of its own."""

import os
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.static_files import as_published
from tests.test_addresses import addresses  # noqa: F401 (a fixture)

HERE = Path(__file__).parent
# The first is the same engine without its windows: the same pages for less than half of the work.
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# The browser talks to the site under test and to nobody else.
OFFLINE = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # /dev/shm is too small in many containers.
    "--disable-dev-shm-usage",
    # The one language every Chromium carries: it decides in which order a date is typed.
    "--lang=en-US",
)
# How long a step may take on a machine that has much else to do; nothing waits when all is well.
PATIENCE = 30_000  # milliseconds
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call":
        item.browser_test_failed = report.failed
    return report


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole session; a test gets a context of its own from `visit`."""
    executable = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if executable is None:
        pytest.fail("Chromium is missing: script/test installs it.")
    # Chromium refuses its sandbox to root, which is what a container of tests runs as.
    arguments = [*OFFLINE, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's synchronous interface keeps an event loop in the thread of the tests as
        # long as it is open, and Django would refuse every query there; no query is async here.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with playwright.chromium.launch(executable_path=executable, args=arguments) as chromium:
            yield chromium


@pytest.fixture(scope="session")
def live_server(collected):
    """The site as a real server has it: the middleware itself serves what was published, and a
    browser keeps the files whose name says what they hold.
    """
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = lambda site: site
    with override_settings(**as_published(collected)):
        server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def screenshots(pytestconfig):
    """Where a test leaves the pictures of its run."""
    folder = pytestconfig.rootpath / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def pdf(tmp_path):
    """A document of one page, as somebody exports one."""
    path = tmp_path / "demande à la MDPH.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path)
    return path


@pytest.fixture
def in_seven_weeks():
    """A day that is always to come, and never so far that one doubts the year."""
    return timezone.localdate() + timedelta(weeks=7)


@pytest.fixture
def visit(browser, live_server, published, settings, request, screenshots):
    """Open a page in a browser of its own: `visit(alice, width=400)`; without account, a stranger.

    No page may break a script, miss a file, or ask what our Content-Security-Policy forbids: the
    test fails at its end if one did, unless the pattern `visit.tolerated` finds it.
    """
    settings.PUBLIC_ORIGIN = live_server.url
    contexts, complaints = [], []

    def open_page(account=None, *, width=1360, height=900, javascript=True, **options):
        context = browser.new_context(
            base_url=live_server.url,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda message: complaints.extend(_complaints(message)))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        if account is not None:
            context.add_cookies([_session_of(account, live_server.url)])
        return context.new_page()

    open_page.tolerated = None
    yield open_page
    _keep_pictures_of_failure(request.node, contexts, screenshots)
    for context in contexts:
        context.close()
    tolerated = open_page.tolerated
    assert [
        said for said in complaints if tolerated is None or not re.search(tolerated, said)
    ] == []


@pytest.fixture
def look(visit):
    """As `visit`; axe writes styles of its own into a page, which our policy forbids."""

    def open_page(account=None, **options):
        return visit(account, bypass_csp=True, reduced_motion="reduce", **options)

    return open_page


def _session_of(account, url):
    """The cookie of somebody who signed in a moment ago."""
    client = Client()
    client.force_login(account, backend="partners.backends.PasswordBackend")
    cookie = client.cookies["sessionid"]
    return {"name": cookie.key, "value": cookie.value, "url": url}


def _complaints(message):
    """What a page wrote in the console that it should not have. A form we answer with its errors
    (422), a page that is not there (404) or a door that closes (403, 429) are answers, unless a
    style or a script is missing.
    """
    if message.type != "error":
        return []
    answered = re.search(r"status of (403|404|422|429)\b", message.text)
    if answered and "/static/" not in message.location["url"]:
        return []
    page = message.page.url if message.page else ""
    return [f"{page}, {message.location['url']}: {message.text}"]


def _keep_pictures_of_failure(node, contexts, folder):
    if not getattr(node, "browser_test_failed", False):
        return
    name = re.sub(r"\W+", "-", node.name).strip("-")
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        page.screenshot(path=folder / f"failed-{name}-{number}.png", full_page=True)
