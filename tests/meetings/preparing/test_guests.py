"""The page of the guests: who is at the table, why, and what may be changed there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import MeetingKind, Role
from meetings.models import Participant, PrivateLink
from tests.factories import (
    fill,
    make_information,
    make_item,
    make_meeting,
    make_participant,
    make_professional,
    make_relative,
)

QUERIES = 18


def url(meeting, name="guests", *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def seat_of(meeting, **filters):
    return meeting.participants.get(**filters)


def written(seat, **changes):
    """What the form of a seat sends: what was seen, and what is wanted."""
    prefix = f"guest-{seat.pk}"
    support = "" if seat.support is None else str(seat.support)
    seen = {
        "capacity": seat.capacity,
        "reason": seat.reason,
        "presence": seat.presence,
        "written": seat.written,
        "support": support,
        "essential": str(seat.essential),
    }
    if seat.role in {Role.COMPANION.value, Role.INTERPRETER.value}:
        seen |= {"label": seat.label, "accompanies_id": seat.accompanies_id or ""}
    wanted = seen | changes
    if wanted["essential"] == "False":
        del wanted["essential"]
    data = {f"initial-{prefix}-{name}": value for name, value in seen.items()}
    return data | {f"{prefix}-{name}": value for name, value in wanted.items()}


def test_the_page_says_who_is_there_and_how_many(alice_client, case_1):
    page = alice_client.get(url(case_1)).content.decode()
    assert "Sept professionnels pour deux parents." in page
    assert "Samia Belkacem" in page
    assert "connaît la situation de Yanis" in page
    assert "06 00 00 00 01" not in page


ACTS_ON_A_SEAT = ("guest_change", "guest_remove", "guest_up", "guest_down")
OTHER_PAGES = ("guests", "guest_new", "guest_new_relative", "guest_new_companion")
OTHER_ACTS = ("guest_add", "guest_add_relative", "guest_pupil_place", "guest_wish")


@pytest.mark.parametrize("name", [*ACTS_ON_A_SEAT, *OTHER_PAGES, *OTHER_ACTS])
def test_a_stranger_finds_nothing(charlie_client, meeting, name):
    seat = meeting.participants.last()
    address = url(meeting, name, *([seat.pk] if name in ACTS_ON_A_SEAT else []))
    if name in {*ACTS_ON_A_SEAT, *OTHER_ACTS}:
        assert charlie_client.post(address, {"pick": 1}).status_code == 404
    else:
        assert charlie_client.get(address).status_code == 404
    assert meeting.participants.filter(pk=seat.pk).exists()


@pytest.mark.parametrize("name", [*OTHER_ACTS, "guest_up", "guest_down"])
def test_acts_are_posted(alice_client, meeting, name):
    seat = meeting.participants.last()
    address = url(meeting, name, *([seat.pk] if name in ACTS_ON_A_SEAT else []))
    assert alice_client.get(address).status_code == 405


def test_the_page_itself_takes_no_post(alice_client, meeting):
    assert alice_client.post(url(meeting)).status_code == 405


@pytest.mark.parametrize("name", ACTS_ON_A_SEAT)
def test_a_seat_of_another_meeting_is_not_found(alice_client, alice, team, meeting, name):
    other = make_participant(make_meeting(team, alice))
    assert alice_client.post(url(meeting, name, other.pk)).status_code == 404
    assert Participant.objects.filter(pk=other.pk).exists()


# --- Changing what is said of somebody ---------------------------------------------------------


def test_what_one_says_of_a_guest_is_kept(alice_client, case_1):
    seat = seat_of(case_1, professional__metier="orthophoniste")
    response = alice_client.post(
        url(case_1, "guest_change", seat.pk),
        written(
            seat, capacity="partenaire de soin", presence="phone", support="True", essential="on"
        ),
    )
    assert response.url == f"{url(case_1)}#person-{seat.pk}"
    seat.refresh_from_db()
    assert (seat.capacity, seat.presence) == ("partenaire de soin", "phone")
    assert seat.support is True
    assert seat.essential is True
    assert seat.reason == "connaît la situation de Yanis"
    entry = JournalEntry.objects.get(act="guest_changed")
    assert "partenaire" not in str(entry.detail)


def test_support_goes_back_to_what_the_metier_says(alice_client, case_1):
    seat = seat_of(case_1, professional__metier="aesh")
    seat.support = False
    seat.save()
    page = alice_client.get(url(case_1, "guest_change", seat.pk)).content.decode()
    assert "comme d’habitude pour cette place\u00a0: oui" in page
    alice_client.post(url(case_1, "guest_change", seat.pk), written(seat, support=""))
    seat.refresh_from_db()
    assert seat.support is None


def test_two_coordinators_who_write_the_same_reason_both_see_it(alice_client, bob_client, case_1):
    seat = seat_of(case_1, professional__metier="psyen")
    mine, theirs = written(seat, reason="la mienne"), written(seat, reason="la sienne")
    bob_client.post(url(case_1, "guest_change", seat.pk), theirs)
    response = alice_client.post(url(case_1, "guest_change", seat.pk), mine)
    assert response.status_code == 422
    page = response.content.decode()
    assert "la sienne" in page
    assert 'value="la mienne"' in page
    seat.refresh_from_db()
    assert seat.reason == "la sienne"


def test_two_coordinators_who_write_different_fields_merge(alice_client, bob_client, case_1):
    seat = seat_of(case_1, professional__metier="psyen")
    mine, theirs = written(seat, capacity="membre de l’ESS"), written(seat, reason="connaît Yanis")
    bob_client.post(url(case_1, "guest_change", seat.pk), theirs)
    assert alice_client.post(url(case_1, "guest_change", seat.pk), mine).status_code == 302
    seat.refresh_from_db()
    assert (seat.capacity, seat.reason) == ("membre de l’ESS", "connaît Yanis")


@pytest.mark.parametrize("text", ["x" * 3000, "nul\x00"])
def test_a_text_that_cannot_be_kept_stays_typed_with_its_reason(alice_client, case_1, text):
    seat = seat_of(case_1, professional__metier="psyen")
    response = alice_client.post(url(case_1, "guest_change", seat.pk), written(seat, reason=text))
    assert response.status_code == 422
    assert "Une réponse est à revoir" in response.content.decode()
    seat.refresh_from_db()
    assert seat.reason == "connaît la situation de Yanis"


def test_markup_is_shown_as_text(alice_client, case_1):
    seat = seat_of(case_1, professional__metier="psyen")
    alice_client.post(
        url(case_1, "guest_change", seat.pk),
        written(seat, reason="<script>alert(1)</script> 🙂 سلام"),
    )
    page = alice_client.get(url(case_1)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🙂 سلام" in page


def test_a_companion_may_accompany_one_person_of_this_family_only(
    alice_client, alice, team, meeting
):
    mother = seat_of(meeting, family_member__relation="mère")
    friend = make_participant(meeting, Role.COMPANION, label="une amie")
    alice_client.post(
        url(meeting, "guest_change", friend.pk), written(friend, accompanies_id=mother.pk)
    )
    friend.refresh_from_db()
    assert friend.accompanies == mother
    assert "Accompagne la mère." in alice_client.get(url(meeting)).content.decode()

    stranger = make_participant(make_meeting(team, alice), Role.COMPANION, label="ailleurs")
    response = alice_client.post(
        url(meeting, "guest_change", friend.pk), written(friend, accompanies_id=stranger.pk)
    )
    assert response.status_code == 422
    friend.refresh_from_db()
    assert friend.accompanies == mother


# --- Leaving the table -------------------------------------------------------------------------


def test_removing_asks_first_and_says_what_goes(alice_client, alice, case_1):
    seat = seat_of(case_1, professional__metier="directeur_ecole")
    make_item(case_1, "Un point", opener=seat)
    make_information(make_item(case_1), giver=seat)
    seat.viewpoint = "Il décroche."
    seat.save()
    now = timezone.now()
    PrivateLink.objects.create(
        participant=seat, fingerprint="f", made_at=now, made_by=alice, made_for="brief",
        expires_at=now + timedelta(days=3),
    )  # fmt: skip
    address = url(case_1, "guest_remove", seat.pk)
    page = alice_client.get(address).content.decode()
    for loss in (
        "Ce que cette personne dit du problème est effacé.",
        "Sa réponse pour un créneau est effacée.",
        "Plus personne n’ouvre un point de l’ordre du jour.",
        "Plus personne ne donne une information d’avant.",
        "Plus personne n’accueille la famille\u00a0: Centre social Bellevue, salle 2.",
        "Le lien privé de son brief ne s’ouvrira plus.",
        "Sa fiche reste dans le carnet",
    ):
        assert loss in page
    assert case_1.participants.filter(pk=seat.pk).exists()

    assert alice_client.post(address).url == url(case_1)
    assert not case_1.participants.filter(pk=seat.pk).exists()
    assert "Un point" in case_1.agenda.filter(opener=None).values_list("title", flat=True)
    assert JournalEntry.objects.filter(act="guest_removed").exists()


def test_the_companion_of_somebody_who_leaves_stays(alice_client, meeting):
    mother = seat_of(meeting, family_member__relation="mère")
    friend = make_participant(meeting, Role.COMPANION, label="une amie", accompanies=mother)
    alice_client.post(url(meeting, "guest_remove", mother.pk))
    friend.refresh_from_db()
    assert friend.accompanies is None
    assert meeting.pupil.family.filter(relation="mère").exists()


def test_the_pupil_keeps_a_seat(alice_client, meeting):
    pupil = seat_of(meeting, role=Role.PUPIL.value)
    address = url(meeting, "guest_remove", pupil.pk)
    assert alice_client.post(address).status_code == 404
    assert meeting.participants.filter(pk=pupil.pk).exists()
    assert address not in alice_client.get(url(meeting, "guest_change", pupil.pk)).content.decode()


# --- The order of seats ------------------------------------------------------------------------


def in_order(meeting):
    found = meeting.participants.filter(role=Role.PROFESSIONAL.value)
    return [seat.pk for seat in found.order_by("position", "pk")]


def test_a_seat_moves_up_and_down_among_its_own(alice_client, meeting):
    fill(meeting, participants=2)
    first, second, third = in_order(meeting)
    alice_client.post(url(meeting, "guest_up", third))
    assert in_order(meeting) == [first, third, second]
    alice_client.post(url(meeting, "guest_down", first))
    assert in_order(meeting) == [third, first, second]
    page = alice_client.get(url(meeting)).content.decode()
    places = [page.index(f'id="person-{pk}"') for pk in (third, first, second)]
    assert places == sorted(places)


def test_at_the_end_of_the_row_nothing_moves(alice_client, meeting):
    fill(meeting, participants=1)
    before = in_order(meeting)
    assert alice_client.post(url(meeting, "guest_up", before[0])).status_code == 302
    assert alice_client.post(url(meeting, "guest_down", before[-1])).status_code == 302
    assert in_order(meeting) == before


# --- The pupil and the family ------------------------------------------------------------------


def settled(prefix, seen, **wanted):
    data = {f"initial-{prefix}-{name}": value for name, value in seen.items()}
    return data | {f"{prefix}-{name}": value for name, value in (seen | wanted).items()}


def test_the_place_of_the_pupil_is_kept_and_counts(alice_client, meeting):
    seen = {"pupil_place": "unknown", "pupil_words": ""}
    wanted = settled("place", seen, pupil_place="part", pupil_words="être là au début")
    alice_client.post(url(meeting, "guest_pupil_place"), wanted)
    meeting.refresh_from_db()
    assert (meeting.pupil_place, meeting.pupil_words) == ("part", "être là au début")
    page = alice_client.get(url(meeting)).content.decode()
    assert "Un professionnel pour deux parents et l’élève." in page


def test_a_place_that_does_not_exist_is_refused(alice_client, meeting):
    seen = {"pupil_place": "unknown", "pupil_words": ""}
    wanted = settled("place", seen, pupil_place="sous la table")
    assert alice_client.post(url(meeting, "guest_pupil_place"), wanted).status_code == 422


def test_the_wish_of_the_family_gets_the_right_answer_for_this_kind(alice_client, meeting):
    meeting.kind = MeetingKind.EQUIPE_EDUCATIVE.value
    meeting.save()
    page = alice_client.get(url(meeting)).content.decode()
    assert "Le texte ne prévoit personne d’autre." in page
    assert "D321-16" in page
    assert "ce n’est pas un droit" not in page

    wanted = settled("wish", {"companion_wish": ""}, companion_wish="venir avec ma sœur")
    alice_client.post(url(meeting, "guest_wish"), wanted)
    page = alice_client.get(url(meeting)).content.decode()
    assert "la direction peut tout de même l’accueillir" in page


def test_two_wishes_written_at_once_are_both_shown(alice_client, bob_client, meeting):
    seen = {"companion_wish": ""}
    bob_client.post(url(meeting, "guest_wish"), settled("wish", seen, companion_wish="sa sœur"))
    response = alice_client.post(
        url(meeting, "guest_wish"), settled("wish", seen, companion_wish="son frère")
    )
    assert response.status_code == 422
    assert "sa sœur" in response.content.decode()
    assert 'value="son frère"' in response.content.decode()


# --- What a page costs -------------------------------------------------------------------------


@pytest.mark.parametrize("count", [3, 30])
def test_guests_query_count(alice_client, meeting, django_assert_num_queries, count):
    people = fill(meeting, participants=count, slots=count, items=count, places=count)
    make_professional(meeting.team, institution=meeting.school)
    make_relative(meeting.pupil, "tante")
    for person in people[:2]:
        make_participant(meeting, Role.COMPANION, label="une amie", accompanies=person)
    with django_assert_num_queries(QUERIES):
        alice_client.get(url(meeting))


@pytest.mark.parametrize("count", [3, 30])
def test_guests_found_query_count(alice_client, meeting, django_assert_num_queries, count):
    fill(meeting, participants=count, slots=count, items=count, places=count)
    with django_assert_num_queries(QUERIES):
        alice_client.get(url(meeting), {"q": "psychologue"})
