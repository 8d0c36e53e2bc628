"""What is offered first because the team knows it already."""

from datetime import date

from meetings.models.around import (
    already_around,
    cards_for,
    places_used_before,
    relatives_to_invite,
)
from tests.factories import (
    make_following,
    make_institution,
    make_meeting,
    make_participant,
    make_place,
    make_professional,
    make_pupil,
    make_relative,
)


def test_those_who_sat_with_this_pupil_come_first_then_the_school(team, alice):
    school = make_institution(team)
    pupil = make_pupil(team, school=school)
    of_school = make_professional(team, "cpe", institution=school, last_name="Abel")
    known = make_professional(team, "orthophoniste", last_name="Zola")
    make_professional(team, "psyen", last_name="Inconnue")
    make_participant(make_meeting(team, alice, pupil=pupil), professional=known)
    meeting = make_meeting(team, alice, pupil=pupil)

    assert list(already_around(meeting)) == [known, of_school]


def test_those_who_follow_the_pupil_come_before_all_others(team, alice):
    pupil = make_pupil(team)
    sat = make_professional(team, last_name="Abel")
    follows = make_professional(team, last_name="Zola")
    make_following(pupil, follows)
    make_following(pupil, make_professional(team, last_name="Partie"), until=date(2026, 6, 30))
    make_following(make_pupil(team), make_professional(team, last_name="Ailleurs"))
    make_participant(make_meeting(team, alice, pupil=pupil), professional=sat)

    offered = list(already_around(make_meeting(team, alice, pupil=pupil)))
    assert offered == [follows, sat]
    assert [card.follows for card in offered] == [True, False]


def test_names_stand_in_the_order_of_a_french_index(team, alice):
    pupil = make_pupil(team)
    for name in ("Zola", "Étienne", "d’Aubigné", "de La Tour", "Bon"):
        make_following(pupil, make_professional(team, last_name=name))
    names = [card.last_name for card in already_around(make_meeting(team, alice, pupil=pupil))]
    assert names == ["d’Aubigné", "Bon", "Étienne", "de La Tour", "Zola"]


def test_nobody_already_invited_or_archived_is_offered(team, alice):
    school = make_institution(team)
    meeting = make_meeting(team, alice, pupil=make_pupil(team, school=school))
    make_participant(meeting, professional=make_professional(team, institution=school))
    make_professional(team, institution=school, archived_at=meeting.created_at)

    assert list(already_around(meeting)) == []


def test_without_a_school_no_card_without_institution_is_taken_for_its_staff(team, alice):
    make_professional(team)
    assert list(already_around(make_meeting(team, alice))) == []


def test_cards_say_who_is_already_at_this_table(team, alice):
    meeting = make_meeting(team, alice)
    here = make_participant(meeting).professional
    elsewhere = make_participant(make_meeting(team, alice)).professional

    invited = {card: card.invited for card in cards_for(meeting)}
    assert invited[here]
    assert not invited[elsewhere]


def test_relatives_are_offered_until_they_sit(meeting):
    aunt = make_relative(meeting.pupil, "tante")
    assert list(relatives_to_invite(meeting)) == [aunt]


def test_places_of_other_meetings_come_back_once_each_the_latest_first(team, alice):
    meeting, other = make_meeting(team, alice), make_meeting(team, alice)
    make_place(other, "Mairie, salle 1")
    make_place(other, "Centre social", address="ancienne adresse")
    latest = make_place(make_meeting(team, alice), "centre social ", address="nouvelle adresse")
    make_place(meeting, "Déjà comparé")

    found = places_used_before(meeting, at_most=5)
    assert [place.name for place in found] == ["centre social ", "Mairie, salle 1"]
    assert found[0] == latest


def test_a_place_of_a_family_a_school_or_another_team_is_never_offered(team, alice, charlie):
    meeting, other = make_meeting(team, alice), make_meeting(team, alice)
    make_place(other, "Chez la grand-mère", ground="family")
    make_place(other, "Salle des maîtres", ground="school")
    make_place(make_meeting(charlie.current_team, charlie), "Centre social de Brest")

    assert places_used_before(meeting, at_most=5) == []
