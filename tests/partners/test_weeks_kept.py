"""A week noted on a card follows it, and is on no list of the book."""

import pytest
from django.urls import reverse

from partners import actions
from tests.factories import (
    NOW,
    make_institution,
    make_professional,
    make_pupil,
    make_relative,
)

NOTE = "reprend-le-poste-de-nuit"


def hours(day=1, kind="taken", note=NOTE):
    return {"day": day, "start": "21:00", "end": "05:00", "kind": kind, "note": note}


@pytest.fixture
def noted(team):
    """Each kind of card with a week that cannot be mistaken."""
    school = make_institution(team, week=[hours()])
    pupil = make_pupil(team, school=school)
    away = [{"first": "2027-01-14", "last": "2027-01-14", "kind": "taken", "start": "", "end": ""}]
    make_professional(team, institution=school, week=[hours()], exceptions=away)
    make_relative(pupil, week=[hours()], exceptions=away)
    return school


@pytest.mark.parametrize("table", ["people", "pupils", "institutions"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_no_list_export_holds_a_week(alice_client, noted, table, file_format):
    url = reverse(f"partners:{table}_export", args=[file_format])
    response = (
        alice_client.post(url)
        if alice_client.get(url).status_code == 405
        else alice_client.get(url)
    )
    assert response.status_code == 200
    assert NOTE.encode() not in response.getvalue()


@pytest.mark.parametrize("table", ["people", "pupils", "institutions"])
def test_no_list_to_read_or_to_print_holds_a_week(alice_client, noted, table):
    for name in (f"partners:{table}", f"partners:{table}_print"):
        assert NOTE not in alice_client.get(reverse(name)).content.decode(), name


def test_of_two_weeks_one_is_chosen_in_words(alice_client, team):
    kept = make_professional(team, last_name="Roux", week=[hours(1)])
    gone = make_professional(team, last_name="Roux", week=[hours(2, "paid", "")])
    url = reverse("partners:merge", args=["personnes", kept.pk, gone.pk])
    page = alice_client.get(url)
    assert (
        "Heures payées\u00a0: mardi, de 21\u00a0h à 5\u00a0h le lendemain" in page.content.decode()
    )
    sent = {"seen": page.context["form"].state, "week": "absorbed"}
    alice_client.post(url, sent)
    kept.refresh_from_db()
    assert kept.week == [hours(2, "paid", "")]


def test_a_week_noted_on_one_side_only_stays(alice_client, team):
    kept, gone = (
        make_institution(team, "Jean-Moulin"),
        make_institution(team, "J. Moulin", week=[hours()]),
    )
    url = reverse("partners:merge", args=["lieux", kept.pk, gone.pk])
    form = alice_client.get(url).context["form"]
    alice_client.post(url, {"seen": form.state, **{one.name: "kept" for one in form.differing}})
    kept.refresh_from_db()
    assert kept.week == [hours()]


def test_a_family_keeps_its_weeks_when_two_pupils_are_one(team, alice):
    kept, gone = make_pupil(team), make_pupil(team)
    mother = make_relative(gone, week=[hours()])
    actions.merge_cards(kept, gone, taken=[], by=alice, now=NOW)
    mother.refresh_from_db()
    assert (mother.pupil, mother.week) == (kept, [hours()])


def test_a_pupil_who_moves_leaves_the_weeks_where_they_are(team, alice, noted):
    pupil = noted.pupils.get()
    move = actions.ClassMove(noted, "CE2", 2027, [actions.Move(pupil.pk, None)])
    actions.move_pupils(move, by=alice, now=NOW)
    noted.refresh_from_db()
    assert pupil.family.get().week == noted.week == [hours()]
