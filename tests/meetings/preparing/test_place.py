"""The page of the places: compared, chosen, and what each asks of the family."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import MeetingKind
from meetings.dossier import read_dossier
from meetings.models import PlaceDistance
from meetings.preparing.forms.places import describe
from tests.factories import (
    fill,
    make_institution,
    make_meeting,
    make_participant,
    make_place,
    make_pupil,
    new_key,
)

QUERIES = 18


def url(meeting, name="place", *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def mother_of(meeting):
    return meeting.participants.get(family_member__relation="mère")


def new_place(**changes):
    fields = {
        "form_key": new_key(), "name": "Centre social Bellevue, salle 2", "address": "",
        "ground": "neutral", "transport": "", "step_free": "yes", "quiet": "yes",
        "layout": "round", "waiting": "", "welcomed_by_id": "",
    }  # fmt: skip
    return fields | changes


def sent(place, **changes):
    """What the form of a place sends: what was seen, and what is wanted."""
    dossier = read_dossier(place.meeting)
    shown = next(value for value in dossier.places if value.id == place.pk)
    seen = {name: "" if value is None else value for name, value in describe(shown).items()}
    for person, metres in shown.distances:
        seen[f"distance_{person}"] = f"{metres} m"
    data = {f"initial-{name}": value for name, value in seen.items()}
    return data | seen | changes


def test_places_stand_side_by_side_with_what_they_ask(alice_client, case_1):
    mother = mother_of(case_1)
    school = make_place(
        case_1, "Salle des maîtres", "school", step_free="no", layout="face_to_face"
    )
    PlaceDistance.objects.create(place=school, participant=mother, metres=1200)
    page = alice_client.get(url(case_1)).content.decode()
    for fact in (
        "Un lieu neutre", "Le terrain de l’école", "La mère\u00a0: 1,2\u00a0km", "Il y a des marches",
        "bus C3, arrêt Bellevue", "La directrice d’école accueille la famille",
        "Elle attend ici\u00a0: le hall", "Face à face",
    ):  # fmt: skip
        assert fact in page
    assert page.count('<svg class="table-picture"') == 2
    assert "Ne plus retenir" in page


def test_without_a_place_the_page_says_where_to_begin(alice_client, alice, team):
    school = make_institution(team, "École Jean-Moulin", address="12 rue de la République")
    meeting = make_meeting(team, alice, pupil=make_pupil(team, school=school))
    page = alice_client.get(url(meeting)).content.decode()
    assert "Aucun lieu n’est encore comparé." in page
    assert url(meeting, "place_add_school") in page


@pytest.mark.parametrize(
    "name",
    ["place", "place_add", "place_add_school", "place_add_again", "place_give_up",
     "place_change", "place_remove", "place_choose"],
)  # fmt: skip
def test_a_stranger_finds_nothing(charlie_client, case_1, name):
    place = case_1.places.get()
    of_one = name in {"place_change", "place_remove", "place_choose"}
    address = url(case_1, name, *([place.pk] if of_one else []))
    assert charlie_client.post(address, {"pick": place.pk}).status_code in {404, 405}
    assert charlie_client.get(address).status_code in {404, 405}
    case_1.refresh_from_db()
    assert case_1.chosen_place == place


@pytest.mark.parametrize("name", ["place_change", "place_remove", "place_choose"])
def test_a_place_of_another_meeting_is_not_found(alice_client, alice, team, meeting, name):
    other = make_place(make_meeting(team, alice))
    assert alice_client.post(url(meeting, name, other.pk)).status_code == 404
    other.refresh_from_db()


@pytest.mark.parametrize("name", ["place_add_school", "place_add_again", "place_give_up"])
def test_acts_are_posted(alice_client, meeting, name):
    assert alice_client.get(url(meeting, name)).status_code == 405


# --- Adding ------------------------------------------------------------------------------------


def test_a_place_is_described_with_the_way_of_each_relative(alice_client, case_1):
    mother = mother_of(case_1)
    father = case_1.participants.get(family_member__relation="père")
    host = case_1.participants.get(professional__metier="directeur_ecole")
    answers = {f"distance_{mother.pk}": "300 m", f"distance_{father.pk}": "40 km"}
    answers |= {"welcomed_by_id": host.pk, "waiting": "le hall", "name": "Mairie, salle 1"}
    response = alice_client.post(url(case_1, "place_add"), new_place(**answers))
    place = case_1.places.get(name="Mairie, salle 1")
    assert response.url.endswith(f"#place-{place.pk}")
    assert (place.welcomed_by, place.waiting) == (host, "le hall")
    assert dict(place.distances.values_list("participant", "metres")) == {
        mother.pk: 300, father.pk: 40_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 3000}, "name"),
        ({"name": "nul\x00"}, "name"),
        ({"ground": "lune"}, "ground"),
        ({"layout": "pyramide"}, "layout"),
        ({"welcomed_by_id": "999999"}, "welcomed_by_id"),
        ({"welcomed_by_id": "moi"}, "welcomed_by_id"),
        ({"seats": "0"}, "seats"),
        ({"seats": "70000"}, "seats"),
        ({"seats": "une dizaine"}, "seats"),
        ({"key_holder": "x" * 121}, "key_holder"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(alice_client, meeting, changes, field):
    response = alice_client.post(
        url(meeting, "place_add"), new_place(transport="bus C3", **changes)
    )
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "bus C3" in response.content.decode()
    assert not meeting.places.exists()


def test_a_distance_without_a_unit_is_asked_again(alice_client, meeting):
    field = f"distance_{mother_of(meeting).pk}"
    response = alice_client.post(url(meeting, "place_add"), new_place(**{field: "300"}))
    assert response.status_code == 422
    assert "avec son unité" in response.content.decode()
    assert 'value="300"' in response.content.decode()


def test_a_double_click_makes_one_place(alice_client, meeting):
    place = new_place()
    for _ in range(2):
        assert alice_client.post(url(meeting, "place_add"), place).status_code == 302
    assert meeting.places.count() == 1


def test_the_school_of_the_pupil_is_one_click_away(alice_client, alice, team):
    school = make_institution(
        team, "École Jean-Moulin", address="12 rue de la République", town="Bron",
        transport="tram T2",
    )  # fmt: skip
    meeting = make_meeting(team, alice, pupil=make_pupil(team, school=school))
    for _ in range(2):
        alice_client.post(url(meeting, "place_add_school"))
    place = meeting.places.get()
    assert (place.name, place.ground) == ("École Jean-Moulin", "school")
    assert (place.address, place.transport) == ("12 rue de la République, Bron", "tram T2")
    assert url(meeting, "place_add_school") not in alice_client.get(url(meeting)).content.decode()


def test_without_a_school_there_is_none_to_compare(alice_client, meeting):
    assert alice_client.post(url(meeting, "place_add_school")).status_code == 404


def test_a_place_of_another_meeting_comes_back_without_its_people(
    alice_client, alice, team, meeting
):
    other = make_meeting(team, alice)
    host = make_participant(other)
    known = make_place(
        other, quiet="no", transport="bus C3", waiting="le hall", welcomed_by=host, seats=14,
        key_holder="la mairie",
    )  # fmt: skip
    assert known.name in alice_client.get(url(meeting)).content.decode()
    for _ in range(2):
        alice_client.post(url(meeting, "place_add_again"), {"pick": known.pk})
    place = meeting.places.get()
    assert (place.quiet, place.transport, place.waiting) == ("no", "bus C3", "le hall")
    assert (place.seats, place.key_holder) == (14, "la mairie")
    assert place.welcomed_by is None


def test_a_place_that_was_not_offered_is_not_found(alice_client, alice, charlie, team, meeting):
    home = make_place(make_meeting(team, alice), "Chez la grand-mère", "family")
    foreign = make_place(make_meeting(charlie.current_team, charlie))
    for pick in (home.pk, foreign.pk, "douze", ""):
        response = alice_client.post(url(meeting, "place_add_again"), {"pick": pick})
        assert response.status_code == 404
    assert not meeting.places.exists()


def test_where_no_family_comes_nothing_is_asked_about_it(alice_client, meeting):
    meeting.participants.exclude(family_member=None, role="professional").delete()
    meeting.kind = MeetingKind.CONCERTATION_AESH.value
    meeting.save()
    make_place(meeting)
    assert "Accueil" not in alice_client.get(url(meeting)).content.decode()
    assert "welcomed_by_id" not in alice_client.get(url(meeting, "place_add")).content.decode()
    place = new_place(name="La classe")
    assert alice_client.post(url(meeting, "place_add"), place).status_code == 302


# --- Changing ----------------------------------------------------------------------------------


def test_a_place_is_completed_little_by_little(alice_client, case_1):
    place, mother = case_1.places.get(), mother_of(case_1)
    alice_client.post(
        url(case_1, "place_change", place.pk), sent(place, **{f"distance_{mother.pk}": "1,25 km"})
    )
    assert place.distances.get(participant=mother).metres == 1250
    page = alice_client.get(url(case_1, "place_change", place.pk)).content.decode()
    assert 'value="1,25\u00a0km"' in page
    alice_client.post(
        url(case_1, "place_change", place.pk), sent(place, **{f"distance_{mother.pk}": ""})
    )
    assert not place.distances.filter(participant=mother).exists()


def test_two_distances_written_at_once_are_both_shown(alice_client, bob_client, case_1):
    place, field = case_1.places.get(), f"distance_{mother_of(case_1).pk}"
    mine, theirs = sent(place, **{field: "2 km"}), sent(place, **{field: "300 m"})
    bob_client.post(url(case_1, "place_change", place.pk), theirs)
    response = alice_client.post(url(case_1, "place_change", place.pk), mine)
    assert response.status_code == 422
    page = response.content.decode()
    assert "«\u00a0300\u00a0m\u00a0»" in page
    assert 'value="2 km"' in page
    assert place.distances.get().metres == 300

    again = mine | {f"initial-{field}": "300 m"}
    assert alice_client.post(url(case_1, "place_change", place.pk), again).status_code == 302
    assert place.distances.get().metres == 2000


def test_different_fields_changed_by_two_people_merge(alice_client, bob_client, case_1):
    place = case_1.places.get()
    mine, theirs = sent(place, quiet="no"), sent(place, waiting="un bureau")
    bob_client.post(url(case_1, "place_change", place.pk), theirs)
    assert alice_client.post(url(case_1, "place_change", place.pk), mine).status_code == 302
    place.refresh_from_db()
    assert (place.quiet, place.waiting) == ("no", "un bureau")
    entries = JournalEntry.objects.filter(act="place_changed")
    assert "un bureau" not in str([entry.detail for entry in entries])


def test_the_form_draws_the_four_ways_to_sit(alice_client, case_1):
    place = case_1.places.get()
    page = alice_client.get(url(case_1, "place_change", place.pk)).content.decode()
    assert page.count('<svg class="table-picture"') == 4
    assert page.count('name="initial-layout"') == 1


# --- Choosing, removing ------------------------------------------------------------------------


def test_a_place_is_chosen_then_given_up(alice_client, meeting):
    place = make_place(meeting, layout="u")
    alice_client.post(url(meeting, "place_choose", place.pk))
    meeting.refresh_from_db()
    assert meeting.chosen_place == place
    alice_client.post(url(meeting, "place_give_up"))
    meeting.refresh_from_db()
    assert meeting.chosen_place is None
    assert meeting.places.exists()


def test_removing_asks_first_and_says_that_the_meeting_loses_its_place(alice_client, case_1):
    place = case_1.places.get()
    page = alice_client.get(url(case_1, "place_remove", place.pk)).content.decode()
    assert "la réunion n’aura plus de lieu" in page
    assert case_1.places.exists()
    alice_client.post(url(case_1, "place_remove", place.pk))
    case_1.refresh_from_db()
    assert case_1.chosen_place is None
    assert not case_1.places.exists()


def test_markup_is_shown_as_text(alice_client, meeting):
    alice_client.post(url(meeting, "place_add"), new_place(name="<script>alert(1)</script>"))
    page = alice_client.get(url(meeting)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("count", [3, 30])
def test_place_query_count(alice_client, meeting, django_assert_num_queries, count):
    fill(meeting, participants=count, slots=count, items=count, places=count)
    with django_assert_num_queries(QUERIES):
        alice_client.get(url(meeting))
