"""Every page of a coordinator: axe finds nothing, by day and by night; nothing sticks out sideways.

One visit of each page serves both, because opening them all is what takes time.
"""

import pytest

from tests.browser import test_axe, test_narrow
from tests.browser.pages import pages_of

PARTS = 4  # as many tests, so that the workers share them


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(visit, alice, alice_client, addresses, part):
    pages = sorted(pages_of(alice_client, addresses).values())
    page = visit(alice, reduced_motion="reduce")
    faults = []
    for address in pages[part::PARTS]:
        page.goto(address)
        faults += test_axe.faults_of(page)
        faults += test_narrow.faults_of(page)
        page.set_viewport_size({"width": 1360, "height": 900})
    assert faults == []
