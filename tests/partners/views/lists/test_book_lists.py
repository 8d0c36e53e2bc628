"""The lists at the size of a sector: sorted, filtered, followed, in a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from partners.models import Institution, Professional, Pupil
from tests.factories import (
    NOW,
    make_institution,
    make_meeting,
    make_professional,
    make_pupil,
    make_slot,
    make_team,
)

MANY = 5000
QUERIES = {"pupils": 7, "people": 7, "institutions": 6}
ORDERS = {
    "pupils": ("nom", "ecole", "classe", "plan", "aide", "derniere", "prochaine"),
    "people": ("nom", "metier", "lieu"),
    "institutions": ("nom", "sorte", "commune"),
}


def _bulk(model, rows):
    for row in rows:
        row.refold()
    return model.objects.bulk_create(rows, batch_size=500)


def _fill(team, count):
    """As many of each, spread over a few schools."""
    places = _bulk(
        Institution,
        [
            Institution(team=team, name=f"Lieu {n}", kind="sessad", town=f"Ville {n % 7}")
            for n in range(count)
        ],
    )
    _bulk(
        Pupil,
        [
            Pupil(
                team=team, first_name=f"Élève {n}", school=places[n % min(count, 40)],
                class_name=f"{n % 4 + 3}e", plan="PPS" if n % 2 else "",
            )
            for n in range(count)
        ],
    )  # fmt: skip
    _bulk(
        Professional,
        [
            Professional(
                team=team, metier="psyen", last_name=f"Nom {n}", institution=places[n % len(places)]
            )
            for n in range(count)
        ],
    )
    # As a database does by itself a moment after many rows came in; not inside a transaction.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _list(client, name, **query):
    return client.get(reverse(f"partners:{name}"), query)


def _names(response):
    return [line["cells"][0]["text"] for line in response.context["lines"]]


@pytest.mark.parametrize("count", [1, 3, MANY])
def test_list_query_count(team, alice_client, django_assert_num_queries, count):
    _fill(team, count)
    for name, queries in QUERIES.items():
        for order in ORDERS[name]:
            with django_assert_num_queries(queries):
                response = _list(alice_client, name, tri=f"-{order}", page=2, q="e")
            assert response.context["page_obj"].paginator.count == count


@pytest.mark.parametrize("name", QUERIES)
def test_every_row_can_be_printed_on_one_page(team, alice_client, django_assert_num_queries, name):
    _fill(team, 60)
    # As the list, the count aside.
    with django_assert_num_queries(QUERIES[name] - 1):
        response = _list(alice_client, f"{name}_print", tri="-nom")
    assert len(_names(response)) == 60
    page = response.content.decode()
    assert team.name in page
    assert "60 " in page


# --- Pupils --------------------------------------------------------------------------------------


@pytest.fixture
def sector(team, alice):
    moulin = make_institution(team, "École Moulin", town="Bron")
    foch = make_institution(team, "École Foch")
    now = timezone.now()
    for name, fields, days in (
        ("Ana", {"class_name": "6e", "school": moulin, "plan": "PPS PAI"}, -3),
        ("Bob", {"class_name": "CM2", "school": foch, "plan": "PAP", "dispositif": "ULIS"}, -900),
        ("Cléo", {"class_name": "CP", "school": foch, "aesh_kind": "mutualisée"}, 4),
        ("Dan", {"class_name": ""}, None),
    ):
        pupil = make_pupil(team, **({"first_name": name, "last_name": ""} | fields))
        meeting = make_meeting(team, alice, pupil=pupil)
        if days is not None:
            meeting.chosen_slot = make_slot(meeting, now + timedelta(days=days))
            meeting.save()
    return {"moulin": moulin, "foch": foch}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Ana", "Bob", "Cléo", "Dan"]),
        ({"tri": "-nom"}, ["Dan", "Cléo", "Bob", "Ana"]),
        ({"tri": "ecole"}, ["Bob", "Cléo", "Ana", "Dan"]),
        ({"tri": "classe"}, ["Cléo", "Bob", "Ana", "Dan"]),
        ({"tri": "-classe"}, ["Ana", "Bob", "Cléo", "Dan"]),
        ({"tri": "-derniere"}, ["Ana", "Bob", "Cléo", "Dan"]),
        ({"tri": "prochaine"}, ["Cléo", "Ana", "Bob", "Dan"]),
        ({"classe": "CP"}, ["Cléo"]),
        ({"plan": "PAI"}, ["Ana"]),
        ({"plan": "aucun"}, ["Cléo", "Dan"]),
        ({"dispositif": "ULIS"}, ["Bob"]),
        ({"aide": "mutualisée"}, ["Cléo"]),
        ({"aide": "aucun"}, ["Ana", "Bob", "Dan"]),
        ({"q": "foch", "classe": "CM2"}, ["Bob"]),
        ({"classe": "CP", "plan": "PAI"}, []),
        ({"classe": "CE9"}, ["Ana", "Bob", "Cléo", "Dan"]),
    ],
)
def test_pupils_are_sorted_and_filtered(sector, alice_client, query, names):
    assert _names(_list(alice_client, "pupils", **query)) == names


def test_pupils_of_a_school(sector, alice_client):
    response = _list(alice_client, "pupils", ecole=sector["foch"].pk)
    assert _names(response) == ["Bob", "Cléo"]
    assert "École\u00a0: École Foch" in response.content.decode()


def test_a_school_without_pupils_shows_none_rather_than_all(sector, team, alice_client):
    empty = make_institution(team, "École neuve")
    assert _names(_list(alice_client, "pupils", ecole=empty.pk)) == []


@pytest.mark.parametrize("asked", ["9" * 30, "²", "-1", "\x00", "x"])
def test_a_school_that_is_none_filters_nothing(sector, alice_client, asked):
    assert len(_names(_list(alice_client, "pupils", ecole=asked))) == 4


def test_a_school_of_another_team_is_neither_named_nor_used(sector, alice_client):
    theirs = make_institution(make_team("Secteur Brest"), "École de Gwenaëlle")
    response = _list(alice_client, "pupils", ecole=theirs.pk)
    assert len(_names(response)) == 4
    assert "Gwenaëlle" not in response.content.decode()


def test_pupils_without_a_meeting_this_year(sector, alice_client, team, monkeypatch):
    monkeypatch.setattr("partners.views.lists.pupils._first_moment_of_the_year",
                        lambda: timezone.now() - timedelta(days=60))  # fmt: skip
    assert _names(_list(alice_client, "pupils", reunion="aucun")) == ["Bob", "Dan"]
    Meeting.objects.filter(pupil__first_name="Ana").update(cancelled_at=NOW)
    assert _names(_list(alice_client, "pupils", reunion="aucun")) == ["Ana", "Bob", "Dan"]


def test_a_meeting_called_off_is_neither_the_last_nor_the_next(sector, alice_client):
    Meeting.objects.update(cancelled_at=NOW)
    response = _list(alice_client, "pupils")
    assert {cell["text"] for line in response.context["lines"] for cell in line["cells"][5:]} == {
        ""
    }


# --- Professionals, institutions -------------------------------------------------------------------


@pytest.fixture
def book(team):
    cabinet = make_institution(team, "Cabinet", "cabinet", town="Écully")
    make_institution(team, "SESSAD", "sessad", town="Zuy")
    make_institution(team, "Fermé", "sessad", archived_at=NOW)
    make_professional(team, "psyen", last_name="Abel")
    make_professional(team, "aesh", last_name="Zola", institution=cabinet, liberal=True)
    make_professional(team, "autre", metier_other="médiatrice", last_name="Moy")
    make_professional(team, "psyen", last_name="Parti", archived_at=NOW)
    return cabinet


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Abel", "Moy", "Zola"]),
        ({"tri": "metier"}, ["Zola", "Abel", "Moy"]),
        ({"tri": "lieu"}, ["Zola", "Abel", "Moy"]),
        ({"metier": "psyen"}, ["Abel"]),
        ({"metier": "autre"}, ["Moy"]),
        ({"liberal": "oui"}, ["Zola"]),
        ({"liberal": "non"}, ["Abel", "Moy"]),
        ({"archives": "oui"}, ["Parti"]),
    ],
)
def test_people_are_sorted_and_filtered(book, alice_client, query, names):
    assert _names(_list(alice_client, "people", **query)) == names


def test_people_of_a_place(book, alice_client):
    assert _names(_list(alice_client, "people", lieu=book.pk)) == ["Zola"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Cabinet", "SESSAD"]),
        ({"tri": "-commune"}, ["SESSAD", "Cabinet"]),
        ({"tri": "commune"}, ["Cabinet", "SESSAD"]),
        ({"sorte": "sessad"}, ["SESSAD"]),
        ({"commune": "Écully"}, ["Cabinet"]),
        ({"archives": "oui"}, ["Fermé"]),
        ({"q": "libéral"}, []),
    ],
)
def test_institutions_are_sorted_and_filtered(book, alice_client, query, names):
    assert _names(_list(alice_client, "institutions", **query)) == names


def test_choices_are_kept_from_page_to_page_and_taken_away(team, alice_client):
    _fill(team, 120)
    page = _list(alice_client, "pupils", plan="PPS", tri="-classe").content.decode()
    assert "?plan=PPS&amp;tri=-classe&amp;page=2" in page
    assert 'href="/eleves/?tri=-classe">Enlever' in page
    assert 'aria-sort="descending"' in page
    assert '<input type="hidden" name="tri" value="-classe">' in page


def test_choices_without_result_say_so_and_give_a_way_out(sector, alice_client):
    page = _list(alice_client, "pupils", classe="CP", plan="PAI").content.decode()
    assert "Rien ne correspond à ces choix." in page
    assert 'href="/eleves/"' in page
