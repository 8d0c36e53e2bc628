"""Reading a meeting costs the same however large it is, and holds nobody's contact."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.domain.kinds import Role
from meetings.dossier import QUERIES, read_dossier, read_dossiers
from meetings.models import Meeting
from partners.domain.families import Interpreting, Receives
from tests import factories


@pytest.mark.parametrize(("people", "rows"), [(1, 1), (28, 12)])
def test_dossier_query_count(meeting, django_assert_num_queries, people, rows):
    factories.fill(meeting, participants=people, items=rows, slots=rows, places=rows)
    with django_assert_num_queries(QUERIES):
        dossier = read_dossier(meeting)
    assert len(dossier.participants) == people + 4
    assert len(dossier.slots) == rows


@pytest.mark.parametrize("count", [1, 3])
def test_dossiers_query_count(team, alice, django_assert_num_queries, count):
    for _ in range(count):
        factories.fill(
            factories.make_meeting(team, alice), participants=1, items=1, slots=1, places=1
        )
    with django_assert_num_queries(QUERIES):
        assert len(read_dossiers(Meeting.objects.all())) == count


def test_dossier_carries_no_contact_of_a_participant(case_1):
    for member in case_1.pupil.family.all():
        member.email, member.phone = "canari-mail@example.org", "canari-tel"
        member.postal_address = "canari-adresse"
        member.save()
    factories.hide_address(case_1.pupil.family.first(), "canari-secret")
    for card in case_1.team.professionals.all():
        card.email, card.phone = "canari-mail@example.org", "canari-tel"
        card.save()
    read = replace(read_dossier(case_1), catalogue=None)
    assert "canari" not in str(asdict(read))


def test_people_stand_in_table_order(case_1):
    roles = [person.role for person in read_dossier(case_1).participants]
    assert roles[:3] == [Role.PUPIL, Role.GUARDIAN, Role.GUARDIAN]
    assert set(roles[3:]) == {Role.PROFESSIONAL}


def test_two_people_called_the_same_are_told_apart_by_name(meeting):
    for name in ("Aïcha", "Mireille"):
        card = factories.make_professional(meeting.team, "aesh", gender="f", first_name=name)
        factories.make_participant(meeting, professional=card)
    called = [person.called for person in read_dossier(meeting).professionals]
    assert called[1:] == ["l’AESH (Aïcha)", "l’AESH (Mireille)"]


def test_a_guardian_with_authority_and_no_seat_is_named(meeting):
    meeting.participants.filter(family_member__relation="père").delete()
    assert read_dossier(meeting).uninvited_guardians == ("le père",)


def test_support_is_the_coordinators_choice_before_the_default(meeting):
    card = factories.make_professional(meeting.team, "aesh")
    seat = factories.make_participant(meeting, professional=card)
    assert read_dossier(meeting).by_id[seat.pk].supported
    seat.support = False
    seat.save()
    person = read_dossier(meeting).by_id[seat.pk]
    assert not person.supported
    assert person.supported_by_default


def test_school_and_class_are_those_of_the_day_it_was_prepared(team, alice):
    school = factories.make_institution(team)
    pupil = factories.make_pupil(team, school=school)
    meeting = factories.make_meeting(team, alice, pupil=pupil)
    pupil.school, pupil.class_name = factories.make_institution(team, "Collège"), "6e"
    pupil.save()
    facts = read_dossier(meeting).pupil
    assert (facts.school, facts.class_name) == (school.name, "CE2")


def test_usual_days_and_distance_are_read_with_the_card(meeting):
    card = factories.make_professional(meeting.team, weekdays="1 4", remote_only=True)
    seat = factories.make_participant(meeting, professional=card)
    person = read_dossier(meeting).by_id[seat.pk]
    assert (person.weekdays, person.remote_only) == ((1, 4), True)


def test_a_guardian_who_may_receive_nothing_is_not_asked_for(meeting):
    meeting.participants.filter(family_member__relation="père").delete()
    meeting.pupil.family.filter(relation="père").update(may_receive="nothing")
    assert read_dossier(meeting).uninvited_guardians == ()


def test_what_the_rules_need_of_a_relative_is_read(meeting):
    meeting.pupil.family.filter(relation="mère").update(
        may_receive="important", interpreter="found", speaks_best="tr",
        childcare="petite sœur", childcare_found="la tante",
    )  # fmt: skip
    person = read_dossier(meeting).guardians[0]
    assert (person.may_receive, person.interpreter) == (Receives.IMPORTANT, Interpreting.FOUND)
    assert (person.speaks_best, person.childcare, person.childcare_found) == (
        "tr", "petite sœur", "la tante",
    )  # fmt: skip


def _hours(*pairs):
    day = datetime(2027, 1, 21, tzinfo=UTC)
    return [(day + timedelta(hours=one), day + timedelta(hours=two)) for one, two in pairs]


def test_only_what_touches_a_slot_is_known_of_a_calendar(meeting):
    """The slot is from 9 h 15 to 10 h 30 in UTC, an hour later in Paris."""
    factories.make_slot(meeting)
    mother, father = meeting.participants.filter(role=Role.GUARDIAN).order_by("pk")
    before, during, after = _hours((7, 9.25), (10, 12), (10.5, 13))
    factories.make_calendar(mother.family_member, before, during, after)
    factories.make_calendar(father.family_member, before, after)
    people = read_dossier(meeting).by_id
    assert [hours for span in people[mother.pk].busy for hours in span] == list(during)
    assert people[mother.pk].busy[0][0].hour == 11
    assert people[mother.pk].calendar_read_on == date(2026, 11, 23)
    assert people[father.pk].busy == ()
    assert people[father.pk].calendar_read_on is None


@pytest.mark.parametrize("count", [1, 3])
def test_calendars_cost_one_query_however_many(
    team, alice, meeting, django_assert_num_queries, count
):
    factories.make_slot(meeting)
    for _ in range(count):
        card = factories.make_professional(team)
        factories.make_participant(meeting, professional=card)
        factories.make_calendar(card, *_hours((8, 9.5), (10, 11)))
    factories.fill(meeting, items=1, places=1)
    with django_assert_num_queries(QUERIES):
        read = read_dossier(meeting)
    assert sum(len(person.busy) for person in read.participants) == 2 * count


def test_the_calendar_of_somebody_in_two_meetings_is_told_in_each_for_its_own_slots(team, alice):
    card = factories.make_professional(team)
    first, second = _hours((9, 10), (15, 16))
    meetings = [factories.make_meeting(team, alice) for _ in range(2)]
    for meeting, (start, _) in zip(meetings, (first, second), strict=True):
        factories.make_slot(meeting, starts_at=start)
        factories.make_participant(meeting, professional=card)
    factories.make_calendar(card, first, second)
    read = read_dossiers(Meeting.objects.order_by("pk"))
    assert [[p.busy for p in one.participants if p.busy] for one in read] == [
        [(first,)],
        [(second,)],
    ]
