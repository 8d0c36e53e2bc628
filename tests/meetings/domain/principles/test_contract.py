import pytest

from meetings.domain.kinds import MeetingKind
from meetings.domain.principles.contract import look
from tests.meetings.domain.builders import (
    MOTHER,
    TODAY,
    aesh,
    convener,
    dossier,
    father,
    item,
    mother,
    pupil,
    teacher,
)

PROBLEM = {"problem": "Yanis retrouve la classe après ses temps de soin."}
SPOKEN = teacher(viewpoint="Après 14 h il n’est plus disponible.")


def seen(*people, **changes):
    plain = {"participants": people or (pupil(), mother(), convener(), teacher())}
    return look(dossier(**(plain | changes)), TODAY)


def test_silent_while_nothing_is_entered():
    assert seen() == []


def test_silent_when_the_problem_is_written_and_each_has_spoken():
    people = (pupil(viewpoint="Je sais pas où on en est."), mother(viewpoint="Il pleure."), SPOKEN)

    assert seen(*people, agenda=(item(1),), **PROBLEM) == []


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        (
            {"agenda": (item(1),)},
            "Des points sont à l’ordre du jour, et le problème commun n’est pas encore écrit.",
        ),
        (
            {"participants": (pupil(viewpoint="Je suis perdu."), mother(viewpoint="Il pleure."))},
            "Des points de vue sont recueillis, et le problème commun n’est pas encore écrit.",
        ),
    ],
)
def test_the_problem_is_to_write(changes, fact):
    (finding,) = seen(**changes)

    assert finding.fact == fact
    assert finding.acts[0].anchor == "id_problem"


def test_how_one_arrives():
    (finding,) = seen(agenda=(item(1),), opening_minutes=0, **PROBLEM)

    assert finding.fact == "Aucune minute n’est gardée pour arriver et se présenter."
    assert finding.acts[0].anchor == "times"


def test_only_professionals_have_spoken():
    (finding,) = seen(
        pupil(), mother(), father(), aesh(viewpoint="Je ne suis pas là l’après-midi."), SPOKEN,
        **PROBLEM,
    )  # fmt: skip

    assert finding.fact == (
        "Seuls des professionnels ont dit ce qu’ils comprennent de la situation ; la parole de "
        "Yanis, de la mère de Yanis et du père de Yanis n’est pas encore recueillie."
    )
    assert [act.anchor for act in finding.acts] == [
        "id_viewpoint_1",
        "id_viewpoint_2",
        "id_viewpoint_3",
    ]


def test_the_pupil_alone_is_awaited():
    (finding,) = seen(pupil(), mother(viewpoint="Il pleure."), SPOKEN, **PROBLEM)

    assert finding.fact == (
        "Deux personnes ont dit ce qu’elles comprennent de la situation ; "
        "la parole de Yanis n’est pas encore recueillie."
    )


def test_one_person_alone_has_spoken():
    (finding,) = seen(pupil(viewpoint="Je suis perdu."), mother(), **PROBLEM)

    assert finding.fact.startswith("Une seule personne a dit ce qu’elle comprend")
    assert finding.weighs_on == "la mère de Yanis"


def test_a_wish_about_the_meeting_is_not_yet_a_word_on_the_situation():
    people = (pupil(), mother(viewpoint="Il pleure."))

    (finding,) = seen(*people, pupil_words="dire moi-même pour l’atelier vélo", **PROBLEM)

    assert finding.weighs_on == "Yanis"


def test_the_finding_changes_when_somebody_speaks():
    (before,) = seen(pupil(), mother(), father(), SPOKEN, **PROBLEM)
    (after,) = seen(pupil(), mother(viewpoint="Il pleure."), father(), SPOKEN, **PROBLEM)
    (swapped,) = seen(pupil(), father(), mother(), SPOKEN, **PROBLEM)

    assert before.key == swapped.key != after.key
    assert f"id_viewpoint_{MOTHER}" not in {act.anchor for act in after.acts}


def test_between_professionals_no_family_is_awaited():
    two = (aesh(), SPOKEN)

    assert seen(*two, kind=MeetingKind.CONCERTATION_AESH, **PROBLEM) == []
