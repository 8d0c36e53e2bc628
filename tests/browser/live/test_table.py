"""The table seen from above: the floor given by a touch or a key, taken back, corrected, left out."""

import re

import pytest
from django.templatetags.static import static
from playwright.sync_api import expect

from tests.browser.live.room import first_point, hold, middle, on_first_point, said, seat, who
from tests.meetings.live_acts import open_meeting

pytestmark = pytest.mark.device


@pytest.fixture
def page(visit, alice, case_1):
    """On the first point, where nobody has spoken yet."""
    open_meeting(case_1, alice, item=first_point(case_1))
    return hold(visit(alice), case_1)


def test_a_touch_gives_the_floor_and_time_grows(page):
    mother = seat(page, "la mère")
    mother.click()
    expect(mother).to_have_attribute("aria-pressed", "true")
    expect(middle(page)).to_contain_text("La mère parle depuis")
    expect(said(page)).to_have_text("La mère a la parole.")
    expect(middle(page)).to_contain_text(re.compile("0:0[2-9]"))
    expect(mother.locator(".chair__ring")).to_be_attached()
    expect(page.get_by_role("region", name="La parole")).to_contain_text(
        "famille et élève 100\u00a0%"
    )


def test_the_seat_of_who_speaks_ends_the_turn_and_one_takes_up_again(page):
    seat(page, "la mère").click()
    seat(page, "la mère").click()
    expect(said(page)).to_have_text("Personne n’a la parole.")
    expect(middle(page)).to_contain_text("Touchez le siège de qui parle")
    page.get_by_role("button", name="Reprendre\u00a0: la mère").click()
    expect(seat(page, "la mère")).to_have_attribute("aria-pressed", "true")


def test_a_wrong_touch_is_undone(page):
    seat(page, "la mère").click()
    seat(page, "le père").click()
    expect(seat(page, "la mère")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Annuler le dernier geste").click()
    expect(said(page)).to_have_text("Annulé. La mère a la parole.")
    expect(seat(page, "la mère")).to_have_attribute("aria-pressed", "true")


def test_the_keys_do_what_the_seats_do(page):
    page.keyboard.press("2")
    expect(middle(page)).to_contain_text("parle depuis")
    second = page.locator("[data-who]").nth(1)
    expect(second).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    expect(second).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Space")
    expect(second).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("z")
    expect(second).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("3")
    page.keyboard.press("0")
    expect(said(page)).to_have_text("Personne n’a la parole.")


def test_the_arrows_go_around_the_table_with_one_stop_of_the_tabulation(page):
    stops = page.locator("[data-who][tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-who]").nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-who]").last).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-who]").last).to_have_attribute("aria-pressed", "true")


def test_keys_can_be_turned_off_on_this_device(page, case_1):
    page.keyboard.press("?")
    card = page.get_by_role("dialog", name="Les touches du clavier")
    card.get_by_role("switch").uncheck()
    card.get_by_role("button", name="Fermer cette carte").click()
    page.keyboard.press("2")
    hold(page, case_1)
    page.keyboard.press("2")
    expect(page.locator("[data-who][aria-pressed='true']")).to_have_count(0)
    page.get_by_role("button", name="Les touches").click()
    expect(card.get_by_role("switch")).not_to_be_checked()


def test_a_key_typed_in_a_field_is_a_letter(page):
    field = page.get_by_role("textbox").first
    field.fill("")
    field.press_sequentially("2 z t?")
    expect(field).to_have_value("2 z t?")
    expect(page.locator("[data-who][aria-pressed='true']")).to_have_count(0)


def test_a_turn_was_somebody_else_s(visit, alice, case_1):
    mother, father = who(case_1, "mère"), who(case_1, "père")
    on_first_point(case_1, alice, (mother, 6), ("", 2))
    page = hold(visit(alice), case_1)
    page.get_by_text("Corriger qui parlait").click()
    turn = page.get_by_role("combobox", name=re.compile(r"4\smin"))
    expect(turn).to_have_value(mother)
    turn.select_option(father)
    expect(said(page)).to_have_text("Corrigé\u00a0: c’était le père.")
    expect(seat(page, "le père")).to_have_attribute("title", re.compile("4\u00a0min"))
    expect(seat(page, "la mère")).not_to_have_attribute("title", re.compile("min"))


def test_counting_speech_is_switched_off(page):
    seat(page, "la mère").click()
    page.get_by_text("Ce qui est compté, et ce que cela devient").click()
    page.get_by_role("switch", name="Compter le temps de parole").uncheck()
    expect(middle(page)).to_contain_text("La parole n’est pas comptée")
    seat(page, "le père").click(force=True)
    page.keyboard.press("3")
    expect(page.locator("[data-who][aria-pressed='true']")).to_have_count(0)
    page.get_by_role("switch", name="Compter le temps de parole").check()
    seat(page, "le père").click()
    expect(middle(page)).to_contain_text("Le père parle depuis")


def test_who_was_not_heard_is_asked_once_on_a_point(visit, alice, case_1):
    on_first_point(case_1, alice, (who(case_1, "mère"), 8))
    page = hold(visit(alice), case_1)
    speech = page.get_by_role("region", name="La parole")
    expect(speech).to_contain_text("n’ont pas encore parlé sur ce point")
    speech.get_by_role("button", name="Poser la question à tous").click()
    expect(page.locator("#a-dire")).to_be_focused()
    expect(speech).to_contain_text("y a-t-il quelque chose à ajouter\u202f?")
    hold(page, case_1)
    expect(speech).to_contain_text("La question a été posée sur ce point.")
    expect(speech.get_by_role("button", name="Poser la question à tous")).to_have_count(0)


def test_nobody_is_pointed_at_when_a_point_begins(visit, alice, case_1):
    on_first_point(case_1, alice, (who(case_1, "mère"), 1), since=1)
    page = hold(visit(alice), case_1)
    speech = page.get_by_role("region", name="La parole")
    expect(speech).to_contain_text("famille et élève")
    expect(speech).not_to_contain_text("pas encore parlé")


def test_the_planned_order_is_offered(page):
    speech = page.get_by_role("region", name="La parole")
    expect(speech).to_contain_text("Dans l’ordre prévu, ensuite\u00a0: Yanis")
    speech.get_by_role("button", name="Donner la parole à Yanis").click()
    expect(middle(page)).to_contain_text("Yanis parle depuis")
    expect(speech).not_to_contain_text("ensuite\u00a0: Yanis")


def test_shares_add_up_to_a_hundred(visit, alice, case_1):
    school = case_1.participants.exclude(professional=None).first()
    on_first_point(case_1, alice, (who(case_1, "mère"), 9), (f"p{school.pk}", 6), ("", 4))
    page = hold(visit(alice), case_1)
    parts = page.locator(".share").all_inner_texts()
    assert sum(int(re.search(r"(\d+)\s%", part)[1]) for part in parts) == 100
    assert "famille et élève" in parts[0]


def test_the_list_says_the_same(page, case_1):
    page.get_by_role("button", name="Voir la liste").click()
    line = page.get_by_role("button", name=re.compile("^.*La mère"))
    line.click()
    expect(line).to_have_attribute("aria-pressed", "true")
    expect(line).to_contain_text("parle depuis")
    hold(page, case_1)
    expect(line).to_be_visible()


# Every number of people a meeting may have, on a desk and in a narrow column.
DRAWN = """async (module) => {
    const { placesFor } = await import(module);
    const faults = [];
    for (const width of [320, 460, 560]) {
        for (let people = 1; people <= 45; people += 1) {
            const drawn = placesFor(people, width);
            if (drawn === null) {
                if (width > 400) faults.push(`nothing drawn for ${people} in ${width}`);
                continue;
            }
            const at = drawn.seats.map(({ x, y }) => [x * width, y * width]);
            if (at.length !== people || drawn.diameter < 44) faults.push(`${people} in ${width}`);
            for (const [i, [x, y]] of at.entries()) {
                const reach = Math.hypot(x - width / 2, y - width / 2);
                if (reach + drawn.diameter / 2 > width / 2) faults.push(`${i} of ${people} sticks out of ${width}`);
                if (reach - drawn.diameter / 2 < drawn.centre) faults.push(`${i} of ${people} is on the middle`);
                for (const [a, b] of at.slice(i + 1)) {
                    if (Math.hypot(x - a, y - b) < drawn.diameter + 4) faults.push(`two touch, ${people} in ${width}`);
                }
            }
        }
    }
    return faults;
}"""


def test_seats_are_large_and_never_touch(page):
    assert page.evaluate(DRAWN, static("js/live/places.js")) == []
