"""A calendar dropped by the coordinator: read, told, then kept or not."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from intermetiers.web.uploads import MOST_BYTES
from meetings.asking.calendars import carried_calendar, read_file, say_busy, understood
from meetings.domain.kinds import Role
from meetings.dossier import QUERIES
from partners.actions.calendars import ReadCalendar
from partners.models import Calendar
from tests import factories
from tests.intermetiers.web.calendars.files import PARIS, calendar, event
from tests.meetings.asking.cast import seat_of

SECRET = "Rendez-vous chez la psychologue"
CARRIED = re.compile(r'name="carried" value="([^"]+)"')
DOOR = 3  # the session, the account, its team in the header
ITS_OWN = 3  # the meeting, the seat with its card, the calendar


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def dropped(*parts, name=f"{SECRET}.ics"):
    day = f"{tomorrow():%Y%m%d}"
    usual = event(
        f"SUMMARY:{SECRET}",
        f"DTSTART;TZID=Europe/Paris:{day}T100000",
        f"DTEND;TZID=Europe/Paris:{day}T113000",
    )
    return {"file": SimpleUploadedFile(name, calendar(usual, *parts), "text/calendar")}


def _url(name, meeting, seat):
    return reverse(f"meetings:{name}", args=[meeting.reference, seat.pk])


def words_of(response):
    return re.sub(r"[ \n]+", " ", response.content.decode())


def carried_by(response):
    return {"carried": CARRIED.search(response.content.decode())[1]}


@pytest.fixture
def mother(meeting):
    return seat_of(meeting, "mère")


def test_a_file_is_read_and_told_and_nothing_is_written(alice_client, meeting, mother):
    response = alice_client.post(_url("calendar_drop", meeting, mother), dropped())
    assert "Un moment occupé le " in words_of(response)
    assert "rien d’autre n’est gardé" in words_of(response)
    assert "psychologue" not in words_of(response)
    assert not Calendar.objects.exists()
    assert not JournalEntry.objects.filter(act__startswith="calendar").exists()


def test_the_yes_keeps_what_the_page_said(alice_client, alice, meeting, mother):
    read = alice_client.post(_url("calendar_drop", meeting, mother), dropped())
    response = alice_client.post(
        _url("calendar_keep", meeting, mother), carried_by(read), follow=True
    )
    assert "L’agenda est noté." in words_of(response)
    kept = Calendar.objects.get(family_member=mother.family_member)
    (time,) = kept.times.all()
    assert time.starts_at.astimezone(PARIS).strftime("%H:%M") == "10:00"
    assert JournalEntry.objects.get(act="calendar_kept").account == alice


def test_what_could_not_be_read_is_said_before_the_yes_and_stays(alice_client, meeting, mother):
    file = dropped(event("DTSTART:20270230T250000"))
    read = alice_client.post(_url("calendar_drop", meeting, mother), file)
    assert "Un rendez-vous a une date qui ne se lit pas" in words_of(read)
    alice_client.post(_url("calendar_keep", meeting, mother), carried_by(read))
    assert len(Calendar.objects.get().left_out) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Nom;Pr\xe9nom", "Ce fichier n’est pas un agenda."),
        (b"", "Ce fichier est vide."),
        (b" " * (MOST_BYTES + 1), "Ce fichier dépasse 5"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(alice_client, meeting, mother, content, said):
    file = {"file": SimpleUploadedFile("agenda.ics", content)}
    response = alice_client.post(_url("calendar_drop", meeting, mother), file)
    assert response.status_code == 422
    assert said in words_of(response)
    assert not Calendar.objects.exists()


def test_no_file_says_so(alice_client, meeting, mother):
    response = alice_client.post(_url("calendar_drop", meeting, mother))
    assert response.status_code == 422
    assert "Choisissez un fichier." in words_of(response)


def test_what_the_page_carries_serves_nobody_else(alice_client, meeting, mother):
    read = alice_client.post(_url("calendar_drop", meeting, mother), dropped())
    father = seat_of(meeting, "père")
    for carried in (carried_by(read), {"carried": "forgé"}, {}):
        response = alice_client.post(_url("calendar_keep", meeting, father), carried, follow=True)
        assert "Déposez le fichier de nouveau." in words_of(response)
    assert not Calendar.objects.exists()


def test_a_calendar_is_forgotten(alice_client, meeting, mother):
    factories.make_calendar(mother.family_member)
    page = alice_client.get(_url("calendar_drop", meeting, mother))
    assert "Un agenda est déjà noté" in words_of(page)
    alice_client.post(_url("calendar_forget", meeting, mother))
    assert not Calendar.objects.exists()


def test_somebody_without_a_card_has_no_calendar(alice_client, meeting):
    pupil = meeting.participants.get(role=Role.PUPIL)
    interpreter = factories.make_participant(meeting, Role.INTERPRETER, label="Mme Diallo")
    for seat in (pupil, interpreter):
        assert alice_client.get(_url("calendar_drop", meeting, seat)).status_code == 404


@pytest.mark.parametrize("name", ["calendar_drop", "calendar_keep", "calendar_forget"])
def test_a_stranger_finds_nothing(charlie_client, meeting, mother, name):
    assert charlie_client.post(_url(name, meeting, mother)).status_code == 404


@pytest.mark.parametrize("name", ["calendar_keep", "calendar_forget"])
def test_only_a_button_writes(alice_client, meeting, mother, name):
    assert alice_client.get(_url(name, meeting, mother)).status_code == 405


@pytest.mark.parametrize("slots", [1, 3])
def test_calendar_drop_query_count(alice_client, meeting, mother, django_assert_num_queries, slots):
    factories.fill(meeting, participants=1, items=1, slots=slots, places=1)
    factories.make_calendar(mother.family_member)
    url = _url("calendar_drop", meeting, mother)
    with django_assert_num_queries(DOOR + ITS_OWN + QUERIES):
        alice_client.get(url)


def test_a_taken_calendar_is_said_on_the_slot_step_and_counts_for_no_answer(
    alice_client, meeting, mother
):
    slot = factories.make_slot(meeting)
    factories.make_calendar(mother.family_member, (slot.starts_at, slot.ends_at))
    page = words_of(alice_client.get(reverse("meetings:slot", args=[meeting.reference])))
    assert "son agenda, lu le 23\u00a0novembre, est pris de 10\u00a0h" in page
    assert _url("calendar_drop", meeting, mother) in page
    assert "pas encore de réponse" in page


# What is carried


def _read(*days):
    noon = [datetime(2027, 1, day, 11, tzinfo=UTC) for day in days]
    spans = tuple((moment, moment + timedelta(hours=1)) for moment in noon)
    first, last = date(2026, 12, 3), date(2027, 6, 4)
    return ReadCalendar(first, last, spans, ("Une phrase.",))


def test_what_is_carried_comes_back_the_same_within_the_hour(mother, monkeypatch):
    carried = understood(_read(5, 7), mother).carried
    assert carried_calendar(carried, mother) == _read(5, 7)
    later = timezone.now().timestamp() + 3700
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert carried_calendar(carried, mother) is None


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), "Aucun moment occupé entre le 3~décembre et le 4~juin."),
        ((5,), "Un moment occupé le 5~janvier; rien d’autre n’est gardé."),
        (
            (5, 7),
            "Deux moments occupés entre le 5~janvier et le 7~janvier; rien d’autre n’est gardé.",
        ),
    ],
)
def test_what_is_kept_is_said(days, said):
    assert say_busy(_read(*days)) == said.replace("~", "\u00a0").replace(";", "\u202f;")


def test_six_months_are_read_and_no_more():
    day = tomorrow()
    read = read_file(calendar(event("DTSTART;VALUE=DATE:20000101", "RRULE:FREQ=DAILY")), day)
    assert (read.last_day - read.first_day).days == 183
    ((start, end),) = read.busy
    assert start.astimezone(PARIS).date() == day
    assert end.astimezone(PARIS).date() == read.last_day + timedelta(days=1)
