"""Every act of a coordinator in a browser that runs no script, and where it leaves her."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests import factories
from tests.browser import case_1 as yanis
from tests.browser.hands import Mouse
from tests.browser.steps import Steps


@pytest.fixture
def steps(visit, alice, screenshots):
    page = visit(alice, javascript=False)
    return Steps(page, Mouse(page), screenshots / "without-javascript")


@pytest.fixture
def opened(steps, case_1):
    """The path of the whole case 1."""
    steps.page.goto(f"/reunions/{case_1.reference}/")
    return steps


def is_at(page, address):
    """Left on this page of the meeting, which would not do the act again if reloaded."""
    expect(page).to_have_url(re.compile(f"/reunions/[^/]+/{address}$"))
    assert page.reload().request.method == "GET"


def test_begin_rename_and_cancel(steps):
    page = steps.page
    page.goto("/")
    steps.begin_for_new_pupil(**yanis.PUPIL)
    is_at(page, "")
    steps.link("Changer le titre").click()
    page.get_by_label("Titre").fill("Yanis et ses après-midi")
    steps.button("Enregistrer").click()
    expect(steps.section("path")).to_contain_text("Yanis et ses après-midi")
    is_at(page, "")
    steps.link("Annuler la réunion").click()
    page.get_by_label("Pourquoi").fill("La famille déménage.")
    steps.button("Annuler la réunion").click()
    is_at(page, "")
    assert Meeting.objects.get().cancel_reason == "La famille déménage."


def test_a_pupil_and_the_family(steps):
    page = steps.page
    page.goto("/eleves/")
    steps.link("Ajouter un élève").click()
    page.get_by_label("Prénom").fill("Yanis")
    page.get_by_label(re.compile("^Nom")).fill("Morel")
    steps.button("Ajouter l’élève").click()
    expect(page).to_have_url(re.compile(r"/eleves/\d+/"))
    for relation in ("mère", "père"):
        steps.link("Ajouter une personne de la famille").click()
        page.get_by_label(re.compile("^Lien")).first.fill(relation)
        page.get_by_label("On en parle").select_option(index=1)
        steps.button("Ajouter à la famille").click()
    expect(page.get_by_role("main")).to_contain_text(
        re.compile("mère.*père", re.IGNORECASE | re.DOTALL)
    )


def test_problem(opened):
    opened.write_problem(yanis.PROBLEM, {"La mère": "Il rentre fatigué."})
    is_at(opened.page, "probleme")
    expect(opened.field("La mère")).to_have_value("Il rentre fatigué.")


def test_guests_come_and_go(opened, team):
    factories.make_professional(team, "infirmier_scolaire", gender="f", last_name="Dubreuil")
    page = opened.page
    opened.open_guests()
    opened.field("Chercher dans le carnet").fill("dubreuil")
    opened.button("Chercher", within=opened.section("add-person")).click()
    opened.button("Inviter : ", within=opened.section("found")).click()
    opened.see_message("À table")
    opened.invite_professional(yanis.Guest("ergothérapeute", "au féminin", "", "l’ergothérapeute"))
    is_at(page, r"invites\?ajout=fait#add-person")
    opened.link("Ajouter un accompagnant").click()
    opened.field("Nom, ou lien").fill("une amie de la mère")
    opened.button("Inviter").click()
    expect(opened.section("step")).to_contain_text("ne amie de la mère")

    row = page.locator(".person", has_text="Dubreuil")
    opened.link("Modifier", within=row).click()
    opened.field("Vient parce que").fill("connaît la santé à l’école")
    opened.button("Enregistrer").click()
    is_at(page, r"invites#person-\d+")
    expect(row).to_contain_text("connaît la santé à l’école")
    opened.button("Monter d’une place", within=row).click()
    is_at(page, r"invites#person-\d+")
    names = page.locator(".people .person__name").all_inner_texts()
    assert [("Dubreuil" in n) for n in names if "Dubreuil" in n or "rthophoniste" in n] == [
        True,
        False,
    ]

    opened.link("Modifier", within=row).click()
    opened.link("Retirer de la réunion").click()
    opened.button("Retirer de la réunion").click()
    opened.see_message("N’est plus à table")
    expect(row).to_have_count(0)


def test_place_of_the_pupil_and_wish_of_the_family(opened):
    opened.open_guests()
    opened.settle_pupil_place("toute la réunion", "être à côté de sa mère")
    is_at(opened.page, "invites#pupil-place")
    opened.field("Ce que la famille souhaite").fill("venir avec une amie")
    opened.button("Enregistrer le souhait").click()
    is_at(opened.page, "invites#companion")
    expect(opened.field("Ce que la famille souhaite")).to_have_value("venir avec une amie")


def test_places(opened):
    page = opened.page
    opened.open_places()
    opened.compare_place(**yanis.PLACE | {"name": "Mairie, salle du bas"})
    opened.keep_place("Mairie, salle du bas")
    is_at(page, r"lieu(#place-\d+)?")
    opened.button("Ne plus retenir").click()
    expect(opened.button("Retenir : Mairie")).to_be_visible()
    opened.link("Compléter : Mairie").click()
    opened.field("Pour y venir").fill("bus C3")
    opened.button("Enregistrer").click()
    is_at(page, r"lieu(#place-\d+)?")
    expect(opened.section("step")).to_contain_text("bus C3")
    opened.link("Retirer : Mairie").click()
    opened.button("Retirer").click()
    expect(page.locator(".place")).to_have_count(1)
    opened.button("Comparer : École élémentaire Jean-Moulin").click()
    expect(page.locator(".place")).to_have_count(2)


def test_slots(opened, in_seven_weeks):
    page = opened.page
    opened.open_slots()
    opened.look_for_slot(in_seven_weeks, in_seven_weeks + timedelta(days=20), 60)
    is_at(page, "creneau(#add-slot)?")
    opened.add_slot(in_seven_weeks, yanis.FIRST_HOUR)
    when = yanis.written(in_seven_weeks).capitalize()
    opened.answer_for_all(when, "oui", {})
    opened.button(f"Changer pour ce créneau {when}").click()
    opened.button("Changer la date et prévenir").click()
    expect(page.get_by_text("Date changée").first).to_be_visible()
    opened.button("Ne plus retenir cette date").click()
    expect(opened.button(f"Choisir {when}")).to_be_visible()
    opened.link(f"Modifier {when}").click()
    opened.page.get_by_label("De", exact=True).fill("11:00")
    opened.page.get_by_label("À", exact=True).fill("12:00")
    opened.button("Enregistrer").click()
    expect(opened.section("step")).to_contain_text("11 h – 12 h")
    opened.link("les réponses : ").click()
    opened.see_title("Les réponses")
    opened.button("Enregistrer les réponses").click()
    opened.see_title("Quel créneau")
    opened.link(f"Retirer {when}").click()
    opened.button("Retirer").click()
    expect(page.locator(".slot")).to_have_count(1)


def test_agenda(opened):
    opened.open_agenda()
    opened.add_point(yanis.AFTERNOONS)
    opened.set_times(words=10, rereading=10)
    before = opened.order()
    opened.button(f"Descendre « {before[0]} »").click()
    assert opened.order()[:2] == [before[1], before[0]]
    is_at(opened.page, r"ordre-du-jour(#item-\d+)?")
    opened.link(f"Modifier « {before[1]} »").click()
    opened.field("Minutes").fill("25")
    opened.button("Enregistrer").click()
    expect(opened.section("step")).to_contain_text("25 minutes")
    opened.link(f"Sortir « {before[1]} »").click()
    opened.page.get_by_role("radio").first.check()
    opened.button("Sortir ce point").click()
    opened.button(f"Remettre à l’ordre du jour : {before[1]}").click()
    assert before[1] in opened.order()
    opened.link(f"Supprimer « {before[1]} »").click()
    opened.button("Supprimer").click()
    opened.see_title("De quoi parle-t-on")
    assert before[1] not in opened.order()


def test_information(opened, in_seven_weeks, pdf):
    title = "Ce qu’il a appris à lire seul"
    page = opened.page
    opened.open_information()
    opened.add_information(
        yanis.SESSAD.title, title, giver="L’éducatrice spécialisée", due_on=in_seven_weeks, file=pdf
    )
    is_at(page, r"informations(#(information|item)-\d+)?")
    with page.expect_download() as download:
        opened.link(pdf.name).click()
    assert download.value.path().read_bytes() == pdf.read_bytes()
    opened.link(f"Retirer le document de « {title} »").click()
    opened.button("Retirer").click()
    expect(opened.link(pdf.name)).to_have_count(0)
    opened.link(f"Compléter ou modifier « {title} »").click()
    opened.field("Le texte à lire").fill("Il lit seul les consignes courtes.")
    opened.button("Enregistrer").click()
    expect(opened.section("step")).to_contain_text(title)
    opened.link(f"Retirer « {title} »").click()
    opened.button("Retirer").click()
    expect(opened.section("step")).not_to_contain_text(title)


def test_a_point_to_look_at_is_put_aside_and_taken_up(opened):
    opened.open_guests()
    aside = opened.section("aside")
    fact = aside.locator(".finding__fact").first.inner_text()
    finding = aside.locator(".finding", has_text=fact)
    finding.locator("summary").click()
    finding.get_by_label("Pour quelle raison").fill("La mère préfère venir seule.")
    finding.get_by_role("button").click()
    is_at(opened.page, "invites")
    expect(finding).to_have_count(0)
    aside.get_by_text("mis de côté").first.click()
    expect(aside).to_contain_text("« La mère préfère venir seule. »")
    opened.button("Regarder de nouveau", within=aside).click()
    is_at(opened.page, "invites")
    expect(finding).to_have_count(1)


def test_brief(opened):
    page = opened.page
    opened.make_private_link("mère")
    opened.link("Revenir aux briefs").click()
    opened.summary("Liens qui s’ouvrent encore").click()
    opened.link("Retirer ce lien").click()
    opened.button("Retirer ce lien").click()
    opened.see_message("Le lien est retiré")
    is_at(page, "brief")
    opened.button("Envoyer par courriel").click()
    opened.see_message("boîte d’envoi")
    mother = opened.card_of("mère")
    mother.get_by_text("Noter que je l’ai donnée").click()
    mother.get_by_role("button", name="Noter ce jour").click()
    is_at(page, "brief")
    expect(opened.card_of("mère")).to_contain_text("Remis en main propre le")


def test_sign_out(opened):
    opened.page.goto("/compte")
    opened.button("Se déconnecter").click()
    opened.see_title("Se connecter")
    opened.page.goto("/")
    opened.see_title("Se connecter")
