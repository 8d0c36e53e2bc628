"""The order of slots: its levels, its groups, the worked example, and its properties."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, strategies as st

from meetings.domain.kinds import Answer, Level, MeetingKind, Presence, PupilPlace
from meetings.domain.slots import (
    Obstacle,
    attendances_at,
    group_of,
    level_of,
    levels_by_group,
    rank_slots,
)
from tests.meetings.domain.builders import (
    AESH,
    FATHER,
    MOTHER,
    PUPIL,
    REFERENT,
    SPEECH,
    TEACHER,
    TODAY,
    aesh,
    answer,
    answers,
    at,
    case_1,
    convener,
    dossier,
    father,
    mother,
    participant,
    pupil,
    slot,
    teacher,
)
from tests.meetings.domain.tables import Table, cells, levels, ranked_ids, seat, tables

WORSENED = {level: [worse for worse in Level if worse > level] for level in Level}


def what_is_known(person, said=None):
    """The level of one person at a slot, and the facts kept."""
    given_ = () if said is None else (said,)
    one = slot(answers=given_)
    (attendance,) = attendances_at(one, dossier(participants=(person,), slots=(one,)))
    assert attendance.level is level_of(person, one, dossier(participants=(person,), slots=(one,)))
    return attendance.level, attendance.facts


# The worked example


def test_case_1_is_ordered_as_worked_out():
    ranking = rank_slots(case_1(), TODAY)

    assert [(r.slot.starts_at.strftime("%d/%m"), r.place) for r in ranking.tenable] == [
        ("21/01", 1),
        ("28/01", 2),
        ("19/01", 3),
        ("25/01", 4),
    ]
    assert ranking.not_tenable == ()
    by_day = {r.slot.id: levels_by_group(r.attendances) for r in ranking.tenable}
    assert by_day == {
        1: ((0, 0, 0), (0,), (0, 0, 0), (2, 0, 0)),
        2: ((5, 0, 0), (0,), (0, 0, 0), (0, 0, 0)),
        3: ((5, 0, 0), (5,), (0, 0, 0), (0, 0, 0)),
        4: ((3, 0, 0), (0,), (5, 0, 0), (0, 0, 0)),
    }


# Levels


@pytest.mark.parametrize(
    ("said", "level"),
    [
        (Answer.YES, Level.COMES),
        (Answer.IF_NEEDED, Level.COMES_AT_A_COST),
        (Answer.REMOTE, Level.REMOTE),
        (Answer.WRITTEN, Level.ABSENT_IN_WRITING),
        (Answer.NO, Level.LEFT_OUT),
    ],
)
def test_an_answer_gives_a_level(said, level):
    assert what_is_known(mother(), answer(MOTHER, said))[0] is level


def test_no_answer_is_not_known_whatever_availability_was_given():
    assert what_is_known(mother(availability="le matin"))[0] is Level.NOT_KNOWN


@pytest.mark.parametrize(
    ("usual", "facts"),
    [
        ({"weekdays": (1, 4)}, ()),
        ({"weekdays": (1, 2)}, ("n’est pas là le jeudi",)),
        ({"remote_only": True}, ("viendrait à distance",)),
        (
            {"weekdays": (2,), "remote_only": True},
            ("n’est pas là le jeudi", "viendrait à distance"),
        ),
        ({}, ()),
    ],
)
def test_usual_days_are_a_fact_beside_a_silence_and_never_an_answer(usual, facts):
    """The slot is on a Thursday."""
    assert what_is_known(teacher(**usual)) == (Level.NOT_KNOWN, facts)


BUSY_FACTS = {
    "a part of it": (["2027-01-21 09:00", "2027-01-21 10:30"], "de 9~h à 10~h~30"),
    "two parts of it": (
        ["2027-01-21 09:00", "2027-01-21 10:30", "2027-01-21 11:00", "2027-01-21 18:00"],
        "de 9~h à 10~h~30 et de 11~h à 18~h",
    ),
    "the whole day": (["2027-01-21 00:00", "2027-01-22 00:00"], "toute la journée"),
    "several days": (["2027-01-18 09:00", "2027-01-25 18:00"], "toute la journée"),
    "since another day": (["2027-01-18 09:00", "2027-01-21 10:30"], "jusqu’à 10~h~30"),
    "until another day": (["2027-01-21 11:00", "2027-01-23 10:30"], "à partir de 11~h"),
    "before it": (["2027-01-21 09:00", "2027-01-21 10:15"], ""),
    "after it": (["2027-01-21 11:30", "2027-01-21 12:00"], ""),
}


def busy(*moments, **fields):
    spans = tuple(zip(map(at, moments[::2]), map(at, moments[1::2]), strict=True))
    return teacher(busy=spans, calendar_read_on=date(2026, 12, 3), **fields)


@pytest.mark.parametrize("calendar", BUSY_FACTS)
def test_a_calendar_is_a_fact_beside_a_silence_and_never_an_answer(calendar):
    """The slot is on Thursday 21, from 10 h 15 to 11 h 30."""
    moments, when = BUSY_FACTS[calendar]
    fact = f"son agenda, lu le 3~décembre, est pris {when}".replace("~", "\u00a0")
    assert what_is_known(busy(*moments)) == (Level.NOT_KNOWN, (fact,) if when else ())


def test_an_answer_is_closer_than_a_calendar():
    taken = busy("2027-01-21 09:00", "2027-01-21 18:00")
    assert what_is_known(taken, answer(TEACHER, Answer.YES)) == (Level.COMES, ())
    assert what_is_known(taken, answer(TEACHER, Answer.NO)) == (Level.LEFT_OUT, ())


@given(tables(), st.integers(0, 60), st.integers(1, 3000))
def test_a_calendar_changes_neither_the_order_nor_a_level(table, days, minutes):
    """Silence is not consent, and a calendar is not an answer."""
    dossier = table.dossier
    start = at("2027-01-04 08:00") + timedelta(days=days)
    span = (start, start + timedelta(minutes=minutes))
    people = [replace(one, busy=(span,), calendar_read_on=TODAY) for one in dossier.participants]
    taken = replace(dossier, participants=tuple(people))
    assert ranked_ids(taken) == ranked_ids(dossier)
    for one in dossier.slots:
        known, same = attendances_at(one, dossier), attendances_at(one, taken)
        assert [who.level for who in known] == [who.level for who in same]


def test_an_answer_is_closer_than_the_usual_days():
    elsewhere = {"weekdays": (1, 2), "remote_only": True}
    said = answer(TEACHER, Answer.YES)
    assert what_is_known(teacher(**elsewhere), said) == (Level.COMES, ())
    assert what_is_known(convener(**elsewhere)) == (Level.COMES, ())


def test_who_convenes_proposed_the_slot_and_comes_unless_something_else_is_said():
    assert what_is_known(convener())[0] is Level.COMES
    assert what_is_known(convener(), answer(REFERENT, Answer.NO))[0] is Level.LEFT_OUT


def test_time_that_is_not_paid_is_a_cost_and_a_fact():
    level, facts = what_is_known(aesh(), answer(AESH, Answer.YES, unpaid=True))
    assert level is Level.COMES_AT_A_COST
    assert facts == ("hors de ses heures payées",)


def test_time_that_is_not_paid_is_told_once_when_the_note_tells_it():
    said = answer(AESH, Answer.NO, "heures non payées", unpaid=True)
    assert what_is_known(aesh(), said)[1] == ("heures non payées",)


def test_what_the_family_pays_for_a_visit_is_a_cost_and_a_fact():
    speech = participant(SPEECH, fee=45, liberal=True)
    level, facts = what_is_known(speech, answer(SPEECH, Answer.YES))
    assert level is Level.COMES_AT_A_COST
    assert facts == ("45\u00a0€ pour la famille",)


def test_who_joins_by_telephone_is_not_said_to_bill_a_visit():
    speech = participant(SPEECH, fee=45, liberal=True)
    level, facts = what_is_known(speech, answer(SPEECH, Answer.REMOTE, "par téléphone"))
    assert level is Level.REMOTE
    assert facts == ("par téléphone",)


@pytest.mark.parametrize(
    ("presence", "means"), [(Presence.PHONE, "par téléphone"), (Presence.VIDEO, "par vidéo")]
)
def test_who_takes_part_from_afar_anyway_and_says_yes_is_remote(presence, means):
    person = teacher(presence=presence)
    assert what_is_known(person, answer(TEACHER, Answer.YES)) == (Level.REMOTE, (means,))
    assert what_is_known(person, answer(TEACHER, Answer.NO))[0] is Level.LEFT_OUT
    assert what_is_known(person)[0] is Level.NOT_KNOWN


@pytest.mark.parametrize(
    "agreed", [{"presence": Presence.WRITTEN}, {"written": "Ce que je vois l’après-midi."}]
)
def test_a_no_with_a_written_contribution_is_absent_in_writing(agreed):
    level, _ = what_is_known(teacher(**agreed), answer(TEACHER, Answer.NO))
    assert level is Level.ABSENT_IN_WRITING


def test_who_takes_part_in_writing_is_awaited_at_no_slot_but_may_still_say_yes():
    person = teacher(presence=Presence.WRITTEN)
    assert what_is_known(person)[0] is Level.ABSENT_IN_WRITING
    assert what_is_known(person, answer(TEACHER, Answer.YES))[0] is Level.COMES


def test_the_note_is_kept_as_a_fact_on_one_line_and_typeset():
    said = answer(FATHER, Answer.NO, " en tournée\n jusqu'à 15 h 30. ")
    assert what_is_known(father(), said)[1] == ("en tournée jusqu’à 15\u00a0h\u00a030",)


# Groups


@pytest.mark.parametrize(
    ("person", "group"),
    [
        (mother(), 1),
        (mother(supported=False), 1),
        (mother(parental_authority=False), 2),
        (mother(parental_authority=False, supported=False), 4),
        (aesh(), 2),
        (aesh(supported=False, essential=True), 3),
        (convener(metier="autre"), 3),
        (participant(20, metier="orthophoniste", essential=True), 3),
        (participant(20, metier="professeur_ecoles"), 3),
        (participant(20, metier="orthophoniste"), 4),
        (participant(20, metier="psyen"), 4),
    ],
)
def test_people_are_grouped_weakest_first(person, group):
    assert group_of(person, dossier(participants=(person,))) == group


@pytest.mark.parametrize(
    ("place", "groups"),
    [
        (PupilPlace.WHOLE, [1]),
        (PupilPlace.PART, [1]),
        (PupilPlace.UNKNOWN, [2]),
        (PupilPlace.WORDS, []),
        (PupilPlace.NOT_THERE, []),
    ],
)
def test_the_pupil_counts_first_when_wishing_to_come_and_not_at_all_when_staying_out(place, groups):
    about = dossier(participants=(pupil(),), pupil_place=place)
    assert [a.group for a in attendances_at(slot(), about)] == groups


def test_people_stand_in_group_order_then_in_table_order():
    people = (teacher(), aesh(), father(), mother())
    about = dossier(participants=people)
    assert [a.person for a in attendances_at(slot(), about)] == [FATHER, MOTHER, AESH, TEACHER]


# What cannot be held


def test_a_slot_without_whoever_convenes_is_not_tenable():
    out = slot(1, answers=answers({REFERENT: Answer.NO}, yes=(MOTHER, TEACHER)))
    ranking = rank_slots(dossier(slots=(out, slot(2, "2027-01-22 09:00"))), TODAY)
    assert [r.slot.id for r in ranking.tenable] == [2]
    assert [(r.slot.id, r.obstacle) for r in ranking.not_tenable] == [(1, Obstacle.NO_CONVENER)]


FAMILY_OUT = answers({PUPIL: Answer.NO, MOTHER: Answer.NO, FATHER: Answer.WRITTEN}, yes=(TEACHER,))
FAMILY = (pupil(), mother(), father(), convener(), teacher())


def test_an_ess_with_neither_pupil_nor_guardian_is_not_tenable():
    about = dossier(
        participants=FAMILY, pupil_place=PupilPlace.WHOLE, slots=(slot(1, answers=FAMILY_OUT),)
    )
    (untenable,) = rank_slots(about, TODAY).not_tenable
    assert untenable.obstacle is Obstacle.NO_FAMILY


@pytest.mark.parametrize("said", [None, Answer.REMOTE, Answer.IF_NEEDED])
def test_an_ess_is_tenable_while_one_guardian_may_take_part(said):
    others = tuple(a for a in FAMILY_OUT if a.participant != FATHER)
    father_says = () if said is None else (answer(FATHER, said),)
    about = dossier(
        participants=FAMILY,
        pupil_place=PupilPlace.WHOLE,
        slots=(slot(1, answers=others + father_says),),
    )
    assert ranked_ids(about) == [1]


def test_only_an_ess_needs_the_pupil_or_a_guardian():
    about = dossier(
        kind=MeetingKind.EQUIPE_EDUCATIVE,
        participants=FAMILY,
        slots=(slot(1, answers=FAMILY_OUT),),
    )
    assert ranked_ids(about) == [1]


def test_not_tenable_is_stronger_than_every_group():
    everyone = (MOTHER, TEACHER)
    no_convener = slot(1, answers=answers({REFERENT: Answer.NO}, yes=everyone))
    mother_out = slot(2, "2027-01-22 09:00", answers=answers({MOTHER: Answer.NO}))
    about = dossier(kind=MeetingKind.OTHER, participants=FAMILY, slots=(no_convener, mother_out))
    assert ranked_ids(about) == [2]


# Convenience, when people cannot tell two slots apart


def order_of(*starts, today=TODAY, minutes=75):
    slots = tuple(slot(n, start, minutes=minutes) for n, start in enumerate(starts, start=1))
    return [r.slot.id for r in rank_slots(dossier(slots=slots), today).tenable]


def test_ten_days_of_notice_come_before_an_easier_hour():
    assert order_of("2027-01-13 09:00", "2027-01-14 17:00") == [2, 1]


def test_ten_days_are_enough_notice_and_nine_are_not():
    first, second = "2027-01-14 09:00", "2027-01-15 09:00"
    assert order_of(first, second, today=date(2027, 1, 4)) == [1, 2]
    assert order_of(first, second, today=date(2027, 1, 5)) == [2, 1]


@pytest.mark.parametrize("hard", ["07:45", "17:00", "11:00", "12:15", "13:15"])
def test_early_morning_lunch_and_evening_come_after_a_later_day(hard):
    assert order_of(f"2027-01-19 {hard}", "2027-01-20 09:00") == [2, 1]


@pytest.mark.parametrize("easy", ["08:00", "10:45", "13:30", "16:45"])
def test_the_edges_of_the_day_and_of_lunch_are_easy_hours(easy):
    assert order_of(f"2027-01-19 {easy}", "2027-01-20 09:00") == [1, 2]


def test_people_come_before_any_convenience():
    short = slot(1, "2027-01-05 18:00", answers=answers({}, yes=(MOTHER,)))
    easy = slot(2, "2027-01-20 09:00")
    assert ranked_ids(dossier(slots=(easy, short))) == [1, 2]


def test_the_earlier_comes_first_when_nothing_else_differs_and_the_tie_is_said():
    slots = (slot(1, "2027-01-20 09:00"), slot(2, "2027-01-19 10:00"), slot(3, "2027-01-19 12:00"))
    ranking = rank_slots(dossier(slots=slots), TODAY)
    assert [(r.place, r.slot.id, r.tied_with) for r in ranking.tenable] == [
        (1, 2, (1,)),
        (2, 1, (2,)),
        (3, 3, ()),
    ]


# Properties


@given(tables(), st.randoms())
def test_total_preorder(table, random):
    order = ranked_ids(table.dossier)
    slots, people = list(table.slots), list(table.dossier.participants)
    random.shuffle(slots)
    random.shuffle(people)
    shuffled = replace(table.dossier, slots=tuple(slots), participants=tuple(people))
    assert ranked_ids(shuffled) == order

    kept = [one for one in table.slots if one.id in order]
    comes_before = {
        (a.id, b.id): ranked_ids(replace(table.dossier, slots=(b, a)))[0] == a.id
        for a, b in permutations(kept, 2)
    }
    for a, b in permutations(order, 2):
        assert comes_before[a, b] is not comes_before[b, a]
    for a, b, c in permutations(order, 3):
        assert not (comes_before[a, b] and comes_before[b, c]) or comes_before[a, c]


@given(st.data())
def test_weakest_first(data):
    table = data.draw(tables(kinds=(MeetingKind.OTHER,)))
    person = data.draw(st.integers(0, len(table.groups) - 1))
    group = table.groups[person]
    better, worse = list(table.rows[0]), list(table.rows[1])
    for other, others_group in enumerate(table.groups):
        if others_group < group:
            worse[other] = better[other]
    alike = [i for i, g in enumerate(table.groups) if g == group]
    shuffled = data.draw(st.permutations([better[i] for i in alike]))
    for i, level in zip(alike, shuffled, strict=True):
        worse[i] = level
    hit = data.draw(st.sampled_from(alike))
    worse[hit] = data.draw(st.sampled_from(WORSENED[worse[hit]] or [Level.LEFT_OUT]))
    if sorted(worse[i] for i in alike) == sorted(better[i] for i in alike):
        return
    changed = replace(table, rows=(tuple(better), tuple(worse), *table.rows[2:]))
    assert changed.position(0) < changed.position(1)


@given(st.data())
def test_monotone(data):
    table = data.draw(tables())
    where, who = data.draw(cells(table))
    changed = table.with_level(where, who, data.draw(levels))
    before, after = table.position(where), changed.position(where)
    if changed.rows[where][who] < table.rows[where][who]:
        assert after <= before
    else:
        assert after >= before


@given(st.data())
def test_anonymous_inside_a_group(data):
    table = data.draw(tables())
    where, one = data.draw(cells(table))
    alike = [i for i, group in enumerate(table.groups) if group == table.groups[one]]
    other = data.draw(st.sampled_from(alike))
    row = table.rows[where]
    exchanged = table.with_level(where, one, row[other]).with_level(where, other, row[one])
    assert ranked_ids(exchanged.dossier) == ranked_ids(table.dossier)


@given(st.data())
def test_silence_is_not_consent(data):
    table = data.draw(tables())
    where, who = data.draw(cells(table))
    silent = table.with_level(where, who, Level.NOT_KNOWN)
    for level in Level:
        answered = silent.with_level(where, who, level)
        if level < Level.NOT_KNOWN:
            assert answered.position(where) <= silent.position(where)
        else:
            assert answered.position(where) >= silent.position(where)


@given(st.data())
def test_independent(data):
    table = data.draw(tables())
    removed = data.draw(st.integers(0, len(table.rows) - 1))
    kept = tuple(one for one in table.slots if one.id != removed)
    without = ranked_ids(replace(table.dossier, slots=kept))
    assert without == [id for id in ranked_ids(table.dossier) if id != removed]


@given(tables(), st.integers(0, 4), st.integers(1, 12))
def test_not_a_vote(table, lifted, voters):
    lifted %= len(table.rows)
    order = ranked_ids(table.dossier)
    rows = tuple(
        row + (Level.COMES if number == lifted else Level.LEFT_OUT,) * voters
        for number, row in enumerate(table.rows)
    )
    crowded = Table(table.groups + (4,) * voters, rows, table.starts, table.kind)
    for other in order[: order.index(lifted)] if lifted in order else ():
        ranked = {r.slot.id: r for r in rank_slots(table.dossier, TODAY).tenable}
        needed = [levels_by_group(ranked[id].attendances)[:3] for id in (other, lifted)]
        if needed[0] != needed[1]:
            assert crowded.position(other) < crowded.position(lifted)


def test_two_who_have_not_answered_weigh_less_than_one_left_out():
    rows = ((Level.NOT_KNOWN, Level.NOT_KNOWN), (Level.LEFT_OUT, Level.COMES))
    table = Table((1, 1), rows, ("2027-01-20 09:00", "2027-01-19 09:00"))
    assert ranked_ids(table.dossier) == [0, 1]


def test_the_people_of_a_table_are_in_the_groups_it_says():
    for group in (1, 2, 3, 4):
        one = seat(0, group)
        for kind in (MeetingKind.OTHER, MeetingKind.ESS):
            assert group_of(one, dossier(kind=kind, participants=(one,))) == group
