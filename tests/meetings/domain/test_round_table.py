"""The drawing of the table: nobody on top of anybody, nobody outside, everybody in the words."""

from itertools import combinations
from math import atan2, hypot, pi

import pytest
from hypothesis import given, settings, strategies as st

from meetings.domain.kinds import Layout
from meetings.domain.round_table import (
    HALO,
    PALETTE,
    SMALLEST_LABEL,
    SeatSpec,
    round_table,
)
from partners.domain.worlds import World

LABELS = ("Y", "Mère", "Père", "AESH", "Ortho", "Éduc", "Orthophoniste", "WWWWWW", "")


def specs(count, **changes):
    worlds = list(World)
    return [
        SeatSpec(str(i), LABELS[i % 6], f"personne {i}", worlds[i % 6], **changes)
        for i in range(count)
    ]


seat_lists = st.lists(
    st.builds(
        SeatSpec,
        key=st.just("k"),
        short=st.sampled_from(LABELS),
        full=st.just("quelqu’un"),
        world=st.sampled_from(World),
        supported=st.booleans(),
        remote=st.booleans(),
        empty=st.booleans(),
        you=st.booleans(),
    ),
    max_size=40,
)


@given(seats=seat_lists, layout=st.sampled_from(Layout))
@settings(max_examples=120, deadline=None)
def test_no_two_seats_touch_and_all_are_inside(seats, layout):
    table = round_table(seats, layout, "Yanis")
    for one, other in combinations(table.seats, 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.halo_r + other.halo_r
    for seat in table.seats:
        assert table.left <= seat.x - seat.halo_r
        assert seat.x + seat.halo_r <= table.left + table.width
        assert table.top <= seat.y - seat.halo_r
        assert seat.y + seat.halo_r <= table.top + table.height


@given(seats=seat_lists, layout=st.sampled_from(Layout))
@settings(max_examples=60, deadline=None)
def test_the_same_seats_give_the_same_drawing(seats, layout):
    assert round_table(seats, layout, "Yanis") == round_table(list(seats), layout, "Yanis")


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 11, 12, 30])
def test_the_pupil_sits_at_the_top_and_the_others_follow_clockwise(layout, count):
    table = round_table(specs(count), layout, "Yanis")
    assert [seat.spec.key for seat in table.seats] == [str(i) for i in range(count)]
    first = table.seats[0]
    assert first.x == 0
    assert first.y == min(seat.y for seat in table.seats)
    turns = [atan2(seat.x, table.name_y - seat.y) % (2 * pi) for seat in table.seats]
    assert turns == sorted(turns)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("count", [1, 11, 30])
def test_a_label_fits_in_its_seat(label, count):
    seat = round_table([SeatSpec("a", label, "x", World.CARE)] * count, Layout.ROUND, "").seats[0]
    narrowest_letter = 0.38
    assert seat.font_size >= SMALLEST_LABEL
    assert len(seat.label) * narrowest_letter * seat.font_size <= 2 * seat.r
    assert label.startswith(seat.label.rstrip("…"))


def test_a_label_too_long_is_cut_and_the_list_keeps_it_whole():
    spec = SeatSpec("o", "Orthophoniste", "l’orthophoniste", World.CARE)
    table = round_table([spec], Layout.ROUND, "Inès")
    assert table.seats[0].label.endswith("…")
    assert "l’orthophoniste" in table.description


def test_the_description_says_everyone_and_what_the_drawing_shows():
    seats = [
        SeatSpec("y", "Y", "Yanis", World.FAMILY, supported=True),
        SeatSpec("m", "Mère", "sa mère", World.FAMILY, you=True),
        SeatSpec("o", "Ortho", "l’orthophoniste", World.CARE, remote=True),
    ]
    table = round_table(seats, Layout.ROUND, "Yanis")
    assert table.description == (
        "Autour de Yanis\u00a0: Yanis (parole à soutenir), sa mère (vous) "
        "et l’orthophoniste (à distance)."
    )
    assert [seat.label for seat in table.seats] == ["Y", "Vous", "Ortho"]


def test_a_participants_copy_says_nothing_of_support():
    table = round_table(specs(6), Layout.ROUND, "Inès")
    assert not table.has_supported
    assert "soutenir" not in table.description
    assert all("soutenir" not in seat.described for seat in table.seats)


def test_the_name_is_elided():
    assert round_table([], Layout.ROUND, "Inès").around == "autour d’"
    assert round_table([], Layout.ROUND, "Yanis").around == "autour de"
    assert round_table([], Layout.ROUND, "").around == ""


def test_nobody_yet_is_said():
    table = round_table([], Layout.U, "Lina")
    assert table.seats == ()
    assert table.description == "Autour de Lina\u00a0: personne pour l’instant."


def test_the_list_groups_people_by_world_and_keeps_the_empty_chair_apart():
    seats = [
        SeatSpec("a", "AESH", "l’AESH", World.SCHOOL),
        SeatSpec("m", "Mère", "la mère", World.FAMILY),
        SeatSpec("+", "+", "une chaise vide", World.FAMILY, empty=True),
        SeatSpec("d", "Dir", "la directrice", World.SCHOOL),
    ]
    table = round_table(seats, Layout.ROUND, "Yanis")
    assert [(g.label, [s.spec.key for s in g.seats]) for g in table.worlds] == [
        ("Famille et élève", ["m"]),
        ("École", ["a", "d"]),
    ]
    assert [seat.label for seat in table.empty_seats] == ["+"]


def test_each_world_can_be_told_without_its_colour():
    table = round_table(specs(6), Layout.ROUND, "Yanis")
    assert len({seat.pattern for seat in table.seats}) == len(World)


def test_someone_far_away_is_drawn_hollow():
    near, far = round_table(
        [
            SeatSpec("a", "Psy", "a", World.SCHOOL),
            SeatSpec("b", "Psy", "b", World.SCHOOL, remote=True),
        ],
        Layout.ROUND,
        "Yanis",
    ).seats
    assert (near.fill, near.ink) == (PALETTE[World.SCHOOL], PALETTE["card"])
    assert (far.fill, far.ink) == (PALETTE["card"], PALETTE[World.SCHOOL])


def test_the_table_stays_clear_of_the_seats():
    table = round_table(specs(11), Layout.ROUND, "Yanis")
    edge = float(table.outline[1:].split(" ")[0]) * -1
    nearest = min(hypot(seat.x, seat.y) - seat.r for seat in table.seats)
    assert edge + HALO < nearest
