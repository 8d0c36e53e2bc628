import pytest

from meetings.domain.kinds import ItemKind, MeetingKind, MovedTo
from meetings.domain.principles.time_and_points import look
from tests.meetings.domain.builders import (
    TODAY,
    aesh,
    decide,
    dossier,
    item,
    moved,
    slot,
    teacher,
)


def seen(*agenda, **changes):
    return look(dossier(agenda=agenda, **changes), TODAY)


def points(count, **changes):
    return tuple(item(id, **changes) for id in range(1, count + 1))


def test_silent_while_the_agenda_is_empty():
    assert seen(words_minutes=0, rereading_minutes=0) == []


def test_three_points_that_hold_are_silent():
    assert seen(*points(3)) == []


def test_a_point_moved_out_no_longer_counts():
    assert seen(*points(3), moved(4, minutes=60)) == []


def test_more_than_three_points_are_said_with_what_is_left_for_each():
    (finding,) = seen(*points(7, minutes=10), duration_minutes=45)

    assert finding.fact == "Sept points à l’ordre du jour, pour 45\u00a0minutes."
    assert finding.detail == (
        "Une fois gardés l’accueil, les mots et la relecture, il reste 4\u00a0minutes par point."
    )
    assert [act.anchor for act in finding.acts] == ["moves", "add-slot", "item-7"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(20, "il reste 1\u00a0minute par point"), (15, "il ne reste rien"), (5, "il ne reste rien")],
)
def test_what_is_left_for_each_is_never_negative(minutes, words):
    (finding,) = seen(*points(5, minutes=10), duration_minutes=minutes)

    assert words in finding.detail


def test_no_time_is_said_to_be_kept_when_none_is():
    none_kept = {"opening_minutes": 0, "words_minutes": 0, "rereading_minutes": 0}

    finding = seen(*points(4, minutes=5), duration_minutes=20, **none_kept)[0]

    assert finding.detail == "Cela fait 5\u00a0minutes par point."


def test_more_minutes_than_the_meeting_has():
    (finding,) = seen(*points(3), duration_minutes=60)

    assert finding.fact == "L’ordre du jour prévoit 1\u00a0h\u00a015, la réunion dure 1\u00a0heure."


def test_the_chosen_slot_says_how_long_the_meeting_is():
    assert seen(*points(3), duration_minutes=60, slots=(slot(minutes=75, is_chosen=True),)) == []


def test_few_minutes_for_what_is_decided_together():
    (finding,) = seen(decide(1, title="Les temps de classe", minutes=9))

    assert finding.fact == "Peu de minutes pour « Les temps de classe » (9\u00a0minutes)."
    assert [act.anchor for act in finding.acts] == ["item-1"]


@pytest.mark.parametrize("changes", [{"minutes": 10}, {"minutes": 0}, {"kind": ItemKind.INFORM}])
def test_ten_minutes_none_yet_or_an_information_are_no_finding(changes):
    assert seen(item(1, **({"minutes": 5} | changes))) == []


def test_the_same_agenda_has_the_same_key_and_another_has_another():
    (before,) = seen(*points(4, minutes=10))
    (renamed,) = seen(*points(4, minutes=10, title="Autrement dit"))
    (more,) = seen(*points(5, minutes=10))

    assert before.key == renamed.key != more.key


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"words_minutes": 0}, "Aucune minute n’est gardée pour expliquer les mots."),
        ({"rereading_minutes": 0}, "Aucune minute n’est gardée pour relire ensemble."),
        (
            {"words_minutes": 0, "rereading_minutes": 0},
            "Aucune minute n’est gardée pour expliquer les mots ni pour relire ensemble.",
        ),
    ],
)
def test_time_for_words_and_for_rereading(changes, fact):
    (finding,) = seen(item(1), **changes)

    assert finding.fact == fact
    assert finding.weighs_on == "la mère de Yanis"
    assert finding.acts[0].anchor == "times"


def test_between_professionals_it_weighs_on_each_of_them():
    two = {"kind": MeetingKind.CONCERTATION_AESH, "participants": (aesh(), teacher())}

    (finding,) = seen(item(1), words_minutes=0, **two)

    assert finding.weighs_on == "chaque personne invitée"


def test_where_the_points_of_a_crowded_agenda_go_is_not_decided_here():
    (finding,) = seen(*points(4), moved(5, MovedTo.LATER))

    assert finding.acts[0].label == "Voir ce qui peut se traiter ailleurs"
