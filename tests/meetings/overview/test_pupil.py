"""The page of a pupil: who is around, what was held, what comes next."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import write_day
from meetings.domain.kinds import MovedTo
from meetings.models import DateChange, Holding
from partners.domain.school_years import school_year_of
from tests.factories import (
    make_following,
    make_institution,
    make_item,
    make_meeting,
    make_professional,
    make_pupil,
    make_relative,
    make_schooling,
    make_slot,
)


def _url(pupil):
    return reverse("meetings:pupil", args=[pupil.pk])


def _page(client, pupil):
    """What the page says, its spaces made single."""
    return " ".join(client.get(_url(pupil)).content.decode().replace("&nbsp;", " ").split())


def _text(page, start, end="</section>"):
    return page[page.index(start) : page.index(end, page.index(start))]


def _held(team, convener, pupil, days_ago, **fields):
    """A meeting that has a date, that many days before today."""
    meeting = make_meeting(team, convener, pupil=pupil, **fields)
    at = timezone.now() - timedelta(days=days_ago)
    meeting.chosen_slot = make_slot(meeting, at)
    meeting.save()
    return meeting


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pupil_query_count(team, alice, alice_client, django_assert_num_queries, count):
    pupil = make_pupil(team, plan="PPS", school=make_institution(team))
    for number in range(count):
        make_relative(pupil)
        school = make_institution(team, f"École {number}")
        make_following(pupil, make_professional(team, institution=school))
        make_following(pupil, make_professional(team), until=date(2025, 6, 30))
        make_schooling(pupil, 2026 - number, school=school)
        for days in (-10, 10):
            meeting = _held(team, alice, pupil, days + number)
            make_item(meeting, moved_to=MovedTo.LATER.value)
        make_meeting(team, alice, pupil=pupil, school=school)
    # Session, account, team of the header; the pupil; family, followings, years; meetings with a
    # date, without one, how many past, which; the ESS; the meetings, the points of their
    # agendas, what is read before them; what was decided.
    with django_assert_num_queries(17):
        response = alice_client.get(_url(pupil))
    assert len(response.context["family"]) == len(response.context["followings"]) == count
    assert len(response.context["years"]) == count
    assert len(response.context["coming"]) >= count


def test_the_page_says_what_serves_to_prepare(team, alice_client):
    pupil = make_pupil(team, plan="PPS", aesh_kind="mutualisée", aesh_hours="9.0")
    make_relative(
        pupil, first_name="Samia", last_name="Belkacem", reads_best="ar", phone="06 00 00 00 01"
    )
    page = alice_client.get(_url(pupil)).content.decode()
    said = " ".join(page.replace("&nbsp;", "_").split())
    assert "mutualisée, 9 heures par semaine" in said
    assert "Samia Belkacem" in page
    assert "arabe" in page
    assert "06 00 00 00 01" not in page


def test_an_archived_pupil_gets_no_new_meeting(team, alice_client):
    pupil = make_pupil(team, plan="PPS", archived_at="2026-09-01T08:00:00Z")
    page = alice_client.get(_url(pupil)).content.decode()
    assert "Préparer une réunion" not in page
    assert "Remettre dans la liste" in page
    assert "L’ESS de l’année" not in page


def test_the_table_seats_the_family_and_those_who_follow(team, alice_client):
    pupil = make_pupil(team, aesh_kind="mutualisée")
    make_relative(pupil, first_name="Samia", last_name="Belkacem")
    make_following(pupil, make_professional(team, "orthophoniste", gender="f", last_name="Garnier"))
    make_following(
        pupil, make_professional(team, "psyen", last_name="Le Bris"), until=date(2025, 6, 30)
    )
    seats = [seat.listed for seat in alice_client.get(_url(pupil)).context["table"].seats]
    assert seats == [
        "la mère (Samia Belkacem)", "l’orthophoniste (Garnier)", "une AESH, pas encore nommée ici",
    ]  # fmt: skip


def test_who_followed_is_kept_apart_from_who_follows(team, alice_client):
    pupil = make_pupil(team)
    make_following(pupil, make_professional(team, last_name="Garnier"))
    make_following(pupil, make_professional(team, last_name="Le Bris"), until=date(2025, 6, 30))
    page = _page(alice_client, pupil)
    assert "Suivis passés (1)" in page
    assert page.index("Garnier") < page.index("Suivis passés") < page.rindex("Le Bris")
    assert page.count("Fin du suivi") == 1


def test_without_any_meeting_nothing_is_made_up(team, alice_client):
    page = _page(alice_client, make_pupil(team))
    assert "Aucune réunion prévue." in page
    assert "Aucune réunion passée" in page
    assert "Points laissés" not in page
    assert "L’ESS de l’année" not in page


def test_meetings_to_come_stand_before_those_held_or_called_off(team, alice, alice_client):
    pupil = make_pupil(team)
    _held(team, alice, pupil, 400, title="L’an dernier")
    _held(team, alice, pupil, -5, title="Annulée", cancelled_at=timezone.now())
    _held(team, alice, pupil, -9, title="La prochaine")
    make_meeting(team, alice, pupil=pupil, title="Sans date encore")
    context = alice_client.get(_url(pupil)).context
    assert [line.title for line in context["coming"]] == ["La prochaine", "Sans date encore"]
    assert [line.title for line in context["past_meetings"]] == ["Annulée", "L’an dernier"]
    assert [line.cancelled for line in context["past_meetings"]] == [True, False]


def test_a_meeting_keeps_the_school_of_its_time(team, alice, alice_client):
    before = make_institution(team, "École Foch")
    pupil = make_pupil(team, school=before, class_name="CM2")
    _held(team, alice, pupil, 300)
    pupil.school, pupil.class_name = make_institution(team, "Collège Rosa-Parks"), "6e"
    pupil.save()
    assert "CM2 · École Foch" in alice_client.get(_url(pupil)).context["past_meetings"][0].context


def test_past_meetings_come_in_pages(team, alice, alice_client):
    pupil = make_pupil(team)
    for number in range(21):
        _held(team, alice, pupil, 10 + number, title=f"Réunion {number}")
    assert "Réunion 20" not in _page(alice_client, pupil)
    second = alice_client.get(_url(pupil), {"page": 2}).context["past_meetings"]
    assert [line.title for line in second] == ["Réunion 20"]


def test_the_yearly_ess_is_told_for_a_pupil_with_a_pps_only(team, alice, alice_client):
    pupil = make_pupil(team, plan="PPS PAI")
    _held(team, alice, pupil, 30)
    _held(team, alice, pupil, 3, kind="equipe_educative")
    _held(team, alice, pupil, 2, cancelled_at=timezone.now())
    said = _text(_page(alice_client, pupil), "L’ESS de l’année")
    last = timezone.localdate(timezone.now() - timedelta(days=30))
    assert f"{last.day}" in said
    assert f"{last.year + 1}." in said
    assert "D351-10" in said
    pupil.plan = "PAI"
    pupil.save()
    assert "L’ESS de l’année" not in _page(alice_client, pupil)


def test_a_point_left_for_later_is_told_until_a_meeting_takes_it_up(team, alice, alice_client):
    pupil = make_pupil(team)
    past = _held(team, alice, pupil, 60)
    make_item(past, "L’orientation", moved_to=MovedTo.LATER.value, moved_note="au printemps")
    make_item(past, "Le transport", moved_to=MovedTo.WRITING.value)
    said = _text(_page(alice_client, pupil), "Points laissés pour plus tard")
    assert "L’orientation" in said
    assert "au printemps" in said
    assert "Le transport" not in said
    make_item(make_meeting(team, alice, pupil=pupil), "l’orientation")
    assert "Points laissés" not in _page(alice_client, pupil)


def test_the_years_are_told_with_what_is_planned(team, alice_client):
    pupil = make_pupil(team)
    year = school_year_of(timezone.localdate())
    make_schooling(pupil, year - 1, "CE1")
    make_schooling(pupil, year + 1, "CM1", school=make_institution(team, "École Foch"))
    page = _page(alice_client, pupil)
    assert "CM1, École Foch" in _text(page, "Ce qui vient")
    assert f"L’année {year}-{year + 1} n’est pas encore notée." in page
    assert "Rien de noté encore pour" not in page


def test_a_planned_departure_is_told(team, alice_client):
    pupil = make_pupil(team)
    make_schooling(pupil, school_year_of(timezone.localdate()) + 1, "", leaves=True)
    assert "quitte le secteur" in _text(_page(alice_client, pupil), "Ce qui vient")


def test_a_pupil_without_a_plan_for_september_is_asked_for_one(team, alice_client):
    assert "Rien de noté encore pour" in _page(alice_client, make_pupil(team))


def test_an_odd_name_is_shown_as_text(team, alice_client):
    page = _page(alice_client, make_pupil(team, first_name="<b>Zoé</b>", last_name="d’Aubigné"))
    assert "&lt;b&gt;Zoé&lt;/b&gt; d’Aubigné" in page
    assert "<b>Zoé" not in page


def test_a_stranger_finds_nothing(team, charlie_client):
    assert charlie_client.get(_url(make_pupil(team))).status_code == 404


def test_the_page_is_only_read(team, alice_client):
    assert alice_client.post(_url(make_pupil(team))).status_code == 405


def test_a_date_that_changed_says_what_it_was(alice_client, team, alice):
    pupil = make_pupil(team)
    meeting = _held(team, alice, pupil, 20)
    slot = meeting.chosen_slot
    DateChange.objects.create(
        meeting=meeting, at=timezone.now(), by=alice, reason="le père travaille",
        was_start=slot.starts_at - timedelta(days=7), was_end=slot.ends_at - timedelta(days=7),
        starts_at=slot.starts_at, ends_at=slot.ends_at,
    )  # fmt: skip
    page = _page(alice_client, pupil)
    assert "Date changée le" in page
    assert "(le père travaille)" in page


def test_the_yearly_ess_is_counted_from_the_day_it_was_really_held(team, alice, alice_client):
    pupil = make_pupil(team, plan="PPS")
    meeting = _held(team, alice, pupil, -20)  # planned in twenty days
    opened = timezone.now() - timedelta(days=3)
    Holding.objects.create(meeting=meeting, opened_at=opened, closed_at=opened)
    said = alice_client.get(_url(pupil)).context["yearly"].sentences
    assert said[0].endswith(f"{write_day(timezone.localtime(opened).date())}.")
    assert len(said) == 2


def test_the_end_of_the_notification_is_said(team, alice_client):
    pupil = make_pupil(team, plan="PPS", notified_until=date(2028, 8, 31))
    assert "jeudi 31 août 2028" in _page(alice_client, pupil).replace("\u00a0", " ")
