"""Twice the same press, back and again, two at once: one row, and nothing lost."""

import pytest
from playwright.sync_api import expect

from meetings.models import AgendaItem, Meeting, Participant, Place, PrivateLink, Slot
from partners.models import Institution, Pupil


def test_a_double_click_begins_one_meeting(visit, alice):
    page = visit(alice)
    page.goto("/reunions/preparer")
    page.locator("summary").click()
    page.get_by_label("Son prénom").fill("Yanis")
    page.get_by_label("Le nom de son école").fill("École Jean-Moulin")
    page.get_by_label("Quelle sorte d’école").select_option("ecole_elementaire")
    page.get_by_role("radio").first.check()
    page.get_by_label("Votre métier").select_option("enseignant_referent")
    page.get_by_label("au féminin").check()
    page.get_by_role("button", name="Commencer").dblclick()
    expect(page.locator("#path")).to_be_visible()
    assert Meeting.objects.count() == 1
    assert Pupil.objects.count() == 1
    assert Institution.objects.count() == 1


def test_a_double_click_without_javascript(visit, alice):
    """Nothing in the page holds the second press: the server alone does."""
    page = visit(alice, javascript=False)
    page.goto("/eleves/ajouter")
    page.get_by_label("Prénom").fill("Yanis")
    page.get_by_label("Nom", exact=False).last.fill("Morel")
    page.get_by_role("button", name="Ajouter").dblclick()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Yanis")
    assert Pupil.objects.count() == 1


def test_a_double_click_adds_one_point(visit, alice, meeting):
    page = visit(alice)
    page.goto(f"/reunions/{meeting.reference}/ordre-du-jour")
    page.get_by_label("Point", exact=True).fill("Ce que Yanis vit l’après-midi")
    page.get_by_role("button", name="Ajouter ce point").dblclick()
    expect(page.locator(".order__item")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert AgendaItem.objects.count() == 1


def test_a_double_click_adds_one_slot(visit, alice, meeting, in_seven_weeks):
    page = visit(alice)
    page.goto(f"/reunions/{meeting.reference}/creneau")
    page.get_by_label("Jour").fill(in_seven_weeks.isoformat())
    page.get_by_label("De", exact=True).fill("10:15")
    page.get_by_role("button", name="Ajouter ce créneau").dblclick()
    expect(page.locator(".slot")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert Slot.objects.count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_invites_one_person(visit, alice, meeting, javascript):
    before = Participant.objects.count()
    page = visit(alice, javascript=javascript)
    page.goto(f"/reunions/{meeting.reference}/invites/nouveau")
    page.get_by_label("Métier", exact=True).select_option("orthophoniste")
    page.get_by_role("button", name="Inviter", exact=True).dblclick()
    expect(page.locator("#messages")).to_be_visible()
    expect(page.locator("#step")).to_contain_text("rthophoniste")
    assert Participant.objects.count() == before + 1


def test_a_double_click_makes_one_link(visit, alice, meeting):
    page = visit(alice)
    page.goto(f"/reunions/{meeting.reference}/brief")
    page.get_by_role("button", name="Créer un lien privé").first.dblclick()
    expect(page.get_by_label("Adresse à copier")).to_be_visible()
    assert PrivateLink.objects.count() == 1


def test_back_then_again_loses_nothing(visit, alice, meeting):
    page = visit(alice)
    page.goto(f"/reunions/{meeting.reference}/lieu/ajouter")
    page.get_by_label("Nom du lieu").fill("Centre social Bellevue")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Comparer ce lieu").click()
    expect(page.locator(".place")).to_have_count(1)
    page.go_back()
    expect(page.get_by_label("Nom du lieu")).to_have_value("Centre social Bellevue")
    page.get_by_label("Adresse du lieu").fill("4 rue des Lilas")
    page.get_by_role("button", name="Comparer ce lieu").click()
    expect(page.locator(".place").last).to_contain_text("4 rue des Lilas")
    assert set(Place.objects.values_list("name", flat=True)) == {"Centre social Bellevue"}


def test_back_then_other_words_loses_neither(visit, alice, meeting):
    """Back to a form already sent, then other words: both are either kept or shown."""
    page = visit(alice)
    address = f"/reunions/{meeting.reference}/probleme"
    page.goto(address)
    page.get_by_label("En une phrase").fill("Une première phrase.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#messages")).to_contain_text("Enregistré")
    page.goto("/")
    page.go_back()
    page.get_by_label("En une phrase").fill("Une seconde phrase.")
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_load_state("networkidle")
    shown = page.locator("#step")
    meeting.refresh_from_db()
    if meeting.problem == "Une première phrase.":
        expect(shown).to_contain_text("Une première phrase.")
    expect(page.get_by_label("En une phrase")).to_have_value("Une seconde phrase.")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_second_of_two_coordinators_sees_both_versions(visit, alice, bob, meeting, javascript):
    address = f"/reunions/{meeting.reference}/probleme"
    first, second = visit(alice, javascript=javascript), visit(bob, javascript=javascript)
    first.goto(address)
    second.goto(address)
    write_problem(first, "Ce qu’Alice écrit.")
    expect(first.locator("#messages")).to_contain_text("Enregistré")

    write_problem(second, "Ce que Marc écrit.")
    expect(second.get_by_role("alert")).to_be_visible()
    expect(second.locator("#step")).to_contain_text("« Ce qu’Alice écrit. »")
    expect(second.get_by_label("En une phrase")).to_have_value("Ce que Marc écrit.")
    meeting.refresh_from_db()
    assert meeting.problem == "Ce qu’Alice écrit."

    second.get_by_role("button", name="Enregistrer").click()
    expect(second.locator("#messages")).to_contain_text("Enregistré")
    meeting.refresh_from_db()
    assert meeting.problem == "Ce que Marc écrit."


def write_problem(page, sentence):
    page.get_by_label("En une phrase").fill(sentence)
    page.get_by_role("button", name="Enregistrer").click()


def test_two_coordinators_on_two_lines_both_keep_theirs(visit, alice, bob, meeting):
    address = f"/reunions/{meeting.reference}/probleme"
    first, second = visit(alice), visit(bob)
    first.goto(address)
    second.goto(address)
    write_problem(first, "Ce qu’Alice écrit.")
    expect(first.locator("#messages")).to_contain_text("Enregistré")
    second.get_by_label("La mère").fill("Il rentre fatigué.")
    second.get_by_role("button", name="Enregistrer").click()
    expect(second.locator("#messages")).to_contain_text("Enregistré")
    meeting.refresh_from_db()
    assert meeting.problem == "Ce qu’Alice écrit."
    assert (
        meeting.participants.get(family_member__relation="mère").viewpoint == "Il rentre fatigué."
    )
