"""The same work with a keyboard alone: nothing is out of its reach, and one sees where one is."""

from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Meeting
from tests import factories
from tests.browser import case_1
from tests.browser.hands import UNSEEN, Keyboard
from tests.browser.steps import Steps

MOST_STOPS = 200
# Without it, a page is still gliding to the control that has the focus when one looks.
STILL = {"reduced_motion": "reduce"}
STEPS = ["problem", "guests", "place", "slot", "agenda", "information"]


def test_a_coordinator_prepares_case_1_without_a_mouse(visit, alice, pdf, screenshots):
    day = case_1.thursday_to_come(timezone.localdate())
    page = visit(**STILL)
    steps = Steps(page, Keyboard(page), screenshots / "keyboard")
    case_1.begin(steps, alice, factories.PASSWORD)
    case_1.gather_people(steps)
    case_1.write_problem(steps)
    case_1.choose_place(steps)
    case_1.choose_slot(steps, day)
    case_1.write_agenda(steps)
    raise_last_point_to_the_top(steps)
    case_1.write_information(steps, day, pdf)
    assert "/b/" in steps.make_private_link("mère")
    download = steps.download_fiche()
    assert download.path().read_bytes().startswith(b"%PDF-")

    meeting = Meeting.objects.get()
    assert meeting.problem == case_1.PROBLEM
    assert meeting.participants.count() == 10
    assert meeting.chosen_place.name == case_1.PLACE["name"]
    assert timezone.localtime(meeting.chosen_slot.starts_at).time() == case_1.FIRST_HOUR


def raise_last_point_to_the_top(steps):
    """Twice « Monter » on the same point: the focus follows it, so that the second press counts."""
    raise_it = steps.button(f"Monter « {case_1.MDPH.title} »")
    steps.hand.press(raise_it)
    moved = [case_1.AFTERNOONS, case_1.MDPH, case_1.SESSAD]
    expect(steps.page.locator(".order .row__title")).to_have_text([point.title for point in moved])
    expect(raise_it).to_be_focused()
    steps.page.keyboard.press("Space")
    moved = [case_1.MDPH, case_1.AFTERNOONS, case_1.SESSAD]
    expect(steps.page.locator(".order .row__title")).to_have_text([point.title for point in moved])
    expect(raise_it).to_be_in_viewport()


def test_no_step_holds_the_focus(visit, alice, addresses):
    """Tab goes once through every control of the page, visibly, then leaves it."""
    page = visit(alice, **STILL)
    for step in STEPS:
        page.goto(addresses[f"meetings:{step}"])
        assert leaves_the_page(page), f"{step} holds the focus"


def leaves_the_page(page):
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(UNSEEN) == ""
        if page.evaluate("() => document.activeElement === document.body"):
            return True
    return False


def test_the_skip_link_leads_past_the_menu(visit, alice, addresses):
    page = visit(alice, **STILL)
    page.goto(addresses["meetings:slot"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "() => document.querySelector('main').contains(document.activeElement)"
    assert page.evaluate(inside)


def test_what_was_wrong_takes_the_focus(visit, alice, addresses):
    page = visit(alice, **STILL)
    page.goto(addresses["meetings:slot"])
    hand = Keyboard(page)
    hand.set_day(page.get_by_label("Jour"), timezone.localdate().replace(year=2020))
    hand.set_hour(page.get_by_label("De", exact=True), case_1.FIRST_HOUR)
    hand.press(page.get_by_role("button", name="Ajouter ce créneau"))
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Ce créneau est déjà passé")
    expect(summary).to_be_focused()
    hand.press(summary.get_by_role("link").first)
    expect(page.get_by_label("Jour")).to_be_focused()
    expect(page.get_by_label("Jour")).to_have_value(f"2020-{timezone.localdate():%m-%d}")
