"""The demonstration: four cases, once, in the future, left as people changed them."""

from datetime import UTC, datetime, time, timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from meetings.demonstration.load import load_demonstration
from meetings.dossier import read_dossier
from meetings.models import Meeting, Slot
from partners.actions import open_school_year
from partners.domain.weeks import HoursKind
from partners.models import Account, Pupil
from tests.factories import NOW, PASSWORD


def _rows():
    """Every row of our tables, as stored."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for app in ("web", "partners", "meetings")
        for model in apps.get_app_config(app).get_models()
    }


def test_the_four_cases_load_and_open(db):
    emails = load_demonstration(PASSWORD, NOW)
    references = ["DEMO1", "DEMO2", "DEMO3", "DEMO4", "DEMO5"]
    cases = Meeting.objects.filter(reference__startswith="DEMO").order_by("reference")
    assert list(cases.values_list("reference", flat=True)) == references
    for email in emails:
        client = Client()
        client.post(reverse("partners:sign_in"), {"username": email, "password": PASSWORD})
        for reference in references:
            for page in ("path", "problem"):
                url = reverse(f"meetings:{page}", args=[reference])
                assert client.get(url).status_code == 200, (email, reference, page)
        week = client.get(reverse("meetings:week")).content.decode()
        assert "Yanis, ses après-midi" in week


def test_rooms_are_offered_where_one_looks_for_a_place(db):
    emails = load_demonstration(PASSWORD, NOW)
    client = Client()
    client.post(reverse("partners:sign_in"), {"username": emails[0], "password": PASSWORD})
    page = client.get(reverse("meetings:place", args=["DEMO1"])).content.decode()
    assert "École élémentaire Jean-Moulin, bibliothèque" in page
    assert "SESSAD Les Tilleuls, salle verte" in page


def test_hours_told_in_words_are_there_to_be_read_too(db):
    """Whoever has hours in the cases has them in a week: slots are proposed from it."""
    load_demonstration(PASSWORD, NOW)
    dossier = read_dossier(Meeting.objects.get(reference="DEMO1"))
    weeks = {person.title: person.week for person in dossier.participants if person.week}
    paid = [(one.day, one.start, one.end) for one in weeks["AESH"]]
    assert paid == [(day, time(8, 30), time(11, 30)) for day in (1, 2, 4)]
    assert {one.kind for one in weeks["mère"]} == {HoursKind.TAKEN}
    assert dossier.school_week[0].note == "en classe"


def test_loading_again_changes_nothing(db):
    load_demonstration(PASSWORD, NOW)
    before = _rows()
    load_demonstration(PASSWORD, NOW + timedelta(days=3))
    assert _rows() == before


def test_what_people_changed_stays(db):
    load_demonstration(PASSWORD, NOW)
    meeting = Meeting.objects.get(reference="DEMO1")
    meeting.title = "Notre titre"
    meeting.save()
    meeting.agenda.all().delete()
    load_demonstration(PASSWORD, NOW)
    meeting.refresh_from_db()
    assert meeting.title == "Notre titre"
    assert not meeting.agenda.exists()


def test_a_case_lost_is_loaded_again_alone(db):
    load_demonstration(PASSWORD, NOW)
    Meeting.objects.get(reference="DEMO2").delete()
    kept = Meeting.objects.get(reference="DEMO1").pk
    load_demonstration(PASSWORD, NOW)
    assert Meeting.objects.get(reference="DEMO1").pk == kept
    assert Meeting.objects.filter(reference="DEMO2").exists()


def test_the_password_of_the_machine_opens_even_after_a_change(db):
    load_demonstration("un ancien mot de passe", NOW)
    email, _ = load_demonstration(PASSWORD, NOW)
    assert Account.objects.get(email=email).check_password(PASSWORD)


@pytest.mark.parametrize("year", [2026, 2027, 2029])
@pytest.mark.parametrize("month", [1, 3, 7, 11])
def test_slots_are_to_come_whatever_the_day(db, year, month):
    now = datetime(year, month, 22, 11, tzinfo=UTC)
    load_demonstration(PASSWORD, now)
    cases = Slot.objects.filter(meeting__reference__startswith="DEMO")
    slots = cases.exclude(meeting__reference="DEMO5").order_by("starts_at")
    assert slots.first().starts_at > now
    assert slots.last().starts_at < now + timedelta(days=600)


def test_dates_move_by_whole_weeks_together(db):
    load_demonstration(PASSWORD, NOW)
    first = {m.reference: m for m in Meeting.objects.select_related("chosen_slot")}
    chosen = first["DEMO1"].chosen_slot.starts_at
    assert chosen.isoweekday() == 4
    period = first["DEMO1"].period_start

    Meeting.objects.all().delete()
    load_demonstration(PASSWORD, NOW + timedelta(days=400))
    moved = Meeting.objects.get(reference="DEMO1")
    assert moved.chosen_slot.starts_at - chosen == timedelta(weeks=52)
    assert moved.period_start - period == timedelta(weeks=52)


def test_the_command_says_the_accounts_and_keeps_the_same_words(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    first, second = StringIO(), StringIO()
    call_command("load_demonstration", stdout=first)
    call_command("load_demonstration", stdout=second)
    assert first.getvalue() == second.getvalue()
    password = (tmp_path / "demonstration.txt").read_text().strip()
    assert password in first.getvalue()
    assert "claire.vasseur@demo.example" in first.getvalue()
    assert Account.objects.get(email="claire.vasseur@demo.example").check_password(password)
    assert (tmp_path / "demonstration.txt").stat().st_mode & 0o077 == 0


def test_each_pupil_has_the_present_year_and_those_who_follow(db):
    load_demonstration(PASSWORD, NOW)
    for pupil in Pupil.objects.all():
        row = pupil.schoolings.get()
        assert (row.year, row.school, row.class_name) == (2026, pupil.school, pupil.class_name)
    assert open_school_year(NOW) == 0


def test_who_is_around_the_pupils_of_the_cases_is_noted(db):
    load_demonstration(PASSWORD, NOW)
    for meeting in Meeting.objects.filter(reference__startswith="DEMO"):
        assert meeting.pupil.followings.exists()


@pytest.mark.parametrize("month", [1, 3, 11])
def test_the_year_has_something_in_each_state(db, monkeypatch, month):
    now = datetime(2027, month, 22, 11, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    email, _ = load_demonstration(PASSWORD, now)
    client = Client()
    client.force_login(Account.objects.get(email=email), "partners.backends.PasswordBackend")
    year = client.get(reverse("meetings:year")).context
    totals = year["totals"]
    assert totals.due > 15
    assert min(totals.held, totals.placed, totals.without_date, totals.late) > 0
    assert not year["picture"].is_empty
    assert len(year["schools"]) > 3


def test_an_earlier_meeting_shows_what_became_of_what_it_decided(db, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    email, _ = load_demonstration(PASSWORD, NOW)
    client = Client()
    client.post(reverse("partners:sign_in"), {"username": email, "password": PASSWORD})
    week = client.get(reverse("meetings:week")).content.decode()
    assert "en retard" in week
    assert "besoin d’aide" in week
    pupil = Meeting.objects.get(reference="DEMO1").pupil_id
    thread = client.get(reverse("meetings:thread", args=[pupil])).content.decode()
    for said in ("fait", "Personne ne la tient", "à l’essai", "La place de Yanis à la cantine"):
        assert said in thread
    fiche = client.get(reverse("meetings:sheet", args=["DEMO5"])).content.decode()
    assert "carnet, dans les deux sens" in fiche
