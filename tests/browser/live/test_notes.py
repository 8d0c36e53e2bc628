"""Noting, with one key and one line: each kind of note by the keyboard alone, then changed."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Holding
from tests.browser.live.room import hold, on_first_point, said, who
from tests.browser.live.writing import choice, entries_of, fields_of, form, line, note, write_down

pytestmark = pytest.mark.device

PAUSE = 900  # milliseconds after which letters begin another name


@pytest.fixture
def page(visit, alice, case_1):
    on_first_point(case_1, alice)
    return hold(visit(alice), case_1)


def test_an_agreement_is_a_key_a_line_and_enter(page, case_1):
    write_down(page, "a", "Après 14 h, Yanis n'est plus disponible.")
    expect(note(page, "Après 14\u00a0h, Yanis n’est plus disponible.")).to_contain_text("Accord")
    expect(line(page)).to_be_focused()
    expect(line(page)).to_have_value("")
    expect(said(page)).to_contain_text("C’est gardé\u00a0: l’accord")
    assert fields_of(page, case_1) == {
        "note": "agreement",
        "text": "Après 14 h, Yanis n'est plus disponible.",
    }


def test_a_line_nobody_said_the_kind_of_is_asked_what_it_is(page, case_1):
    write_down(page, "a", "Une première ligne.")
    page.keyboard.type("Il rentre fatigué.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Qu’est-ce que c’est\u202f?").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(line(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("a")
    expect(note(page, "Il rentre fatigué.")).to_contain_text("Accord")
    expect(line(page)).to_be_focused()
    assert [entry.head.note for entry in entries_of(page, case_1)] == ["agreement"] * 2


def test_a_disagreement_names_who_holds_it_once_they_said_yes(page, case_1):
    write_down(page, "d", "Il doit rester en classe l’après-midi.")
    expect(choice(page, "Qui le porte", "Yanis")).to_be_focused()
    page.keyboard.type("per")
    page.keyboard.press("Space")
    expect(note(page, "Il doit rester")).to_contain_text("porté par une personne de la réunion")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(note(page, "Il doit rester")).to_contain_text("porté par le père")
    page.keyboard.press("Escape")
    expect(line(page)).to_be_focused()
    assert fields_of(page, case_1) == {
        "note": "disagreement",
        "text": "Il doit rester en classe l’après-midi.",
        "who": who(case_1, "père"),
        "consent": True,
    }


def test_consent_is_asked_again_of_somebody_else(page, case_1):
    write_down(page, "d", "Il doit rester en classe.")
    choice(page, "Qui le porte", "Le père").click()
    form(page).get_by_role("checkbox").check()
    choice(page, "Qui le porte", "La mère").click()
    expect(form(page).get_by_role("checkbox")).not_to_be_checked()
    assert "consent" not in fields_of(page, case_1)


def test_a_word_of_the_glossary_brings_its_meaning(page, case_1):
    write_down(page, "m", "mdph")
    expect(note(page, "mdph")).to_contain_text("expliqué à tous")
    expect(line(page)).to_be_focused()
    assert len(fields_of(page, case_1)["meaning"]) > 20


def test_a_few_letters_lead_to_a_word_of_the_glossary(page, case_1):
    page.keyboard.press("m")
    page.keyboard.type("notif")
    page.get_by_role("toolbar", name="Mots dont").get_by_role("button").first.click()
    expect(note(page, "expliqué à tous")).to_contain_text("otif")
    expect(line(page)).to_be_focused()


def test_a_word_agreed_on_the_spot(page, case_1):
    write_down(page, "m", "le temps calme")
    expect(page.get_by_label("Ce qu’il veut dire, pour tous")).to_be_focused()
    page.keyboard.type("dix minutes au coin lecture")
    page.keyboard.press("Enter")
    expect(line(page)).to_be_focused()
    assert fields_of(page, case_1) == {
        "note": "word",
        "text": "le temps calme",
        "meaning": "dix minutes au coin lecture",
    }


def test_something_to_take_up_again_may_have_a_day(page, case_1):
    write_down(page, "r", "L’emploi du temps de l’an prochain")
    expect(line(page)).to_be_focused()
    page.get_by_role("button", name="Modifier le point à reprendre").click()
    choice(page, "Quand le reprendre", "dans six semaines").click()
    later = timezone.localdate() + timedelta(weeks=6)
    assert fields_of(page, case_1)["until"] == later.isoformat()


def test_words_of_the_family_are_quoted_and_said_by_who_speaks(visit, alice, case_1):
    on_first_point(case_1, alice, (who(case_1, "mère"), 1))
    page = hold(visit(alice), case_1)
    write_down(page, "p", "il pleure le soir sur les devoirs, une heure et demie")
    expect(note(page, "« il pleure le soir")).to_contain_text("– la mère")
    expect(line(page)).to_be_focused()
    assert fields_of(page, case_1)["who"] == who(case_1, "mère")


def test_words_belong_to_the_family_alone(page):
    write_down(page, "p", "je sais pas où on en est")
    people = page.get_by_role("toolbar", name="Qui l’a dit").get_by_role("button")
    expect(people).to_have_text(["Yanis", "La mère", "Le père"], use_inner_text=True)


def test_a_note_is_changed_where_it_stands(page, case_1):
    write_down(page, "a", "Le carnet reste à la maison.")
    page.get_by_role("button", name="Modifier l’accord").click()
    text = page.get_by_label("Ce sur quoi on est d’accord")
    expect(text).to_be_focused()
    text.fill("Le carnet va et vient.")
    page.keyboard.press("Enter")
    expect(form(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Modifier l’accord")).to_be_focused()
    assert fields_of(page, case_1)["text"] == "Le carnet va et vient."


def test_a_note_put_under_the_wrong_kind_goes_to_the_right_one(page, case_1):
    write_down(page, "a", "Il rate les maths.")
    page.get_by_role("button", name="Modifier l’accord").click()
    page.get_by_label("C’est plutôt").select_option("Tension")
    expect(page.get_by_role("toolbar", name="Entre qui et qui")).to_be_visible()
    assert fields_of(page, case_1)["note"] == "tension"


def test_a_note_taken_away_comes_back_even_after_a_reload(page, case_1):
    write_down(page, "a", "Le carnet reste à la maison.")
    page.get_by_role("button", name="Modifier l’accord").click()
    page.get_by_role("button", name="Retirer l’accord").click()
    expect(page.get_by_role("button", name="Remettre l’accord")).to_be_focused()
    assert entries_of(page, case_1) == ()
    page.reload()
    page.get_by_role("button", name="Remettre l’accord").click()
    expect(page.get_by_role("button", name="Modifier l’accord")).to_be_focused()
    assert fields_of(page, case_1)["text"] == "Le carnet reste à la maison."


def test_a_reload_keeps_the_half_typed_line_and_its_kind(page):
    page.keyboard.press("t")
    page.keyboard.type("Il rate les ma")
    expect(line(page)).to_have_value("Il rate les ma")
    page.wait_for_timeout(PAUSE)
    page.reload()
    expect(line(page)).to_have_value("Il rate les ma")
    expect(choice(page, "Ce que l’on note", "Tension")).to_have_attribute("aria-pressed", "true")


def test_a_reload_keeps_what_a_field_holds_and_the_form_it_is_in(page, case_1):
    write_down(page, "m", "le temps calme")
    page.keyboard.type("dix minutes au")
    page.wait_for_timeout(PAUSE)
    page.reload()
    meaning = page.get_by_label("Ce qu’il veut dire, pour tous")
    expect(meaning).to_have_value("dix minutes au")
    page.get_by_role("button", name="C’est bon").click()
    assert fields_of(page, case_1)["meaning"] == "dix minutes au"


def test_the_line_being_typed_goes_to_the_shared_screen_and_leaves_it(page, case_1):
    page.keyboard.press("t")
    page.keyboard.type("Il rate les ma")
    expect_draft(page, case_1, {"note": "tension", "text": "Il rate les ma"})
    page.keyboard.press("Enter")
    expect_draft(page, case_1, {})


def expect_draft(page, meeting, draft):
    for _ in range(40):
        if Holding.objects.get(meeting=meeting).draft == draft:
            return
        page.wait_for_timeout(100)
    assert Holding.objects.get(meeting=meeting).draft == draft


def test_letters_in_a_row_of_names_lead_to_the_name(page):
    write_down(page, "c", "Faire la séance dans la classe")
    people = "Qui s’en charge"
    page.keyboard.type("p")
    expect(choice(page, people, "Le père")).to_be_focused()
    page.keyboard.type("r")
    expect(choice(page, people, "Le professeur")).to_be_focused()
    page.wait_for_timeout(PAUSE)
    page.keyboard.type("e")
    expect(choice(page, people, "L’éducatrice")).to_be_focused()
    page.keyboard.press("Home")
    expect(choice(page, people, "Yanis")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Ce que Yanis vit"))
