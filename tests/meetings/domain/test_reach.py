"""Who has what, and when a decision is ready for everybody."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from meetings.domain.kinds import HandedBy, PupilPlace, ReadSaid, Role, Source
from meetings.domain.reach import (
    Handed,
    Marked,
    PersonReach,
    Reach,
    State,
    cell_of,
    deadline,
    decisions,
    late_informations,
    readers,
)
from meetings.domain.reach_table import make_table, reasons
from partners.domain.families import Receives
from tests.meetings.domain.builders import (
    EDUCATOR,
    FATHER,
    MOTHER,
    REFERENT,
    TEACHER,
    at,
    case_1,
    decide,
    dossier,
    father,
    information,
    item,
    mother,
    participant,
    slot,
)

OUT = date(2027, 1, 5)
GIVEN_AT, RELEASED_AT = at("2027-01-04 08:00"), at("2027-01-05 10:00")
LATE = at("2027-01-12 09:00")
BRIEF = Handed(HandedBy.HAND, OUT, RELEASED_AT)


def given_info(id=1, **changes):
    plain = {"text": "La semaine.", "given_at": GIVEN_AT, "released_at": RELEASED_AT, "item": 1}
    return information(id, **(plain | changes))


def table(*infos, **changes):
    """The mother, the father, whoever convenes and the teacher, with one decision."""
    plain = dossier()
    plain = replace(
        plain,
        participants=(mother(), father(), *plain.participants[2:]),
        agenda=(decide(1, informations=infos),),
        slots=(slot(is_chosen=True),),
        notice_given_on=OUT,
    )
    return replace(plain, **changes)


def reached(*people, by=BRIEF):
    return Reach({person: PersonReach((by,)) for person in people})


EVERYBODY = (MOTHER, FATHER, TEACHER)


def only(found, reach):
    (decision,) = decisions(found, reach)
    return decision


def state(reach, person=FATHER, found=None, info=None):
    info = info or given_info()
    found = found or table(info)
    return cell_of(found.by_id[person], info, found, reach).state


def test_ready_once_everybody_has_it_a_week_before():
    decision = only(table(given_info()), reached(*EVERYBODY))
    assert decision.is_ready
    assert reasons(decision, table(given_info())) == ()


def test_the_one_who_lacks_it_is_named():
    found = table(given_info(title="Le bilan"))
    decision = only(found, reached(MOTHER, TEACHER))
    assert not decision.is_ready
    assert reasons(decision, found) == ("« Le bilan » : le père ne l’a pas encore reçu.",)


def test_handed_less_than_a_week_before_is_too_late():
    found = table(given_info(title="Le bilan"))
    tardy = replace(BRIEF, on=date(2027, 1, 15))
    reach = Reach({**reached(MOTHER, TEACHER).people, FATHER: PersonReach((tardy,))})
    (reason,) = reasons(only(found, reach), found)
    assert reason.startswith(
        "« Le bilan » : le père l’a eu le 15\u00a0janvier, moins de sept jours"
    )
    on_time = replace(BRIEF, on=date(2027, 1, 14))
    reach = Reach({**reached(MOTHER, TEACHER).people, FATHER: PersonReach((on_time,))})
    assert only(found, reach).is_ready


def test_nobody_has_it():
    found = table(given_info(title="Le bilan"), participants=(mother(), father()))
    (reason,) = reasons(only(found, Reach()), found)
    assert reason == "« Le bilan » : personne ne l’a encore reçu."


def test_a_decision_with_nothing_to_read_is_not_ready():
    decision = only(table(), reached(*EVERYBODY))
    assert not decision.is_ready
    assert reasons(decision, table()) == ("Rien n’est prévu à lire avant cette décision.",)


def test_an_information_that_did_not_come():
    found = table(information(1, title="Le bilan"))
    (reason,) = reasons(only(found, reached(*EVERYBODY)), found)
    assert reason == "« Le bilan » : pas encore arrivé."


def test_whoever_gives_it_and_whoever_convenes_have_it():
    info = given_info(giver=TEACHER)
    found = table(info)
    assert state(Reach(), TEACHER, found, info) is State.OWN
    assert state(Reach(), REFERENT, found, info) is State.OWN
    assert state(Reach(), MOTHER, found, info) is State.NOT_GIVEN


def test_without_a_date_having_it_is_enough():
    found = table(given_info(), slots=())
    assert deadline(found) is None
    late = replace(BRIEF, on=date(2027, 6, 1))
    assert only(found, reached(*EVERYBODY, by=late)).is_ready


# --- How far it went ---------------------------------------------------------------------------


def test_a_message_that_came_back_or_waits_gives_nothing():
    back = replace(BRIEF, way=HandedBy.MAIL, failure="adresse refusée")
    waits = replace(BRIEF, way=HandedBy.MAIL, waits=True)
    assert state(reached(FATHER, by=back)) is State.FAILED
    assert state(reached(FATHER, by=waits)) is State.LEAVES
    assert state(Reach({FATHER: PersonReach((back, BRIEF))})) is State.GIVEN


def test_opening_is_more_than_receiving_and_saying_more_than_opening():
    opened = PersonReach((BRIEF,), (at("2027-01-06 18:00"),))
    assert state(Reach({FATHER: opened})) is State.OPENED
    for said, seen in ((ReadSaid.READ, State.READ), (ReadSaid.UNCLEAR, State.UNCLEAR)):
        mark = Marked(1, said, "", Source.LINK, at("2027-01-06 18:05"))
        assert state(Reach({FATHER: replace(opened, marks=(mark,))})) is seen


def test_a_page_opened_before_it_came_showed_nothing_of_it():
    info = given_info(given_at=LATE, released_at=LATE + timedelta(days=1))
    opened = PersonReach((), (at("2027-01-06 18:00"),))
    assert state(Reach({FATHER: opened}), info=info) is State.NOT_GIVEN


# --- What comes once the briefs are out --------------------------------------------------------


def test_what_is_late_is_held_back_from_all():
    info = given_info(given_at=LATE, released_at=None, title="Le bilan")
    found = table(info)
    assert late_informations(found) == (info,)
    assert state(reached(FATHER), found=found, info=info) is State.HELD_BACK
    (reason,) = reasons(only(found, reached(*EVERYBODY)), found)
    assert reason == "« Le bilan » : reçu le 12\u00a0janvier, personne ne l’a encore."


def test_once_given_to_all_links_show_it_and_paper_does_not():
    info = given_info(given_at=LATE, released_at=LATE + timedelta(days=1))
    by_link = replace(BRIEF, way=HandedBy.LINK)
    assert state(reached(FATHER), info=info) is State.NOT_GIVEN
    cell = cell_of(father(), info, table(info), reached(FATHER, by=by_link))
    assert (cell.state, cell.since) == (State.GIVEN, date(2027, 1, 13))
    again = replace(BRIEF, on=date(2027, 1, 14), noted_at=at("2027-01-14 09:00"))
    assert state(reached(FATHER, by=again), info=info) is State.GIVEN


def test_paper_handed_the_same_day_before_does_not_hold_it():
    info = given_info(given_at=LATE, released_at=LATE)
    before = replace(BRIEF, on=LATE.date(), noted_at=LATE - timedelta(hours=1))
    after = replace(BRIEF, on=LATE.date(), noted_at=LATE + timedelta(hours=1))
    assert state(reached(FATHER, by=before), info=info) is State.NOT_GIVEN
    assert state(reached(FATHER, by=after), info=info) is State.GIVEN


def test_a_brief_noted_afterwards_held_what_was_there_that_day():
    info = given_info(released_at=at("2027-01-08 10:00"))
    noted = replace(BRIEF, noted_at=at("2027-01-08 10:00"))
    assert state(reached(FATHER, by=noted), info=info) is State.GIVEN


# --- Who reads ---------------------------------------------------------------------------------


def test_who_reads_and_who_does_not():
    forbidden = father(may_receive=Receives.NOTHING)
    interpreter = participant(20, role=Role.INTERPRETER, called="l’interprète")
    found = table(participants=(mother(), forbidden, interpreter))
    assert [one.id for one in readers(found)] == [MOTHER]
    said = make_table(found, Reach(), OUT).apart
    assert any("décision de justice" in one for one in said)
    away = case_1(pupil_place=PupilPlace.NOT_THERE)
    assert 1 not in {one.id for one in readers(away)}
    assert 1 in {one.id for one in readers(case_1())}


def test_the_table_has_a_cell_for_each_person_and_information():
    found = table(given_info(1), given_info(2))
    found = replace(found, agenda=(*found.agenda, decide(2), item(3)))
    drawn = make_table(found, Reach(), OUT)
    assert [len(group.columns) for group in drawn.groups] == [2, 1]
    assert {len(line.cells) for line in drawn.lines} == {3}
    words = {word for _, word, _ in drawn.legend}
    assert {cell.word for line in drawn.lines for cell in line.cells} - {"–"} == words


# --- Always ------------------------------------------------------------------------------------

DAYS = st.integers(0, 20).map(lambda n: OUT + timedelta(days=n))
MOMENTS = st.integers(-48, 480).map(lambda n: RELEASED_AT + timedelta(hours=n))
HANDED = st.builds(
    Handed, st.sampled_from(HandedBy), DAYS, MOMENTS, st.booleans(), st.sampled_from(("", "non"))
)
PEOPLE = st.builds(
    PersonReach, st.lists(HANDED, max_size=2).map(tuple), st.lists(MOMENTS, max_size=2).map(tuple)
)
REACHES = st.dictionaries(st.integers(1, 10), PEOPLE).map(Reach)
INFOS = st.builds(
    given_info,
    st.integers(1, 3),
    given_at=MOMENTS,
    released_at=st.one_of(st.none(), MOMENTS),
    giver=st.sampled_from((None, EDUCATOR, MOTHER)),
)


def _meeting(infos):
    unique = tuple({info.id: info for info in infos}.values())
    return case_1(
        agenda=(decide(1, informations=unique),),
        slots=(slot(is_chosen=True),),
        notice_given_on=OUT,
    )


@given(st.lists(INFOS, max_size=3), REACHES, st.integers(1, 10), HANDED)
def test_handing_once_more_never_makes_a_ready_decision_unready(infos, reach, person, more):
    found = _meeting(infos)
    known = reach.of(person)
    after = Reach({**reach.people, person: replace(known, handed=(*known.handed, more))})
    if only(found, reach).is_ready:
        assert only(found, after).is_ready


@given(st.lists(INFOS, max_size=3), REACHES, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(infos, reach, chance):
    found = _meeting(infos)
    people = list(found.participants)
    chance.shuffle(people)
    other = replace(found, participants=tuple(people))
    assert only(found, reach).is_ready == only(other, reach).is_ready
    assert set(only(found, reach).cells) == set(only(other, reach).cells)


@given(st.lists(INFOS, max_size=3), REACHES)
def test_ready_and_reasons_agree(infos, reach):
    found = _meeting(infos)
    decision = only(found, reach)
    assert decision.is_ready == (reasons(decision, found) == ())


@given(st.lists(INFOS, max_size=3), REACHES)
def test_what_is_held_back_is_held_back_from_each_reader(infos, reach):
    found = _meeting(infos)
    held = {info.id for info in late_informations(found)}
    for cell in only(found, reach).cells:
        if cell.information in held:
            assert cell.state in {State.HELD_BACK, State.OWN}
        assert (cell.state is State.HELD_BACK) <= (cell.information in held)


@pytest.mark.parametrize("day", [date(2027, 1, 21), date(2027, 1, 1)])
def test_the_rule_says_the_day(day):
    said = make_table(table(given_info()), Reach(), day).rule
    assert "sept jours avant la réunion" in said
    assert "jeudi 14\u00a0janvier" in said
