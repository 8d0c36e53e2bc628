"""Two cards become one: what pointed at the one that goes points at the one that stays."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import models

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import Role
from partners import actions
from partners.actions.merging import links_to
from partners.models import (
    BusyTime,
    Calendar,
    DistinctCards,
    Following,
    Institution,
    MergedCard,
    Professional,
    Pupil,
    Schooling,
)
from tests.factories import (
    NOW,
    hide_address,
    make_account,
    make_calendar,
    make_following,
    make_institution,
    make_meeting,
    make_participant,
    make_professional,
    make_pupil,
    make_relative,
    make_room,
    make_schooling,
)


def _merge(kept, absorbed, by, *taken):
    return actions.merge_cards(kept, absorbed, taken=taken, by=by, now=NOW)


@pytest.mark.parametrize("model", [Institution, Professional, Pupil])
def test_every_link_of_the_product_is_known(model):
    """A link added one day to a card is followed, whichever application has it."""

    wanted = {
        (row._meta.label, field.name)
        for row in apps.get_models()
        for field in row._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is model
    }
    assert {(link.model._meta.label, link.name) for link in links_to(model)} == wanted


def test_seats_and_pupils_follow_a_professional(team, alice, meeting):
    kept, absorbed = make_professional(team), make_professional(team, last_name="Vasseur")
    seat = make_participant(meeting, Role.PROFESSIONAL, professional=absorbed)
    following = make_following(meeting.pupil, absorbed)
    _merge(kept, absorbed, alice, "last_name")
    seat.refresh_from_db()
    following.refresh_from_db()
    kept.refresh_from_db()
    assert seat.professional == following.professional == kept
    assert kept.last_name == "Vasseur"
    assert kept.folded.startswith("vasseur")
    assert not Professional.objects.filter(pk=absorbed.pk).exists()


def test_everything_of_a_place_follows(team, alice):
    kept, absorbed = make_institution(team), make_institution(team, uai="0690001A")
    pupil = make_pupil(team, school=absorbed)
    schooling = make_schooling(pupil, 2025, school=absorbed)
    room, person = make_room(absorbed), make_professional(team, institution=absorbed)
    meeting = make_meeting(team, alice, pupil=pupil)
    _merge(kept, absorbed, alice, "uai")
    for row, name in (
        (pupil, "school"), (schooling, "school"), (room, "institution"),
        (person, "institution"), (meeting, "school"), (kept, None),
    ):  # fmt: skip
        row.refresh_from_db()
        assert name is None or getattr(row, name) == kept
    assert kept.uai == "0690001A"


def test_the_family_and_the_meetings_of_a_pupil_follow(team, alice):
    kept, absorbed = make_pupil(team), make_pupil(team)
    mother = make_relative(absorbed)
    hide_address(mother, "3 rue cachée")
    meeting = make_meeting(team, alice, pupil=absorbed)
    _merge(kept, absorbed, alice)
    mother.refresh_from_db()
    meeting.refresh_from_db()
    assert mother.pupil == meeting.pupil == kept
    assert mother.secret_address.address == "3 rue cachée"


@pytest.mark.parametrize(
    ("mine", "theirs", "since"),
    [
        (date(2026, 9, 1), date(2025, 9, 1), date(2025, 9, 1)),
        (date(2025, 9, 1), date(2026, 9, 1), date(2025, 9, 1)),
        (None, date(2025, 9, 1), date(2025, 9, 1)),
        (None, None, None),
    ],
)
def test_one_following_is_kept_of_two_present_ones(team, alice, mine, theirs, since):
    pupil, kept, absorbed = make_pupil(team), make_professional(team), make_professional(team)
    make_following(pupil, kept, since=mine)
    make_following(pupil, absorbed, since=theirs)
    make_following(pupil, absorbed, since=date(2020, 9, 1), until=date(2021, 7, 1))
    _merge(kept, absorbed, alice)
    assert Following.objects.get(until=None).since == since
    assert Following.objects.filter(professional=kept).count() == 2


def test_a_year_of_both_stays_as_the_kept_card_has_it(team, alice):
    kept, absorbed = make_pupil(team), make_pupil(team)
    make_schooling(kept, 2024, class_name="CP")
    make_schooling(absorbed, 2024, class_name="CE1")
    make_schooling(absorbed, 2023, class_name="GS")
    _merge(kept, absorbed, alice)
    years = Schooling.objects.filter(pupil=kept, year__lt=2026)
    assert dict(years.values_list("year", "class_name")) == {2024: "CP", 2023: "GS"}


def test_the_class_taken_is_the_class_of_the_present_year(team, alice):
    kept, absorbed = make_pupil(team, class_name="CE1"), make_pupil(team, class_name="CE2")
    make_schooling(kept, 2026, class_name="CE1")
    make_schooling(absorbed, 2026, class_name="CE2")
    _merge(kept, absorbed, alice, "school", "class_name", "dispositif")
    kept.refresh_from_db()
    assert kept.class_name == kept.schoolings.get(year=2026).class_name == "CE2"


def test_an_account_follows_its_card_and_two_accounts_stay_two(team, alice, bob):
    kept, absorbed = make_professional(team), make_professional(team, account=bob)
    _merge(kept, absorbed, alice)
    kept.refresh_from_db()
    assert kept.account == bob
    other = make_professional(team, account=make_account(team))
    with pytest.raises(actions.CannotMergeError, match="compte"):
        _merge(kept, other, alice)
    assert Professional.objects.filter(pk__in=[kept.pk, other.pk]).count() == 2


def test_two_at_one_table_are_refused_and_nothing_is_written(team, alice, meeting):
    kept, absorbed = make_professional(team), make_professional(team)
    other = make_meeting(team, alice)
    seat = make_participant(other, Role.PROFESSIONAL, professional=absorbed)
    following = make_following(meeting.pupil, absorbed)
    for card in (kept, absorbed):
        make_participant(meeting, Role.PROFESSIONAL, professional=card)
    with pytest.raises(actions.CannotMergeError, match=meeting.title):
        _merge(kept, absorbed, alice, "last_name")
    for row in (seat, following):
        row.refresh_from_db()
        assert row.professional == absorbed
    assert not MergedCard.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_card_that_is_gone_is_refused(team, alice):
    one, two, three = (make_professional(team) for _ in range(3))
    _merge(one, two, alice)
    for kept, absorbed in ((three, two), (two, three), (one, one)):
        with pytest.raises(actions.CannotMergeError, match="n’est plus"):
            _merge(kept, absorbed, alice)


def test_cards_of_two_teams_are_never_one(team, alice, charlie):
    with pytest.raises(actions.CannotMergeError):
        _merge(make_professional(team), make_professional(charlie.current_team), alice)


def test_a_card_in_use_makes_a_card_in_use(team, alice):
    kept = make_professional(team, archived_at=NOW)
    _merge(kept, make_professional(team), alice)
    kept.refresh_from_db()
    assert kept.archived_at is None


def test_the_old_numbers_all_lead_to_the_last_card(team, alice):
    one, two, three = (make_pupil(team) for _ in range(3))
    old = one.pk, two.pk
    actions.tell_apart(two, three, by=alice, now=NOW)
    _merge(two, one, alice)
    _merge(three, two, alice)
    assert dict(MergedCard.objects.values_list("old_pk", "kept_pk")) == dict.fromkeys(old, three.pk)
    assert not DistinctCards.objects.exists()


def test_the_journal_names_fields_and_numbers(team, alice):
    kept, absorbed = make_pupil(team), make_pupil(team)
    old = absorbed.pk
    _merge(kept, absorbed, alice, "plan", "first_name")
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject) == ("pupil_merged", f"pupil:{kept.pk}")
    assert entry.detail == {"absorbed": old, "fields": ["first_name", "plan"]}


@pytest.mark.parametrize("absorbed_is_newer", [True, False])
def test_of_two_calendars_the_last_one_read_stays(team, alice, absorbed_is_newer):
    kept, absorbed = make_professional(team), make_professional(team)
    old, new = (absorbed, kept)[:: -1 if absorbed_is_newer else 1]
    make_calendar(old, (NOW, NOW + timedelta(hours=1)))
    make_calendar(new, now=NOW + timedelta(days=1))
    _merge(kept, absorbed, alice)
    calendar = Calendar.objects.get()
    assert (calendar.professional, calendar.busy_count) == (kept, 0)
    assert not BusyTime.objects.exists()


def test_the_calendar_of_one_card_follows(team, alice):
    kept, absorbed = make_professional(team), make_professional(team)
    make_calendar(absorbed, (NOW, NOW + timedelta(hours=1)))
    _merge(kept, absorbed, alice)
    assert kept.calendars.get().times.count() == 1
