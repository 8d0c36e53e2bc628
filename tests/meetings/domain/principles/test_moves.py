import pytest

from meetings.domain.kinds import ItemKind, MeetingKind, MovedTo
from meetings.domain.principles.moves import is_too_much, propose_moves
from tests.meetings.domain.builders import MOTHER, TEACHER, decide, dossier, item, moved
from tests.meetings.domain.cases import case_3


def proposed(*agenda, **changes):
    return {m.item: m.to for m in propose_moves(dossier(agenda=agenda, **changes))}


def test_nothing_is_proposed_while_the_agenda_holds():
    assert proposed(item(1), decide(2), item(3, kind=ItemKind.INFORM)) == {}
    assert proposed() == {}


def test_case_3_keeps_what_the_pupil_asked_for():
    moves = {m.item: m.to for m in propose_moves(case_3())}

    assert moves == {
        1: MovedTo.WRITING,  # le bilan, à informer
        3: MovedTo.SMALLER,  # la cantine
        5: MovedTo.LATER,  # l’orientation
        6: MovedTo.WRITING,  # le transport, à informer
    }  # ce qui reste : l’emploi du temps, le stage vélo, le GEVA-Sco


def test_case_3_once_moved_holds_and_asks_for_nothing_more():
    start = case_3()
    gone = {move.item for move in propose_moves(start)}
    left = tuple(one for one in start.agenda if one.id not in gone)

    assert not is_too_much(left, start)
    assert propose_moves(case_3(agenda=left)) == ()


def test_only_as_many_points_leave_as_needed():
    informs = tuple(item(id, kind=ItemKind.INFORM, minutes=5) for id in range(1, 6))

    assert proposed(*informs) == {4: MovedTo.WRITING, 5: MovedTo.WRITING}


def test_too_many_minutes_are_enough_to_propose():
    assert proposed(item(1, minutes=40), item(2, title="Transport", minutes=30)) == {
        2: MovedTo.SMALLER
    }


def test_too_long_a_pair_with_nothing_to_move_is_left_to_the_coordinator():
    assert proposed(item(1, minutes=60), item(2, minutes=60)) == {}


def test_one_point_always_stays():
    assert proposed(item(1, kind=ItemKind.INFORM, minutes=300)) == {}


def test_an_orientation_leaves_an_ess_before_anything_else():
    agenda = (
        decide(1, title="Orientation en ULIS"),
        item(2),
        item(3),
        item(4, kind=ItemKind.INFORM),
    )

    assert proposed(*agenda, duration_minutes=180) == {1: MovedTo.LATER}


@pytest.mark.parametrize(
    ("kind", "to"),
    [(MeetingKind.EQUIPE_EDUCATIVE, MovedTo.ELSEWHERE), (MeetingKind.ESS, None)],
)
def test_a_request_to_the_mdph_is_for_the_parents_unless_a_pps_is_followed(kind, to):
    agenda = (decide(1, title="Demande à la MDPH"), *(decide(id) for id in (2, 3, 4)))

    assert proposed(*agenda, kind=kind, duration_minutes=180).get(1) is to


@pytest.mark.parametrize(
    ("title", "to"),
    [
        ("Les transports du matin", MovedTo.SMALLER),
        ("Comportement à la CANTINE", MovedTo.SMALLER),
        ("Emploi du temps", MovedTo.SMALLER),
        ("Le périscolaire", MovedTo.SMALLER),
        ("Relire le GEVA-Sco", MovedTo.WRITING),
        ("Bilan du trimestre", MovedTo.WRITING),
        ("Les transporteurs", MovedTo.LATER),
        ("Ce qui aide en classe", MovedTo.LATER),
    ],
)
def test_where_a_point_goes_is_read_in_its_title(title, to):
    agenda = (*(decide(id, title="Les maths") for id in (1, 2, 3)), decide(4, title=title))

    assert proposed(*agenda, duration_minutes=180) == {4: to}


def test_what_the_family_opens_stays():
    agenda = (
        *(item(id, title="Transport", opener=MOTHER) for id in (1, 2, 3)),
        item(4, opener=TEACHER),
    )

    assert proposed(*agenda, duration_minutes=180) == {4: MovedTo.LATER}
    assert proposed(*(item(id, opener=MOTHER) for id in range(1, 6))) == {}


def test_the_pupil_is_heard_whatever_the_accents_but_not_by_name_or_small_words():
    agenda = (*(item(id, title="Avec Yanis") for id in (1, 2, 3)), item(4, title="Velo"))

    moves = proposed(*agenda, pupil_words="Yanis veut le vélo avec vous", duration_minutes=180)

    assert moves == {3: MovedTo.LATER}


def test_a_point_already_moved_is_not_moved_again():
    assert proposed(*(item(id) for id in (1, 2, 3)), moved(4), duration_minutes=75) == {}


def test_the_answer_is_in_the_order_of_the_agenda_and_each_says_why():
    moves = propose_moves(case_3())

    assert [m.item for m in moves] == sorted(m.item for m in moves)
    assert all(m.why.endswith(".") for m in moves)
