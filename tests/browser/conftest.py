"""A real Chromium, the system's own, in front of the real site on a port of its own."""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
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
)


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
    """One Chromium for the whole session; a test gets a context of its own from `page`."""
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


@pytest.fixture
def screenshots(pytestconfig):
    """Where a test leaves the pictures of its run."""
    folder = pytestconfig.rootpath / "var" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def context(browser, live_server):
    """A visitor in France, without cookies; `page.goto("/…")` goes to the site under test."""
    context = browser.new_context(
        base_url=live_server.url, locale="fr-FR", timezone_id="Europe/Paris"
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context, request, screenshots):
    """A page that must neither break a script nor our Content-Security-Policy."""
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.extend(policy_violations(message)))
    yield page
    if getattr(request.node, "browser_test_failed", False):
        name = re.sub(r"\W+", "-", request.node.name)
        page.screenshot(path=screenshots / f"failed-{name}.png", full_page=True)
    assert complaints == []


def policy_violations(message):
    return [message.text] if "Content Security Policy" in message.text else []
