"""The card of a pupil and the rows of the schooling say the same of the present."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import MeetingKind
from meetings.overview.actions import NewMeeting, NewPupil, begin_with_new_pupil
from partners import actions
from partners.actions import ClassMove, Move, NotThereError, Placement, StandingYearError
from partners.domain.school_years import school_year_of
from partners.models import Pupil, Schooling
from tests.factories import NOW, make_institution, make_professional, make_pupil

JUNE = datetime(2027, 6, 15, 9, 0, tzinfo=UTC)
SEPTEMBER = datetime(2027, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def school(team):
    return make_institution(team)


@pytest.fixture
def college(team):
    return make_institution(team, "Collège Rosa-Parks", "college")


@pytest.fixture
def pupil(team, alice, school):
    return actions.add_pupil(
        team, by=alice, now=NOW, first_name="Yanis", school=school, class_name="CE2"
    )


def years(pupil):
    return [
        (row.year, row.since, row.school and row.school.name, row.class_name, row.leaves)
        for row in pupil.schoolings.all()
    ]


def now_at(pupil):
    pupil.refresh_from_db()
    return pupil.school and pupil.school.name, pupil.class_name


def plan(pupil, year, school, class_name, *, by, now=JUNE):
    actions.add_schooling(pupil, by=by, now=now, year=year, school=school, class_name=class_name)


def change(pupil, by, **wanted):
    seen = {name: getattr(pupil, name) for name in wanted}
    actions.change_card(pupil, seen=seen, wanted=wanted, by=by, now=NOW)


def test_a_new_pupil_begins_the_present_year(pupil, school):
    assert years(pupil) == [(2026, None, school.name, "CE2", False)]


def test_a_pupil_of_whom_nothing_is_known_has_no_year(team, alice):
    pupil = actions.add_pupil(team, by=alice, now=NOW, first_name="Lina")
    assert years(pupil) == []


def test_a_card_corrected_corrects_the_present_year(pupil, alice, school):
    change(pupil, alice, class_name="CM1", dispositif="ULIS")
    assert years(pupil) == [(2026, None, school.name, "CM1", False)]
    assert pupil.schoolings.get().dispositif == "ULIS"


def test_a_card_whose_school_does_not_change_writes_no_year(team, alice):
    pupil = make_pupil(team)
    change(pupil, alice, last_name="N’Diaye")
    assert years(pupil) == []


def test_a_pupil_who_gets_a_card_with_a_meeting_begins_the_year_too(team, alice, school):
    make_professional(team, account=alice)
    meeting = begin_with_new_pupil(
        team,
        NewPupil("Inès", school=school, class_name="6e"),
        NewMeeting(MeetingKind.ESS),
        by=alice,
        now=NOW,
    )
    assert years(meeting.pupil) == [(2026, None, school.name, "6e", False)]


def test_a_planned_year_leaves_the_card_and_the_present_one_moves_it(pupil, alice, school, college):
    plan(pupil, 2027, college, "6e", by=alice, now=NOW)
    assert now_at(pupil) == (school.name, "CE2")
    row = pupil.schoolings.get(year=2026)
    seen = {"school": school, "class_name": "CE2"}
    wanted = {"school": college, "class_name": "6e"}
    actions.change_schooling(row, seen=seen, wanted=wanted, by=alice, now=NOW)
    assert now_at(pupil) == (college.name, "6e")


def test_another_school_in_the_middle_of_a_year_keeps_the_first(pupil, alice, school, college):
    actions.add_schooling(
        pupil, by=alice, now=NOW, year=2026, since=date(2026, 11, 9), school=college,
        class_name="6e",
    )  # fmt: skip
    assert now_at(pupil) == (college.name, "6e")
    assert years(pupil) == [
        (2026, date(2026, 11, 9), college.name, "6e", False),
        (2026, None, school.name, "CE2", False),
    ]


def test_a_change_planned_later_in_the_year_waits_for_its_day(pupil, alice, school, college):
    actions.add_schooling(
        pupil, by=alice, now=NOW, year=2026, since=date(2027, 1, 4), school=college, class_name="6e"
    )
    assert now_at(pupil) == (school.name, "CE2")
    assert actions.open_school_year(datetime(2027, 1, 3, 12, tzinfo=UTC)) == 0
    assert actions.open_school_year(datetime(2027, 1, 4, 12, tzinfo=UTC)) == 1
    assert now_at(pupil) == (college.name, "6e")


def test_the_year_where_the_pupil_is_cannot_be_removed(pupil, alice):
    with pytest.raises(StandingYearError):
        actions.remove_schooling(pupil.schoolings.get(), by=alice, now=NOW)
    assert pupil.schoolings.count() == 1


def test_removing_a_change_written_by_mistake_brings_the_pupil_back(pupil, alice, school, college):
    row = actions.add_schooling(
        pupil, by=alice, now=NOW, year=2026, since=date(2026, 11, 9), school=college
    )
    actions.remove_schooling(row, by=alice, now=NOW)
    assert now_at(pupil) == (school.name, "CE2")


def test_a_change_of_the_present_year_may_not_leave_the_pupil_nowhere(pupil, alice):
    row = pupil.schoolings.get()
    with pytest.raises(StandingYearError):
        actions.change_schooling(
            row, seen={"since": None}, wanted={"since": date(2027, 1, 4)}, by=alice, now=NOW
        )
    assert pupil.schoolings.get().since is None


def test_in_september_the_planned_year_begins_once(pupil, alice, college):
    plan(pupil, 2027, college, "6e", by=alice, now=JUNE)
    JournalEntry.objects.forget_before(timezone.now() + timedelta(days=400))
    assert actions.open_school_year(JUNE) == 0
    assert actions.open_school_year(SEPTEMBER) == 1
    assert actions.open_school_year(SEPTEMBER) == 0
    assert now_at(pupil) == (college.name, "6e")
    assert JournalEntry.objects.get().detail == {"fields": ["school", "class_name"]}


def test_a_year_nobody_planned_changes_nothing(pupil, school):
    assert actions.open_school_year(SEPTEMBER) == 0
    assert now_at(pupil) == (school.name, "CE2")


def test_the_search_finds_a_pupil_by_the_class_of_the_year_that_begins(pupil, alice, college):
    plan(pupil, 2027, college, "6e C", by=alice, now=JUNE)
    actions.open_school_year(SEPTEMBER)
    assert list(Pupil.objects.matching("6e c")) == [pupil]


def move(pupils, year, placement, *, by, now=JUNE, school=None, class_name="CE2"):
    moves = [Move(pupil.pk, placement) for pupil in pupils]
    return actions.move_pupils(ClassMove(school, class_name, year, moves), by=by, now=now)


def test_a_class_moves_with_one_line_for_each_pupil(team, alice, school):
    pupils = [make_pupil(team, school=school) for _ in range(3)]
    assert move(pupils, 2027, Placement(school, "CM1"), by=alice, school=school) == 3
    assert {now_at(pupil)[1] for pupil in pupils} == {"CE2"}
    assert JournalEntry.objects.filter(act="pupil_moved").count() == 3
    actions.open_school_year(SEPTEMBER)
    assert {now_at(pupil)[1] for pupil in pupils} == {"CM1"}


def test_a_pupil_moved_meanwhile_stops_the_whole_class(team, alice, school, college):
    pupils = [make_pupil(team, school=school) for _ in range(2)]
    plan(pupils[1], 2026, college, "6e", by=alice, now=JUNE)
    with pytest.raises(NotThereError) as stopped:
        move(pupils, 2027, Placement(school, "CM1"), by=alice, school=school)
    assert stopped.value.pupils == (pupils[1].pk,)
    assert not Schooling.objects.filter(year=2027).exists()


def test_nobody_moves_a_pupil_of_another_team(team, charlie):
    pupil = make_pupil(team)
    with pytest.raises(NotThereError):
        move([pupil], 2027, Placement(None, "CM1"), by=charlie)


def test_a_pupil_who_leaves_next_year_is_put_away_in_september(pupil, alice, school):
    move([pupil], 2027, None, by=alice, school=school)
    pupil.refresh_from_db()
    assert pupil.archived_at is None
    assert years(pupil)[0] == (2027, None, None, "", True)
    assert actions.open_school_year(SEPTEMBER) == 1
    pupil.refresh_from_db()
    assert pupil.archived_at == SEPTEMBER
    assert pupil.class_name == "CE2"


def test_a_pupil_who_leaves_this_year_is_put_away_now_and_the_year_stays(pupil, alice, school):
    move([pupil], 2026, None, by=alice, school=school)
    pupil.refresh_from_db()
    assert pupil.archived_at == JUNE
    assert years(pupil) == [(2026, None, school.name, "CE2", False)]


def test_a_pupil_who_comes_back_is_not_put_away_again(pupil, alice, school):
    move([pupil], 2027, None, by=alice, school=school)
    actions.open_school_year(SEPTEMBER)
    pupil.refresh_from_db()
    actions.bring_back_card(pupil, by=alice, now=SEPTEMBER)
    assert actions.open_school_year(SEPTEMBER) == 0
    pupil.refresh_from_db()
    assert pupil.archived_at is None
    assert [row[0] for row in years(pupil)] == [2026]


def test_a_planned_departure_is_replaced_by_a_class(pupil, alice, school):
    move([pupil], 2027, None, by=alice, school=school)
    move([pupil], 2027, Placement(school, "CM1"), by=alice, school=school)
    assert years(pupil)[0] == (2027, None, school.name, "CM1", False)


def test_the_command_says_how_many(pupil, alice, school, capsys):
    year = school_year_of(timezone.localdate())
    Schooling.objects.update_or_create(
        pupil=pupil, year=year, since=None, defaults={"class_name": "CM1", "school": school}
    )
    call_command("open_school_year")
    assert "mises à jour : 1" in capsys.readouterr().out
    assert now_at(pupil)[1] == "CM1"
    call_command("open_school_year")
    assert capsys.readouterr().out == ""
