"""What is written is saved as one goes, without a button; and when it is not, one is told."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting

SAVED = "Enregistré à"


@pytest.fixture
def page(visit, alice, meeting):
    page = visit(alice)
    page.goto(f"/reunions/{meeting.reference}/probleme")
    return page


def leave_the_field(page):
    page.keyboard.press("Tab")


def problem(page):
    return page.get_by_label("En une phrase")


def pill(page):
    """The state of the step in the path."""
    return page.locator("#path li", has_text="Le problème commun").last.locator(".pill")


def test_leaving_a_field_saves_it(page, meeting):
    expect(pill(page)).to_have_text("à faire")
    problem(page).fill("Comment garder l’aide sans qu’il perde le fil ?")
    leave_the_field(page)
    expect(page.locator("#messages")).to_contain_text(SAVED)
    expect(pill(page)).not_to_have_text("à faire")
    meeting.refresh_from_db()
    assert meeting.problem == "Comment garder l’aide sans qu’il perde le fil ?"


def test_the_focus_and_the_next_words_stay(page):
    problem(page).fill("Une phrase.")
    leave_the_field(page)
    page.keyboard.type("Quand je reviens")
    expect(page.locator("#messages")).to_contain_text(SAVED)
    expect(page.get_by_label("Yanis")).to_be_focused()
    expect(page.get_by_label("Yanis")).to_have_value("Quand je reviens")


def test_saving_again_is_no_conflict_with_oneself(page, meeting):
    for sentence in ("Une phrase.", "La même, mieux dite.", "Encore mieux."):
        problem(page).fill(sentence)
        with page.expect_response(lambda response: response.status == 200):
            leave_the_field(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.reload()
    expect(problem(page)).to_have_value("Encore mieux.")


def test_a_conflict_shows_both_versions(page, meeting):
    Meeting.objects.update(problem="Ce que Marc a écrit.")
    problem(page).fill("Ce qu’Alice écrit.")
    leave_the_field(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#step")).to_contain_text("« Ce que Marc a écrit. »")
    expect(problem(page)).to_have_value("Ce qu’Alice écrit.")
    meeting.refresh_from_db()
    assert meeting.problem == "Ce que Marc a écrit."


def test_a_conflict_keeps_what_is_being_typed_elsewhere(page):
    Meeting.objects.update(problem="Ce que Marc a écrit.")
    page.route("**/probleme", answer_slowly)
    problem(page).fill("Ce qu’Alice écrit.")
    leave_the_field(page)
    page.keyboard.type("Quand je reviens")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Yanis")).to_have_value("Quand je reviens")


def answer_slowly(route):
    response = route.fetch()
    route.request.frame.page.wait_for_timeout(400)
    route.fulfill(response=response)


def test_a_cut_line_is_said_and_loses_nothing(page, visit):
    visit.tolerated = r"net::ERR_FAILED|htmx:(afterRequest|sendError)"
    page.route("**/probleme", lambda route: route.abort())
    problem(page).fill("Une phrase.")
    leave_the_field(page)
    expect(page.locator("#messages")).to_contain_text("Ce n’est pas encore enregistré")
    expect(problem(page)).to_have_value("Une phrase.")
    page.unroute("**/probleme")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#messages")).to_contain_text(SAVED)


def test_a_session_that_ended_gives_the_words_back(page, meeting):
    page.context.clear_cookies(name="sessionid")
    problem(page).fill("Une phrase déjà longue.")
    leave_the_field(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vous n’êtes plus connecté")
    expect(page.locator("textarea[readonly]").first).to_have_value("Une phrase déjà longue.")


def test_a_date_is_saved_once_it_is_whole(visit, alice, meeting, in_seven_weeks):
    """A browser says a date changed at each figure of its year: 0002, 0020, 0202."""
    page = visit(alice)
    page.goto(f"/reunions/{meeting.reference}/creneau")
    page.get_by_label("À partir du").focus()
    page.keyboard.type(f"{in_seven_weeks:%m%d%Y}")
    expect(page.locator("#messages")).to_be_empty()
    page.get_by_label("Durée").focus()
    expect(page.locator("#messages")).to_contain_text(SAVED)
    meeting.refresh_from_db()
    assert meeting.period_start == in_seven_weeks


def test_an_act_waits_for_what_is_being_saved(visit, alice, meeting, in_seven_weeks):
    """An answer that came back to a form already replaced found nothing to bring up to date."""
    page = visit(alice)
    page.goto(f"/reunions/{meeting.reference}/creneau")
    page.route("**/creneau", answer_slowly)
    section = page.locator("#add-slot")
    section.get_by_label("Durée").fill("90")
    section.get_by_label("Jour", exact=True).fill(in_seven_weeks.isoformat())
    section.get_by_label("De", exact=True).fill("10:15")
    section.get_by_role("button", name="Ajouter ce créneau").click()
    expect(page.locator("#slots .slot")).to_have_count(1)
    meeting.refresh_from_db()
    assert meeting.duration_minutes == 90
