"""Decisions: who, by when, what one will see of it; what is vague; what each one says of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.live.room import first_point, hold, on_first_point, who
from tests.browser.live.writing import (
    choice,
    entries_of,
    fields_of,
    form,
    line,
    note,
    write_down,
)
from tests.meetings.live_acts import act, entry, write

pytestmark = pytest.mark.device

CASE_1 = (
    ("séance du jeudi dans la classe, préparée à deux", ("ed", "pr"), "03192027", "2027-03-19"),
    (
        "un carnet d’une ligne par jour : ce qui a marché l’après-midi", ("pr", "m"),
        "02152027", "2027-02-15",
    ),
    (
        "les phrases du GEVA-Sco relues avec les deux parents avant l’envoi", ("en",),
        "02192027", "2027-02-19",
    ),
)  # fmt: skip
PAUSE = 900  # milliseconds after which letters begin another name


@pytest.fixture
def page(visit, alice, case_1):
    on_first_point(case_1, alice)
    return hold(visit(alice), case_1)


def test_the_decisions_of_case_1_by_the_keyboard_alone(page, case_1):
    page.keyboard.press("c")
    for text, names, day, _ in CASE_1:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(choice(page, "Qui s’en charge", "Yanis")).to_be_focused()
        for letters in names:
            page.keyboard.type(letters)
            page.keyboard.press("Space")
            page.wait_for_timeout(PAUSE)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        # In the order of the browser: month, day, year.
        page.keyboard.type(day)
        page.keyboard.press("Enter")
        expect(line(page)).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("c")
    expect(note(page, "séance du jeudi")).to_contain_text("Décision 1")
    expect(note(page, "séance du jeudi")).to_contain_text("pour le 19 mars")
    expect(note(page, "GEVA-Sco")).to_contain_text("Décision 3")
    kept = [entry.head.fields for entry in entries_of(page, case_1)]
    assert [(one["text"], one["by"]) for one in kept] == [(text, by) for text, _, _, by in CASE_1]
    assert [len(one["people"]) for one in kept] == [2, 2, 1]
    assert kept[1]["people"][1] == who(case_1, "mère")


def test_a_vague_word_is_underlined_with_its_question_and_never_in_the_way(page, case_1):
    page.keyboard.press("c")
    page.keyboard.type("Faire le point régulièrement avec la mère, si possible")
    asked = "Combien de fois par semaine, et quel jour"
    expect(page.get_by_text(asked)).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    row = note(page, "Faire le point")
    expect(row.locator(".vague")).to_have_text(["Faire le point", "régulièrement", "si possible"])
    expect(row).to_contain_text(asked)
    expect(row).to_contain_text("Qui s’en charge\u202f?")
    expect(row).to_contain_text("Pour quand\u202f?")
    assert fields_of(page, case_1)["text"].endswith("si possible")


def test_a_decision_left_to_whoever_is_not_there_is_asked_about(page, case_1, alice):
    write(case_1, alice, act("presence", last_of(case_1), who=who(case_1, "père"), state="excused"))
    page.reload()
    write_down(page, "c", "Relire le carnet")
    absent = choice(page, "Qui s’en charge", "Le père")
    expect(absent).to_have_text("Le père (ne vient pas)")
    absent.click()
    page.get_by_role("button", name="C’est bon").click()
    expect(note(page, "Relire")).to_contain_text("Aucune de ces personnes n’est là")
    page.get_by_role("button", name="Modifier la décision").click()
    choice(page, "Qui s’en charge", "La mère").click()
    page.get_by_role("button", name="C’est bon").click()
    expect(note(page, "Relire")).not_to_contain_text("Aucune de ces personnes")


def last_of(meeting):
    return meeting.live_acts.order_by("-at").first().at + 1


def test_what_one_will_see_and_a_quick_day(page, case_1):
    write_down(page, "c", "Préparer la séance à deux")
    choice(page, "Pour quand", "dans trois semaines").click()
    page.get_by_label("Ce qu’on en verra").fill("Yanis reste pour les maths")
    page.keyboard.press("Enter")
    expect(line(page)).to_be_focused()
    expect(note(page, "Préparer")).to_contain_text("On le verra\u00a0: Yanis reste pour les maths")
    kept = fields_of(page, case_1)
    assert kept["seen"] == "Yanis reste pour les maths"
    assert kept["by"]


def test_each_one_may_agree_agree_with_a_reserve_or_not(visit, alice, case_1):
    on_first_point(case_1, alice)
    write(
        case_1, alice,
        entry("decision", "Préparer à deux", last_of(case_1), item=first_point(case_1)),
    )  # fmt: skip
    page = hold(visit(alice), case_1)
    page.get_by_role("button", name="Modifier la décision").click()
    form(page).get_by_text("Ce que chacun en dit").click()
    choice(page, "L’AESH", "Réserve").click()
    page.get_by_label("Sa réserve, avec ses mots").fill("je ne suis pas là l’après-midi")
    choice(page, "Le père", "Désaccord").click()
    page.get_by_role("button", name="Les autres l’ont dit").click()
    page.get_by_role("button", name="C’est bon").click()
    row = note(page, "Préparer à deux")
    expect(row).to_contain_text("Réserve\u00a0: l’AESH (je ne suis pas là l’après-midi)")
    expect(row).to_contain_text("Désaccord\u00a0: le père")
    expect(row).to_contain_text("D’accord\u00a0: Yanis, la mère,")


def test_the_page_recalls_who_decides_of_rights(page):
    write_down(page, "c", "Demander que l’aide continue")
    expect(form(page)).to_contain_text("La CDAPH décide")
