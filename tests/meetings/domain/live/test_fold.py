"""Whatever the order and the number of times acts arrive, they make one meeting."""

from itertools import pairwise

from hypothesis import given, strategies as st

from meetings.domain.live.acts import read_act, written
from meetings.domain.live.fold import fold
from tests.live_acts import MINUTE, T0, entry, make, random_acts

END = T0 + 90 * MINUTE


def _fold(*raws, now=END):
    return fold([read_act(raw) for raw in raws], now)


# --- Properties --------------------------------------------------------------------------------


@given(random_acts(), st.randoms(use_true_random=False), st.data())
def test_two_devices_heard_in_any_order_and_twice_make_one_meeting(acts, random, data):
    again = data.draw(st.lists(st.sampled_from(acts), max_size=10)) if acts else []
    heard = [*acts, *again]
    random.shuffle(heard)
    assert fold(heard, END).as_json() == fold(acts, END).as_json()


@given(random_acts())
def test_no_word_is_lost(acts):
    """Each version that stands is shown, or another one that stands took its place."""
    live = fold(acts, END)
    undone = {act.payload["act"] for act in acts if act.kind == "undo"}
    versions = [a for a in acts if a.kind == "entry" and a.id not in undone]
    shown = {head.act for found in live.entries for head in found.heads}
    listed = {found.id for found in live.entries}
    for act in versions:
        same = [other for other in versions if other.payload["entry"] == act.payload["entry"]]
        replaced = any(act.id in other.payload["over"] for other in same if other is not act)
        taken_away = act.payload["entry"] not in listed and any(a.payload["gone"] for a in same)
        assert act.id in shown or replaced or taken_away


@given(random_acts(least=1))
def test_something_written_never_vanishes_unless_taken_away(acts):
    live = fold(acts, END)
    undone = {act.payload["act"] for act in acts if act.kind == "undo"}
    versions = [a for a in acts if a.kind == "entry" and a.id not in undone]
    for key in {act.payload["entry"] for act in versions}:
        of_key = [act for act in versions if act.payload["entry"] == key]
        if not any(act.payload["gone"] for act in of_key):
            assert key in {found.id for found in live.entries}


@given(random_acts())
def test_nobody_speaks_twice_at_once(acts):
    turns = fold(acts, END).turns
    assert all(turn.until >= turn.at for turn in turns)
    assert all(a.until <= b.at for a, b in pairwise(turns))


@given(random_acts())
def test_points_take_no_more_time_than_the_meeting(acts):
    live = fold(acts, END)
    assert sum(live.item_ms.values()) <= END - T0
    assert all(spent >= 0 for spent in live.item_ms.values())


@given(random_acts(most=20), random_acts(most=20))
def test_what_is_shown_of_an_entry_is_what_was_written(mine, others):
    known = {act.id: act for act in [*mine, *others]}
    live = fold(known.values(), END)
    for found in live.entries:
        for head in found.heads:
            assert dict(head.fields) == written(known[head.act].payload)


# --- One by one --------------------------------------------------------------------------------


def test_an_edit_takes_the_place_of_what_it_edits():
    first = entry("Il rate les maths", note="tension")
    second = entry("Il rate l’atelier", note="tension", of=first["entry"], over=[first["id"]])
    (found,) = _fold(first, second).entries
    assert found.head.text == "Il rate l’atelier"
    assert not found.is_disputed


def test_two_edits_made_apart_are_both_kept_until_somebody_chooses():
    first = entry("Jeudi")
    key, over = first["entry"], [first["id"]]
    mine, yours = entry("Jeudi matin", of=key, over=over), entry("Jeudi soir", of=key, over=over)
    (found,) = _fold(first, mine, yours).entries
    assert {head.text for head in found.heads} == {"Jeudi matin", "Jeudi soir"}
    chosen = entry("Jeudi matin", of=key, over=[mine["id"], yours["id"]])
    (found,) = _fold(first, mine, yours, chosen).entries
    assert found.head.text == "Jeudi matin"
    assert not found.is_disputed


def test_taken_away_on_one_device_and_edited_on_the_other_shows_both():
    first = entry("Jeudi")
    away = entry("Jeudi", of=first["entry"], over=[first["id"]], gone=True)
    edited = entry("Vendredi", of=first["entry"], over=[first["id"]])
    (found,) = _fold(first, away, edited).entries
    assert found.is_disputed
    assert found.head.text == "Vendredi"


def test_versions_that_replace_each_other_leave_the_latest():
    first = entry("a", at=T0)
    second = entry("b", of=first["entry"], over=[first["id"]], at=T0 + 1)
    first["over"] = [second["id"]]
    (found,) = _fold(first, second).entries
    assert found.head.text == "b"


def test_time_is_counted_by_speaker_and_by_point():
    live = _fold(
        make("open", at=T0),
        make("point", item="1", at=T0),
        make("floor", who="p1", at=T0),
        make("floor", who="p2", at=T0 + 2 * MINUTE),
        make("point", item="2", at=T0 + 3 * MINUTE),
        make("floor", who="", at=T0 + 5 * MINUTE),
        make("close", at=T0 + 10 * MINUTE),
    )
    said = live.as_json()
    assert said["spoken"] == {"p1": 2 * MINUTE, "p2": 3 * MINUTE}
    assert said["item_ms"] == {"1": 3 * MINUTE, "2": 7 * MINUTE}
    assert [(t["who"], t["item"]) for t in said["turns"]] == [("p1", "1"), ("p2", "1"), ("p2", "2")]
    assert said["closed_at"] == T0 + 10 * MINUTE


def test_the_turn_under_way_grows_and_says_since_when():
    tapped = make("floor", who="p1", at=T0)
    live = _fold(tapped, make("point", item="1", at=T0 + MINUTE), now=T0 + 3 * MINUTE)
    assert (live.floor.who, live.floor.since) == ("p1", T0)
    assert sum(turn.length for turn in live.turns) == 3 * MINUTE


def test_undone_the_one_before_goes_on():
    wrong = make("floor", who="p2", at=T0 + MINUTE)
    live = _fold(make("floor", who="p1", at=T0), wrong, make("undo", act=wrong["id"], at=T0 + 1))
    assert live.floor.who == "p1"


def test_corrected_the_time_goes_to_whoever_spoke():
    wrong = make("floor", who="p2", at=T0)
    end = make("floor", who="", at=T0 + MINUTE)
    live = _fold(wrong, end, make("recast", act=wrong["id"], who="p3", at=T0 + MINUTE))
    assert live.as_json()["spoken"] == {"p3": MINUTE}


def test_not_watched_nothing_is_counted():
    live = _fold(
        make("watch", on=False, at=T0),
        make("floor", who="p1", at=T0 + 1),
        make("close", at=T0 + MINUTE),
    )
    assert live.turns == ()
    assert not live.watch


def test_opened_again_the_point_goes_on_and_the_pause_does_not_count():
    live = _fold(
        make("point", item="relire", at=T0),
        make("close", at=T0 + MINUTE),
        make("reopen", at=T0 + 10 * MINUTE),
        now=T0 + 11 * MINUTE,
    )
    assert live.closed_at is None
    assert live.item_ms == {"relire": 2 * MINUTE}


def test_the_last_word_wins_where_there_is_one_value():
    live = _fold(
        make("presence", who="p1", state="late", at=T0),
        make("presence", who="p1", state="here", at=T0 + MINUTE),
        make("next", day="2027-03-04", time="", text="", at=T0),
        make("next", day="", time="", text="", at=T0 + 1),
        make("with", **{"who": "p2", "with": "p1"}),
        make("with", **{"who": "p2", "with": "", "at": T0 + 1}),
        make("asked", item="2"),
    )
    said = live.as_json()
    assert said["presence"] == {"p1": "here"}
    assert said["next"] is None
    assert said["with"] == {}
    assert said["asked"] == ["2"]


def test_somebody_unforeseen_may_leave_again():
    came = make("guest", who="gaaaaaaaa", label="La tante", world="famille", gone=False)
    came["with"] = "p2"
    assert [guest.label for guest in _fold(came).guests] == ["La tante"]
    assert _fold(came).comes_with == {"gaaaaaaaa": "p2"}
    assert _fold(came, came | {"id": entry("")["id"], "gone": True, "at": T0 + 1}).guests == ()
