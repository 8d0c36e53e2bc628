from dataclasses import replace

import pytest

from meetings.domain.attendance import (
    Manner,
    guest_table,
    in_family,
    manner_of,
    presented,
    relation_to,
    seated,
)
from meetings.domain.kinds import Answer, Presence, PupilPlace
from partners.domain.worlds import World
from tests.meetings.domain.builders import (
    FATHER,
    MOTHER,
    SPEECH,
    TEACHER,
    answers,
    case_1,
    dossier,
    father,
    mother,
    participant,
    pupil,
    slot,
    teacher,
)


def _with_answers(said):
    return dossier(slots=(slot(1, is_chosen=True, answers=answers(said)),))


@pytest.mark.parametrize(
    ("said", "manner"),
    [
        (Answer.YES, Manner.HERE),
        (Answer.IF_NEEDED, Manner.HERE),
        (Answer.REMOTE, Manner.REMOTE),
        (Answer.WRITTEN, Manner.WRITTEN),
        (Answer.NO, Manner.AWAY),
    ],
)
def test_the_answer_to_the_chosen_slot_says_how_a_person_takes_part(said, manner):
    meeting = _with_answers({TEACHER: said})
    assert manner_of(meeting.by_id[TEACHER], meeting) is manner


def test_an_answer_to_another_slot_says_nothing():
    meeting = dossier(slots=(slot(1, answers=answers({TEACHER: Answer.NO})),))
    assert manner_of(meeting.by_id[TEACHER], meeting) is Manner.HERE


def test_who_was_invited_by_telephone_stays_on_the_telephone():
    meeting = dossier(
        participants=(pupil(), mother(), teacher(presence=Presence.PHONE)),
        slots=(slot(1, is_chosen=True, answers=answers({TEACHER: Answer.YES})),),
    )
    assert manner_of(meeting.by_id[TEACHER], meeting) is Manner.PHONE


@pytest.mark.parametrize(
    ("place", "comes"),
    [
        (PupilPlace.UNKNOWN, True),
        (PupilPlace.WHOLE, True),
        (PupilPlace.PART, True),
        (PupilPlace.WORDS, False),
        (PupilPlace.NOT_THERE, False),
    ],
)
def test_the_pupil_is_seated_where_the_pupil_wants_to_be(place, comes):
    meeting = dossier(pupil_place=place)
    assert (meeting.pupil_seat in seated(meeting)) is comes
    assert any(s.spec.full == "Yanis" for s in guest_table(meeting).seats) is comes


def test_the_table_of_a_guest_has_no_halo_and_nobody_who_stays_away():
    meeting = _with_answers({TEACHER: Answer.NO})
    table = guest_table(meeting, reader=MOTHER)
    assert not table.has_supported
    assert [seat.spec.key for seat in table.seats] == ["1", "2", "5", "companion"]
    assert "la mère de Yanis (vous)" in table.description


def test_a_reader_who_said_no_still_finds_their_chair():
    meeting = _with_answers({MOTHER: Answer.NO})
    assert "vous" in guest_table(meeting, reader=MOTHER).description


def test_professionals_are_named_and_placed():
    assert presented(teacher()) == "l’enseignante, Camille Petit (École Jean-Moulin)"


@pytest.mark.parametrize(
    "metier", ["assistant_familial", "educateur_foyer", "tiers_digne_de_confiance"]
)
def test_who_brings_the_child_up_keeps_name_and_place(metier):
    carer = participant(
        9, metier=metier, world=World.SOCIAL, called="l’assistante familiale (Rose Diop)",
        name="Rose Diop", institution="Foyer des Pins",
    )  # fmt: skip
    assert presented(carer) == "l’assistante familiale"


def test_the_institution_of_the_social_world_is_not_printed():
    referent = participant(9, world=World.SOCIAL, called="la référente ASE", name="Zoé Ba",
                           metier="referent_ase", institution="MECS Les Pins")  # fmt: skip
    assert presented(referent) == "la référente ASE, Zoé Ba"


@pytest.mark.parametrize(
    ("called", "spoken"),
    [
        ("la mère", "sa mère"),
        ("le père de Yanis", "son père"),
        ("l’oncle", "son oncle"),
        ("la grand-mère", "sa grand-mère"),
        ("le ou la responsable légale", "le ou la responsable légale"),
    ],
)
def test_relatives_as_the_pupil_speaks_of_them(called, spoken):
    assert in_family(mother(called=called), "Yanis") == spoken


def test_relation_says_whose():
    assert relation_to("Inès", mother(called="la mère")) == "la mère d’Inès"
    assert relation_to("Yanis", father()) == "le père de Yanis"
    assert relation_to("Yanis", mother(called="la mère (Samia Belkacem)")) == "la mère de Yanis"


def test_everybody_of_case_1_is_seated_and_the_reason_of_no_one_is_kept():
    meeting = case_1()
    chosen = tuple(replace(s, is_chosen=s.id == 2) for s in meeting.slots)
    meeting = replace(meeting, slots=chosen)
    assert manner_of(meeting.by_id[FATHER], meeting) is Manner.AWAY
    assert manner_of(meeting.by_id[SPEECH], meeting) is Manner.HERE
    assert "15 h 30" not in guest_table(meeting).description
    assert FATHER not in {p.id for p in seated(meeting)}
