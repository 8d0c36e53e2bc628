"""Whoever prepares sees the table fill when a guest opens the brief and says « j’ai lu »."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Handing
from tests import factories
from tests.browser.test_axe import faults_of
from tests.guests import make_link


@pytest.fixture
def out(case_1, alice):
    """The briefs are out, by hand to the father."""
    now = timezone.now()
    case_1.brief_given_on = timezone.localdate()
    case_1.save()
    for item in case_1.agenda.all():
        item.informations.update(released_at=now)
    Handing.objects.create(
        participant=seat(case_1, "père"), by_way="hand", handed_on=timezone.localdate(),
        language="fr", noted_at=now, noted_by=alice,
    )  # fmt: skip
    return case_1


def seat(meeting, relation):
    return meeting.participants.get(family_member__relation=relation)


def cell_of(page, name, number=0):
    row = page.get_by_role("row", name=name)
    return row.locator(".cell__word").nth(number)


def test_the_table_fills_as_a_guest_opens_and_reads(visit, alice, out, screenshots):
    father = seat(out, "père")
    desk = visit(alice)
    desk.goto(f"/reunions/{out.reference}/qui-a-quoi")
    expect(cell_of(desk, "Le père")).to_have_text("donné")

    secret = make_link(father, alice)
    phone = visit(width=360, javascript=False)
    phone.goto(f"/b/{secret}")
    phone.locator("input[name=said]").fill("17/04/2018")
    phone.locator("input[name=said]").press("Enter")
    desk.reload()
    expect(cell_of(desk, "Le père")).to_have_text("ouvert")

    phone.get_by_role("button", name="J’ai lu").first.click()
    expect(phone.get_by_text("C’est noté").first).to_be_visible()
    desk.reload()
    expect(cell_of(desk, "Le père")).to_have_text("lu")
    expect(cell_of(desk, "Le père", 1)).to_have_text("ouvert")
    desk.screenshot(path=screenshots / "equality.png", full_page=True)


def test_what_is_late_is_given_and_a_point_is_kept(visit, alice, out):
    item = out.agenda.filter(kind="decide").first()
    factories.make_information(item, "Le bilan", text="Un texte.", given_at=timezone.now())
    page = visit(alice)
    page.goto(f"/reunions/{out.reference}/qui-a-quoi")
    page.get_by_role("button", name="Donner à tous maintenant").click()
    expect(page.get_by_text("C’est donné à tous, au même moment.")).to_be_visible()
    page.locator("summary", has_text="La garder quand même").first.click()
    page.get_by_label("La raison").first.fill("La MDPH attend avant le 30 janvier.")
    page.get_by_role("button", name="Garder ce point").first.click()
    expect(page.get_by_text("gardée quand même").first).to_be_visible()


@pytest.mark.parametrize("width", [1360, 400])
def test_many_people_and_decisions(look, alice, out, width):
    people = factories.fill(out, participants=20, items=6)
    for one in out.agenda.filter(kind="decide"):
        one.informations.update(text="Un texte.", given_at=timezone.now())
    Handing.objects.create(
        participant=people[0], by_way="mail", handed_on=timezone.localdate(),
        language="fr", noted_at=timezone.now(), noted_by=alice,
    )  # fmt: skip
    page = look(alice, width=width)
    page.goto(f"/reunions/{out.reference}/qui-a-quoi")
    for summary in page.locator("main summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults_of(page) == []
