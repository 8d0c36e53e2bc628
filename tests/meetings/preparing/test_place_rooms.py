"""The rooms of the address book, compared in one click."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    NOW,
    make_institution,
    make_meeting,
    make_participant,
    make_professional,
    make_pupil,
    make_room,
)
from tests.guests import make_link, pass_gate
from tests.meetings.pdfs import text_of

KEY = "Mme Clavier"
KNOWN = {
    "seats": 8, "layouts": "u face_to_face", "step_free": "yes", "quiet": "no",
    "waiting": "le hall", "key_holder": KEY,
}  # fmt: skip


def url(meeting, name="place"):
    return reverse(f"meetings:{name}", args=[meeting.reference])


def read(client, address):
    return client.get(address).content.decode()


@pytest.fixture
def school(team):
    return make_institution(
        team, "École Jean-Moulin", address="12 rue de la République", town="Bron",
        transport="tram T2",
    )  # fmt: skip


@pytest.fixture
def here(team, alice, school):
    """A meeting of a pupil of that school."""
    return make_meeting(team, alice, pupil=make_pupil(team, school=school))


def test_rooms_of_the_school_and_of_those_invited_are_offered_first(
    alice_client, team, here, school
):
    sessad = make_institution(team, "Centre Les Tilleuls", "sessad")
    make_participant(here, professional=make_professional(team, institution=sessad))
    make_room(sessad, "Salle verte")
    make_room(school, "Salle des maîtres", seats=12, step_free="yes")
    make_room(make_institution(team, "CMPP Rabelais", "cmpp"), "Salle rouge")
    page = read(alice_client, url(here))
    assert "École Jean-Moulin, salle des maîtres" in page
    assert "12 rue de la République, Bron · douze places assises et on entre sans marche" in page
    assert page.index("salle des maîtres") < page.index("Centre Les Tilleuls, salle verte")
    assert "salle rouge" not in page


@pytest.mark.parametrize("words", ["rabelais", "RABE", "vénissieux", "venissieux rougé", "reunion"])
def test_any_room_is_found_by_the_words_of_its_house(alice_client, team, here, words):
    cmpp = make_institution(team, "CMPP Rabelais", "cmpp", town="Vénissieux")
    make_room(cmpp, "Salle rouge, réunions")
    assert "CMPP Rabelais, salle rouge, réunions" in read(alice_client, f"{url(here)}?q={words}")


def test_nothing_found_says_where_rooms_are_written(alice_client, here):
    page = read(alice_client, f"{url(here)}?q=château")
    assert "Aucune salle du carnet ne correspond" in page
    assert reverse("partners:institutions") in page


def test_a_room_becomes_a_place_in_one_click(alice_client, here, school):
    room = make_room(school, **KNOWN)
    for _ in range(2):
        response = alice_client.post(url(here, "place_add_room"), {"pick": room.pk})
        assert response.status_code == 302
    place = here.places.get()
    assert place.name == "École Jean-Moulin, salle des maîtres"
    assert place.address == "12 rue de la République, Bron"
    assert (place.ground, place.layout, place.transport) == ("school", "u", "tram T2")
    assert (place.seats, place.step_free, place.quiet) == (8, "yes", "no")
    assert (place.waiting, place.key_holder, place.room) == ("le hall", KEY, room)
    assert f'value="{room.pk}"' not in read(alice_client, url(here))


@pytest.mark.parametrize(
    ("kind", "ground"),
    [("sessad", "partner"), ("cmp", "partner"), ("mdph", "partner"), ("autre", "neutral"),
     ("ecole_elementaire", "neutral")],
)  # fmt: skip
def test_the_ground_is_proposed_from_the_sort_of_house(alice_client, team, here, kind, ground):
    room = make_room(make_institution(team, "Ailleurs", kind))
    alice_client.post(url(here, "place_add_room"), {"pick": room.pk})
    assert here.places.get().ground == ground


def test_a_room_about_which_nothing_is_known_is_compared_too(alice_client, here, school):
    alice_client.post(url(here, "place_add_room"), {"pick": make_room(school).pk})
    place = here.places.get()
    assert (place.layout, place.seats, place.step_free) == ("round", None, "unknown")
    assert "À compter" in read(alice_client, url(here))


def test_the_longest_names_fit(alice_client, team, here):
    house = make_institution(team, "é" * 160, address="a" * 250, town="v" * 80)
    alice_client.post(url(here, "place_add_room"), {"pick": make_room(house, "s" * 80).pk})
    place = here.places.get()
    place.full_clean()
    page = alice_client.get(reverse("meetings:place_change", args=[here.reference, place.pk]))
    assert page.status_code == 200


def test_two_houses_of_one_name_are_two_places(alice_client, team, here):
    for town in ("Bron", "Lyon"):
        room = make_room(make_institution(team, "CMPP", "cmpp", town=town), "Salle 1")
        alice_client.post(url(here, "place_add_room"), {"pick": room.pk})
    assert here.places.count() == 2


def test_too_few_seats_are_said_beside_the_place(alice_client, case_1):
    room = make_room(case_1.school, seats=3)
    alice_client.post(url(case_1, "place_add_room"), {"pick": room.pk})
    page = read(alice_client, url(case_1))
    assert "Trois places assises et dix personnes invitées sur place" in page


def test_a_room_put_away_is_neither_offered_nor_taken(alice_client, team, here, school):
    gone = make_room(school, "Réserve", archived_at=NOW)
    closed = make_institution(team, "CMPP Rabelais", "cmpp", archived_at=NOW)
    shut = make_room(closed, "Salle rouge")
    assert "Réserve" not in read(alice_client, url(here))
    assert "salle rouge" not in read(alice_client, f"{url(here)}?q=rabelais")
    for room in (gone, shut):
        response = alice_client.post(url(here, "place_add_room"), {"pick": room.pk})
        assert response.status_code == 404


def test_a_room_of_another_team_is_never_offered_nor_taken(alice_client, charlie, here):
    room = make_room(make_institution(charlie.current_team, "Service de Brest"))
    assert "Service de Brest," not in read(alice_client, f"{url(here)}?q=brest")
    for pick in (room.pk, "douze", "", 10**30):
        response = alice_client.post(url(here, "place_add_room"), {"pick": pick})
        assert response.status_code == 404
    assert not here.places.exists()


def test_a_stranger_compares_nothing(charlie_client, here, school):
    response = charlie_client.post(url(here, "place_add_room"), {"pick": make_room(school).pk})
    assert response.status_code == 404


def test_it_is_posted(alice_client, here):
    assert alice_client.get(url(here, "place_add_room")).status_code == 405


def test_the_place_keeps_what_it_was_given_when_the_room_changes(alice_client, here, school):
    room = make_room(school, **KNOWN)
    alice_client.post(url(here, "place_add_room"), {"pick": room.pk})
    room.seats, room.name = 20, "Salle neuve"
    room.save()
    assert here.places.get().seats == 8
    room.delete()
    assert here.places.get().key_holder == KEY


@pytest.mark.parametrize("count", [1, 3, 30])
def test_place_rooms_query_count(alice_client, here, school, django_assert_num_queries, count):
    for number in range(count):
        make_room(school, f"Salle {number}")
    with django_assert_num_queries(16):
        alice_client.get(f"{url(here)}?q=moulin")


# --- Who has the key is for coordinators -------------------------------------------------------


@pytest.fixture
def keyed(case_1):
    place = case_1.chosen_place
    place.key_holder, place.seats = KEY, 12
    place.save()
    return case_1


def test_the_coordinator_reads_who_has_the_key(alice_client, keyed):
    change = reverse("meetings:place_change", args=[keyed.reference, keyed.chosen_place_id])
    for address in (url(keyed), url(keyed, "path"), change):
        assert KEY in read(alice_client, address), address


def test_who_has_the_key_is_changed_on_the_place(alice_client, keyed):
    address = reverse("meetings:place_change", args=[keyed.reference, keyed.chosen_place_id])
    place = keyed.chosen_place
    sent = {
        "name": place.name, "ground": place.ground, "step_free": "yes", "quiet": "yes",
        "layout": "round", "key_holder": "la mairie", "seats": "14",
    }  # fmt: skip
    seen = sent | {"key_holder": KEY, "seats": "12"}
    response = alice_client.post(
        address, sent | {f"initial-{name}": value for name, value in seen.items()}
    )
    assert response.status_code == 302
    place.refresh_from_db()
    assert (place.key_holder, place.seats) == ("la mairie", 14)


def test_no_guest_ever_reads_who_has_the_key(alice_client, alice, keyed):
    guest = Client(headers={"host": "testserver"})
    for person in keyed.participants.exclude(family_member=None):
        secret = make_link(person, alice)
        assert KEY not in read(guest, reverse("meetings:guest_brief", args=[secret]))
        pass_gate(guest, secret)
        preview = reverse("meetings:brief_preview", args=[keyed.reference, person.pk])
        assert KEY not in read(alice_client, preview)
        assert KEY not in read(guest, reverse("meetings:guest_brief", args=[secret]))
        letter = guest.get(reverse("meetings:guest_letter", args=[secret])).getvalue()
        assert KEY not in text_of(letter)


def test_no_paper_says_who_has_the_key(alice_client, keyed):
    assert KEY not in read(alice_client, url(keyed, "sheet"))
    assert KEY not in text_of(alice_client.get(url(keyed, "fiche")).getvalue())
