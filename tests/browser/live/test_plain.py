"""Case 1 held in a browser that runs no script: its tension and its first decision, from opening
to closing."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.live import milliseconds
from tests.browser.live.room import first_point, on_first_point, who
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out
from tests.meetings.holding.plain import live_of
from tests.meetings.live_acts import entry, write


@pytest.fixture
def page(visit, alice, case_1):
    page = visit(alice, javascript=False)
    page.goto(f"/reunions/{case_1.reference}/tenir")
    return page


def _press(page, name):
    """Press a button, and be on a page that would do nothing again if reloaded."""
    page.get_by_role("button", name=name, exact=True).click()
    expect(page).to_have_url(re.compile(r"/tenir(\?|#|$)"))
    assert page.reload().request.method == "GET"


def _note(page, kind):
    page.get_by_role("link", name=kind, exact=True).click()
    form = page.get_by_role("group", name=kind, exact=True)
    expect(form.locator("textarea").first).to_be_focused()
    return form


def _open(page, summary):
    page.locator("summary", has_text=summary).click()


def _begin(page):
    page.get_by_label("Le père", exact=True).select_option("phone")
    _press(page, "Les autres sont là")
    page.get_by_label("Qui garde le temps").select_option(label="La directrice d’école")
    _press(page, "Noter les rôles")
    _press(page, "Commencer")
    expect(page.get_by_role("heading", level=1)).to_have_text("On commence ensemble")
    page.get_by_role("textbox", name="La mère").fill("fatiguée")
    _press(page, "Garder ces mots")
    _press(page, "Passer à\u00a0: Ce que Yanis vit l’après-midi")


def _write_the_tension(page):
    form = _note(page, "Tension")
    form.get_by_label("La tension, comme on l’a dite").fill(
        "« Il rate les maths » / « il n’y a pas d’autre créneau »"
    )
    _open(page, "Entre qui et qui")
    form.locator("[name=between_1]").select_option(label="Le professeur des écoles")
    form.locator("[name=between_2]").select_option(label="L’éducatrice spécialisée")
    form.get_by_label("D’où elle vient").select_option(label="temporalités")
    _open(page, "En faire un dilemme commun")
    form.locator("[name=dilemma][value=continuity]").check()
    _open(page, "Ce qu’on invente")
    form.locator("[name=invention]").fill("Un des deux temps se fait dans la classe.")
    form.get_by_label("Jusqu’à quand on l’essaie").fill("2027-03-04")
    form.get_by_role("checkbox", name="L’éducatrice spécialisée").check()
    _press(page, "Garder")


def _write_the_decision(page):
    form = _note(page, "Décision")
    form.get_by_label("Ce qui est décidé").fill("Préparer à deux la séance du jeudi, si possible.")
    _press(page, "Garder")
    expect(page.locator(".asks")).to_contain_text("si possible")
    page.get_by_role("link", name="Modifier Décision").click()
    note = page.locator(".note--decision")
    note.get_by_label("Ce qui est décidé").fill("Préparer à deux la séance du jeudi.")
    for name in ("L’éducatrice spécialisée", "Le professeur des écoles"):
        note.get_by_label(name).check()
    note.get_by_label("Pour quand").fill("2027-03-19")
    _press(page, "Garder")
    page.get_by_role("link", name="Ce que chacun en dit").click()
    note.get_by_label("Le père", exact=True).select_option(label="Réserve")
    note.get_by_label(re.compile("^Le père.*pourquoi")).fill("je ne suis là qu’à 15 h 30")
    _press(page, "Garder ce que chacun dit")


def test_a_tension_and_a_decision_from_opening_to_closing(page, case_1):
    _begin(page)
    _press(page, "La mère")
    expect(page.locator("#parole")).to_contain_text("La mère parle depuis")
    _write_the_tension(page)
    _write_the_decision(page)
    _press(page, "Pause")
    page.get_by_role("link", name="Relire ensemble").click()
    _press(page, "Passer à ce point")
    expect(page.locator(".note")).to_have_count(2)
    _press(page, "On a tout relu ensemble\u00a0: aller vers la fin")
    page.get_by_label("La prochaine réunion").fill("2027-03-19")
    _press(page, "Garder la suite")
    _press(page, "Fermer la réunion")
    expect(page.get_by_role("heading", level=1)).to_have_text("La réunion est fermée")
    tension, decision = live_of(case_1).entries
    assert tension.head.get("dilemma") == "continuity"
    assert len(tension.head.get("between")) == 2
    assert tension.head.item == first_point(case_1)
    assert decision.head.get("by") == "2027-03-19"
    assert len(decision.head.get("people")) == 2
    assert [p.reason for p in live_of(case_1).positions[decision.id].values()] == [
        "je ne suis là qu’à 15 h 30"
    ]
    assert live_of(case_1).next["day"] == "2027-03-19"


def test_what_was_typed_comes_back_when_it_is_refused(page, case_1):
    _press(page, "Commencer")
    form = _note(page, "À reprendre")
    form.locator("[name=until]").fill("2027-05-03")
    page.get_by_role("button", name="Garder", exact=True).click()
    expect(form.locator("[name=until]")).to_have_value("2027-05-03")
    assert live_of(case_1).entries == ()


def test_every_state_is_sound_and_fits_a_narrow_window(look, alice, case_1):
    """Of the same page, read by a browser that has scripts only to run axe."""
    page = look(alice, width=360)
    page.route("**/js/live/app*.js", lambda route: route.fulfill(
        body="", content_type="text/javascript"))  # fmt: skip
    address = f"/reunions/{case_1.reference}/tenir"
    faults = []

    def judge(query=""):
        page.goto(f"{address}{query}")
        page.evaluate(
            "() => document.querySelectorAll('details').forEach((one) => one.open = true)"
        )
        faults.extend(axe_faults(page) + sticking_out(page))

    judge()
    item = first_point(case_1)
    on_first_point(case_1, alice, (who(case_1, "père"), 9), (who(case_1, "mère"), 5))
    now = milliseconds(timezone.now())
    decision = entry("decision", "Faire le point régulièrement.", now, item=item)
    two = entry("agreement", "Le mardi", now, item=item)
    other = entry("agreement", "Le jeudi", now, item=item, entry=two.payload["entry"])
    write(case_1, alice, decision, two, other)
    judge("?point=accueil")
    judge("?ecrire=tension")
    judge(f"?modifier={decision.payload['entry']}")
    judge(f"?avis={decision.payload['entry']}")
    judge("?point=relire")
    judge("?point=fermer")
    page.get_by_role("button", name="Fermer la réunion").click()
    judge()
    assert faults == []
