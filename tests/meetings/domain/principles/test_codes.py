from dataclasses import replace

import pytest

from meetings.domain.kinds import MeetingKind, Role, Step
from meetings.domain.principles.codes import look
from tests.meetings.domain.builders import (
    MOTHER,
    TEACHER,
    TODAY,
    aesh,
    convener,
    decide,
    dossier,
    information,
    item,
    mother,
    moved,
    participant,
    pupil,
    teacher,
)

SETTLED = {"companion_wish": "Viendra seule."}


def seen(**changes):
    return look(dossier(**(SETTLED | changes)), TODAY)


def with_teacher(**changes):
    return (pupil(), mother(), convener(), teacher(**changes))


def test_silent_when_every_word_is_explained():
    agenda = (item(1, title="Le PPS et la MDPH, avec le SESSAD, en CE2"),)

    assert seen(agenda=agenda, problem="L’AESH et la CDAPH") == []


@pytest.mark.parametrize(
    ("changes", "step", "anchor"),
    [
        ({"title": "Yanis et le ZQX"}, Step.PROBLEM, "id_problem"),
        ({"problem": "Le ZQX ne suit pas."}, Step.PROBLEM, "id_problem"),
        ({"agenda": (item(4, title="Le ZQX"),)}, Step.AGENDA, "item-4"),
        (
            {"agenda": (decide(1, informations=(information(5, title="Note du ZQX"),)),)},
            Step.INFORMATION,
            "information-5",
        ),
        (
            {"agenda": (decide(1, informations=(information(5, text="Le ZQX a écrit."),)),)},
            Step.INFORMATION,
            "information-5",
        ),
        ({"participants": with_teacher(reason="Suit le ZQX")}, Step.GUESTS, "person-7"),
        ({"participants": with_teacher(capacity="membre du ZQX")}, Step.GUESTS, "person-7"),
    ],
)
def test_a_sigle_nothing_explains_is_found_wherever_the_family_reads(changes, step, anchor):
    (finding,) = seen(**changes)

    assert finding.fact == "Un sigle reste sans explication : ZQX."
    assert finding.step is step
    assert finding.acts[0].label == "Dire ZQX en toutes lettres"
    assert finding.acts[0].anchor == anchor


def test_several_sigles_are_one_finding_said_once_each():
    (finding,) = seen(title="ZQX et WKJ", problem="ZQX")

    assert finding.fact == "Deux sigles restent sans explication : ZQX et WKJ."
    assert len(finding.acts) == 2


def test_where_the_sigles_stand_does_not_change_the_key():
    (here,) = seen(title="ZQX et WKJ")
    (there,) = seen(problem="WKJ, ZQX")
    (other,) = seen(problem="WKJ")

    assert here.key == there.key != other.key


def test_a_point_moved_out_is_not_read_by_the_family():
    assert seen(agenda=(moved(1, title="Le ZQX"),)) == []


def test_a_metier_without_a_plain_line():
    (finding,) = seen(participants=with_teacher(does=" "))

    assert finding.fact == "Rien ne dit encore, en une ligne simple, ce que fait l’enseignante."
    assert finding.acts[0].anchor == f"person-{TEACHER}"
    assert seen(participants=with_teacher(does="", capacity="enseigne le braille")) == []


def test_several_metiers_without_a_plain_line_are_one_finding():
    people = (pupil(), mother(), convener(does=""), teacher(does=""))

    (finding,) = seen(participants=people)

    assert finding.fact.endswith("ce que font l’enseignante référente et l’enseignante.")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (MeetingKind.ESS, "une personne de leur choix, ou se faire représenter (D351-10)."),
        (MeetingKind.EQUIPE_EDUCATIVE, "autre parent de l’école"),
        (MeetingKind.COMMISSION_EDUCATIVE, "(R511-19-1)."),
        (MeetingKind.OTHER, "Aucun texte"),
    ],
)
def test_who_comes_with_the_family_has_the_right_sentence_for_the_kind(kind, words):
    (finding,) = seen(kind=kind, companion_wish="")

    assert finding.fact == "On ne sait pas encore si la famille vient avec quelqu’un."
    assert words in finding.detail


def test_a_companion_or_a_word_about_it_settles_the_empty_chair():
    companion = participant(30, role=Role.COMPANION, accompanies=MOTHER, called="la sœur")

    assert seen(participants=(*with_teacher(), companion), companion_wish="") == []
    assert seen(companion_wish="Avec sa sœur.") == []


def test_without_a_relative_invited_there_is_nobody_to_ask():
    two = (aesh(), teacher())

    assert seen(participants=two, companion_wish="", kind=MeetingKind.CONCERTATION_AESH) == []
    assert seen(participants=(pupil(), convener()), companion_wish="") == []


def test_an_orientation_in_an_ess_is_for_the_parents_first():
    (finding,) = seen(agenda=(decide(4, title="Orientation en 5e"),))

    assert finding.fact.startswith("« Orientation en 5e » est à l’ordre du jour")
    assert "avec l’accord des parents (D351-10)." in finding.detail
    assert finding.acts[0].anchor == "item-4"


def test_a_request_to_the_mdph_in_an_equipe_educative_is_for_the_parents_first():
    mdph = (decide(4, title="Demander à la MDPH"),)

    (finding,) = seen(agenda=mdph, kind=MeetingKind.EQUIPE_EDUCATIVE)

    assert finding.detail == "Une demande à la MDPH ne peut venir que des parents (D351-8)."
    assert seen(agenda=mdph) == []


def test_what_the_parents_bring_themselves_is_theirs():
    theirs = decide(4, title="Orientation en 5e", opener=MOTHER)

    assert seen(agenda=(theirs,)) == []
    assert seen(agenda=(replace(theirs, opener=TEACHER),)) != []
