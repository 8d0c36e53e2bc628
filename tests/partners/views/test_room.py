"""The rooms of an institution: added, changed, archived, brought back."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from partners.models import Room
from tests.factories import NOW, make_institution, make_room, make_team, new_key
from tests.partners.cards import sent_again


@pytest.fixture
def school(team):
    return make_institution(team)


def url(institution, name="room", room=None):
    return reverse(f"partners:{name}", args=[institution.pk, *([room.pk] if room else [])])


def page_of(institution):
    return reverse("partners:institution", args=[institution.pk])


def room_sent(**fields):
    plain = {"name": "Salle des maîtres", "step_free": "unknown", "quiet": "unknown"}
    return plain | {"form_key": new_key()} | fields


def test_a_room_is_written_with_what_one_has_to_know(school, alice_client):
    data = room_sent(
        seats="12", layouts=["u", "round"], step_free="yes", quiet="no",
        key_holder="la gardienne", waiting="le hall", note="à réserver la veille",
    )  # fmt: skip
    response = alice_client.post(url(school, "room_add"), data)
    assert response["Location"] == f"{page_of(school)}#rooms"
    room = Room.objects.get()
    assert (room.institution, room.seats, room.layouts) == (school, 12, "round u")
    page = alice_client.get(page_of(school)).content.decode()
    for fact in ("12", "en rond ou en U", "la gardienne", "le hall", "à réserver la veille"):
        assert fact in page


def test_the_name_is_enough(school, alice_client):
    alice_client.post(url(school, "room_add"), room_sent())
    room = Room.objects.get()
    assert (room.seats, room.layouts, room.step_free) == (None, "", "unknown")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "é" * 81),
        ("name", "a\x00b"),
        ("seats", "0"),
        ("seats", "-4"),
        ("seats", "5000"),
        ("seats", "douze"),
        ("layouts", ["pyramide"]),
        ("step_free", "peut-être"),
        ("quiet", ""),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_kept(school, alice_client, field, typed):
    data = room_sent(note="un écran") | {field: typed}
    response = alice_client.post(url(school, "room_add"), data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "un écran" in response.content.decode()
    assert not Room.objects.exists()


def test_sent_twice_it_makes_one_room_and_one_line(school, alice_client):
    data = room_sent()
    for _ in range(2):
        assert alice_client.post(url(school, "room_add"), data).status_code == 302
    assert Room.objects.count() == 1
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("archived_at", "sentence"), [(None, "déjà notée ici"), (NOW, "archivée porte ce nom")]
)
def test_two_rooms_of_one_place_have_two_names(school, alice_client, archived_at, sentence):
    make_room(school, "Salle des maîtres", archived_at=archived_at)
    response = alice_client.post(url(school, "room_add"), room_sent(name="salle des MAITRES"))
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_the_same_name_may_stand_elsewhere(team, school, alice_client):
    make_room(make_institution(team, "CMPP"), "Salle des maîtres")
    assert alice_client.post(url(school, "room_add"), room_sent()).status_code == 302


def test_a_change_is_kept_and_the_same_again_writes_nothing(school, alice_client):
    room = make_room(school, seats=8, layouts="round u", quiet="yes")
    address = url(school, room=room)
    assert alice_client.post(address, _again(alice_client.get(address))).status_code == 302
    assert not JournalEntry.objects.exists()
    alice_client.post(address, _again(alice_client.get(address), seats="10", layouts=["u"]))
    room.refresh_from_db()
    assert (room.seats, room.layouts, room.quiet) == (10, "u", "yes")
    assert set(JournalEntry.objects.get().detail["fields"]) == {"seats", "layouts"}


def _again(page, **fields):
    """`sent_again`, with every box that is ticked and not the first only."""
    form = page.context["form"]
    ticked = form["layouts"].value()
    ticked = ticked.split() if isinstance(ticked, str) else list(ticked or [])
    data = {"layouts": ticked} | fields
    return sent_again(page, **data) | {"initial-layouts": form.instance.layouts.split()}


def test_two_people_who_change_one_field_see_both_versions(school, alice_client, bob_client):
    room = make_room(school, key_holder="la gardienne")
    address = url(school, room=room)
    mine, theirs = alice_client.get(address), bob_client.get(address)
    bob_client.post(address, _again(theirs, key_holder="la directrice", seats="9"))
    refused = alice_client.post(address, _again(mine, key_holder="la mairie"))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "«\u00a0la directrice\u00a0»" in page
    assert 'value="la mairie"' in page
    room.refresh_from_db()
    assert (room.key_holder, room.seats) == ("la directrice", 9)


def test_a_room_is_archived_then_brought_back(school, alice_client):
    room = make_room(school)
    alice_client.post(url(school, "room_archive", room))
    page = alice_client.get(page_of(school)).content.decode()
    assert "Salles archivées : 1" in page.replace("\u00a0", " ")
    assert "Aucune salle n’est encore notée." in page
    alice_client.post(url(school, "room_bring_back", room))
    room.refresh_from_db()
    assert room.archived_at is None


def test_the_journal_never_says_who_has_the_key(school, alice_client):
    alice_client.post(url(school, "room_add"), room_sent(key_holder="Mme Secrète"))
    assert "Secrète" not in str(list(JournalEntry.objects.values_list("act", "detail", "subject")))


@pytest.mark.parametrize("name", ["room", "room_archive", "room_bring_back"])
def test_a_room_of_another_institution_is_not_there(team, school, alice_client, name):
    elsewhere = make_room(make_institution(team, "CMPP"))
    assert alice_client.post(url(school, name, elsewhere), room_sent()).status_code == 404


@pytest.mark.parametrize("name", ["room", "room_archive", "room_bring_back", "room_add"])
def test_a_stranger_finds_nothing(school, charlie_client, name):
    room = None if name == "room_add" else make_room(school)
    assert charlie_client.post(url(school, name, room), room_sent()).status_code == 404
    assert charlie_client.get(url(school, name, room)).status_code in {404, 405}


def test_acts_are_posted(school, alice_client):
    room = make_room(school)
    for name in ("room_archive", "room_bring_back"):
        assert alice_client.get(url(school, name, room)).status_code == 405


def test_markup_is_shown_as_text(school, alice_client):
    alice_client.post(url(school, "room_add"), room_sent(name="<script>alert(1)</script>"))
    page = alice_client.get(page_of(school)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_room_query_count(school, alice_client, django_assert_num_queries, count):
    rooms = [make_room(school, f"Salle {number}") for number in range(count)]
    with django_assert_num_queries(5):
        alice_client.get(url(school, room=rooms[0]))


def test_a_room_of_another_team_is_not_there(alice_client):
    theirs = make_room(make_institution(make_team("Secteur Brest")))
    assert alice_client.get(url(theirs.institution, room=theirs)).status_code == 404


def test_rooms_stand_in_the_order_of_an_index(school, alice_client):
    for name in ("Étude", "salle 2", "BCD", "Salle 1"):
        make_room(school, name)
    page = alice_client.get(page_of(school))
    assert [room.name for room in page.context["rooms"]] == ["BCD", "Étude", "Salle 1", "salle 2"]
