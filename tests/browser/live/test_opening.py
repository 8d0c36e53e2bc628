"""The welcome: who is here, who came unforeseen, where they sit, what is read, how one arrives."""

import re

import pytest
from playwright.sync_api import expect

from meetings.domain.kinds import Answer, Presence
from tests.browser.live.room import hold, middle, said, seat, who
from tests.meetings.asking.cast import seat_of

pytestmark = pytest.mark.device


@pytest.fixture
def page(visit, alice, case_1):
    return hold(visit(alice), case_1)


def present(page, name):
    """The choices of one person, a group."""
    return page.get_by_role("group", name=re.compile(f"^{name}"))


def test_a_touch_says_that_somebody_has_come(page):
    seat(page, "la mère").click()
    expect(present(page, "La mère").get_by_role("radio", name="là", exact=True)).to_be_checked()
    page.get_by_role("button", name="Tous les autres sont là").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(
        page.get_by_role("toolbar", name="Les sièges").get_by_role("button").count()
    )


def test_whoever_does_not_come_leaves_the_table_and_who_is_far_is_said_so(page):
    present(page, "La mère").get_by_role("radio", name="ne vient pas").check()
    expect(seat(page, "la mère")).to_have_count(0)
    present(page, "Le père").get_by_role("radio", name="par téléphone").check()
    expect(seat(page, "le père, famille et élève, par téléphone")).to_have_count(1)


def test_somebody_unforeseen_sits_down_and_may_leave(page, case_1):
    page.get_by_text("Quelqu’un d’imprévu est venu").click()
    page.get_by_label("Qui", exact=True).fill("la grand-mère")
    page.get_by_label("Accompagne").first.select_option(who(case_1, "mère"))
    page.get_by_role("button", name="Ajouter à la table").click()
    expect(seat(page, "la grand-mère")).to_have_attribute("aria-pressed", "true")
    expect(present(page, "La grand-mère")).to_have_accessible_name(re.compile("accompagne la mère"))
    page.get_by_role("button", name="Retirer la grand-mère").click()
    expect(seat(page, "la grand-mère")).to_have_count(0)
    expect(page.locator("#presents")).to_be_focused()


def test_who_accompanies_whom(page, case_1):
    page.get_by_text("Qui accompagne qui").click()
    page.get_by_role("combobox", name="Cette personne").select_option(who(case_1, "père"))
    page.get_by_role("combobox", name="accompagne", exact=True).select_option(who(case_1, "mère"))
    page.get_by_role("button", name="Noter", exact=True).click()
    expect(said(page)).to_have_text("Le père accompagne la mère.")


def test_seats_move_by_hand(page):
    seats = page.locator("[data-who]")
    first, third = (seats.nth(n).get_attribute("data-who") for n in (0, 2))
    page.get_by_role("button", name="Déplacer les sièges").click()
    seats.nth(0).drag_to(seats.nth(2))
    expect(seats.nth(2)).to_have_attribute("data-who", first)
    expect(seats.nth(1)).to_have_attribute("data-who", third)
    expect(said(page)).to_contain_text("\u00a0: entre")


def test_seats_move_by_keys_and_stay_where_they_were_put(page, case_1):
    seats = page.locator("[data-who]")
    first = seats.nth(0).get_attribute("data-who")
    page.get_by_role("button", name="Déplacer les sièges").focus()
    page.keyboard.press("Enter")
    expect(seats.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    expect(seats.nth(1)).to_have_attribute("data-who", first)
    expect(seats.nth(1)).to_be_focused()
    page.get_by_role("button", name="Une place après").click()
    page.get_by_role("button", name="Les places sont bonnes").click()
    expect(page.get_by_role("button", name="Déplacer les sièges")).to_be_focused()
    expect(page.locator(".strip")).to_contain_text("Tout est enregistré")
    hold(page, case_1)
    expect(seats.nth(2)).to_have_attribute("data-who", first)


def test_the_whole_opening_by_the_keyboard(page, case_1):
    page.get_by_role("button", name="Tout le monde est là").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Tout le monde est là.")
    here = present(page, "Le père").get_by_role("radio", name="là", exact=True)
    here.focus()
    page.keyboard.press("ArrowRight")
    expect(present(page, "Le père").get_by_role("radio", name="en retard")).to_be_checked()
    page.get_by_label("Qui garde le temps").select_option(who(case_1, "mère"))
    page.get_by_role("button", name="Commencer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("On commence ensemble")
    expect(page.get_by_role("region", name="À lire à voix haute")).to_contain_text(
        "parlent en premier"
    )
    expect(page.get_by_role("region", name="la parole est comptée")).to_contain_text("effacés")
    word = page.get_by_role("region", name="Comment j’arrive").get_by_role("textbox")
    word.first.focus()
    page.keyboard.type("curieux")
    page.keyboard.press("Enter")
    expect(word.nth(1)).to_be_focused()
    page.get_by_role("button", name=re.compile("^Passer à")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que Yanis vit l’après-midi")
    page.keyboard.press("ArrowLeft")
    expect(word.first).to_have_value("curieux")


def test_whoever_was_late_and_speaks_has_come(page):
    present(page, "La mère").get_by_role("radio", name="en retard").check()
    page.get_by_role("button", name="Commencer").click()
    expect(seat(page, "en retard")).to_have_count(1)
    seat(page, "la mère").click()
    expect(middle(page)).to_contain_text("La mère parle depuis")
    expect(seat(page, "en retard")).to_have_count(0)


def test_no_point_can_be_gone_to_before_the_meeting_is_opened(page):
    points = page.get_by_role("navigation", name="Les points").get_by_role("button")
    for point in points.all():
        expect(point).to_be_disabled()
    page.get_by_role("button", name="Commencer").click()
    points.nth(1).click()
    expect(points.nth(1)).to_have_attribute("aria-current", "step")
    expect(points.nth(0)).to_contain_text("fait")
    expect(page.locator(".strip")).to_contain_text("min restent")


def test_everybody_comes_as_planned(visit, alice, case_1):
    """Who answers in writing is not waited for; who calls in is noted on the phone."""
    father = seat_of(case_1, "père")
    father.presence = Presence.PHONE
    father.save()
    mother = seat_of(case_1, "mère")
    case_1.chosen_slot.answers.filter(participant=mother).update(answer=Answer.WRITTEN)
    page = hold(visit(alice), case_1)
    expect(present(page, "La mère")).to_have_accessible_name(re.compile("prévu\u00a0: par écrit"))
    expect(seat(page, "la mère")).to_have_count(0)
    page.get_by_role("button", name="Tout le monde est là").click()
    expect(present(page, "Le père").get_by_role("radio", name="par téléphone")).to_be_checked()
    expect(present(page, "La mère").get_by_role("radio", checked=True)).to_have_count(0)
    present(page, "La mère").get_by_role("radio", name="là", exact=True).check()
    expect(seat(page, "la mère")).to_have_count(1)


def test_a_meeting_opened_too_early_is_not_open_any_more(page, case_1):
    page.get_by_role("button", name="Commencer").click()
    page.get_by_role("button", name="Ce n’était pas encore l’heure").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Qui est autour de la table\u202f?")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.locator(".strip")).to_contain_text("Tout est enregistré")
    hold(page, case_1)
    expect(page.locator(".strip")).to_contain_text("75\u00a0min prévues")
    page.get_by_role("button", name="Commencer").click()
    seat(page, "la mère").click()
    expect(page.get_by_role("button", name="Ce n’était pas encore l’heure")).to_have_count(0)
