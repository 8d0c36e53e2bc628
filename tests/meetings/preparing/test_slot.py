from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.domain.kinds import Answer, Role
from tests import factories
from tests.meetings.preparing.days import in_days, typed


def url(meeting, name="slot", *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def period(seen, **changes):
    """The form of the period as the browser sends it, after these changes."""
    return seen | {f"initial-{name}": value for name, value in seen.items()} | changes


def new_slot(starts_at=None, **changes):
    day, start = typed(starts_at or in_days(30))
    plain = {"add-form_key": factories.new_key(), "add-day": day, "add-start": start, "add-end": ""}
    return plain | {f"add-{name}": value for name, value in changes.items()}


@pytest.fixture
def family(meeting):
    return {p.family_member.relation: p for p in meeting.participants.exclude(family_member=None)}


def test_the_page_asks_its_question(alice_client, meeting):
    page = alice_client.get(url(meeting)).content.decode()
    assert "laisse la parole à chacun" in page
    assert "Pas encore de créneau" in page


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("slot", 0), ("slot_add", 0), ("slot_give_up", 0), ("slot_change", 1), ("slot_remove", 1),
        ("slot_choose", 1),
    ],
)  # fmt: skip
def test_a_stranger_finds_nothing(charlie_client, meeting, name, args):
    slot = factories.make_slot(meeting, in_days(30))
    assert charlie_client.post(url(meeting, name, *[slot.pk][:args])).status_code == 404
    assert meeting.slots.count() == 1


@pytest.mark.parametrize("name", ["slot_change", "slot_remove", "slot_choose"])
def test_a_slot_of_another_meeting_is_not_found(alice_client, alice, team, meeting, name):
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    slot = factories.make_slot(other, in_days(30))
    assert alice_client.post(url(meeting, name, slot.pk)).status_code == 404
    assert other.slots.filter(pk=slot.pk).exists()


@pytest.mark.parametrize("name", ["slot_add", "slot_choose"])
def test_acts_are_posted(alice_client, meeting, name):
    args = [factories.make_slot(meeting, in_days(30)).pk] if name == "slot_choose" else []
    assert alice_client.get(url(meeting, name, *args)).status_code == 405


def test_the_period_and_the_duration_are_kept(alice_client, meeting):
    seen = {"period_start": "", "period_end": "", "duration_minutes": "60"}
    changes = {"period_start": "11/01/2027", "period_end": "2027-02-05", "duration_minutes": "75"}
    assert alice_client.post(url(meeting), period(seen, **changes)).status_code == 302
    meeting.refresh_from_db()
    kept = (str(meeting.period_start), str(meeting.period_end), meeting.duration_minutes)
    assert kept == ("2027-01-11", "2027-02-05", 75)


@pytest.mark.parametrize("duration", ["0", "-5", "241", "une heure", ""])
def test_a_duration_outside_sense_is_refused_and_stays_typed(alice_client, meeting, duration):
    seen = {"period_start": "", "period_end": "", "duration_minutes": "60"}
    response = alice_client.post(url(meeting), period(seen, duration_minutes=duration))
    assert response.status_code == 422
    assert response.context["form"]["duration_minutes"].value() == duration
    assert response.context["form"].errors.keys() == {"duration_minutes"}
    meeting.refresh_from_db()
    assert meeting.duration_minutes == 60


def test_a_period_that_ends_before_it_begins_is_refused(alice_client, meeting):
    seen = {"period_start": "", "period_end": "", "duration_minutes": "60"}
    response = alice_client.post(
        url(meeting), period(seen, period_start="2027-02-05", period_end="2027-01-11")
    )
    assert response.context["form"].errors.keys() == {"period_end"}


def test_two_coordinators_who_change_the_duration_both_see_it(alice_client, bob_client, meeting):
    seen = {"period_start": "", "period_end": "", "duration_minutes": "60"}
    bob_client.post(url(meeting), period(seen, duration_minutes="45"))
    late = period(seen, duration_minutes="90", period_start="2027-01-11")
    response = alice_client.post(url(meeting), late)
    assert response.status_code == 422
    form = response.context["form"]
    assert form["duration_minutes"].value() == "90"
    assert "45" in form.errors["duration_minutes"][0]
    again = late | {"initial-duration_minutes": "45"}
    assert alice_client.post(url(meeting), again).status_code == 302
    meeting.refresh_from_db()
    assert meeting.duration_minutes == 90


def test_different_fields_changed_by_two_people_merge(alice_client, bob_client, meeting):
    seen = {"period_start": "", "period_end": "", "duration_minutes": "60"}
    bob_client.post(url(meeting), period(seen, duration_minutes="45"))
    alice_client.post(url(meeting), period(seen, period_start="2027-01-11"))
    meeting.refresh_from_db()
    assert (str(meeting.period_start), meeting.duration_minutes) == ("2027-01-11", 45)


def test_two_halves_of_a_period_that_do_not_fit_are_a_conflict(alice_client, bob_client, meeting):
    seen = {"period_start": "", "period_end": "", "duration_minutes": "60"}
    bob_client.post(url(meeting), period(seen, period_end="2027-01-11"))
    response = alice_client.post(url(meeting), period(seen, period_start="2027-02-05"))
    assert response.status_code == 422
    assert "lundi 11" in response.context["form"].errors["period_end"][0]


def test_without_an_end_a_slot_lasts_what_the_meeting_lasts(alice_client, meeting):
    start = in_days(30)
    response = alice_client.post(url(meeting, "slot_add"), new_slot(start), follow=True)
    assert " autofocus data-focus " in str(response.context["add_form"]["day"])
    slot = meeting.slots.get()
    assert (slot.starts_at, slot.ends_at) == (start, start + timedelta(minutes=60))


def test_french_hours_are_read(alice_client, meeting):
    alice_client.post(url(meeting, "slot_add"), new_slot(start="10 h 15", end="11h30"))
    slot = meeting.slots.get()
    assert f"{timezone.localtime(slot.starts_at):%H:%M}" == "10:15"
    assert f"{timezone.localtime(slot.ends_at):%H:%M}" == "11:30"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": "31/02/2027"}, "day"),
        ({"day": "2020-01-21"}, "day"),
        ({"day": "2199-01-21"}, "day"),
        ({"day": ""}, "day"),
        ({"start": "25:00"}, "start"),
        ({"start": "23:45"}, "start"),
        ({"end": "10:00"}, "end"),
        ({"end": "09:00"}, "end"),
        ({"end": "14:01"}, "end"),
        ({"end": "10:05"}, "end"),
        ({"end": "\x00"}, "end"),
    ],
)
def test_a_slot_outside_sense_is_refused_beside_the_field(alice_client, meeting, changes, field):
    sent = new_slot(**changes)
    response = alice_client.post(url(meeting, "slot_add"), sent)
    assert response.status_code == 422
    form = response.context["add_form"]
    assert form.errors.keys() == {field}
    assert all(form[name].value() == sent[f"add-{name}"] for name in ("day", "start", "end"))
    assert not meeting.slots.exists()


def test_an_hour_already_gone_today_is_refused(alice_client, meeting):
    before = timezone.localtime() - timedelta(minutes=1)
    response = alice_client.post(url(meeting, "slot_add"), new_slot(before))
    assert response.status_code == 422


def test_a_slot_outside_the_period_is_said_and_kept(alice_client, meeting):
    meeting.period_start, meeting.period_end = in_days(1).date(), in_days(10).date()
    meeting.save()
    page = alice_client.post(url(meeting, "slot_add"), new_slot(), follow=True).content.decode()
    assert "en dehors de la période" in page
    assert meeting.slots.count() == 1


def test_a_double_click_makes_one_slot(alice_client, meeting):
    sent = new_slot()
    assert [alice_client.post(url(meeting, "slot_add"), sent).status_code for _ in "12"] == [
        302,
        302,
    ]
    assert meeting.slots.count() == 1


def test_the_same_slot_twice_is_refused(alice_client, meeting):
    alice_client.post(url(meeting, "slot_add"), new_slot())
    response = alice_client.post(url(meeting, "slot_add"), new_slot())
    assert "déjà dans la liste" in response.context["add_form"].errors["day"][0]


def test_slots_stand_in_the_order_of_who_they_leave_out(alice_client, meeting, family):
    """A slot the father cannot attend stays after one where a professional is missing."""
    others = [factories.make_participant(meeting) for _ in range(3)]
    without_father = factories.make_slot(meeting, in_days(30))
    without_psy = factories.make_slot(meeting, in_days(40))
    for person in meeting.participants.exclude(role=Role.PUPIL.value):
        away = person == family["père"]
        note = "en tournée" if away else ""
        factories.make_answer(without_father, person, Answer.NO if away else Answer.YES, note=note)
        factories.make_answer(without_psy, person, Answer.NO if person in others else Answer.YES)
    cards = alice_client.get(url(meeting)).context["cards"]
    assert [card.id for card in cards.tenable] == [without_psy.pk, without_father.pk]
    assert cards.tenable[0].compared.startswith("Le père peut venir")
    assert cards.tenable[1].reason.startswith("Laisse le père de côté")
    assert cards.tenable[1].compared == ""


def test_a_slot_where_the_ess_cannot_be_held_stands_apart_with_the_article(
    alice_client, meeting, family
):
    slot = factories.make_slot(meeting, in_days(30))
    for person in meeting.participants.filter(role__in=[Role.PUPIL.value, Role.GUARDIAN.value]):
        factories.make_answer(slot, person, Answer.NO)
    cards = alice_client.get(url(meeting)).context["cards"]
    assert cards.tenable == ()
    assert "D351-10" in cards.not_tenable[0].reason
    response = alice_client.post(url(meeting, "slot_choose", slot.pk), follow=True)
    assert "D351-10" in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.chosen_slot is None


def test_the_chosen_slot_can_be_given_up(alice_client, meeting):
    meeting.chosen_slot = slot = factories.make_slot(meeting, in_days(30))
    meeting.save()
    alice_client.post(url(meeting, "slot_give_up"))
    meeting.refresh_from_db()
    assert meeting.chosen_slot is None
    assert meeting.slots.filter(pk=slot.pk).exists()


def test_a_past_slot_stands_apart_and_cannot_be_chosen(alice_client, meeting):
    slot = factories.make_slot(meeting, in_days(-3))
    cards = alice_client.get(url(meeting)).context["cards"]
    assert [card.id for card in cards.past] == [slot.pk]
    page = alice_client.post(url(meeting, "slot_choose", slot.pk), follow=True).content.decode()
    assert "déjà passé" in page
    meeting.refresh_from_db()
    assert meeting.chosen_slot is None


def change(slot, **changes):
    day, start = typed(slot.starts_at)
    seen = {"day": day, "start": start, "end": typed(slot.ends_at)[1]}
    return seen | {f"initial-{name}": value for name, value in seen.items()} | changes


def test_a_slot_changes_and_keeps_its_answers(alice_client, meeting, family):
    slot = factories.make_slot(meeting, in_days(30, 10), 60)
    factories.make_answer(slot, family["mère"])
    sent = change(slot, start="14:00", end="15:00")
    assert alice_client.post(url(meeting, "slot_change", slot.pk), sent).status_code == 302
    slot.refresh_from_db()
    assert timezone.localtime(slot.starts_at).hour == 14
    assert slot.answers.count() == 1


def test_a_slot_moved_meanwhile_is_a_conflict_that_shows_both(alice_client, bob_client, meeting):
    slot = factories.make_slot(meeting, in_days(30, 10), 60)
    seen = change(slot)
    bob_client.post(url(meeting, "slot_change", slot.pk), seen | {"start": "14:00", "end": "15:00"})
    late = seen | {"day": typed(in_days(31))[0]}
    response = alice_client.post(url(meeting, "slot_change", slot.pk), late)
    assert response.status_code == 422
    form = response.context["form"]
    assert form["day"].value() == late["day"]
    assert "14" in form.errors["start"][0]


def test_a_slot_cannot_become_another_one_or_the_past(alice_client, meeting):
    slot, other = (factories.make_slot(meeting, in_days(days, 10), 60) for days in (30, 31))
    for sent in (change(other), change(slot, day="2020-01-01")):
        sent |= {f"initial-{name}": change(slot)[name] for name in ("day", "start", "end")}
        assert alice_client.post(url(meeting, "slot_change", slot.pk), sent).status_code == 422
    slot.refresh_from_db()
    assert slot.starts_at == in_days(30, 10)


def test_removing_asks_first_and_says_what_goes(alice_client, meeting, family):
    meeting.chosen_slot = slot = factories.make_slot(meeting, in_days(30))
    meeting.save()
    factories.make_answer(slot, family["mère"])
    page = alice_client.get(url(meeting, "slot_remove", slot.pk)).content.decode()
    assert "n’aura plus de date" in page
    assert "La réponse notée" in page
    assert meeting.slots.exists()
    alice_client.post(url(meeting, "slot_remove", slot.pk))
    meeting.refresh_from_db()
    assert (meeting.chosen_slot, meeting.slots.count()) == (None, 0)


def test_what_the_book_knows_of_each_person_is_shown(alice_client, case_1):
    page = alice_client.get(url(case_1)).content.decode()
    assert "en tournée jusqu’à" in page
    assert "lundi, mardi, jeudi" in page
    assert "petite sœur de" in page


@pytest.mark.parametrize("count", [3, 30])
def test_slot_query_count(alice_client, meeting, django_assert_num_queries, count):
    factories.fill(meeting, participants=count, slots=count)
    with django_assert_num_queries(17):
        alice_client.get(url(meeting))
