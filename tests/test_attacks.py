"""What somebody who means harm would try, and that no page of ours names by itself."""

import json
import logging
import re
import runpy
import stat
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ForeignKey
from django.test import Client
from django.urls import reverse

from intermetiers.web import french
from intermetiers.web.fields import read_date, read_time
from meetings import models
from meetings.domain.kinds import Role
from partners.models import FamilyMember, Institution, Professional, Pupil, Team
from tests import factories
from tests.forms import forms_of

ROOT = Path(__file__).resolve().parent.parent

# --- The wall between teams --------------------------------------------------------------------

OF_A_MEETING = (
    models.Participant, models.Place, models.Slot, models.AgendaItem, models.Information,
    models.PlaceDistance, models.SlotAnswer,
)  # fmt: skip
PAGES = (
    "path", "problem", "guests", "guest_new", "guest_new_relative", "guest_new_companion", "place",
    "place_add", "slot", "agenda", "information",
)  # fmt: skip


SEATS = ("opener_id", "giver_id", "welcomed_by_id", "accompanies", "accompanies_id")
# Enough for a form to be taken whole if the wall were not there.
TYPED = {
    "title": "Un point", "name": "Une salle", "first_name": "Lina", "label": "une amie",
    "metier": "psyen", "ground": "neutral", "relation": "tante", "gender": "f",
}  # fmt: skip


def _filled(fields):
    return {name: value or TYPED.get(name.rpartition("-")[2], "") for name, value in fields.items()}


def _pages(meeting):
    """The pages of Alice that hold a form with a choice among rows."""
    urls = [reverse(f"meetings:{name}", args=[meeting.reference]) for name in PAGES]
    point, place = meeting.agenda.filter(kind="decide").first(), meeting.places.get()
    of_rows = {
        "guest_change": meeting.participants.get(role="companion").pk,
        "place_change": place.pk,
        "agenda_item": point.pk,
        "information_add": point.pk,
        "information_change": point.informations.first().pk,
    }
    urls += [
        reverse(f"meetings:{name}", args=[meeting.reference, pk]) for name, pk in of_rows.items()
    ]
    urls += [reverse(f"partners:{name}") for name in ("account", "pupil_add", "professional_add")]
    urls += [reverse("partners:pupil_change", args=[meeting.pupil_id]), reverse("meetings:new")]
    return urls


def _home(row):
    """The meeting a row belongs to, else its team; None for what belongs to neither."""
    match row:
        case models.PlaceDistance() | models.SlotAnswer():
            return _home(row.place if isinstance(row, models.PlaceDistance) else row.slot)
        case models.Information():
            return row.item.meeting
        case models.Meeting():
            return row
        case FamilyMember():
            return row.pupil.team
    return getattr(row, "meeting", None) or getattr(row, "team", None)


def _strays():
    """Rows that point at a row of another meeting or of another team."""
    strays = []
    for model in (*OF_A_MEETING, models.Meeting, Pupil, Professional):
        for row in model.objects.all():
            home = _home(row)
            for field in (f for f in model._meta.fields if isinstance(f, ForeignKey)):
                other = getattr(row, field.name)
                there = None if other is None else _home(other)
                if isinstance(there, Team) and not isinstance(home, Team):
                    there, near = there, home.team
                else:
                    near = home
                if there is not None and there != near:
                    strays.append((row, field.name))
    return strays


def _rows_of(team):
    """Everything of a team, value by value."""
    own = {
        "meeting__team": OF_A_MEETING[:4],
        "team": (models.Meeting, Pupil, Professional, Institution),
    }
    return [
        list(model.objects.filter(**{path: team}).order_by("pk").values())
        for path, kinds in own.items()
        for model in kinds
        if model is not models.Information and hasattr(model, path.split("__")[0])
    ]


def _numbers(meeting):
    """What each kind of field would have to let through, by a part of its name."""
    seat = meeting.participants.exclude(professional=None).first()
    point = meeting.agenda.first().pk
    return {
        "pupil": meeting.pupil_id,
        "school": meeting.school_id,
        "institution": meeting.school_id,
        **dict.fromkeys(("up", "down", "order"), point),
        **dict.fromkeys(SEATS, seat.pk),
    }


def test_no_number_of_another_team_gets_through_any_form(case_1, alice_client, charlie):
    factories.make_participant(case_1, Role.COMPANION, label="sa sœur")
    theirs = factories.make_case_1(charlie.current_team, charlie)
    before, numbers = _rows_of(charlie.current_team), _numbers(theirs)
    tried = set()
    for url in _pages(case_1):
        for action, fields in forms_of(alice_client.get(url), url):
            for name in fields:
                kind = name.rpartition("-")[2]
                if kind not in numbers or "initial-" in name:
                    continue
                sent = _filled(fields) | {name: numbers[kind]}
                assert alice_client.post(action, sent).status_code < 500
                tried.add(kind)
    assert tried == set(numbers)
    assert _strays() == []
    assert _rows_of(charlie.current_team) == before


def test_nothing_of_another_team_can_be_picked(case_1, alice, alice_client, charlie):
    theirs = factories.make_case_1(charlie.current_team, charlie)
    seat = theirs.participants.exclude(professional=None).first()
    picked = {
        "guest_add": seat.professional_id,
        "guest_add_relative": theirs.pupil.family.first().pk,
        "place_add_again": theirs.places.get().pk,
    }
    for name, number in picked.items():
        url = reverse(f"meetings:{name}", args=[case_1.reference])
        assert alice_client.post(url, {"pick": number}).status_code == 404
    alice_client.post(reverse("partners:switch_team"), {"team": theirs.team_id})
    alice.refresh_from_db()
    assert alice.current_team == case_1.team
    assert _strays() == []


# --- Numbers, dates and marks no reader survives ------------------------------------------------


@pytest.mark.parametrize("seen", ["sNaN", "NaN", "Infinity", "1E+999999999", "9" * 5000, "\0"])
def test_a_hidden_number_out_of_this_world_is_only_a_refusal(alice_client, case_1, seen):
    url = reverse("partners:pupil_change", args=[case_1.pupil_id])
    data = {"first_name": "Yanis", "aesh_hours": "5", "initial-aesh_hours": seen}
    assert alice_client.post(url, data).status_code in {302, 422}


HOSTILE_TEXTS = {
    "marks": "\u0301\u0323", "bangs": "!", "spaces": " ", "spaced bangs": "! ", "quotes": "« ",
    "colons": ":", "digits": "1 ", "hours": "1 h ", "apostrophes": "a'",
}  # fmt: skip


def _seconds(act, text):
    start = perf_counter()
    act(text)
    return perf_counter() - start


@pytest.mark.parametrize("piece", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_the_time_to_typeset_grows_no_faster_than_the_text(piece):
    text = f"a{piece * (30_000 // len(piece))}x"
    assert min(_seconds(french.typeset, text) for _ in range(2)) < 0.3


@pytest.mark.parametrize("read", [read_date, read_time])
def test_a_date_of_a_million_letters_is_refused_at_once(read):
    def refuse(text):
        with pytest.raises(ValueError, match="too long"):
            read(text)

    assert _seconds(refuse, "\u0301\u0323" * 40_000) < 1


# --- What stays on a shared computer, on the disk, in a log --------------------------------------


def test_signing_out_empties_what_the_browser_kept(alice_client):
    response = alice_client.post(reverse("partners:sign_out"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'


def test_htmx_keeps_no_copy_of_a_page_in_the_browser(alice_client):
    page = alice_client.get("/").content.decode()
    config = json.loads(re.search(r"htmx-config\W+content='([^']+)'", page)[1])
    assert config["historyCacheSize"] == 0


def test_a_received_document_is_read_by_its_owner_alone(case_1):
    information = models.Information.objects.first()
    information.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
    stored = Path(information.file.path)
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert stat.S_IMODE(stored.parent.stat().st_mode) == 0o700


def test_the_server_writes_no_secret_of_a_link_in_its_log(caplog):
    log = logging.getLogger("tests.gunicorn.error")
    conf = runpy.run_path(str(ROOT / "script/lib/gunicorn_conf.py"))
    conf["on_starting"](SimpleNamespace(log=SimpleNamespace(error_log=log)))
    log.warning("Error handling request %s", "/b/SECRETSECRET")
    assert "SECRET" not in caplog.text
    assert "/b/…" in caplog.text


# --- Too much at once ----------------------------------------------------------------------------


def test_one_sending_holds_one_file(db):
    files = {name: SimpleUploadedFile("x.pdf", b"%PDF-1.7") for name in "ab"}
    assert Client().post(reverse("partners:sign_in"), files).status_code == 400


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {f"champ{number}": "1" for number in range(1001)}},
        {"data": {"problem": "x" * 1_000_001}},
        {"data": {}, "headers": {"host": "evil.example"}},
    ],
    ids=["fields", "letters", "host"],
)
def test_what_cannot_be_read_is_refused_in_french_and_says_nothing_of_us(
    alice_client, meeting, sent
):
    url = reverse("meetings:problem", args=[meeting.reference])
    response = alice_client.post(url, **sent)
    page = response.content.decode()
    assert response.status_code == 400
    assert "Cet envoi n’a pas pu être lu" in page
    assert "Traceback" not in page
    assert "DATA_UPLOAD" not in page


# --- The door ------------------------------------------------------------------------------------


def test_neither_spelling_nor_a_forged_address_gives_more_tries(alice):
    client, url = Client(), reverse("partners:sign_in")
    spellings = (alice.email, f" {alice.email.upper()} ", alice.email.title())
    for number in range(5):
        client.post(
            url,
            {"username": spellings[number % 3], "password": "faux"},
            headers={"X-Forwarded-For": f"192.0.2.{number}", "X-Real-IP": f"192.0.2.{number}"},
        )
    right = {"username": alice.email, "password": factories.PASSWORD}
    assert client.post(url, right).status_code == 429


@pytest.mark.parametrize(
    "there", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_to_no_other_site(alice, there):
    data = {"username": alice.email, "password": factories.PASSWORD, "next": there}
    response = Client().post(reverse("partners:sign_in"), data)
    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_button_pressed_after_the_session_ended_leads_to_a_page_one_can_read(meeting):
    response = Client().post(reverse("partners:sign_out"))
    assert (response.status_code, response["Location"]) == (302, reverse("partners:sign_in"))
