from dataclasses import replace

import pytest

from meetings.domain.kinds import Answer, Presence, Role
from meetings.domain.principles.habits import lacks_interpreter, look
from partners.domain.families import Interpreting
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


# --- What the card of a relative says apart ----------------------------------------------------


@pytest.mark.parametrize("state", [Interpreting.FOUND, Interpreting.NONE])
def test_what_is_found_or_not_needed_is_looked_for_no_more(state):
    assert seen(mother(reads_best="tr", speaks_best="tr", interpreter=state)) == []


def test_an_interpreter_to_find_is_said_whatever_the_language():
    (finding,) = seen(mother(interpreter=Interpreting.NEEDED))

    assert finding.fact == (
        "Un interprète est à prévoir pour la mère de Yanis ; aucun n’est invité."
    )
    assert [act.anchor for act in finding.acts] == ["add-person", "person-2"]
    assert seen(mother(interpreter=Interpreting.NEEDED), INTERPRETER) == []


def test_what_is_spoken_counts_before_what_is_read():
    (finding,) = seen(mother(speaks_best="tr"), father(reads_best="tr"))

    assert finding.fact == (
        "Pour la mère de Yanis et le père de Yanis, on a noté que le turc se parle mieux que le "
        "français ; aucun interprète n’est invité."
    )


def test_who_speaks_french_best_needs_nobody_to_translate():
    assert seen(mother(speaks_best="fr", reads_best="ar")) == []


def test_an_interpreter_found_is_still_to_seat():
    found = mother(interpreter=Interpreting.FOUND)

    assert lacks_interpreter(found, dossier(participants=(pupil(), found)))
    assert not lacks_interpreter(found, dossier(participants=(pupil(), found, INTERPRETER)))
    nobody = mother(reads_best="tr", interpreter=Interpreting.NONE)
    assert not lacks_interpreter(nobody, dossier(participants=(nobody,)))


def test_a_need_written_beside_an_interpreter_that_is_found_is_not_lost():
    (finding,) = seen(mother(needs="interprète, et un fauteuil", interpreter=Interpreting.FOUND))

    assert "un fauteuil" in finding.fact


def test_childcare_is_to_find_until_what_was_found_is_written():
    noted = mother(childcare="petite sœur de 2 ans")

    (finding,) = seen(noted)

    assert finding.fact == (
        "Pour que la mère de Yanis puisse venir, une garde est à trouver : « petite sœur de 2 ans »."
    )
    assert finding.weighs_on == "la mère de Yanis"
    assert finding.acts[0].anchor == "person-2"
    assert seen(replace(noted, childcare_found="le centre social")) == []
    assert seen(replace(noted, presence=Presence.PHONE)) == []


def test_another_child_to_look_after_is_another_fact():
    (before,) = seen(mother(childcare="petite sœur"))
    (after,) = seen(mother(childcare="petite sœur et cousin"))

    assert before.key != after.key


def test_a_slot_chosen_before_anybody_is_asked_says_whose_work_is_noted():
    chosen = slot(is_chosen=True)
    working = mother(work="ménage, de 17 h à 20 h")

    (finding,) = seen(working, father(), slots=(chosen,))

    assert finding.fact == (
        "Le travail noté pour la mère de Yanis : « ménage, de 17 h à 20 h ». On ne sait pas si le "
        "créneau retenu, jeudi 21\u00a0janvier, 10\u00a0h\u00a015 – 11\u00a0h\u00a030, lui va."
    )
    assert finding.acts[0].anchor == "slot-1"
    assert seen(working, slots=(slot(),)) == []
    asked = slot(is_chosen=True, answers=answers({}, yes=(FATHER,)))
    assert seen(working, slots=(asked,)) == []
    gone = slot(starts="2027-01-01 10:15", is_chosen=True)
    assert seen(working, slots=(gone,)) == []
