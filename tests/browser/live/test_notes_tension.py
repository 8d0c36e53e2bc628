"""A tension, the dilemma somebody makes of it, and what is invented: by keys, and in three taps."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.live.room import first_point, hold, on_first_point
from tests.browser.live.writing import choice, fields_of, line, note, write_down
from tests.meetings.live_acts import entry, write

pytestmark = pytest.mark.device

PAUSE = 900  # milliseconds after which letters begin another name
SAID = "« Il rate les maths » / « il n’y a pas d’autre créneau »."


@pytest.fixture
def page(visit, alice, case_1):
    on_first_point(case_1, alice)
    return hold(visit(alice), case_1)


def seat_of_professional(meeting, code):
    return f"p{meeting.participants.get(professional__metier=code).pk}"


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_the_tension_of_case_1_by_the_keyboard_alone(page, case_1):
    write_down(page, "t", SAID)
    press(page, "p", "r", "Space")
    page.wait_for_timeout(PAUSE)
    press(page, "e", "d", "Space", "Tab", "ArrowRight", "Space")
    row = note(page, "Il rate les maths")
    expect(row).to_contain_text("temporalités")
    expect(row).to_contain_text("entre le professeur des écoles et l’éducatrice")
    press(page, "Tab")
    page.keyboard.type("que les maths ne soient pas coupées")
    press(page, "Tab")
    page.keyboard.type("que le travail avance")
    press(page, "Enter")
    expect(line(page)).to_be_focused()
    expect(row).not_to_contain_text("dilemme commun")
    teacher = seat_of_professional(case_1, "professeur_ecoles")
    educator = seat_of_professional(case_1, "educateur_specialise")
    assert fields_of(page, case_1) == {
        "note": "tension",
        "text": SAID,
        "between": [teacher, educator],
        "source": "time",
        "holds": {
            teacher: "que les maths ne soient pas coupées",
            educator: "que le travail avance",
        },
    }


def test_the_dilemma_and_the_invention_of_case_1_by_the_keyboard_alone(page, case_1):
    write_down(page, "t", SAID)
    press(page, "Tab", "Tab", "Tab", "Enter")
    expect(choice(page, "Quel dilemme", "protection")).to_be_focused()
    press(page, "c", "Space")
    expect(note(page, "Il rate")).to_contain_text(
        "→ dilemme commun\u00a0: continuité\u00a0– discontinuité"
    )
    for words in (
        "rester avec la classe",
        "travaillant avec l’éducatrice",
        "un des deux temps se fait dans la classe",
    ):
        press(page, "Tab")
        page.keyboard.type(words)
    press(page, "Tab", "End", "Space", "Escape")
    expect(line(page)).to_be_focused()
    assert fields_of(page, case_1) == {
        "note": "tension",
        "text": SAID,
        "dilemma": "continuity",
        "how": "rester avec la classe",
        "while": "travaillant avec l’éducatrice",
        "invention": "un des deux temps se fait dans la classe",
        "try_until": (timezone.localdate() + timedelta(weeks=6)).isoformat(),
    }


def test_a_tension_begins_in_three_taps(page, case_1):
    choice(page, "Ce que l’on note", "Tension").click()
    line(page).fill(SAID)
    page.get_by_role("button", name="Garder").click()
    choice(page, "Entre qui et qui", "Le professeur").click()
    assert fields_of(page, case_1)["text"] == SAID
    expect(note(page, "Il rate")).to_contain_text("entre le professeur")


def test_a_tension_becomes_a_dilemma_in_three_taps(visit, alice, case_1):
    on_first_point_with(case_1, alice, "Il rate les maths")
    page = hold(visit(alice), case_1)
    page.get_by_role("button", name="Modifier la tension").click()
    page.get_by_role("button", name="En faire un dilemme commun").click()
    choice(page, "Quel dilemme", "continuité").click()
    expect(note(page, "Il rate")).to_contain_text("dilemme commun")
    assert fields_of(page, case_1)["dilemma"] == "continuity"


def on_first_point_with(meeting, by, text):
    on_first_point(meeting, by)
    last = meeting.live_acts.order_by("-at").first().at
    write(meeting, by, entry("tension", text, last + 1, item=first_point(meeting)))


def test_a_dilemma_of_ones_own_and_the_way_back_to_a_tension(page, case_1):
    write_down(page, "t", "Ce qu’on dit et ce qu’on écrit.")
    page.get_by_role("button", name="En faire un dilemme commun").click()
    choice(page, "Quel dilemme", "Un autre").click()
    page.get_by_label("Ce dilemme, avec nos mots").fill("dire – écrire")
    page.get_by_label("Comment…", exact=True).click()
    expect(note(page, "Ce qu’on dit")).to_contain_text("dilemme commun\u00a0: dire\u00a0– écrire")
    choice(page, "Quel dilemme", "Un autre").click()
    expect(note(page, "Ce qu’on dit")).not_to_contain_text("dilemme commun")
    assert "dilemma" not in fields_of(page, case_1)


def test_a_third_person_takes_the_place_of_the_first(page, case_1):
    write_down(page, "t", "Il rate les maths.")
    for name in ("La mère", "Le père", "L’AESH"):
        choice(page, "Entre qui et qui", name).click()
    expect(note(page, "Il rate")).to_contain_text("entre le père et l’AESH")
    assert len(fields_of(page, case_1)["between"]) == 2
