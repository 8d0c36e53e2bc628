import pytest

from meetings.domain.held import compose_held
from meetings.domain.kinds import MeetingKind
from meetings.domain.measures import compose_measures
from tests.meetings.domain.builders import (
    case_1,
    convener,
    decide,
    dossier,
    father,
    item,
    mother,
    pupil,
)
from tests.meetings.domain.canaries import everything
from tests.meetings.domain.lives import Acts, held_case_1, session

AGENDA = (item(1), decide(2))
SIGNED = (MeetingKind.EQUIPE_EDUCATIVE, MeetingKind.COMMISSION_EDUCATIVE)


def measures(acts, **changes):
    meeting = case_1(**({"kind": SIGNED[0], "agenda": AGENDA} | changes))
    return compose_measures(meeting, compose_held(meeting, acts.live(), session()))


@pytest.mark.parametrize("kind", list(MeetingKind))
def test_only_the_meetings_of_the_article_have_this_document(kind):
    assert (measures(held_case_1(), kind=kind) is not None) is (kind in SIGNED)


def test_there_is_none_before_the_meeting_nor_without_a_measure():
    assert compose_measures(case_1(kind=SIGNED[0]), None) is None
    acts = Acts()
    acts.say("open")
    assert measures(acts) is None


def test_it_holds_the_measures_and_nothing_else_that_was_said():
    text = everything(measures(held_case_1()))
    assert "La séance du jeudi se fait dans la classe" in text
    for other in ("Pas de travail neuf", "Une aide tous les après-midi", "Il rate", "transport"):
        assert other not in text


def test_it_says_that_it_is_for_absences_only_and_by_which_article():
    purpose = measures(held_case_1()).purpose
    assert "ne sert que pour des absences répétées" in purpose
    assert "R131-7" in purpose


def test_those_responsible_for_the_child_sign_then_whoever_gathered():
    aunt = father(name="Rose Diop", called="la tante", parental_authority=False)
    people = (pupil(), mother(), aunt, convener())
    meeting = dossier(kind=SIGNED[0], participants=people, agenda=AGENDA)
    acts = Acts()
    acts.say("open")
    acts.note("decision", "2", "Appeler avant neuf heures.", people=["p2"], by="2027-02-01")
    paper = compose_measures(meeting, compose_held(meeting, acts.live(), session()))
    assert paper.signers == (
        "La mère de Yanis, Samia Belkacem", "L’enseignante référente, Hélène Faure (Secteur Lyon 3)",
    )  # fmt: skip
    assert paper.file_name == "équipe éducative Yanis – mesures convenues.pdf"
