from dataclasses import replace
from datetime import date

import pytest

from meetings.domain.dossier import Voice
from meetings.domain.kinds import Answer, MeetingKind, Presence, VoiceWay
from meetings.domain.principles.hours import look
from tests.meetings.domain.builders import (
    AESH,
    FATHER,
    MOTHER,
    PUPIL,
    REFERENT,
    TEACHER,
    TODAY,
    aesh,
    answer,
    answers,
    case_1,
    convener,
    dossier,
    father,
    mother,
    pupil,
    slot,
    teacher,
)

PEOPLE = (pupil(), mother(), father(), aesh(), convener(), teacher())
EVERYBODY = tuple(person.id for person in PEOPLE)


def chosen(said=None, starts="2027-01-21 10:15", yes=EVERYBODY, **changes):
    return slot(1, starts, answers=answers(said or {}, yes=yes), is_chosen=True, **changes)


def seen(*slots, people=PEOPLE, today=TODAY, **changes):
    return look(dossier(slots=slots, participants=people, **changes), today)


def test_silent_while_no_slot_is_noted():
    assert seen() == []


def test_silent_when_everybody_comes_and_there_is_time():
    assert seen(chosen()) == []


def test_who_is_left_out_is_named_with_the_fact():
    busy = answer(FATHER, Answer.NO, "en tournée jusqu’à 15 h 30")

    (finding,) = seen(chosen({FATHER: busy}))

    assert finding.fact == (
        "Le créneau retenu laisse de côté le père de Yanis (en tournée jusqu’à 15\u00a0h\u00a030)."
    )
    assert finding.weighs_on == "le père de Yanis"
    assert [act.label for act in finding.acts] == [
        "Dire comment cette voix sera là",
        "Proposer un autre créneau",
    ]


def test_nothing_is_left_to_look_at_once_the_voice_of_each_is_kept():
    kept = replace(answer(FATHER, Answer.NO), voice=Voice(VoiceWay.PHONE))
    assert seen(chosen({FATHER: kept})) == []
    (finding,) = seen(chosen({FATHER: kept, MOTHER: Answer.NO}))
    assert finding.weighs_on == "la mère de Yanis"


def test_a_professional_who_cannot_come_is_not_looked_at_here():
    assert seen(chosen({TEACHER: Answer.NO})) == []


def test_a_slot_that_leaves_nobody_out_is_one_click_away():
    worked = case_1()
    slots = tuple(
        slot(s.id, f"{s.starts_at:%Y-%m-%d %H:%M}", answers=s.answers, is_chosen=s.id == 2)
        for s in worked.slots
    )

    (finding,) = look(case_1(slots=slots), TODAY)

    assert finding.acts[1].anchor == "slot-1"
    assert "21\u00a0janvier" in finding.acts[1].label


def test_writing_instead_of_coming_leaves_out_unless_it_was_settled():
    settled = tuple(father(presence=Presence.WRITTEN) if p.id == FATHER else p for p in PEOPLE)
    writing = chosen({FATHER: Answer.WRITTEN})

    assert len(seen(writing)) == 1
    assert seen(writing, people=settled) == []


def test_unpaid_hours_and_effort_are_one_finding():
    (finding,) = seen(
        chosen(
            {
                MOTHER: answer(MOTHER, Answer.IF_NEEDED, "garde à trouver"),
                AESH: answer(AESH, Answer.YES, unpaid=True),
            }
        )
    )

    assert finding.fact == (
        "Venir à ce créneau a un coût pour la mère de Yanis (seulement si besoin, garde à trouver) "
        "et l’AESH (hors de ses heures payées)."
    )


def test_a_teacher_who_comes_if_need_be_is_not_looked_at_here():
    assert seen(chosen({TEACHER: Answer.IF_NEEDED})) == []


def test_who_has_not_answered_yet_while_others_did():
    (finding,) = seen(chosen(yes=(PUPIL, MOTHER, REFERENT, TEACHER)))

    assert finding.fact == (
        "Le père de Yanis et l’AESH n’ont pas encore répondu ; quatre personnes l’ont fait."
    )


def test_before_anybody_answered_nobody_is_late():
    assert [f.fact for f in seen(slot(1), slot(2, "2027-01-22 10:15"))] == [
        "Deux créneaux sont proposés, aucun n’est encore retenu."
    ]


def test_with_no_slot_chosen_the_missing_answers_come_first():
    (finding,) = seen(slot(1, answers=answers({}, yes=(TEACHER,))))

    assert finding.key.startswith("hours.silent")
    assert "une personne l’a fait" in finding.fact


def test_an_answer_to_any_of_the_slots_is_an_answer():
    first = slot(1, answers=answers({}, yes=(TEACHER, PUPIL, AESH)))
    second = slot(2, "2027-01-22 09:00", answers=answers({}, yes=(MOTHER, FATHER)))

    (finding,) = seen(first, second)

    assert finding.fact == "Deux créneaux sont proposés, aucun n’est encore retenu."


@pytest.mark.parametrize(
    ("given", "today", "fact"),
    [
        (None, date(2027, 1, 15), "La réunion est dans 6\u00a0jours et la famille n’a pas encore reçu le brief."),
        (None, date(2027, 1, 20), "La réunion est demain et la famille n’a pas encore reçu le brief."),
        (None, date(2027, 1, 21), "La réunion est aujourd’hui et la famille n’a pas encore reçu le brief."),
        (date(2027, 1, 18), TODAY, "La famille a reçu le brief 3\u00a0jours avant la réunion."),
        (date(2027, 1, 21), TODAY, "La famille a reçu le brief le jour même de la réunion."),
        (date(2027, 1, 11), date(2027, 1, 20), None),
        (None, date(2027, 1, 11), None),
    ],
)  # fmt: skip
def test_notice_given_to_the_family(given, today, fact):
    facts = [f.fact for f in seen(chosen(), today=today, notice_given_on=given)]

    assert facts == ([fact] if fact else [])


def test_a_day_more_does_not_bring_back_what_was_set_aside():
    (monday,) = seen(chosen(), today=date(2027, 1, 18))
    (tuesday,) = seen(chosen(), today=date(2027, 1, 19))
    (told,) = seen(chosen(), today=date(2027, 1, 19), notice_given_on=date(2027, 1, 19))

    assert monday.key == tuesday.key != told.key


def test_notice_is_for_families():
    two = (aesh(), teacher(is_convener=True))
    soon = chosen(starts="2027-01-05 10:15", yes=(AESH, TEACHER))

    assert seen(soon, people=two, kind=MeetingKind.CONCERTATION_AESH) == []


def test_a_date_gone_by_is_the_only_thing_said():
    (finding,) = seen(chosen({FATHER: Answer.NO}), today=date(2027, 1, 22))

    assert finding.fact == "Le créneau retenu, jeudi 21\u00a0janvier 2027, est passé."


def test_the_day_of_the_meeting_is_not_gone():
    facts = [f.fact for f in seen(chosen(), today=date(2027, 1, 21))]

    assert all("passé" not in fact for fact in facts)


def test_candidates_that_are_all_gone():
    late = date(2027, 2, 1)

    assert [f.fact for f in seen(slot(1), today=late)] == [
        "Le créneau proposé, jeudi 21\u00a0janvier 2027, est passé."
    ]
    assert [f.fact for f in seen(slot(1), slot(2, "2027-01-22 09:00"), today=late)] == [
        "Les créneaux proposés sont tous passés."
    ]
