"""Each check of the control before sending, on both sides."""

from datetime import date

import pytest

from meetings.domain.control import MOST_LINES, Contacts, control
from meetings.domain.kinds import HandedBy, MeetingKind
from meetings.domain.reach import Handed, PersonReach, Reach
from tests.meetings.domain.builders import (
    FATHER,
    MOTHER,
    TODAY,
    at,
    case_1,
    decide,
    dossier,
    information,
    item,
)  # fmt: skip
from tests.meetings.domain.canaries import everything, private_dossier


def look(*, reach=None, contacts=None, built=None, **changes):
    found = built or dossier(**changes)
    return control(found, reach or Reach(), contacts or Contacts(), TODAY).lines


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Yanis voit le ZXQ le lundi.", "ZXQ"),
        ("mot " * 26 + ".", "mot mot"),
        ("Il a été décidé de changer.", "a été décidé"),
        ("Les heures seront revues. La table sera déplacée.", "sera déplacée"),
        ("Le PPS, la MDPH et le SESSAD.", "PPS, MDPH et SESSAD"),
        ("Écrire à samia@example.org ce soir.", "samia@example.org"),
        ("Appeler le 06 12 34 56 78.", "06 12 34 56 78"),
        ("Chez elle, 12 rue des Lilas.", "12 rue des Lilas"),
        ("Le TDAH de Yanis.", "TDAH"),
        ("Depuis son diagnostic, il dort.", "diagnostic"),
        ("Votre présence est obligatoire.", "présence est obligatoire"),
        ("Vous ne pouvez pas être accompagnée.", "ne pouvez pas être accompagnée"),
        ("L’école demande à la MDPH une aide.", "L’école demande à la MDPH"),
        ("La MDPH est demandée par l’école.", "MDPH est demandée par l’école"),
        ("L’ESS décide des heures d’AESH.", "L’ESS décide des heures d’AESH"),
        ("L’ESS décide l’orientation.", "L’ESS décide l’orientation"),
    ],
)
def test_a_place_to_look_at_is_quoted(text, quoted):
    assert any(quoted in one.quoted for one in look(problem=text))


@pytest.mark.parametrize(
    "text",
    [
        "L’orthophoniste et le médecin scolaire seront là.",
        "L’AESH aide Yanis. Le PPS le dit.",
        "mot " * 25 + ".",
        "Le bus sera arrivé à 10 h 15, le 21 janvier 2027.",
        "Les parents demandent une aide à la MDPH.",
        "La CDAPH décide de l’orientation.",
        "L’enseignante a déplacé la table de Yanis.",
        "Une place de 2027 à 2028 dans la classe de CE2.",
    ],
)
def test_plain_words_raise_nothing(text):
    assert look(problem=text) == ()


def test_a_right_cites_its_article():
    (said,) = [one for one in look(problem="L’ESS décide l’orientation.") if "CDAPH" in one.why]
    assert "D351-7" in said.why


def test_no_rule_is_invented_where_no_text_speaks():
    assert look(problem="Votre présence est obligatoire.", kind=MeetingKind.OTHER) == ()


def test_a_decision_needs_its_information():
    given = information(1, item=1, text="Lundi.", given_at=at("2027-01-03 10:00"))
    assert "Une décision" in look(agenda=(decide(1),))[0].fact
    assert look(agenda=(decide(1, informations=(given,)),)) == ()
    held = look(agenda=(decide(1, informations=(given,)),), notice_given_on=date(2027, 1, 2))
    assert held[0].act.page == "equality"


@pytest.mark.parametrize(("due", "fires"), [(date(2027, 1, 3), True), (TODAY, False)])
def test_an_information_is_late_after_its_day(due, fires):
    late = information(1, item=1, due_on=due)
    assert bool(look(agenda=(item(1, informations=(late,)),))) is fires


def test_a_relative_nothing_reaches():
    alone = Contacts(unreachable=frozenset({MOTHER}))
    by_hand = Handed(HandedBy.HAND, TODAY, at("2027-01-03 10:00"))
    came_back = Handed(HandedBy.MAIL, TODAY, at("2027-01-03 10:00"), failure="refusé")
    assert look(contacts=alone)[0].act.anchor == f"brief-{MOTHER}"
    assert look(contacts=alone, reach=Reach({MOTHER: PersonReach((by_hand,))})) == ()
    assert "courriel" in look(reach=Reach({MOTHER: PersonReach((came_back,))}))[0].fact
    again = Reach({MOTHER: PersonReach((came_back, by_hand))})
    assert look(reach=again) == ()


def test_two_relatives_with_one_address():
    shared = Contacts(sharing=((MOTHER, FATHER),))
    (said,) = look(built=case_1(agenda=()), contacts=shared)
    assert "la même adresse électronique" in said.fact
    assert look(built=case_1(agenda=())) == ()


def test_eight_lines_and_a_count_of_the_others():
    text = " ".join(f"Voir a{n}@example.org." for n in range(11))
    found = control(dossier(problem=text), Reach(), Contacts(), TODAY)
    assert (len(found.lines), found.others) == (MOST_LINES, 3)


def test_no_line_holds_what_is_private():
    found = control(private_dossier(problem="Il a été dit TDAH."), Reach(), Contacts(), TODAY)
    assert found.lines
    assert "SECRET" not in everything(found)
