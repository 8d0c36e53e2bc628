"""Every page of a coordinator: axe finds nothing, by day and by night; nothing sticks out sideways;
it says what it is and in which language.

One visit of each page serves all, because opening them all is what takes time.
"""

import pytest

from tests.browser import test_axe, test_narrow
from tests.browser.pages import STATES, pages_of

PARTS = 6  # as many tests, so that the workers share them
DECLARED = """() => [
    document.doctype?.name === "html" && "html",
    /^[a-z]{2}/.test(document.documentElement.lang) && "language",
    document.title.trim() !== "" && "title",
].filter(Boolean)"""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(visit, alice, alice_client, addresses, undrawn, part):
    pages = pages_of(alice_client, addresses, part, PARTS)
    assert len(pages) > len(STATES) / PARTS + 8, sorted(pages)
    page = visit(alice, reduced_motion="reduce")
    faults = []
    for address in pages.values():
        page.goto(address)
        if page.evaluate(DECLARED) != ["html", "language", "title"]:
            faults.append(f"{address}: declares no doctype, no language or no title")
        faults += test_axe.faults_of(page)
        faults += test_narrow.faults_of(page)
        page.set_viewport_size({"width": 1360, "height": 900})
    assert faults == []
