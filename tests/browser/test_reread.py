"""From the re-reading to a printed code: the coordinator opens, the mother re-reads on a phone
without JavaScript, the version is made, given, read, and checked by whoever holds the paper."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from meetings.models import FicheSending, FicheVersion, RereadingNote
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out
from tests.meetings.asking.cast import seat_of
from tests.meetings.following.kept import BIRTH, hold_and_close


@pytest.fixture
def closed(case_1, alice):
    return hold_and_close(case_1, alice)


def _look(page):
    assert axe_faults(page) == []
    assert sticking_out(page) == []


def _open_for_the_mother(desk, meeting):
    """Open the re-reading and make her a link; gives its address."""
    desk.goto(f"/reunions/{meeting.reference}/relecture")
    desk.get_by_role("button", name="Ouvrir la relecture").click()
    expect(desk.get_by_role("main")).to_contain_text("La famille relit jusqu’au")
    desk.get_by_role("button", name="Créer un lien : La mère de Yanis").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Un lien pour La mère")
    return desk.locator("#address").input_value()


def _reread(phone, address):
    """The mother passes the gate and says something of the first decision."""
    phone.goto(address + "?langue=fr")
    phone.get_by_role("textbox").fill(BIRTH)
    phone.get_by_role("button", name="Ouvrir la fiche").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("La fiche à relire")
    phone.get_by_label("De quelle partie parlez-vous").select_option("Décision 1")
    phone.get_by_label("Ajouter quelque chose").check()
    phone.get_by_label("Avec vos mots").fill("Il aime dessiner.")
    phone.get_by_role("button", name="Garder ces mots").click()
    expect(phone.locator("#dit")).to_contain_text("Il aime dessiner.")


def _give_on_paper(desk, meeting):
    """The coordinator reads it, ends the re-reading, makes the version, notes it was given."""
    desk.goto(f"/reunions/{meeting.reference}/relecture")
    expect(desk.get_by_role("main")).to_contain_text("Il aime dessiner.")
    desk.get_by_role("button", name="Finir la relecture maintenant").click()
    desk.get_by_role("link", name="Envoyer la fiche").first.click()
    desk.get_by_role("button", name="Faire la version").click()
    expect(desk.get_by_role("main")).to_contain_text("La version 1 est faite.")
    desk.get_by_text("Noter une remise sur papier").click()
    desk.get_by_label("À qui").select_option("La mère de Yanis")
    desk.get_by_label("Quoi", exact=True).select_option("la fiche pour la famille")
    desk.get_by_role("button", name="Noter la remise").click()
    expect(desk.get_by_role("main")).to_contain_text("en main propre")


def test_from_the_rereading_to_the_code_on_the_paper(visit, alice, closed, screenshots):
    desk = visit(alice)
    address = _open_for_the_mother(desk, closed)
    phone = visit(width=400, height=800, javascript=False)
    _reread(phone, address)
    phone.screenshot(path=screenshots / "reread-phone.png", full_page=True)
    assert RereadingNote.objects.get().about == "Décision 1"
    _give_on_paper(desk, closed)

    phone.goto(address + "?langue=fr")
    expect(phone.get_by_role("main")).to_contain_text("Version 1")
    phone.get_by_role("button", name="Je l’ai lue").click()
    expect(phone.locator("#lu")).to_contain_text("Vous avez dit l’avoir lue")
    assert FicheSending.objects.get().participant == seat_of(closed, "mère")

    passer_by = visit(width=400, height=800, javascript=False)
    version = FicheVersion.objects.get()
    passer_by.goto(reverse("meetings:check_code", args=[version.code]))
    passer_by.get_by_role("button", name="Vérifier").click()
    expect(passer_by.get_by_role("main")).to_contain_text("C’est la dernière version.")


def test_its_pages_hold_on_a_phone_and_pass_axe(look, alice, closed):
    desk = look(alice, width=400, height=800)
    address = _open_for_the_mother(desk, closed)
    desk.goto(f"/reunions/{closed.reference}/relecture")
    desk.get_by_text("Noter ce que quelqu’un a dit").click()
    _look(desk)
    desk.get_by_role("button", name="Finir la relecture maintenant").click()
    desk.goto(f"/reunions/{closed.reference}/versions")
    desk.get_by_role("button", name="Faire la version").click()
    expect(desk.get_by_role("main")).to_contain_text("La version 1 est faite.")
    desk.get_by_text("Noter une remise sur papier").click()
    _look(desk)

    desk.goto(f"/reunions/{closed.reference}/relecture")
    desk.get_by_role("button", name="Rouvrir la relecture").click()
    guest = look(width=400, height=800)
    guest.goto(address + "?langue=fr")
    _look(guest)
    guest.get_by_role("textbox").fill(BIRTH)
    guest.get_by_role("button", name="Ouvrir la fiche").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("La fiche à relire")
    guest.get_by_role("button", name="J’ai relu, je n’ajoute rien").click()
    expect(guest.locator("#dit")).to_contain_text("J’ai relu")
    _look(guest)
    guest.goto(address + "?langue=ar")
    _look(guest)
    guest.goto(reverse("meetings:check"))
    guest.get_by_label("Le code").fill("0000-0000-0000")
    guest.get_by_role("button", name="Vérifier").click()
    expect(guest.get_by_role("main")).to_contain_text("Ce code n’est pas connu.")
    _look(guest)
