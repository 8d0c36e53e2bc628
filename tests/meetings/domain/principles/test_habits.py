from dataclasses import replace

import pytest

from meetings.domain.kinds import Answer, Presence, Role
from meetings.domain.principles.habits import look
from tests.meetings.domain.builders import (
    FATHER,
    MOTHER,
    SPEECH,
    TODAY,
    answers,
    convener,
    dossier,
    father,
    mother,
    participant,
    place,
    pupil,
    slot,
    teacher,
)

INTERPRETER = participant(30, role=Role.INTERPRETER, called="l’interprète", accompanies=MOTHER)


def seen(*people, **changes):
    return look(dossier(participants=(pupil(), *people, convener()), **changes), TODAY)


def speech(**changes):
    return participant(SPEECH, called="l’orthophoniste", liberal=True, fee=45, **changes)


def test_silent_when_nothing_was_noted():
    assert seen(mother(), father(), teacher()) == []


def test_a_need_is_quoted_for_the_person_who_said_it():
    (finding,) = seen(mother(needs="petite sœur de 2 ans, pas de mode de garde"))

    assert finding.fact == (
        "C’est noté pour la mère de Yanis : « petite sœur de 2 ans, pas de mode de garde »."
    )
    assert finding.weighs_on == "la mère de Yanis"
    assert finding.acts[0].anchor == "person-2"


def test_a_need_that_changes_comes_back():
    (before,) = seen(mother(needs="garde du petit"))
    (same,) = seen(mother(needs="garde du petit", work="nuit"))
    (after,) = seen(mother(needs="venir en fauteuil"))

    assert before.key == same.key != after.key


def test_the_needs_of_a_professional_are_no_finding():
    assert seen(teacher(needs="part à 16 h")) == []


def test_an_interpreter_is_to_invite_for_who_reads_another_language():
    (finding,) = seen(mother(reads_best="tr"))

    assert finding.fact == (
        "Pour la mère de Yanis, on a noté que le turc se lit mieux que le français ; "
        "aucun interprète n’est invité."
    )
    assert finding.detail == "Ce n’est jamais à l’élève de traduire."


def test_an_interpreter_noted_as_a_need_is_one_finding_with_its_words():
    (finding,) = seen(mother(needs="interprète, à réserver quinze jours avant"))

    assert finding.fact == (
        "Un interprète est à prévoir pour la mère de Yanis ; aucun n’est invité."
    )
    assert "quinze jours avant" in finding.detail


def test_one_interpreter_serves_both_parents_of_one_language():
    parents = (mother(reads_best="pt"), father(reads_best="pt"))

    (finding,) = seen(*parents)

    assert finding.weighs_on == "la mère de Yanis et le père de Yanis"
    assert seen(*parents, INTERPRETER) == []


def test_an_interpreter_for_another_language_does_not_do():
    parents = (mother(reads_best="pt"), father(reads_best="ar"))

    (finding,) = seen(*parents, INTERPRETER)

    assert finding.weighs_on == "le père de Yanis"


def test_the_pupil_is_never_the_interpreter():
    people = (pupil(accompanies=MOTHER), mother(reads_best="tr"))

    assert len(look(dossier(participants=people), TODAY)) == 1


def test_another_language_is_not_taken_for_the_same_one():
    parents = (mother(reads_best="autre"), father(reads_best="autre"))

    findings = seen(*parents)

    assert [finding.weighs_on for finding in findings] == ["la mère de Yanis", "le père de Yanis"]
    assert "une autre langue se lit mieux" in findings[0].fact
    assert [f.weighs_on for f in seen(*parents, INTERPRETER)] == ["le père de Yanis"]


def test_a_presence_the_family_would_pay_is_said_with_its_amount():
    (finding,) = seen(mother(), speech())

    assert finding.fact == (
        "Une présence sur place serait payée par la famille : 45 € pour l’orthophoniste."
    )
    assert finding.weighs_on == "la mère de Yanis"
    assert finding.acts[0].label == "Proposer le téléphone ou un écrit"


@pytest.mark.parametrize("presence", [Presence.PHONE, Presence.VIDEO, Presence.WRITTEN])
def test_a_presence_from_afar_costs_nothing_here(presence):
    assert seen(mother(), speech(presence=presence)) == []


@pytest.mark.parametrize(
    ("said", "count"),
    [(Answer.YES, 1), (Answer.IF_NEEDED, 1), (Answer.REMOTE, 0), (Answer.NO, 0)],
)
def test_the_answer_to_the_chosen_slot_says_whether_one_comes(said, count):
    chosen = slot(is_chosen=True, answers=answers({SPEECH: said}))

    assert len(seen(mother(), speech(), slots=(chosen,))) == count


def test_another_amount_is_another_fact():
    (before,) = seen(mother(), speech())
    (after,) = seen(mother(), replace(speech(), fee=60))

    assert before.key != after.key


def test_a_long_way_is_said_until_the_person_has_said_yes():
    far = place(name="Mairie", is_chosen=True, distances=((MOTHER, 300), (FATHER, 40_000)))
    yes = slot(is_chosen=True, answers=answers({}, yes=(FATHER,)))
    family = (mother(), father())

    (finding,) = seen(*family, places=(far,))

    assert finding.fact == "Le chemin jusqu’à « Mairie » : 40\u00a0km pour le père de Yanis."
    assert [act.anchor for act in finding.acts] == ["person-3", "add-place"]
    assert seen(*family, places=(far,), slots=(yes,)) == []
    assert seen(mother(), father(presence=Presence.PHONE), places=(far,)) == []


def test_ten_kilometres_are_not_yet_a_long_way():
    near = place(is_chosen=True, distances=((MOTHER, 10_000),))

    assert seen(mother(), places=(near,)) == []
