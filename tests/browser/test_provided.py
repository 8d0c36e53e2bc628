"""Coming in by an identity provider: by itself with scripts, by a button without."""

import pytest
import requests

from tests.partners.views.test_provided import (  # noqa: F401 (fixtures)
    ZOE,
    identity_provider,
    provided,
)


@pytest.mark.parametrize("javascript", [True, False])
def test_one_comes_back_signed_in_and_waits_for_a_team(visit, team, provided, javascript):  # noqa: F811
    requests.put(f"{provided}/users/zoe", json=ZOE, timeout=10).raise_for_status()
    visit.tolerated = "jsdelivr"  # the provider’s own page wants a stylesheet from elsewhere
    page = visit(width=400, javascript=javascript)
    page.goto("/connexion")
    page.get_by_role("link", name="Entrer avec ProConnect").click()
    page.locator("input[name=sub]").fill("zoe")
    page.get_by_role("button").first.click()
    if not javascript:
        page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/compte/attente")
