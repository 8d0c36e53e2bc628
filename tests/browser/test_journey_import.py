"""Bringing in the table of a sector: two lines put right, a partner found by half a name, a pupil
opened. By mouse with JavaScript, by keyboard without."""

import pytest
from playwright.sync_api import expect

from partners.models import Pupil
from tests import sector
from tests.browser.hands import Keyboard, Mouse
from tests.browser.steps import Steps
from tests.factories import make_institution, make_professional, make_pupil


@pytest.fixture
def book(team):
    """What stood before: a pupil under another spelling, and a partner."""
    school = make_institution(team, sector.JEAN_MOULIN, town="Lyon")
    make_pupil(team, first_name="Yanis", last_name="Belkacem-Morel", school=school)
    make_professional(
        team, "orthophoniste", first_name="Hélène", last_name="Roussel-Dubreuil", gender="f"
    )


@pytest.fixture
def files(tmp_path):
    """The table as it came, and the refused lines put right."""
    table, mended = tmp_path / "secteur.xlsx", tmp_path / "lignes corrigées.csv"
    table.write_bytes(sector.xlsx())
    mended.write_bytes(sector.csv(sector.mended_lines()))
    return table, mended


@pytest.mark.parametrize(("hand", "javascript"), [(Mouse, True), (Keyboard, False)])
def test_a_sector_is_brought_in(visit, alice, book, files, screenshots, hand, javascript):
    # A page that scrolls by itself would still be on its way when the next key is pressed.
    page = visit(alice, javascript=javascript, reduced_motion="reduce")
    steps = Steps(page, hand(page), screenshots / f"import-{hand.__name__.lower()}")
    table, mended = files

    page.goto("/carnet/")
    steps.hand.press(steps.link("Importer"))
    drop(steps, table)
    expect(page.get_by_label("Ce que donne la colonne D")).to_have_value("born_on")
    expect(page.get_by_text("elle semble parler de santé")).to_be_visible()
    steps.picture("1-colonnes")
    steps.hand.press(steps.button("Voir ce qui serait écrit"))
    steps.see_title("Deux fiches à écrire, trois lignes à regarder")
    assert Pupil.objects.count() == 1
    say_it_is_the_same(steps)
    take_the_refused_lines(steps)
    write(steps, "C’est fait\u00a0: trois fiches écrites")

    steps.hand.press(steps.link("Importer un autre tableau"))
    drop(steps, mended)
    steps.hand.press(steps.button("Voir ce qui serait écrit"))
    steps.see_title("Deux fiches à écrire")
    write(steps, "C’est fait\u00a0: deux fiches écrites")
    steps.picture("4-fait")
    find_the_partner(steps)
    open_the_pupil(steps)


def say_it_is_the_same(steps):
    steps.hand.pick(steps.page.get_by_role("radio", name="La même personne"))
    steps.picture("2-doublon")
    steps.hand.press(steps.button("Garder ces réponses"))
    steps.see_title("Trois fiches à écrire, deux lignes à regarder")


def take_the_refused_lines(steps):
    steps.hand.press(steps.link("À corriger"))
    for typed in sector.ERRORS:
        expect(steps.page.get_by_role("main")).to_contain_text(typed)
    with steps.page.expect_download() as download:
        steps.hand.press(steps.link("Les lignes à corriger"))
    assert download.value.suggested_filename == "lignes à corriger.xlsx"
    steps.picture("3-a-corriger")


def drop(steps, path):
    steps.see_title("Quel tableau apportez-vous")
    steps.hand.give_file(steps.field("Le fichier"), path)
    steps.hand.press(steps.button("Lire ce tableau"))
    steps.see_title("Que donne chaque colonne")


def write(steps, title):
    steps.hand.press(steps.button("Tout importer"))
    steps.see_title(title)


def find_the_partner(steps):
    """Half a name, without its accents, from the page one is on."""
    steps.hand.write(steps.page.get_by_role("searchbox").first, "dubreu")
    steps.page.keyboard.press("Enter")
    steps.hand.press(steps.link("Roussel-Dubreuil", within=steps.page.get_by_role("main")))
    steps.see_title("Hélène Roussel-Dubreuil")


def open_the_pupil(steps):
    steps.hand.press(steps.link("Élèves"))
    steps.hand.press(steps.link("Belkacem-Morel", within=steps.page.get_by_role("main")))
    steps.see_title("Yanis")
    expect(steps.page.get_by_role("main")).to_contain_text(sector.JEAN_MOULIN)
    expect(steps.page.get_by_role("main")).to_contain_text("Samia Belkacem")
    steps.picture("5-eleve")
