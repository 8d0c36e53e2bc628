"""Somebody joins a team, reads, writes, leaves; a family is given its file, then it is erased."""

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from partners.models import Account, Pupil
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out

PASSPHRASE = "quatre mots tirés du chapeau"


def _heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def _join(page, address):
    """An account of one’s own, by the link received."""
    page.goto(address)
    _heading(page, "Rejoindre")
    page.get_by_label("Votre prénom et votre nom").fill("Nour El-Amrani")
    for field in page.locator("input[type=password]").all():
        field.fill(PASSPHRASE)
    page.get_by_role("button", name="Ouvrir mon compte").click()
    _heading(page, "Semaine")
    return page


@pytest.mark.parametrize("javascript", [True, False])
def test_a_colleague_joins_by_a_link_reads_then_writes_then_opens_nothing(
    visit, alice, case_1, javascript
):
    desk = visit(alice, javascript=javascript)
    desk.goto("/equipe")
    desk.get_by_role("link", name="Qui est dans l’équipe").click()
    desk.get_by_label("Son adresse électronique").fill("nour@example.org")
    desk.get_by_label("Lecteur", exact=False).check()
    desk.get_by_role("button", name="Envoyer l’invitation").click()
    address = desk.get_by_label("Adresse à copier").input_value()

    nour = _join(visit(javascript=javascript), address)
    problem = f"/reunions/{case_1.reference}/probleme"
    nour.goto(problem)
    expect(nour.get_by_text("vous lisez sans rien changer")).to_be_visible()
    box = nour.get_by_label("En une phrase", exact=False)
    expect(box).to_be_disabled()
    expect(nour.get_by_role("button", name="Enregistrer")).to_have_count(0)

    desk.goto("/equipe/membres")
    desk.get_by_role("link", name="Changer le rôle de Nour").click()
    desk.get_by_label("Coordinateur", exact=False).check()
    desk.get_by_role("button", name="Enregistrer").click()
    expect(desk.get_by_role("main")).to_contain_text("Nour El-Amrani · coordinateur")
    nour.reload()
    expect(nour.get_by_label("En une phrase", exact=False)).to_be_enabled()

    desk.get_by_role("link", name="Changer le rôle de Nour").click()
    desk.get_by_role("button", name="Retirer Nour").click()
    expect(desk.locator("#messages")).to_contain_text("n’en ouvre plus rien")
    nour.goto(problem)
    _heading(nour, "Votre compte attend une équipe")
    assert Account.objects.get(email="nour@example.org").is_active


def test_a_family_is_given_everything_then_the_file_is_erased(visit, look, alice, case_1, tmp_path):
    case_1.chosen_slot = None
    case_1.save()
    desk = visit(alice)
    desk.goto(f"/eleves/{case_1.pupil_id}/")
    desk.get_by_role("link", name="Donner, garder ou effacer le dossier").click()
    _heading(desk, "Qu’est-ce qui est écrit")
    desk.get_by_label("Une autre personne", exact=False).check()
    with desk.expect_download() as given:
        desk.get_by_role("button", name="Faire la copie").click()
    given.value.save_as(tmp_path / "copie.pdf")
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "copie.pdf").pages)
    assert "Tout ce qui est écrit" in " ".join(text.split())

    desk.get_by_role("link", name="Effacer le dossier").click()
    desk.get_by_label("tapez le prénom", exact=False).fill("Paul")
    desk.get_by_role("button", name="Effacer pour de bon").click()
    expect(desk.get_by_role("main")).to_contain_text("rien n’a été effacé")
    desk.get_by_label("tapez le prénom", exact=False).fill("yanis")
    desk.get_by_role("button", name="Effacer pour de bon").click()
    expect(desk.locator("#messages")).to_contain_text("Le dossier est effacé")
    assert not Pupil.objects.exists()


PAGES = [
    "/connexion", "/mot-de-passe-oublie", "/mot-de-passe-oublie/envoye", "/p/MQ.faux", "/i/faux",
]  # fmt: skip


def test_the_pages_of_the_entrance(look):
    """Nobody is signed in there: they are not among the pages that a coordinator walks."""
    page, faults = look(), []
    for address in PAGES:
        page.goto(address)
        faults += axe_faults(page)
        faults += sticking_out(page)
        page.set_viewport_size({"width": 1360, "height": 900})
    assert faults == []
