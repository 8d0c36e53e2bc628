"""The room as it was planned: who sits there, what one goes through, who speaks first."""

from dataclasses import replace

import pytest

from meetings.domain.kinds import MeetingKind, Role
from meetings.domain.live.acts import read_act
from meetings.domain.live.fold import fold
from meetings.domain.live.room import (
    everybody,
    in_turn,
    people_of,
    points_of,
    strangers_in,
    who_of,
)
from meetings.domain.live.wording import vague_words
from meetings.dossier import read_dossier
from partners.domain.worlds import World
from tests.live_acts import entry, make


@pytest.fixture
def dossier(case_1):
    return read_dossier(case_1)


def test_one_goes_from_the_welcome_to_the_re_reading(dossier):
    points = points_of(dossier)
    assert [point.kind for point in points] == [
        "welcome", "understand", "decide", "decide", "reread"
    ]  # fmt: skip
    assert points[1].item == str(dossier.kept_items[0].id)
    assert points[1].opener == who_of(dossier.by_id[dossier.kept_items[0].opener])


def test_a_point_moved_out_is_not_gone_through(dossier):
    moved = replace(dossier.agenda[0], moved_to="later")
    points = points_of(replace(dossier, agenda=(moved, *dossier.agenda[1:])))
    assert str(moved.id) not in {point.item for point in points}


def test_a_decision_is_instructed_once_everything_to_read_is_given(dossier):
    item = dossier.items_to_decide[0]
    bare = replace(item, informations=())
    (point,) = (p for p in points_of(replace(dossier, agenda=(bare,))) if p.kind == "decide")
    assert not point.instructed
    missing = replace(item.informations[0], text="", file_name="", given_at=None)
    waiting = replace(item, informations=(missing,))
    (point,) = (p for p in points_of(replace(dossier, agenda=(waiting,))) if p.kind == "decide")
    assert not point.instructed
    assert point.readings == ()


def test_a_concertation_without_points_has_its_four_questions(dossier):
    short = replace(dossier, kind=MeetingKind.CONCERTATION_AESH, agenda=())
    assert [point.item for point in points_of(short)] == [
        "accueil", "q1", "q2", "q3", "q4", "relire"
    ]  # fmt: skip
    assert [p.item for p in points_of(replace(dossier, agenda=()))] == ["accueil", "relire"]


def test_the_pupil_then_the_family_then_the_voices_to_support_speak_first(dossier):
    people = {person.who: person for person in people_of(dossier)}
    first = [people[who] for who in in_turn(dossier)]
    assert [person.role for person in first[:3]] == ["pupil", "guardian", "guardian"]
    supported = [person.supported for person in first[3:]]
    assert supported == sorted(supported, reverse=True)


def test_whoever_brings_the_child_up_by_their_work_is_not_the_family(dossier):
    mother = next(p for p in dossier.participants if p.role is Role.GUARDIAN)
    carer = replace(mother, title="assistante familiale", parental_authority=False)
    others = tuple(p for p in dossier.participants if p is not mother)
    person = {p.who: p for p in people_of(replace(dossier, participants=(carer, *others)))}
    assert person[who_of(carer)].world is World.SOCIAL
    assert not person[who_of(carer)].family


def test_somebody_unforeseen_sits_with_the_others(dossier):
    came = make("guest", who="gaaaaaaaa", label="Tante Lila", world="famille", gone=False)
    live = fold([read_act(came)], came["at"])
    person = everybody(dossier, live)["gaaaaaaaa"]
    assert (person.name, person.short, person.world) == ("Tante Lila", "Tante", World.FAMILY)


def test_an_act_speaks_only_of_this_meeting(dossier):
    seat, item = who_of(dossier.participants[0]), str(dossier.agenda[0].id)
    here = {p.id for p in dossier.participants}, {i.id for i in dossier.agenda}
    known = [
        make("floor", who=seat), make("floor", who=""), make("point", item=item),
        make("point", item="q1"), entry("x", item=item, people=[seat, "gaaaaaaaa"]),
    ]  # fmt: skip
    assert not any(strangers_in(read_act(raw), *here) for raw in known)
    strangers = [
        make("floor", who="p999999"), make("point", item="999999"),
        entry("x", looks=["p999999"]), entry("x", holds={"p999999": "y"}),
    ]  # fmt: skip
    assert all(strangers_in(read_act(raw), *here) for raw in strangers)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Aider régulièrement, si possible", ["régulièrement", "si possible"]),
        ("On verra l'an prochain", ["on verra"]),
        ("ON VERRA", ["on verra"]),
        ("La séance du jeudi se fait dans la classe", []),
        ("Il va souventefois là", []),
    ],
)
def test_words_that_leave_a_decision_open_are_found(text, words):
    assert [vague.word for vague in vague_words(text)] == words
