"""The shared screen beside the page of the coordinator: what one types, everybody reads."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.holding.actions.screens import make_screen, revoke_screen
from tests.browser.live.room import first_point, hold
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as narrow_faults
from tests.meetings.live_acts import act, entry, open_meeting, type_line, write

SOON = 2000  # milliseconds: what the screen promises
LINES = 25


@pytest.fixture
def made(case_1, alice):
    return make_screen(case_1, by=alice, now=timezone.now())


@pytest.fixture
def opened(case_1, alice):
    return open_meeting(case_1, alice, item=first_point(case_1))


def _wall(visit, made, **options):
    page = visit(**({"width": 1920, "height": 1080} | options))
    page.goto(f"/e/{made.secret}")
    return page


def _agreements(case_1, alice, opened, count=LINES):
    write(case_1, alice, *(
        entry("agreement", f"Accord {n}.", opened + n, item=first_point(case_1))
        for n in range(count)
    ))  # fmt: skip


def _is_in_view(locator):
    return locator.evaluate(
        """line => {
            const box = line.closest("#screen-list").getBoundingClientRect();
            const { top, bottom } = line.getBoundingClientRect();
            return top >= box.top - 1 && bottom <= box.bottom + 1;
        }"""
    )


def test_what_is_typed_is_on_the_wall_within_two_seconds(visit, alice, case_1, opened, made):
    wall = _wall(visit, made)
    page = hold(visit(alice), case_1)
    line = page.locator("#live-line")
    line.press_sequentially("Une heure et demie de devoirs")
    expect(wall.locator("#screen-draft")).to_contain_text(
        "Une heure et demie de devoirs", timeout=SOON
    )
    page.get_by_role("button", name="Point d’accord").click()
    page.get_by_role("button", name="Garder", exact=True).click()
    kept = wall.locator(".line", has_text="Une heure et demie de devoirs")
    expect(kept).to_contain_text("Accord", timeout=SOON)
    expect(wall.locator("#screen-draft")).not_to_contain_text("Une heure", timeout=SOON)
    expect(wall.get_by_role("status")).to_have_text("Accord\u00a0: Une heure et demie de devoirs")


def test_the_latest_stays_in_view_and_whoever_reads_above_is_left_there(
    visit, case_1, alice, opened, made
):
    _agreements(case_1, alice, opened)
    wall = _wall(visit, made)
    assert _is_in_view(wall.get_by_text(f"Accord {LINES - 1}."))
    assert not _is_in_view(wall.get_by_text("Accord 0."))
    write(case_1, alice, entry("agreement", "Encore un.", opened + 90, item=first_point(case_1)))
    expect(wall.locator(".line", has_text="Encore un.")).to_be_visible()
    assert _is_in_view(wall.locator(".line", has_text="Encore un."))
    for _ in range(20):
        wall.keyboard.press("PageUp")
    first = wall.get_by_text("Accord 0.")
    wall.wait_for_function("document.getElementById('screen-list').scrollTop < -100")
    assert _is_in_view(first)
    write(case_1, alice, entry("agreement", "Un dernier.", opened + 99, item=first_point(case_1)))
    expect(wall.locator(".line", has_text="Un dernier.")).to_be_attached()
    assert _is_in_view(first)


def test_what_is_corrected_while_reading_again_comes_under_the_eyes(
    visit, case_1, alice, opened, made
):
    _agreements(case_1, alice, opened)
    item = first_point(case_1)
    last = entry("agreement", "Le dernier.", opened + 90, item=item)
    write(case_1, alice, last, act("point", opened + 91, item="relire"))
    wall = _wall(visit, made)
    assert _is_in_view(wall.get_by_text("Accord 0."))
    assert not _is_in_view(wall.get_by_text("Le dernier."))
    mended = entry("agreement", "Corrigé.", opened + 92, item=item,
                   entry=last.payload["entry"], over=[last.id])  # fmt: skip
    write(case_1, alice, mended)
    expect(wall.get_by_text("Corrigé.", exact=True)).to_be_visible()
    assert _is_in_view(wall.locator(".line", has_text="Corrigé."))


def test_it_says_when_the_network_is_away_and_comes_back_by_itself(
    visit, case_1, alice, opened, made
):
    visit.tolerated = "ERR_INTERNET_DISCONNECTED|Failed to load|htmx:sendError"
    wall = _wall(visit, made)
    expect(wall.get_by_role("alert")).to_be_empty()
    wall.context.set_offline(True)
    expect(wall.get_by_role("alert")).to_contain_text("Pas de réseau")
    write(case_1, alice, entry("agreement", "Pendant.", opened + 1, item=first_point(case_1)))
    wall.context.set_offline(False)
    expect(wall.locator(".line")).to_contain_text("Pendant.")
    expect(wall.get_by_role("alert")).to_be_empty()


def test_taken_back_it_shows_nothing_any_more(visit, case_1, alice, opened, made):
    _agreements(case_1, alice, opened, 1)
    wall = _wall(visit, made)
    expect(wall.locator(".line")).to_have_count(1)
    revoke_screen(made.link, by=alice, now=timezone.now())
    expect(wall.get_by_role("heading", level=1)).to_have_text("Ce lien ne s’ouvre pas")
    expect(wall.get_by_text("Accord 0.")).to_have_count(0)


def test_without_a_script_it_comes_again_by_itself(visit, case_1, alice, opened, made):
    _agreements(case_1, alice, opened)
    wall = _wall(visit, made, javascript=False)
    assert wall.locator("#screen-follow").is_visible()
    write(case_1, alice, entry("agreement", "Encore un.", opened + 90, item=first_point(case_1)))
    expect(wall.locator(".line", has_text="Encore un.")).to_be_visible(timeout=8000)


def test_it_follows_to_the_re_reading_and_to_what_comes_next(visit, case_1, alice, opened, made):
    _agreements(case_1, alice, opened, 2)
    wall = _wall(visit, made)
    heading = wall.get_by_role("heading", level=1)
    write(case_1, alice, act("point", opened + 50, item="relire"))
    expect(heading).to_have_text("On relit ensemble")
    expect(wall.locator(".line")).to_have_count(2)
    write(
        case_1, alice,
        act("next", opened + 51, day="2027-03-19", time="10:15", text="On regarde."),
        act("close", opened + 52),
    )  # fmt: skip
    expect(heading).to_have_text("La réunion est fermée")
    expect(wall.get_by_text("Vendredi 19\u00a0mars 2027 à 10\u00a0h\u00a015")).to_be_visible()


def test_the_screen_is_for_everybody(look, case_1, alice, opened, made):
    wall = _wall(look, made)
    faults = axe_faults(wall)
    _agreements(case_1, alice, opened)
    type_line(case_1, "Mot" * 200)
    tension = entry(
        "tension", "Il rate les maths. " * 9, opened + 40, item=first_point(case_1),
        dilemma="continuity", how="garder le soin", **{"while": "restant en classe"},
    )  # fmt: skip
    write(case_1, alice, tension)
    expect(wall.locator(".draft--on")).to_be_visible()
    faults += axe_faults(wall) + narrow_faults(wall)
    wall.set_viewport_size({"width": 1920, "height": 1080})
    for last in (act("point", opened + 50, item="relire"), act("close", opened + 51)):
        before = wall.locator("#screen-follow").get_attribute("hx-get")
        write(case_1, alice, last)
        expect(wall.locator("#screen-follow")).not_to_have_attribute("hx-get", before)
        faults += axe_faults(wall) + narrow_faults(wall)
    assert faults == []


def test_the_letters_are_large(visit, case_1, alice, opened, made):
    """At four metres one reads letters of a thirtieth of the height of the picture."""
    _agreements(case_1, alice, opened, 1)
    wall = _wall(visit, made)
    size = wall.locator(".line__main").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size >= 1080 / 30


def test_making_it_from_the_page_of_the_meeting(look, alice, case_1, opened):
    page = look(alice)
    page.goto(f"/reunions/{case_1.reference}/tenir/ecran")
    page.get_by_role("button", name="Faire le lien de l’écran").click()
    assert axe_faults(page) == []
    address = page.get_by_label("Adresse à copier").input_value()
    wall = look()
    wall.goto(re.search(r"/e/.*", address)[0])
    expect(wall.get_by_role("heading", level=1)).to_contain_text("Ce que Yanis vit")
    page.get_by_role("button", name="Retirer").click()
    expect(wall.get_by_role("heading", level=1)).to_have_text("Ce lien ne s’ouvre pas")
