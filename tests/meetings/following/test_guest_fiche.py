"""The fiche by a private link: the family re-reads it first, then each reads what is theirs."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import code_of, read_code
from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import HandedBy, Paper, Purpose
from meetings.doors import COOKIE
from meetings.following.actions.versions import Given, make_version, note_given, send_version
from meetings.models import FichePaper, FicheSending, PrivateLink, RereadingNote
from partners.domain.families import Receives
from tests import factories
from tests.guests import make_link
from tests.meetings.asking.cast import seat_of
from tests.meetings.following.kept import (
    BIRTH,
    OPENED,
    fiche_link,
    first_version,
    hold_and_close,
    open_up,
    over,
)
from tests.meetings.held import Room
from tests.meetings.pdfs import read_pdf, text_of

FRENCH = "?langue=fr"
QUERIES = 21


@pytest.fixture
def closed(case_1, alice):
    return hold_and_close(case_1, alice)


@pytest.fixture
def secret(closed, alice):
    return fiche_link(seat_of(closed, "mère"), alice)


@pytest.fixture
def guest():
    """A phone whose site checks forms as the real one does."""
    return Client(headers={"host": "testserver"}, enforce_csrf_checks=True)


def _url(secret, name="guest_fiche", *more):
    return reverse(f"meetings:{name}", args=[secret, *more])


def _pass(client, secret):
    response = client.post(_url(secret, "guest_fiche_open"), {"said": BIRTH})
    assert response.status_code == 302
    return client


def _page(client, secret):
    page = client.get(_url(secret) + FRENCH).content.decode()
    return page.replace("\u00a0", " ").replace("\u202f", " ")


def _say(client, secret, **fields):
    usual = {"said": "add", "about": "decision-1", "text": "Il aime dessiner."}
    return client.post(_url(secret, "guest_fiche_say") + FRENCH, usual | fields)


def _give(meeting, by, person, paper=Paper.FAMILY):
    version = first_version(meeting, by)
    given = Given(paper, person=person.pk)
    note_given(meeting, version.number, given, HandedBy.HAND, by=by, now=timezone.now())
    return version


# --- The gate -----------------------------------------------------------------------------------


def test_before_the_gate_nothing_is_told_of_the_child(guest, closed, alice, secret):
    open_up(closed, alice)
    page = _page(guest, secret)
    assert "La fiche d’une réunion" in page
    assert "Samia Belkacem" in page
    for hidden in ("Yanis", "carnet", "la mère", "17/04", "2018"):
        assert hidden not in page


def test_the_gate_opens_notes_it_and_is_kept_for_this_link_alone(guest, closed, alice, secret):
    open_up(closed, alice)
    wrong = guest.post(_url(secret, "guest_fiche_open"), {"said": "01/01/2001"})
    assert wrong.status_code == 422
    response = guest.post(_url(secret, "guest_fiche_open"), {"said": BIRTH})
    assert response["Location"] == _url(secret)
    assert response.cookies[COOKIE]["path"] == _url(secret)
    assert PrivateLink.objects.get(purpose="fiche").opened_at is not None
    assert "La fiche à relire" in _page(guest, secret)
    other = fiche_link(seat_of(closed, "père"), alice)
    assert "La fiche d’une réunion" in _page(guest, other)


def test_reading_writes_nothing(guest, closed, alice, secret):
    """The site refuses any write by a GET: that these pages show is the proof."""
    open_up(closed, alice)
    link = PrivateLink.objects.get(purpose="fiche")
    for name in ("guest_fiche", "guest_fiche_not_me"):
        assert guest.get(_url(secret, name)).status_code == 200
    _pass(guest, secret)
    lines = JournalEntry.objects.count()
    for name in ("guest_fiche", "guest_fiche_draft"):
        assert guest.get(_url(secret, name)).status_code == 200
    assert JournalEntry.objects.count() == lines
    assert link.opened_at is None


def test_five_wrong_answers_close_it(guest, closed, alice, secret):
    open_up(closed, alice)
    for _ in range(5):
        guest.post(_url(secret, "guest_fiche_open"), {"said": "01/01/2001"})
    page = guest.post(_url(secret, "guest_fiche_open") + FRENCH, {"said": BIRTH})
    assert page.status_code == 422
    assert "ne s’ouvre plus" in page.content.decode()


def test_whoever_says_it_is_not_theirs_shuts_it(guest, closed, alice, secret):
    open_up(closed, alice)
    page = guest.post(_url(secret, "guest_fiche_not_me") + FRENCH)
    assert "Merci" in page.content.decode()
    assert guest.get(_url(secret)).status_code == 404


def test_the_code_of_the_paper_opens_it(guest, closed, alice, secret):
    open_up(closed, alice)
    response = guest.post(reverse("meetings:guest_code"), {"code": code_of(secret)})
    assert response["Location"] == _url(read_code(code_of(secret)))


@pytest.mark.parametrize("purpose", ["brief", "slots", "decisions"])
def test_a_link_to_something_else_opens_no_fiche(guest, closed, alice, purpose):
    other = make_link(seat_of(closed, "mère"), alice, purpose=Purpose(purpose))
    assert guest.get(_url(other)).status_code == 404


@pytest.mark.parametrize(
    "changes", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now()}]
)
def test_a_link_withdrawn_or_too_old_does_not_open(guest, closed, alice, changes):
    open_up(closed, alice)
    dead = fiche_link(seat_of(closed, "mère"), alice, **changes)
    assert guest.get(_url(dead)).status_code == 404


def test_of_a_meeting_called_off_nothing_is_shown(guest, closed, alice, secret):
    open_up(closed, alice)
    _pass(guest, secret)
    closed.cancelled_at = timezone.now()
    closed.save()
    page = guest.get(_url(secret)).content.decode()
    assert "annulée" in page
    assert "carnet" not in page
    assert _say(guest, secret).status_code == 200
    assert not RereadingNote.objects.exists()


def test_whoever_a_judge_forbids_opens_nothing(guest, closed, alice, secret):
    open_up(closed, alice)
    _pass(guest, secret)
    member = seat_of(closed, "mère").family_member
    member.may_receive = Receives.NOTHING.value
    member.save()
    assert guest.get(_url(secret)).status_code == 404
    assert _say(guest, secret).status_code == 404


# --- Re-reading ---------------------------------------------------------------------------------


def test_the_family_reads_the_draft_until_when_and_what_becomes_of_its_words(
    guest, closed, alice, secret
):
    open_up(closed, alice)
    page = _page(_pass(guest, secret), secret)
    for expected in (
        "Vous relisez en premier", "Vous avez jusqu’au", "imprimé sur la fiche, avec vos mots",
        "Un carnet d’une ligne par jour.", "Qui appeler",
    ):  # fmt: skip
        assert expected in page


def test_it_speaks_the_language_of_its_reader(guest, closed, alice, secret):
    open_up(closed, alice)
    page = _pass(guest, secret).get(_url(secret)).content.decode()
    assert '<html\n  lang="ar"' in page
    assert "أنتم أول من يقرأ" in page
    assert "Vous relisez" not in page


def test_each_thing_it_says_is_kept_in_its_words(guest, closed, alice, secret):
    open_up(closed, alice)
    _pass(guest, secret)
    assert _say(guest, secret)["Location"].endswith("#dit")
    _say(guest, secret, said="disagree", about="tout", text="Non.")
    guest.post(_url(secret, "guest_fiche_say"), {"said": "read"})
    said = list(RereadingNote.objects.values_list("said", "about", "text", "source", "typed_by"))
    assert said == [
        ("add", "Décision 1", "Il aime dessiner.", "link", None),
        ("disagree", "", "Non.", "link", None),
        ("read", "", "", "link", None),
    ]
    page = _page(guest, secret)
    assert "« Il aime dessiner. »" in page
    assert "J’ai relu, je n’ajoute rien" in page
    assert "dessiner" not in str(list(JournalEntry.objects.values()))


def test_pressed_twice_it_is_said_once(guest, closed, alice, secret):
    open_up(closed, alice)
    _pass(guest, secret)
    for _ in range(2):
        _say(guest, secret)
        guest.post(_url(secret, "guest_fiche_say"), {"said": "read"})
    assert RereadingNote.objects.count() == 2


@pytest.mark.parametrize("fields", [{"text": "  "}, {"said": ""}, {"about": "ailleurs"}])
def test_without_words_it_says_what_is_missing_and_loses_nothing(
    guest, closed, alice, secret, fields
):
    open_up(closed, alice)
    _pass(guest, secret)
    response = _say(guest, secret, **fields)
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert not RereadingNote.objects.exists()


def test_words_may_be_taken_back_by_whoever_wrote_them_alone(guest, closed, alice, secret):
    open_up(closed, alice)
    _pass(guest, secret)
    _say(guest, secret)
    note = RereadingNote.objects.get()
    father = fiche_link(seat_of(closed, "père"), alice)
    thief = _pass(Client(), father)
    assert thief.post(_url(father, "guest_fiche_withdraw", note.pk)).status_code == 404
    guest.post(_url(secret, "guest_fiche_withdraw", note.pk))
    note.refresh_from_db()
    assert note.withdrawn_at is not None
    assert "dessiner" not in _page(guest, secret)


def test_what_one_parent_writes_the_other_reads_only_on_the_version(closed, alice, secret, undrawn):
    open_up(closed, alice)
    mother = _pass(Client(), secret)
    _say(mother, secret)
    father = seat_of(closed, "père")
    his = fiche_link(father, alice)
    assert "dessiner" not in _page(_pass(Client(), his), his)
    _give(closed, alice, father)
    page = _page(_pass(Client(), his), his)
    assert "Il aime dessiner." in page
    assert "Sa mère" in page
    for hidden in ("06 00 00 00 01", "samia", "lilas, 3"):
        assert hidden not in page.lower()


def test_once_it_is_over_nothing_more_is_said(guest, closed, alice, secret):
    open_up(closed, alice)
    _pass(guest, secret)
    _say(guest, secret)
    over(closed, alice)
    page = _page(guest, secret)
    assert "Le temps de relire est fini" in page
    assert "« Il aime dessiner. »" in page
    assert "<textarea" not in page
    assert _say(guest, secret, text="Trop tard.").status_code == 302
    assert RereadingNote.objects.count() == 1


def test_while_the_notes_are_corrected_nobody_rereads(guest, closed, alice, secret):
    open_up(closed, alice)
    _pass(guest, secret)
    room = Room(closed, alice, OPENED + timedelta(days=1))
    room.say("reopen")
    page = _page(guest, secret)
    assert "rouverte pour corriger" in page
    assert "carnet" not in page
    assert _say(guest, secret).status_code == 302
    assert not RereadingNote.objects.exists()


def test_a_button_followed_as_an_address_leads_back(guest, closed, alice, secret):
    open_up(closed, alice)
    _pass(guest, secret)
    for name in ("guest_fiche_say", "guest_fiche_open"):
        assert guest.get(_url(secret, name))["Location"] == _url(secret)


def test_without_the_gate_nothing_is_said_nor_fetched(guest, closed, alice, secret):
    open_up(closed, alice)
    assert _say(guest, secret).status_code == 302
    assert not RereadingNote.objects.exists()
    for more in (("guest_fiche_draft",), ("guest_fiche_paper", "family")):
        assert guest.get(_url(secret, *more)).status_code == 302


def test_the_draft_is_tagged_and_leaves_room_to_write(guest, closed, alice, secret):
    open_up(closed, alice)
    url = _url(secret, "guest_fiche_draft")
    content = _pass(guest, secret).get(url + FRENCH).content
    read = read_pdf(content)
    assert (read.lang, read.marked, read.conformance) == ("fr", True, "1")
    text = " ".join(text_of(content).replace("\u00a0", " ").split())
    assert "Avec vos mots" in text
    assert "à rendre à Alice Martin" in text
    assert read_pdf(guest.get(url).content).lang == "ar"  # that of the mother
    turkish = " ".join(text_of(guest.get(url + "?langue=tr").content).split())
    assert "Bir şey eklemek (Ajouter quelque chose)" in turkish


# --- The version --------------------------------------------------------------------------------


def test_the_same_link_then_shows_the_version_that_is_theirs(guest, closed, alice, secret):
    version = _give(closed, alice, seat_of(closed, "mère"))
    page = _page(_pass(guest, secret), secret)
    assert "Version 1" in page
    assert version.code in page
    assert "Dire que vous l’avez lue ne veut pas dire que vous êtes d’accord avec tout." in page
    paper = guest.get(_url(secret, "guest_fiche_paper", "family") + FRENCH)
    text = " ".join(text_of(paper.content).split()).replace("- ", "-")
    text = text.replace("\x02", "-")  # a dash at the end of a line, as the reader gives it
    assert version.code in text
    assert "pour La mère, Samia Belkacem" in text
    assert guest.get(_url(secret, "guest_fiche_paper", "whole")).status_code == 200


def test_i_have_read_is_said_once_and_dated(guest, closed, alice, secret, undrawn):
    _give(closed, alice, seat_of(closed, "mère"))
    _pass(guest, secret)
    sending = FicheSending.objects.get()
    for _ in range(2):
        guest.post(_url(secret, "guest_fiche_read", sending.pk))
    sending.refresh_from_db()
    assert sending.read_source == "link"
    assert JournalEntry.objects.filter(act="fiche_read").count() == 1
    assert "Vous avez dit l’avoir lue" in _page(guest, secret)


def test_nobody_signs_for_another(guest, closed, alice, secret):
    _give(closed, alice, seat_of(closed, "père"))
    open_up(closed, alice)
    _pass(guest, secret)
    sending = FicheSending.objects.get()
    assert guest.post(_url(secret, "guest_fiche_read", sending.pk)).status_code == 404
    sending.refresh_from_db()
    assert sending.read_at is None


def test_a_professional_given_an_extract_sees_no_more(closed, alice):
    seat = closed.participants.filter(professional__metier="aesh").get()
    room = Room(closed, alice, OPENED + timedelta(days=1))
    room.say("reopen")
    point = factories.point_of(closed, "Ce que Yanis")
    room.note("decision", point.pk, "Un signe de la main.", people=[f"p{seat.pk}"])
    room.say("close")
    _give(closed, alice, seat, Paper.EXCERPT)
    secret = fiche_link(seat, alice)
    guest = _pass(Client(), secret)
    page = _page(guest, secret)
    assert "Un signe de la main." in page
    for hidden in ("Pas de travail neuf", "Un carnet d’une ligne"):
        assert hidden not in page
    for paper in ("whole", "family", "large", "half"):
        assert guest.get(_url(secret, "guest_fiche_paper", paper)).status_code == 404
    text = text_of(guest.get(_url(secret, "guest_fiche_paper", "excerpt")).content)
    assert "Pas de travail neuf" not in text


def test_a_link_nobody_was_given_anything_with_tells_nothing(closed, alice):
    seat = closed.participants.filter(professional__metier="aesh").get()
    secret = fiche_link(seat, alice)
    page = _pass(Client(), secret).get(_url(secret))
    assert page.status_code == 404
    assert "carnet" not in page.content.decode()


def test_one_is_told_that_a_newer_version_exists(guest, closed, alice, secret, undrawn):
    _give(closed, alice, seat_of(closed, "mère"))
    room = Room(closed, alice, OPENED + timedelta(days=1))
    room.say("reopen")
    room.note("agreement", "accueil", "On se revoit en mars.")
    room.say("close")
    make_version(closed, word="", reason="", by=alice, now=timezone.now())
    page = _page(_pass(guest, secret), secret)
    assert "Une version plus récente existe : la version 2." in page
    assert "On se revoit en mars" not in page


def test_passing_the_gate_keeps_the_file_and_notes_that_it_was_opened(closed, alice):
    seat = closed.participants.filter(professional__metier="psyen").get()
    card = seat.professional
    card.email = "psy@example.org"
    card.save()
    version = first_version(closed, alice)
    send_version(
        closed, version.number, [Given(Paper.WHOLE, person=seat.pk)], by=alice, now=timezone.now()
    )
    secret = fiche_link(seat, alice)
    assert not FichePaper.objects.exists()
    guest = _pass(Client(), secret)
    assert FicheSending.objects.get().opened_at is not None
    kept = FichePaper.objects.get(reader=f"p{seat.pk}")
    kept.content = b"%PDF-kept"
    kept.save()
    assert guest.get(_url(secret, "guest_fiche_paper", "whole")).content == b"%PDF-kept"


def test_markup_typed_by_the_family_is_text(guest, closed, alice, secret):
    open_up(closed, alice)
    _pass(guest, secret)
    _say(guest, secret, text="<script>alert(1)</script>")
    assert "<script>alert" not in guest.get(_url(secret)).content.decode()


@pytest.mark.parametrize("many", [1, 20])
def test_guest_fiche_query_count(closed, alice, secret, many, django_assert_num_queries):
    open_up(closed, alice)
    guest = _pass(Client(), secret)
    factories.fill(closed, participants=many, items=min(many, 10))
    for number in range(many):
        RereadingNote.objects.create(
            meeting=closed, participant=seat_of(closed, "mère"), said="add", text=f"{number}",
            said_at=timezone.now(),
        )  # fmt: skip
    with django_assert_num_queries(QUERIES):
        guest.get(_url(secret))
