"""Where a guest says a point of view, by the private link alone."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intermetiers.web.links import make_secret
from intermetiers.web.models import JournalEntry
from meetings.dossier import QUERIES
from meetings.models import Contribution, Slot
from tests import factories
from tests.meetings.announcing.viewpoints import (
    kept_of,
    make_contribution,
    pupil_of,
    said,
    seat_of_metier,
    viewpoint_url,
)
from tests.meetings.asking.cast import seat_of

LINK = 1  # the link, its participant and its meeting
SECRET = "il-ne-dort-plus"


@pytest.fixture
def guest():
    """A phone whose site checks forms as the real one does."""
    return Client(headers={"host": "testserver"}, enforce_csrf_checks=True)


@pytest.fixture
def mother(case_1):
    seat = seat_of(case_1, "mère")
    seat.family_member.reads_best = "fr"
    seat.family_member.save()
    return seat


@pytest.fixture
def speech(case_1):
    return seat_of_metier(case_1, "orthophoniste")


@pytest.fixture
def url(mother, alice, guest):
    return viewpoint_url(mother, alice, guest)


def _page(client, url):
    return client.get(url).content.decode()


# --- It asks ------------------------------------------------------------------------------------


def test_a_mother_reads_the_three_questions_and_who_may_read_her(guest, url):
    page = _page(guest, url)
    for asked in (
        "Ce que je comprends de la situation",
        "Ce qui compte pour moi",
        "Ce que je propose ou demande",
        "Mes questions",
        "Tous ceux qui sont invités",
        "Seulement les personnes qui préparent la réunion",
    ):
        assert asked in page
    assert "checked" not in page
    assert "<script" not in page
    assert "L1110-4" not in page


def test_the_pupil_is_asked_as_a_child_with_three_faces(guest, case_1, alice):
    page = _page(guest, viewpoint_url(pupil_of(case_1), alice, guest))
    for asked in ("Ça va bien", "Ça va à moitié", "Ça ne va pas", "Qu’est-ce que tu voudrais"):
        assert asked in page
    assert page.count("<svg") == 3
    assert not re.search(r"\b(vous|votre|vos)\b", page, re.IGNORECASE)


def test_a_care_metier_is_asked_for_the_agreement_of_the_family(guest, speech, alice):
    page = _page(guest, viewpoint_url(speech, alice, guest))
    assert "La famille est d’accord pour que je partage cela" in page
    assert "Sans cet accord, seules les personnes qui préparent la réunion vous lisent." in page
    assert "articles L1110-4 et D1110-3-1 du code de la santé publique" in page
    assert "pas le diagnostic" in page


def test_another_professional_is_not(guest, case_1, alice):
    page = _page(guest, viewpoint_url(seat_of_metier(case_1, "aesh"), alice, guest))
    assert "L1110-4" not in page
    assert "pas le diagnostic" in page


def test_the_page_is_private_and_lays_no_cookie(guest, url):
    response = guest.get(url)
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("many", [1, 30])
def test_guest_viewpoint_query_count(guest, meeting, alice, many, django_assert_num_queries):
    for person in factories.fill(meeting, participants=many, items=3, slots=3, places=2):
        make_contribution(person, "x" * 1000)
    url = viewpoint_url(seat_of(meeting, "mère"), alice, guest)
    with django_assert_num_queries(LINK + QUERIES):
        guest.get(url)


# --- It keeps -----------------------------------------------------------------------------------


def test_what_a_mother_writes_is_kept_as_typed_and_shown_again(guest, mother, url):
    texts = {"matters": "  Qu'il dorme !\r\nEt qu'il mange", "questions": "« Pourquoi ? »"}
    response = guest.post(url, said("Il pleure le soir", **texts))
    assert (response.status_code, response["Location"]) == (302, url)
    row = kept_of(mother)
    assert (row.understands, row.matters) == ("Il pleure le soir", "Qu'il dorme !\nEt qu'il mange")
    assert (row.questions, row.audience, row.source) == ("« Pourquoi ? »", "all", "link")
    assert row.typed_by is None
    page = _page(guest, url)
    assert "C’est enregistré" in page
    assert "Le jour n’est pas encore choisi" in page
    assert "Vous pouvez changer jusqu’à la réunion" in page
    assert "Il pleure le soir" in page


def test_she_changes_her_mind(guest, mother, url):
    guest.post(url, said("Il pleure"))
    seen = {"initial-understands": "Il pleure", "initial-audience": "all"}
    guest.post(url, said("Il dort", "coordinator", **seen))
    assert (kept_of(mother).understands, kept_of(mother).audience) == ("Il dort", "coordinator")
    assert "Seules les personnes qui préparent la réunion le lisent" in _page(guest, url)


def test_a_face_is_enough_for_the_pupil(guest, case_1, alice):
    url = viewpoint_url(pupil_of(case_1), alice, guest)
    guest.post(url, said("", "coordinator", face="not_well"))
    assert kept_of(pupil_of(case_1)).face == "not_well"


def test_without_the_agreement_only_who_prepares_reads(guest, speech, alice):
    url = viewpoint_url(speech, alice, guest)
    guest.post(url, said("L’oral le fatigue"))
    assert kept_of(speech).family_agreed_at is None
    assert "Tant que la famille n’est pas d’accord" in _page(guest, url)
    seen = {"initial-understands": "L’oral le fatigue", "initial-audience": "all"}
    guest.post(url, said("L’oral le fatigue", agreed="on", **seen))
    assert kept_of(speech).family_agreed_at
    assert "Tous les invités le liront au même moment" in _page(guest, url)
    seen["initial-agreed"] = "True"
    guest.post(url, said("L’oral le fatigue", **seen))
    assert kept_of(speech).family_agreed_at is None


def test_the_day_everybody_reads_is_said(guest, case_1, mother, url):
    make_contribution(mother)
    case_1.viewpoints_shared_on = timezone.localdate() + timedelta(days=2)
    case_1.save()
    assert "Tous les invités pourront le lire à partir du" in _page(guest, url)
    case_1.viewpoints_shared_on = timezone.localdate()
    case_1.save()
    assert "Tous les invités peuvent le lire" in _page(guest, url)


def test_it_is_asked_and_kept_in_the_language_one_chose(guest, mother, url):
    page = _page(guest, f"{url}?langue=en")
    assert 'lang="en"' in page
    assert "Ce que je comprends" not in page
    response = guest.post(f"{url}?langue=en", said())
    assert response["Location"] == f"{url}?langue=en"
    assert kept_of(mother).understands == "Il rentre fatigué."


def test_sending_twice_keeps_one_and_writes_one_line(guest, mother, url):
    for _ in range(2):
        assert guest.post(url, said()).status_code == 302
    assert Contribution.objects.count() == 1
    assert JournalEntry.objects.filter(act="viewpoint_said").count() == 1


def test_the_journal_names_the_fields_and_not_the_words(guest, url):
    guest.post(url, said(SECRET))
    entry = JournalEntry.objects.get(act="viewpoint_said")
    assert entry.account is None
    assert "understands" in entry.detail["fields"]
    assert SECRET not in str(entry.detail)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (said("", "all"), "Répondez à une question au moins."),
        (said("Il pleure", ""), "Dites qui peut le lire."),
        (said("é" * 1001), "C’est trop long"),
        (said("Yan\x00is"), "caractère nul"),
        (said("x", "nobody"), "nobody"),
    ],
    ids=["nothing", "no audience", "too long", "null byte", "unknown audience"],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(guest, mother, url, sent, why):
    response = guest.post(url, sent)
    assert response.status_code == 422
    assert why in response.content.decode()
    assert kept_of(mother) is None


def test_a_thousand_signs_with_line_breaks_are_not_too_long(guest, mother, url):
    guest.post(url, said(("é" * 99 + "\r\n") * 10))
    assert len(kept_of(mother).understands) == 999


def test_what_was_typed_meanwhile_is_shown_beside_and_not_lost(guest, mother, url, alice):
    page = guest.get(url).content.decode()
    assert 'name="initial-understands"' in page
    make_contribution(mother, "dit au téléphone", source="phone", typed_by=alice)
    sent = said("écrit sur mon téléphone") | {"initial-understands": "", "initial-audience": ""}
    refused = guest.post(url, sent)
    assert refused.status_code == 422
    assert "dit au téléphone" in refused.content.decode()
    assert "écrit sur mon téléphone" in refused.content.decode()
    assert kept_of(mother).understands == "dit au téléphone"
    guest.post(url, refused.context["form"].data.dict())
    row = kept_of(mother)
    assert (row.understands, row.source, row.typed_by) == ("écrit sur mon téléphone", "link", None)


def test_what_was_noted_for_somebody_is_theirs_to_read_and_correct(guest, mother, url, alice):
    make_contribution(mother, "dit au téléphone", source="phone", typed_by=alice)
    page = _page(guest, url)
    assert "Voici ce qui a été noté pour vous" in page
    assert "dit au téléphone" in page


# --- It forgets ---------------------------------------------------------------------------------


def test_what_one_said_can_be_erased(guest, mother, url):
    make_contribution(mother, SECRET)
    response = guest.post(url, {"erase": "yes"})
    assert response.status_code == 302
    assert kept_of(mother) is None
    page = _page(guest, response["Location"])
    assert "C’est effacé." in page
    assert SECRET not in page
    guest.post(url, {"erase": "yes"})
    assert JournalEntry.objects.filter(act="viewpoint_erased").count() == 1


def test_once_the_meeting_has_begun_nothing_changes_any_more(guest, case_1, mother, url):
    make_contribution(mother)
    Slot.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    page = _page(guest, url)
    assert "La réunion a commencé" in page
    assert "Il rentre fatigué." in page
    assert "<textarea" not in page
    for sent in (said("autre chose"), {"erase": "yes"}):
        assert guest.post(url, sent).status_code == 302
    assert kept_of(mother).understands == "Il rentre fatigué."


# --- It says no more than its reader may know ----------------------------------------------------


def test_nobody_reads_another_here(guest, case_1, mother, url):
    case_1.viewpoints_shared_on = timezone.localdate()
    case_1.save()
    make_contribution(seat_of(case_1, "père"), SECRET)
    assert SECRET not in _page(guest, url)


def test_an_interpreter_is_not_asked(guest, case_1, alice):
    seat = factories.make_participant(case_1, factories.Role.INTERPRETER, label="interprète")
    assert guest.get(viewpoint_url(seat, alice, guest)).status_code == 404


def test_nothing_is_shown_nor_kept_before_the_gate_is_passed(guest, mother, url, alice):
    stranger = Client(headers={"host": "testserver"}, enforce_csrf_checks=True)
    make_contribution(mother, SECRET)
    for response in (stranger.get(url), stranger.post(url, said("d’un autre"))):
        assert response.status_code == 302
        assert response["Location"] == url.removesuffix("/avis")
    assert kept_of(mother).understands == SECRET


def test_a_wrong_link_opens_nothing(guest, db):
    for method in (guest.get, guest.post):
        response = method(f"/b/{make_secret()}/avis")
        assert response.status_code == 404
        assert "Ce lien ne s’ouvre pas" in response.content.decode()


def test_a_link_for_dates_does_not_open_it(guest, mother, alice):
    url = viewpoint_url(mother, alice, guest)
    mother.links.update(purpose="slots")
    assert guest.get(url).status_code == 404


def test_other_methods_are_refused(guest, url):
    assert guest.put(url).status_code == 405
