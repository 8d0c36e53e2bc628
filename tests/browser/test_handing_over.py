"""A pupil’s file goes to another team of the site, then to another site, and is whole there."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.portable.actions import propose_transfer
from partners.models import Account, Pupil
from tests import factories
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out


@pytest.fixture
def charlie(transactional_db):
    return factories.make_account(factories.make_team("Secteur Brest"), "Charlie Le Goff")


def _is_sound(page):
    assert axe_faults(page) == []
    assert sticking_out(page) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_it_is_proposed_and_accepted_then_carried_as_a_file(
    visit, alice, charlie, tmp_path, javascript
):
    pupil = factories.make_pupil(alice.current_team, first_name="Inès", last_name="d’Aubigné")
    factories.make_relative(pupil, "mère", first_name="Éléa")
    desk = visit(alice, javascript=javascript)
    link = _propose(desk, pupil, charlie)
    there = visit(charlie, javascript=javascript)
    _accept(there, link)
    desk.reload()
    expect(desk.get_by_role("heading", level=1)).not_to_contain_text("Transmettre")

    file = _carry_away(there, Pupil.objects.get(), tmp_path)
    assert file.name == "Dossier d’Inès d’Aubigné.zip"
    desk.goto("/eleves/recevoir")
    desk.get_by_label("Le fichier du dossier").set_input_files(file)
    desk.get_by_role("button", name="Recevoir ce dossier").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Inès")
    assert Pupil.objects.get().team == Account.objects.get(pk=alice.pk).current_team


def _propose(desk, pupil, to):
    desk.goto(f"/eleves/{pupil.pk}/dossier")
    desk.get_by_role("link", name="Le transmettre à une autre équipe").click()
    desk.get_by_label("L’adresse électronique", exact=False).fill(to.email)
    desk.get_by_label("Un mot pour elle").fill("Elle arrive en janvier.")
    desk.get_by_label("La famille sait", exact=False).check()
    desk.get_by_role("button", name="Proposer le dossier").click()
    return desk.get_by_label("Adresse à copier").input_value()


def _accept(there, link):
    there.goto("/eleves/")
    there.get_by_role("link", name="Recevoir le dossier").click()
    expect(there.get_by_role("main")).to_contain_text("Ouvrez le lien")
    there.goto(link)
    expect(there.get_by_role("main")).to_contain_text("Elle arrive en janvier.")
    there.get_by_role("button", name="Accepter ce dossier").click()
    expect(there.get_by_role("heading", level=1)).to_contain_text("Inès")
    expect(there.get_by_role("main")).to_contain_text("Éléa")


def _carry_away(there, pupil, folder):
    """The file of the pupil, who is then erased where they were."""
    there.goto(f"/eleves/{pupil.pk}/transmettre")
    with there.expect_download() as given:
        there.get_by_role("button", name="Faire le fichier du dossier").click()
    file = folder / given.value.suggested_filename
    given.value.save_as(file)
    there.goto(f"/eleves/{pupil.pk}/dossier/effacer")
    there.get_by_label("tapez le prénom", exact=False).fill("ines")
    there.get_by_role("button", name="Effacer pour de bon").click()
    expect(there.locator("#messages")).to_contain_text("Le dossier est effacé")
    return file


def test_the_pages_are_for_everybody(look, alice, charlie, tmp_path):
    """Empty, with something proposed, refused: in both lights, on a phone, by the tools of axe."""
    pupil = factories.make_pupil(alice.current_team)
    now = timezone.now()
    propose_transfer(pupil, charlie.email, word="Il arrive.", by=alice, now=now)
    other = factories.make_pupil(charlie.current_team, first_name="Inès")
    _, link = propose_transfer(other, alice.email, word="Elle arrive.", by=charlie, now=now)
    page, wrong = look(alice), tmp_path / "photo.zip"
    wrong.write_bytes(b"PK nothing")
    page.goto(f"/eleves/{pupil.pk}/transmettre")
    _is_sound(page)
    page.get_by_role("button", name="Reprendre la proposition").click()
    page.get_by_role("button", name="Proposer le dossier").wait_for()
    _is_sound(page)
    page.goto(link)
    _is_sound(page)
    page.goto("/eleves/recevoir")
    page.get_by_label("Le fichier du dossier").set_input_files(wrong)
    page.get_by_role("button", name="Recevoir ce dossier").click()
    expect(page.get_by_role("alert")).to_contain_text("n’est pas un dossier")
    _is_sound(page)
