"""A decision as it stands, and what the next meeting opens on: each open one exactly once."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, strategies as st

from meetings.domain.before import EarlierMeeting, as_said, before
from meetings.domain.kinds import Said
from meetings.domain.live.state import Became
from meetings.domain.promises import OVER, Promise, Report, late, open_before
from tests.meetings.domain.lives import Acts

START = datetime(2026, 9, 1, 12, tzinfo=UTC)


def at(day):
    return START + timedelta(days=day)


def promise(ident=1, *reports, meeting=1, decided=0, by_on=None, text="Un carnet d’une ligne"):
    said = tuple(Report(said, at(day)) for said, day in reports)
    return Promise(
        ident, f"{ident:032x}", 1, text, "la mère", by_on, "", (), meeting, "La rentrée", "R1",
        at(decided).date(), at(decided), said,
    )  # fmt: skip


def test_nothing_said_is_to_do():
    standing = promise().at(at(3))
    assert (standing.said, standing.is_open, standing.since) == (Said.TO_DO, True, None)


def test_the_last_word_counts_as_it_was_at_that_moment():
    one = promise(1, (Said.NOT_YET, 10), (Said.DONE, 20))
    assert one.at(at(5)).said is Said.TO_DO
    assert one.at(at(15)).said is Said.NOT_YET
    assert not one.at(at(25)).is_open


def test_a_change_replaces_the_text_and_the_day_and_stays_open():
    changed = Report(
        Said.CHANGED, at(5), new_text="Un carnet par semaine", new_by_on=date(2027, 1, 8)
    )
    one = Promise(
        1, "e", 1, "Un carnet", "", date(2026, 10, 1), "", (), 1, "", "", START.date(), START,
        (changed, Report(Said.NOT_YET, at(9))),
    )  # fmt: skip
    standing = one.at(at(10))
    assert (standing.text, standing.by_on) == ("Un carnet par semaine", date(2027, 1, 8))
    assert standing.is_open


def test_late_is_open_once_its_day_has_passed_the_oldest_first():
    today = at(30).date()
    found = late(
        [
            promise(1, by_on=at(29).date()),
            promise(2, by_on=at(30).date()),
            promise(3, (Said.DONE, 12), by_on=at(10).date()),
            promise(4, by_on=at(10).date()),
            promise(5),
        ],
        at(30),
        today,
    )
    assert [one.id for one in found] == [4, 1]


_reports = st.lists(st.tuples(st.sampled_from(list(Said)), st.integers(1, 60)), max_size=5).map(
    lambda rows: sorted(rows, key=lambda row: row[1])
)
_promises = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 40), _reports), max_size=12).map(
    lambda rows: [
        promise(n, *reports, meeting=meeting, decided=decided)
        for n, (meeting, decided, reports) in enumerate(rows, start=1)
    ]
)


@given(promises=_promises, day=st.integers(0, 70), twice=st.booleans())
def test_what_is_open_at_the_end_of_a_meeting_opens_the_next_exactly_once(promises, day, twice):
    """Whatever was said in between, of those of the others and of those alone."""
    moment, next_meeting = at(day), 9
    found = [one.id for one in open_before(promises * (2 if twice else 1), next_meeting, moment)]
    assert len(found) == len(set(found))
    for one in promises:
        decided = one.decided_at <= moment
        last = [said for said, said_day in _said(one) if said_day <= moment]
        is_open = not last or last[-1] not in OVER
        assert (one.id in found) == (decided and is_open)


def _said(one):
    return [(report.said, report.said_at) for report in one.reports]


def test_a_meeting_does_not_open_on_its_own_decisions():
    assert open_before([promise(meeting=9)], 9, at(5)) == []


# --- What is tried ------------------------------------------------------------------------------


def _tried(**fields):
    acts = Acts()
    acts.note("tension", "accueil", "Rester ou sortir", dilemma="continuity", **fields)
    return acts.live()


def _earlier(number, live, day=0):
    return EarlierMeeting(number, at(day), at(day) + timedelta(hours=1), live)


def test_an_invention_is_tried_until_a_later_meeting_says_it_is_over():
    first = _earlier(1, _tried(invention="Un temps en classe", try_until="2026-11-13"))
    (trial,) = before([], [first], 9, at(60))
    assert (trial.text, trial.about) == (
        "Un temps en classe",
        "jusqu’au 13\u00a0novembre 2026",
    )
    assert trial.said_label == "à l’essai"
    goes_on, over = Acts().live(), Acts().live()
    goes_on.became = {trial.what: Became("not_yet", "Encore un mois")}
    over.became = {trial.what: Became("given_up", "")}
    (still,) = before([], [first, _earlier(2, goes_on, 20)], 9, at(60))
    assert (still.said_label, still.note) == ("on continue", "Encore un mois")
    assert before([], [first, _earlier(2, goes_on, 20), _earlier(3, over, 40)], 9, at(60)) == ()
    # Said later than the moment asked for: it was still tried then.
    assert len(before([], [first, _earlier(3, over, 40)], 9, at(30))) == 1


def test_a_tension_without_invention_is_not_tried():
    assert before([], [_earlier(1, _tried(how="aider"))], 9, at(60)) == ()


def test_the_room_says_what_became_of_each():
    found = before([promise(7)], [], 9, at(5))
    (said,) = as_said(found, {"d7": Became("help", "il manque un cahier")})
    assert (said.said_label, said.note) == ("besoin d’aide", "il manque un cahier")
    assert as_said(found, {"d8": Became("done", "")}) == found
