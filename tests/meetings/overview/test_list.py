"""All the meetings of the team, found by any spelling."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import NOW, fill, make_case_1, make_institution, make_meeting, make_pupil

URL = "/reunions/"


def _titles(response):
    return [row.title for row in response.context["rows"]]


@pytest.mark.parametrize("count", [1, 30])
def test_list_query_count(team, alice, alice_client, django_assert_num_queries, count):
    for _ in range(count):
        fill(make_case_1(team, alice), participants=2, items=1, slots=1)
    # Session, account, team of the header; how many, which; ten for their dossiers.
    with django_assert_num_queries(16):
        response = alice_client.get(URL)
    assert len(_titles(response)) == count


def test_the_last_begun_comes_first(team, alice, alice_client):
    make_meeting(team, alice, title="hier", created_at=NOW - timedelta(days=1))
    make_meeting(team, alice, title="aujourd’hui", pupil=make_pupil(team), created_at=NOW)
    assert _titles(alice_client.get(URL)) == ["aujourd’hui", "hier"]


@pytest.mark.parametrize("typed", ["ines", "INÈS retour", "n'diaye", "foch 6e", "école"])
def test_a_meeting_is_found_by_title_pupil_school_or_class(team, alice, alice_client, typed):
    school = make_institution(team, "École Foch")
    pupil = make_pupil(team, first_name="Inès", last_name="N’Diaye", school=school, class_name="6e")
    make_meeting(team, alice, pupil=pupil, title="Le retour en classe")
    make_meeting(team, alice, pupil=make_pupil(team), title="Yanis, ses après-midi")
    assert _titles(alice_client.get(URL, {"q": typed})) == ["Le retour en classe"]


def test_a_search_without_result_gives_a_way_out(team, alice, alice_client):
    make_meeting(team, alice)
    page = alice_client.get(URL, {"q": "<i>\x00zzz"}).content.decode()
    assert "&lt;i&gt; zzz" in page
    assert "Voir toutes les réunions" in page


def test_the_meetings_of_one_pupil(team, alice, alice_client):
    pupil = make_pupil(team, first_name="Inès")
    make_meeting(team, alice, pupil=pupil, title="pour Inès")
    make_meeting(team, alice, title="pour Yanis")
    response = alice_client.get(URL, {"eleve": pupil.pk})
    assert _titles(response) == ["pour Inès"]
    assert "Réunions pour Inès" in response.content.decode()


@pytest.mark.parametrize("asked", ["", "x", "\x00", "0", "9" * 40, "-1", "²"])
def test_a_pupil_who_is_none_filters_nothing(meeting, alice_client, asked):
    assert len(_titles(alice_client.get(URL, {"eleve": asked}))) == 1


def test_a_pupil_of_another_team_filters_nothing_and_is_not_named(meeting, charlie, alice_client):
    theirs = make_pupil(charlie.current_team, first_name="Gwenaëlle")
    page = alice_client.get(URL, {"eleve": theirs.pk}).content.decode()
    assert "Gwenaëlle" not in page


def test_meetings_called_off_are_apart(team, alice, alice_client):
    make_meeting(team, alice, title="annulée", cancelled_at=NOW)
    assert _titles(alice_client.get(URL)) == []
    response = alice_client.get(URL, {"annulees": "oui"})
    assert _titles(response) == ["annulée"]
    assert "Cette réunion est annulée." in response.content.decode()
    assert "Compléter" not in response.content.decode()


def test_more_than_a_page_is_cut(team, alice, alice_client):
    pupil = make_pupil(team)
    for _ in range(31):
        make_meeting(team, alice, pupil=pupil)
    assert len(_titles(alice_client.get(URL))) == 30
    page = alice_client.get(URL, {"page": "2", "q": "yanis"})
    assert len(_titles(page)) == 1
    assert "?page=1&amp;q=yanis" in page.content.decode()


def test_a_stranger_sees_none_of_them(meeting, charlie_client):
    assert _titles(charlie_client.get(URL)) == []


def test_the_list_is_only_read(alice_client):
    assert alice_client.post(URL).status_code == 405
    assert reverse("meetings:list") == URL
