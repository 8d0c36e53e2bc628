"""The gate of a link: the right answer opens, five wrong ones close, nobody can go round it."""

import logging
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import code_of, make_secret
from intermetiers.web.models import JournalEntry, WrongTry
from meetings.domain.gate import MOST_TRIES
from meetings.doors import COOKIE
from meetings.gates import MOST_AT_GATES, try_gate
from meetings.models import PrivateLink
from tests import factories
from tests.guests import make_link, pass_gate
from tests.meetings.asking.cast import seat_of

BIRTH = "17/04/2018"
WRONG = "01/01/2001"


@pytest.fixture
def guest():
    """A phone whose site checks forms as the real one does."""
    return Client(headers={"host": "testserver"}, enforce_csrf_checks=True)


@pytest.fixture
def secret(case_1, alice):
    return make_link(seat_of(case_1, "père"), alice)


def _brief(secret):
    return reverse("meetings:guest_brief", args=[secret])


def _open(client, secret, said, **extra):
    url = reverse("meetings:guest_open", args=[secret])
    return client.post(url, {"said": said} if said is not None else {}, **extra)


def _is_open(client, secret):
    return "La réunion pour Yanis" in client.get(_brief(secret)).content.decode()


# --- It opens -----------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [BIRTH, "17 4 2018", "2018-04-17", "17042018"])
def test_the_date_of_birth_opens_the_brief(guest, secret, said):
    response = _open(guest, secret, said)
    assert (response.status_code, response["Location"]) == (302, _brief(secret))
    assert response["Referrer-Policy"] == "no-referrer"
    assert _is_open(guest, secret)


@pytest.mark.parametrize("said", ["Yanis", "yanis", " YANIS "])
def test_the_first_name_opens_where_the_card_has_no_date(guest, meeting, alice, said):
    secret = make_link(seat_of(meeting, "mère"), alice)
    assert _open(guest, secret, said).status_code == 302
    assert _is_open(guest, secret)


def test_a_professional_passes_the_same_gate(guest, case_1, alice):
    seat = case_1.participants.filter(professional__metier="orthophoniste").get()
    secret = make_link(seat, alice)
    assert not _is_open(guest, secret)
    _open(guest, secret, BIRTH)
    assert _is_open(guest, secret)


def test_opening_is_kept_the_first_time_with_a_line_of_the_journal(guest, secret):
    _open(guest, secret, WRONG)
    _open(guest, secret, BIRTH)
    first = PrivateLink.objects.get()
    assert first.opened_at is not None
    assert first.tries == 0
    _open(Client(), secret, BIRTH)
    assert PrivateLink.objects.get().opened_at == first.opened_at
    lines = JournalEntry.objects.filter(act="gate_opened").order_by("pk")
    assert [line.detail["first"] for line in lines] == [True, False]
    assert {line.account for line in lines} == {None}
    kept = str(list(JournalEntry.objects.values()))
    for hidden in (secret, "2018", "17/04"):
        assert hidden not in kept


def test_the_language_one_chose_is_kept(guest, secret):
    url = reverse("meetings:guest_open", args=[secret]) + "?langue=tr"
    assert guest.post(url, {"said": BIRTH})["Location"] == f"{_brief(secret)}?langue=tr"
    assert guest.get(url)["Location"] == f"{_brief(secret)}?langue=tr"


# --- The passage --------------------------------------------------------------------------------


def test_the_cookie_is_for_this_link_alone_and_says_nothing(guest, secret, settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = _open(guest, secret, BIRTH).cookies[COOKIE]
    assert cookie["path"] == _brief(secret)
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == timedelta(days=30).total_seconds()
    assert "2018" not in cookie.value


def test_the_cookie_of_one_link_opens_no_other(guest, case_1, secret, alice):
    passage = _open(guest, secret, BIRTH).cookies[COOKIE].value
    for other in (
        make_link(seat_of(case_1, "père"), alice),
        make_link(seat_of(case_1, "mère"), alice),
    ):
        thief = Client()
        thief.cookies[COOKIE] = passage
        assert not _is_open(thief, other)
        assert thief.get(f"{_brief(other)}/lettre.pdf").status_code == 302


@pytest.mark.parametrize("value", ["", "yes", "yes:1:x", "x" * 5000, "é"])
def test_a_forged_cookie_opens_nothing(guest, secret, value):
    guest.cookies[COOKIE] = value
    assert not _is_open(guest, secret)


def test_a_cookie_is_worth_nothing_once_the_card_says_another_date(guest, secret, case_1):
    _open(guest, secret, BIRTH)
    case_1.pupil.born_on = None
    case_1.pupil.save()
    assert not _is_open(guest, secret)


def test_a_cookie_is_worth_nothing_after_thirty_days(guest, secret, monkeypatch):
    _open(guest, secret, BIRTH)
    later = timezone.now() + timedelta(days=31)
    PrivateLink.objects.update(expires_at=later + timedelta(days=1))
    monkeypatch.setattr("time.time", later.timestamp)
    assert not _is_open(guest, secret)


@pytest.mark.parametrize("change", ["revoked", "expired", "forbidden"])
def test_a_cookie_does_not_open_a_link_that_no_longer_lives(guest, secret, case_1, change):
    _open(guest, secret, BIRTH)
    past = timezone.now() - timedelta(seconds=1)
    if change == "forbidden":
        case_1.pupil.family.filter(relation="père").update(may_receive="nothing")
    else:
        field = {"revoked": "revoked_at", "expired": "expires_at"}[change]
        PrivateLink.objects.update(**{field: past})
    for rest in ("", "/lettre.pdf", "/document/1", "/ouvrir"):
        assert guest.get(_brief(secret) + rest).status_code == 404


# --- It stays closed ----------------------------------------------------------------------------


def test_a_wrong_answer_says_how_many_are_left_and_opens_nothing(guest, secret):
    response = _open(guest, secret, WRONG)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Encore 4 essais possibles" in page
    assert 'role="alert"' in page
    assert WRONG not in page
    assert not response.cookies
    assert not _is_open(guest, secret)
    assert (
        "Encore 1 essai possible."
        in [_open(guest, secret, WRONG) for _ in range(3)][-1].content.decode()
    )


@pytest.mark.parametrize("said", [None, "", "   ", "avril", "\0", "x" * 3000, "31/02/2018"])
def test_what_is_no_date_is_no_try(guest, secret, said):
    response = _open(guest, secret, said)
    assert response.status_code == 422
    assert "Il faut une date en chiffres" in response.content.decode()
    assert PrivateLink.objects.get().tries == 0
    assert not WrongTry.objects.exists()


def test_five_wrong_answers_close_the_gate_even_to_the_right_one(guest, secret, case_1, alice):
    for _ in range(MOST_TRIES):
        last = _open(guest, secret, WRONG)
    for response in (last, _open(guest, secret, BIRTH), guest.get(_brief(secret))):
        page = response.content.decode()
        assert "Cinq réponses n’étaient pas les bonnes" in page
        assert "Rien n’est perdu" in page
        assert "Alice Martin peut donner un nouveau lien" in page
        assert 'href="tel:0400000000"' in page
        assert 'name="said"' not in page
        assert "4 rue des Lilas" in page
    assert not _is_open(guest, secret)
    assert PrivateLink.objects.get().tries == MOST_TRIES
    assert JournalEntry.objects.filter(act="gate_closed").count() == 1
    another = make_link(seat_of(case_1, "père"), alice)
    _open(guest, another, BIRTH)
    assert _is_open(guest, another)


def test_a_stranger_who_closes_the_gate_does_not_put_out_who_had_passed(guest, secret):
    _open(guest, secret, BIRTH)
    for _ in range(MOST_TRIES):
        _open(Client(), secret, WRONG)
    assert _is_open(guest, secret)


def test_the_tries_of_one_link_are_not_those_of_another(guest, case_1, secret, alice):
    for _ in range(MOST_TRIES):
        _open(guest, secret, WRONG)
    other = make_link(seat_of(case_1, "mère"), alice)
    assert "Encore 4" in _open(guest, other, WRONG, QUERY_STRING="langue=fr").content.decode()


def test_many_links_cannot_be_tried_from_one_address(guest, case_1, alice):
    for _ in range(MOST_AT_GATES // 4):
        secret = make_link(seat_of(case_1, "père"), alice)
        for _ in range(4):
            assert _open(guest, secret, WRONG).status_code == 422
    secret = make_link(seat_of(case_1, "père"), alice)
    response = _open(guest, secret, BIRTH)
    page = response.content.decode()
    assert response.status_code == 429
    assert "essayer encore dans une heure, ou appeler Alice Martin" in page
    assert PrivateLink.objects.latest("pk").tries == 0
    assert not _is_open(guest, secret)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert _open(elsewhere, secret, BIRTH).status_code == 302


def test_right_answers_of_a_whole_school_slow_nobody(guest, case_1, alice):
    for _ in range(MOST_AT_GATES + 2):
        secret = make_link(seat_of(case_1, "père"), alice)
        assert _open(guest, secret, BIRTH).status_code == 302
    assert not WrongTry.objects.exists()


def test_two_wrong_answers_at_the_same_instant_are_two(secret):
    """Both pages were read when one try was left."""
    PrivateLink.objects.update(tries=MOST_TRIES - 1)
    seen = [PrivateLink.objects.select_related("participant__meeting").get() for _ in range(2)]
    now = timezone.now()
    assert try_gate(seen[0], WRONG, now=now).left == 0
    late = try_gate(seen[1], BIRTH, now=now)
    assert (late.is_right, late.left) == (False, 0)
    assert PrivateLink.objects.get().tries == MOST_TRIES
    assert PrivateLink.objects.get().opened_at is None


@pytest.mark.django_db(transaction=True)
def test_many_answers_at_once_are_never_more_than_five(case_1, alice):
    secret = make_link(seat_of(case_1, "père"), alice)
    start, answers = Barrier(8), []

    def guess(day):
        client = Client()
        start.wait(10)
        try:
            answers.append(_open(client, secret, f"{day:02d}/01/2001").status_code)
        finally:
            connection.close()

    threads = [Thread(target=guess, args=(day,)) for day in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == [422] * 8
    assert PrivateLink.objects.get().tries == MOST_TRIES
    assert JournalEntry.objects.filter(act="gate_closed").count() == 1


# --- Strangers ----------------------------------------------------------------------------------


def test_a_link_that_does_not_open_gives_the_same_page_whatever_is_said(guest, secret, db):
    PrivateLink.objects.update(revoked_at=timezone.now())
    pages = {
        _open(guest, wrong, said).content
        for wrong in (secret, make_secret(), "x", code_of(make_secret()))
        for said in (BIRTH, WRONG, "")
    }
    assert len(pages) == 1
    assert "Ce lien ne s’ouvre pas" in pages.pop().decode()
    assert not WrongTry.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_only_a_form_opens(guest, secret, method):
    url = reverse("meetings:guest_open", args=[secret])
    assert getattr(guest, method)(url).status_code == 405


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_the_address_of_the_form_leads_back_and_writes_nothing(guest, secret, method):
    url = reverse("meetings:guest_open", args=[secret])
    response = getattr(guest, method)(url, {"said": BIRTH})
    assert response.status_code == 302
    assert COOKIE not in response.cookies
    assert PrivateLink.objects.get().opened_at is None


def test_a_meeting_called_off_says_so_and_nothing_else(guest, secret, case_1):
    case_1.cancelled_at = timezone.now()
    case_1.save()
    page = _open(guest, secret, BIRTH).content.decode()
    assert "La réunion est annulée" in page
    assert "Yanis" not in page


def test_no_log_holds_the_secret_nor_what_was_said(guest, secret, caplog):
    with caplog.at_level(logging.DEBUG):
        _open(guest, secret, WRONG)
        _open(guest, secret, BIRTH)
        guest.get(f"{_brief(secret)}/document/999999")
    shown = [logging.Formatter().format(record) for record in caplog.records]
    kept = [text for text in shown if "SELECT" not in text and "UPDATE" not in text]
    assert not [text for text in kept if WRONG in text or BIRTH in text]
    assert not [text for text in kept if secret in text]


@pytest.mark.parametrize("many", [1, 28])
def test_opening_costs_the_same_for_few_or_many(
    meeting, alice, many, django_assert_max_num_queries
):
    factories.fill(meeting, participants=many, items=min(many, 12), slots=many, places=1)
    secret = make_link(seat_of(meeting, "mère"), alice)
    with django_assert_max_num_queries(18):
        pass_gate(Client(), secret)
