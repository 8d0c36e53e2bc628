from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from meetings.domain import progress
from meetings.domain.kinds import (
    Answer,
    Ground,
    ItemKind,
    MeetingKind,
    PupilPlace,
    Step,
    StepState,
    YesNo,
)
from meetings.domain.principles import look_at, review
from meetings.domain.progress import ALL_READY
from tests.meetings.domain.builders import (
    FATHER,
    TODAY,
    aesh,
    answers,
    convener,
    decide,
    dossier,
    father,
    information,
    item,
    mother,
    moved,
    place,
    pupil,
    set_aside,
    slot,
    teacher,
)
from tests.meetings.domain.cases import case_1, case_2, case_3, case_4, prepared_case_1
from tests.meetings.domain.dossiers import dossiers

TO_DO, IN_PROGRESS, TO_LOOK_AT, READY = StepState

KNOWN = {"reason": "Connaît Yanis."}
GUESTS = (pupil(), mother(), father(), aesh(**KNOWN), convener(), teacher(**KNOWN))
SETTLED = {"pupil_place": PupilPlace.NOT_THERE, "companion_wish": "Seule."}


def steps(meeting, today):
    return progress.steps(meeting, review(meeting, today).standing)


def lacks(meeting, today):
    return progress.lacks(meeting, review(meeting, today).standing)


def next_step(meeting, today):
    return progress.next_step(meeting, review(meeting, today).standing)


def state(step, **changes):
    meeting = dossier(**changes)
    return next(one for one in steps(meeting, TODAY) if one.step is step)


def all_aside(meeting):
    """The same meeting, every finding set aside."""
    return replace(
        meeting, set_asides=tuple(set_aside(finding.key) for finding in look_at(meeting, TODAY))
    )


def test_six_steps_in_the_order_of_the_path():
    assert [one.step for one in steps(dossier(), TODAY)] == list(Step)


def test_a_fresh_meeting_has_everything_to_do():
    fresh = dossier(participants=(pupil(), convener()))

    assert {one.state for one in steps(fresh, TODAY)} == {TO_DO}
    assert lacks(fresh, TODAY) == "Tout reste à préparer."
    assert next_step(fresh, TODAY) is Step.PROBLEM


LOST = pupil(viewpoint="Je sais pas où on en est.")
PROBLEM = {
    "problem": "Yanis retrouve la classe après ses temps de soin.",
    "participants": (LOST, mother(viewpoint="Il rentre fatigué."), convener()),
}


@pytest.mark.parametrize(
    ("changes", "expected", "note"),
    [
        ({}, READY, ""),
        ({"problem": " "}, IN_PROGRESS, "il manque la phrase du problème"),
        (
            {"participants": (pupil(), mother(viewpoint="Il rentre fatigué."), convener())},
            IN_PROGRESS,
            "il manque la parole de l’élève",
        ),
        (
            {"participants": (LOST, mother(), convener())},
            IN_PROGRESS,
            "il manque la parole de la famille",
        ),
        (
            {"problem": "", "participants": (LOST, mother(), convener())},
            IN_PROGRESS,
            "il manque la phrase du problème et la parole de la famille",
        ),
    ],
)
def test_the_problem_needs_its_sentence_the_pupil_and_the_family(changes, expected, note):
    one = state(Step.PROBLEM, **(PROBLEM | changes))

    assert (one.state, one.note) == (expected, note)


def test_between_two_professionals_two_words_complete_the_problem():
    assert steps(case_4(), TODAY)[0].state is READY

    silent = tuple(replace(p, viewpoint="") for p in case_4().participants)

    assert steps(case_4(participants=silent), TODAY)[0].note == "il manque ce que chacun comprend"


@pytest.mark.parametrize(
    ("people", "expected", "note"),
    [
        (GUESTS, READY, ""),
        ((pupil(), convener()), TO_DO, ""),
        ((pupil(), convener(), aesh(**KNOWN)), IN_PROGRESS, "il manque la famille"),
        ((pupil(), mother(), aesh(**KNOWN)), IN_PROGRESS, "il manque la personne qui réunit"),
        (
            (pupil(), mother(), aesh(), convener()),
            IN_PROGRESS,
            "il manque la raison d’inviter chacun",
        ),
        ((pupil(), mother(), convener()), TO_LOOK_AT, "un point à regarder"),
    ],
)
def test_the_guests_need_the_family_who_convenes_and_reasons(people, expected, note):
    settled = SETTLED if expected is not TO_DO else {}

    one = state(Step.GUESTS, participants=people, **settled)

    assert (one.state, one.note) == (expected, note)


def test_a_concertation_needs_nobody_else_than_the_two():
    two = tuple(replace(p, is_convener=False, **KNOWN) for p in case_4().participants)

    assert steps(case_4(participants=two), TODAY)[1].state is READY
    assert steps(case_4(participants=two[:1]), TODAY)[1].note == "il manque les invités"


def test_settling_the_place_of_the_pupil_begins_the_guests():
    people = (pupil(), convener())

    assert state(Step.GUESTS, participants=people, **SETTLED).state is IN_PROGRESS


WELCOMING = {
    "ground": Ground.NEUTRAL,
    "step_free": YesNo.YES,
    "welcomed_by": 5,
    "waiting": "le hall",
    "is_chosen": True,
}


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((), TO_DO),
        ((place(1), place(2)), IN_PROGRESS),
        ((place(1, **WELCOMING),), READY),
        ((place(1, **(WELCOMING | {"ground": Ground.SCHOOL})),), TO_LOOK_AT),
    ],
)
def test_the_place(places, expected):
    assert state(Step.PLACE, places=places).state is expected


EVERYBODY = answers({}, yes=(1, 2, 5, 7))


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ((), TO_DO),
        ((slot(1),), IN_PROGRESS),
        ((slot(1, is_chosen=True, answers=EVERYBODY),), READY),
        ((slot(1, is_chosen=True, answers=answers({2: Answer.NO}, yes=(1, 5, 7))),), TO_LOOK_AT),
    ],
)
def test_the_slot(slots, expected):
    assert state(Step.SLOT, slots=slots).state is expected


@pytest.mark.parametrize(
    ("agenda", "expected", "note"),
    [
        ((), TO_DO, ""),
        ((item(1),), READY, ""),
        ((moved(1),), IN_PROGRESS, "aucun point ne reste"),
        ((item(1), item(2, minutes=0)), IN_PROGRESS, "il manque les minutes d’un point"),
        ((item(1, minutes=61),), IN_PROGRESS, "plus de minutes que la réunion n’en a"),
        ((item(1, minutes=60),), READY, ""),
        ((item(1, minutes=5),), TO_LOOK_AT, "un point à regarder"),
    ],
)
def test_the_agenda_needs_a_point_its_minutes_and_to_hold(agenda, expected, note):
    one = state(Step.AGENDA, agenda=agenda, problem="Retrouver la classe.")

    assert (one.state, one.note) == (expected, note)


GIVEN = information(1, text="La semaine, heure par heure.")
ASKED = information(2, giver=7, due_on=date(2027, 1, 11))


@pytest.mark.parametrize(
    ("agenda", "expected", "note"),
    [
        ((), TO_DO, ""),
        ((decide(1),), TO_DO, ""),
        ((item(1),), READY, "aucun point à décider"),
        ((decide(1, informations=(GIVEN,)),), READY, ""),
        ((decide(1, informations=(ASKED,)),), IN_PROGRESS, "une information est attendue"),
        (
            (decide(1, informations=(GIVEN, ASKED, replace(ASKED, id=3))),),
            IN_PROGRESS,
            "deux informations sont attendues",
        ),
        (
            (decide(1, informations=(GIVEN,)), decide(2)),
            IN_PROGRESS,
            "une décision sans information d’avance",
        ),
        ((moved(1, kind=ItemKind.DECIDE), item(2)), READY, "aucun point à décider"),
    ],
)
def test_the_informations_each_decision_needs(agenda, expected, note):
    one = state(Step.INFORMATION, agenda=agenda)

    assert (one.state, one.note) == (expected, note)


def test_a_finding_set_aside_makes_its_step_ready():
    meeting = dossier(places=(place(1, is_chosen=True),))

    assert steps(meeting, TODAY)[2].state is TO_LOOK_AT
    assert steps(all_aside(meeting), TODAY)[2].state is READY


def sentence(meeting, today=TODAY):
    return lacks(meeting, today), next_step(meeting, today)


def test_a_meeting_where_all_is_done_is_ready():
    assert sentence(case_4()) == (ALL_READY, None)
    assert sentence(all_aside(prepared_case_1())) == (ALL_READY, None)


def test_what_is_left_to_look_at_is_counted():
    assert sentence(prepared_case_1()) == ("Quatre points à regarder.", Step.PLACE)


def test_who_the_texts_expect_comes_first():
    assert sentence(dossier()) == ("Il manque encore l’AESH.", Step.GUESTS)


def test_without_a_text_the_guests_still_come_first():
    alone = dossier(
        kind=MeetingKind.OTHER, participants=(convener(),), places=(place(1),), agenda=(item(1),)
    )

    assert sentence(alone) == ("Pas encore d’invités.", Step.GUESTS)


@pytest.mark.parametrize("meeting", [case_2(), case_3()])
def test_then_the_slot(meeting):
    assert sentence(meeting) == ("Pas encore de créneau.", Step.SLOT)


def test_slots_under_way_are_said_as_such():
    assert sentence(case_1()) == ("Le créneau n’est pas encore retenu.", Step.SLOT)


def test_a_slot_that_leaves_somebody_out_is_said():
    start = prepared_case_1()
    slots = tuple(replace(one, is_chosen=one.id == 2) for one in start.slots)

    assert start.slots[1].answer_of(FATHER).answer is Answer.NO
    assert sentence(prepared_case_1(slots=slots)) == (
        "Le créneau laisse quelqu’un de côté.",
        Step.SLOT,
    )


@pytest.mark.parametrize(
    ("changes", "said", "step"),
    [
        ({"agenda": ()}, "Pas encore d’ordre du jour.", Step.AGENDA),
        (
            {"agenda": (item(1, minutes=90),)},
            "Plus de minutes que la réunion n’en a.",
            Step.AGENDA,
        ),
        ({"agenda": (decide(1),)}, "Une décision sans information d’avance.", Step.INFORMATION),
        (
            {"agenda": (decide(1), decide(2))},
            "Deux décisions sans information d’avance.",
            Step.INFORMATION,
        ),
        (
            {"agenda": (decide(1, informations=(ASKED,)),)},
            "Une information est attendue.",
            Step.INFORMATION,
        ),
        ({"problem": ""}, "Il manque la phrase du problème.", Step.PROBLEM),
        ({"places": ()}, "Pas encore de lieu.", Step.PLACE),
        (
            {"places": (place(1), place(2))},
            "Le lieu n’est pas encore retenu.",
            Step.PLACE,
        ),
    ],
)
def test_then_what_is_not_complete(changes, said, step):
    assert sentence(prepared_case_1(**changes)) == (said, step)


def test_a_reason_that_is_missing_comes_last():
    start = prepared_case_1()
    people = tuple(replace(p, reason="") for p in start.participants)

    assert sentence(prepared_case_1(participants=people)) == (
        "Il manque la raison d’inviter chacun.",
        Step.GUESTS,
    )


def test_a_date_gone_by_and_a_cancelled_meeting():
    assert sentence(prepared_case_1(), date(2027, 1, 22)) == (
        "La date est passée\u00a0: jeudi 21\u00a0janvier.",
        Step.SLOT,
    )
    assert sentence(prepared_case_1(cancelled_on=TODAY)) == ("Cette réunion est annulée.", None)


@settings(max_examples=200, deadline=None)
@given(dossiers())
def test_whatever_the_meeting_it_says_one_short_sentence_and_where_to_go(meeting):
    said, step = sentence(meeting)

    assert said.endswith(".")
    assert len(said) < 90
    assert (step is None) == (said == ALL_READY or meeting.cancelled_on is not None)


@settings(max_examples=200, deadline=None)
@given(dossiers())
def test_all_is_ready_when_every_step_is_and_only_then(meeting):
    ready = all(one.state is READY for one in steps(meeting, TODAY))

    if meeting.cancelled_on is None:
        assert (lacks(meeting, TODAY) == ALL_READY) == ready


@settings(max_examples=200, deadline=None)
@given(dossiers())
def test_a_step_that_is_not_ready_nor_to_do_says_what_is_left(meeting):
    for one in steps(meeting, TODAY):
        assert bool(one.note) or one.state in {TO_DO, READY}


def test_a_meeting_that_was_held_lacks_nothing_any_more():
    day = date(2027, 1, 21)
    gone = replace(case_1(), opened_on=day, closed_on=day)
    assert lacks(gone, date(2027, 3, 1)) == "Tenue le jeudi 21\u00a0janvier."
    assert next_step(gone, date(2027, 3, 1)) is None
    still = replace(gone, closed_on=None)
    assert lacks(still, date(2027, 3, 1)) == "Ouverte le jeudi 21\u00a0janvier, pas encore fermée."
    assert review(gone, date(2027, 3, 1)).standing == ()


def test_what_was_set_aside_stays_to_be_read_once_it_was_held():
    found = look_at(case_1(), TODAY)[0]
    aside = (set_aside(found.key, "Nous en avons parlé."),)
    held = replace(case_1(), set_asides=aside, opened_on=TODAY)
    assert [reason.reason for _, reason in review(held, TODAY).put_aside] == [
        "Nous en avons parlé."
    ]
