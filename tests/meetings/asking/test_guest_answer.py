"""What somebody asked for dates sees and sends, by a private link."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import start_sentence, write_day
from intermetiers.web.links import make_secret
from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.domain.kinds import Answer, Role
from meetings.dossier import QUERIES
from meetings.models import Asked, SlotAnswer
from meetings.preparing.actions.slots import choose_slot
from meetings.rounds import ROUND_QUERIES
from tests import factories
from tests.meetings.asking.cast import answer_url, make_answer_link, open_round, seat_of

LINK = 1  # the link, its participant and its meeting
CHANGES = 1  # the dates the meeting had before
PUPIL = "Yanis"
HOURS = "de\u00a010\u00a0h\u00a015 à\u00a011\u00a0h\u00a030"
PROBLEM = "Comment garder l’aide sans qu’il perde le fil"


@pytest.fixture
def guest():
    """A phone whose site checks forms as the real one does."""
    return Client(headers={"host": "testserver"}, enforce_csrf_checks=True)


@pytest.fixture
def father(meeting, alice):
    seat = seat_of(meeting, "père")
    open_round(meeting, alice, seat)
    return seat


@pytest.fixture
def url(father, alice):
    return answer_url(make_answer_link(father, alice))


def _slots(meeting):
    return list(meeting.slots.order_by("starts_at"))


def _said(meeting, *answers, **more):
    """What a form sends: an answer for each slot, in order."""
    pairs = zip(_slots(meeting), answers, strict=False)
    return {f"answer_{slot.pk}": said for slot, said in pairs if said} | more


def _page(client, url):
    return client.get(url).content.decode()


def _kept(participant):
    return list(participant.answers.order_by("slot__starts_at").values_list("answer", "source"))


# --- It asks ------------------------------------------------------------------------------------


def test_a_father_reads_who_asks_for_whom_and_each_date(guest, father, url):
    page = _page(guest, url)
    assert "Pour David Morel" in page
    assert "La réunion pour Y." in page
    assert "Alice Martin, enseignante référente, prépare cette réunion" in page
    day = start_sentence(write_day(_slots(father.meeting)[0].starts_at, year=False))
    assert f"{day}, {HOURS}" in page
    assert page.count("<fieldset") == 3
    assert "Par téléphone ou en visio" in page
    assert "<script" not in page
    assert "checked" not in page


def test_the_page_is_private_and_lays_no_cookie(guest, url):
    response = guest.get(url)
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_the_place_the_length_and_the_last_day_are_said(guest, case_1, alice):
    father = seat_of(case_1, "père")
    case_1.chosen_slot = None
    case_1.save()
    open_round(case_1, alice, father, answer_by=timezone.localdate() + timedelta(days=3))
    page = _page(guest, answer_url(make_answer_link(father, alice)))
    assert "Elle dure 1\u00a0h\u00a015." in page
    assert "Centre social Bellevue, salle 2" in page
    assert "Répondre au plus tard le" in page


@pytest.mark.parametrize("many", [1, 28])
def test_guest_answer_query_count(guest, meeting, alice, many, django_assert_num_queries):
    factories.fill(meeting, participants=many, slots=min(many, 9), items=1, places=1)
    seat = seat_of(meeting, "mère")
    open_round(meeting, alice, *meeting.participants.all(), slots=1)
    url = answer_url(make_answer_link(seat, alice))
    with django_assert_num_queries(LINK + QUERIES + ROUND_QUERIES + CHANGES):
        guest.get(url)


# --- It says no more than its reader may know ----------------------------------------------------


def _pages_by_role(case_1, alice, client):
    companion = factories.make_participant(case_1, Role.COMPANION, label="sa tante")
    psychologist = case_1.participants.get(professional__metier="psyen")
    readers = {
        "father": seat_of(case_1, "père"),
        "pupil": case_1.participants.get(role="pupil"),
        "professional": psychologist,
        "companion": companion,
    }
    case_1.chosen_slot = None
    case_1.title = "Après-midi à aménager"
    case_1.save()
    open_round(case_1, alice, *readers.values())
    return {
        name: _page(client, answer_url(make_answer_link(seat, alice)))
        for name, seat in readers.items()
    }


def test_nothing_of_the_child_is_said_but_a_first_letter(guest, case_1, alice):
    """The link may be lent: only the page of the brief asks something first."""
    for page in _pages_by_role(case_1, alice, guest).values():
        for said in (PROBLEM, PUPIL, "Yanis", "Après-midi à aménager", "CE2", "Jean-Moulin"):
            assert said not in page
        assert "david.morel@example.org" not in page
        assert "Samia" not in page
        assert "parole à soutenir" not in page


def test_the_pupil_is_spoken_to_as_a_child(guest, case_1, alice):
    page = _pages_by_role(case_1, alice, guest)["pupil"]
    assert "Quand peux-tu venir" in page
    assert not re.search(r"\b(vous|votre|vos)\b", page, re.IGNORECASE)


def test_nobody_reads_the_answer_of_another(guest, meeting, father, url):
    mother = seat_of(meeting, "mère")
    slot = _slots(meeting)[0]
    factories.make_answer(slot, mother, Answer.NO, note="elle travaille", source="link")
    page = _page(guest, url)
    assert "elle travaille" not in page
    assert "checked" not in page


def test_a_guess_of_whoever_prepares_is_not_shown_as_an_answer(guest, meeting, father, url):
    factories.make_answer(_slots(meeting)[0], father, Answer.NO, note="ne vient jamais")
    page = _page(guest, url)
    assert "ne vient jamais" not in page
    assert "checked" not in page


def test_what_was_said_by_telephone_is_shown_without_the_words_noted(guest, meeting, father, url):
    slot = _slots(meeting)[0]
    factories.make_answer(slot, father, Answer.REMOTE, note="semblait agacé", source="phone")
    page = _page(guest, url)
    assert f'value="remote" id="id_answer_{slot.pk}_2" checked' in page
    assert "semblait agacé" not in page


# --- It keeps -----------------------------------------------------------------------------------


def test_three_taps_and_a_send(guest, meeting, father, url):
    sent = _said(meeting, "yes", "remote", "no", other_times="le mardi après 16 h")
    sent[f"note_{_slots(meeting)[2].pk}"] = "en tournée"
    response = guest.post(url, sent)
    assert (response.status_code, response["Location"]) == (302, f"{url}/merci")
    assert _kept(father) == [("yes", "link"), ("remote", "link"), ("no", "link")]
    asked = Asked.objects.get(participant=father)
    assert asked.answered_at
    assert asked.other_times == "le mardi après 16 h"
    thanks = _page(guest, f"{url}/merci")
    assert "Merci, vos réponses sont envoyées" in thanks
    assert "en tournée" in thanks
    assert "le mardi après 16\u00a0h" in thanks or "le mardi après 16 h" in thanks
    page = _page(guest, url)
    assert page.count("checked") == 3
    assert 'value="en tournée"' in page


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "null"}, {"origin": "https://testserver", "referer": "https://testserver/"}],
    ids=["no referrer", "null origin", "same origin"],
)
def test_a_phone_that_keeps_no_cookie_and_sends_no_referrer_is_heard(
    guest, meeting, father, url, headers
):
    response = guest.post(url, _said(meeting, "yes"), headers=headers, secure=True)
    assert response.status_code == 302
    assert _kept(father) == [("yes", "link")]


def test_a_question_left_blank_is_no_answer(guest, meeting, father, url):
    guest.post(url, _said(meeting, "yes", "", "no"))
    assert _kept(father) == [("yes", "link"), ("no", "link")]
    assert "pas de réponse" in _page(guest, f"{url}/merci")


def test_only_other_times_is_an_answer_too(guest, meeting, father, url):
    assert guest.post(url, {"other_times": "le samedi"}).status_code == 302
    assert not father.answers.exists()
    assert Asked.objects.get(participant=father).answered_at


def test_nothing_at_all_is_asked_again(guest, father, url):
    response = guest.post(url, {"other_times": " "})
    assert response.status_code == 422
    assert "Répondez à une question au moins" in response.content.decode()
    assert Asked.objects.get(participant=father).answered_at is None


def test_a_note_without_an_answer_is_kept_on_the_page(guest, meeting, father, url):
    slot = _slots(meeting)[0]
    response = guest.post(url, {f"note_{slot.pk}": "je travaille tard"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choisissez aussi une réponse" in page
    assert 'value="je travaille tard"' in page
    assert "<details open>" in page


@pytest.mark.parametrize(
    "sent", [{"answer": "peut-être"}, {"answer": "written"}, {"answer": "yes", "note": "x" * 161}]
)
def test_what_no_page_offers_is_refused(guest, meeting, father, url, sent):
    slot = _slots(meeting)[0]
    response = guest.post(url, {f"{name}_{slot.pk}": value for name, value in sent.items()})
    assert response.status_code == 422
    assert not father.answers.exists()


def test_a_slot_of_another_meeting_or_past_is_not_answered(guest, meeting, alice, father, url):
    other = factories.make_slot(factories.make_meeting(meeting.team, alice))
    past = factories.make_slot(meeting, timezone.now() - timedelta(days=1))
    sent = {f"answer_{slot.pk}": "yes" for slot in (other, past)}
    guest.post(url, sent | _said(meeting, "", "no"))
    assert [(row.slot_id, row.answer) for row in SlotAnswer.objects.all()] == [
        (_slots(meeting)[1].pk, "no")
    ]


def test_he_changes_his_mind(guest, meeting, father, url):
    guest.post(url, _said(meeting, "yes", "yes", "yes"))
    guest.post(url, _said(meeting, "no", "yes", "yes"))
    assert _kept(father)[0] == ("no", "link")
    row = father.answers.order_by("slot__starts_at").first()
    assert (row.earlier_answer, row.earlier_source) == ("yes", "link")


def test_the_same_form_sent_twice_changes_nothing_the_second_time(guest, meeting, father, url):
    for _ in range(2):
        assert guest.post(url, _said(meeting, "yes", "no")).status_code == 302
    assert JournalEntry.objects.filter(act="slots_answered").count() == 1
    assert father.answers.filter(earlier_answer="").count() == 2


def test_the_word_of_the_person_wins_and_both_are_kept(guest, meeting, father, url, alice_client):
    slot = _slots(meeting)[0]
    guest.get(url)
    factories.make_answer(slot, father, Answer.NO, source="phone", note="en tournée")
    guest.post(url, _said(meeting, "yes"))
    row = SlotAnswer.objects.get(slot=slot)
    assert (row.answer, row.source, row.note) == ("yes", "link", "")
    assert (row.earlier_answer, row.earlier_source) == ("no", "phone")
    seen = _page(
        alice_client, reverse("meetings:person_answers", args=[meeting.reference, father.pk])
    )
    assert "Répondu par son lien" in seen
    assert "Avant\u00a0: non, dit au téléphone" in seen


def test_a_note_the_guest_never_saw_stays_while_the_answer_does(guest, meeting, father, url):
    slot = _slots(meeting)[0]
    factories.make_answer(slot, father, Answer.NO, note="horaires de l’entrepôt", unpaid=True)
    guest.post(url, _said(meeting, "no"))
    row = SlotAnswer.objects.get(slot=slot)
    assert (row.note, row.source, row.unpaid) == ("horaires de l’entrepôt", "link", True)


def test_the_journal_says_who_answered_and_none_of_the_words(guest, meeting, father, url):
    guest.post(url, _said(meeting, "yes", other_times="le samedi, en secret"))
    entry = JournalEntry.objects.get(act="slots_answered")
    assert entry.account is None
    assert entry.scope == meeting.team_id
    assert "secret" not in str(entry.detail)
    assert entry.detail["row"] == f"participant:{father.pk}"


# --- The coordinator is told once ----------------------------------------------------------------


def test_the_last_awaited_answer_is_told_once(guest, meeting, alice):
    parents = [seat_of(meeting, relation) for relation in ("mère", "père")]
    round = open_round(meeting, alice, *parents)
    urls = [answer_url(make_answer_link(seat, alice)) for seat in parents]
    guest.post(urls[0], _said(meeting, "yes", "yes", "no"))
    assert not OutgoingMail.objects.exists()
    guest.post(urls[1], _said(meeting, "no", "yes", "no"))
    mail = OutgoingMail.objects.get()
    assert mail.recipient == alice.email
    assert PUPIL not in mail.subject
    assert "CE2" not in mail.subject
    round.refresh_from_db()
    assert round.complete_at
    guest.post(urls[1], _said(meeting, "yes", "yes", "no"))
    assert OutgoingMail.objects.count() == 1


# --- It does not open, or no longer --------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("rest", ["", "/merci", "/coupon.pdf"])
def test_a_link_that_does_not_open_gives_one_page_for_one_query(
    guest, meeting, alice, father, method, rest, django_assert_num_queries
):
    past = timezone.now() - timedelta(seconds=1)
    dead = [
        make_secret(),
        make_answer_link(father, alice, revoked_at=past),
        make_answer_link(father, alice, expires_at=past),
        make_answer_link(father, alice, purpose="brief"),
        "x" * 2000,
    ]
    for secret in dead:
        if method == "post" and rest:
            assert guest.post(answer_url(secret) + rest).status_code in {403, 405}
            continue
        with django_assert_num_queries(LINK):
            response = getattr(guest, method)(answer_url(secret) + rest)
        assert response.status_code == 404
        assert "Ce lien ne s’ouvre pas" in response.content.decode()


def test_who_may_receive_nothing_finds_a_closed_door(guest, father, url):
    father.family_member.may_receive = "nothing"
    father.family_member.save()
    assert guest.get(url).status_code == 404
    assert guest.post(url, {"other_times": "le samedi"}).status_code == 404


def test_a_link_to_the_dates_opens_no_brief(guest, father, alice):
    secret = make_answer_link(father, alice)
    assert guest.get(reverse("meetings:guest_brief", args=[secret])).status_code == 404


@pytest.mark.parametrize("state", ["closed", "not asked", "chosen"])
def test_once_closed_nothing_more_is_kept(guest, meeting, father, url, state):
    round = meeting.asking_rounds.get()
    if state == "closed":
        round.closed_at = timezone.now()
        round.save()
    elif state == "not asked":
        round.asked.all().delete()
    else:
        choose_slot(meeting, _slots(meeting)[1].pk, by=meeting.convener, now=timezone.now())
    response = guest.post(url, _said(meeting, "yes"))
    page = response.content.decode()
    assert response.status_code == 200
    assert not father.answers.exists()
    assert "04 00 00 00 00" in page
    assert "<form" not in page
    told = "La date est choisie" if state == "chosen" else "La question est fermée"
    assert told in page


def test_the_chosen_date_is_said_in_words(guest, meeting, father, url):
    choose_slot(meeting, _slots(meeting)[1].pk, by=meeting.convener, now=timezone.now())
    meeting.refresh_from_db()
    page = _page(guest, url)
    assert f"{write_day(meeting.chosen_slot.starts_at)}<br>{HOURS}" in page
    assert "Cette date ne va pas" in page


def test_a_meeting_called_off_says_so(guest, meeting, url):
    meeting.cancelled_at = timezone.now()
    meeting.save()
    assert "La réunion est annulée" in _page(guest, url)


def test_thanks_before_any_answer_lead_to_the_questions(guest, url):
    response = guest.get(f"{url}/merci")
    assert (response.status_code, response["Location"]) == (302, url)


def test_others_see_only_what_the_first_can_do(guest, meeting, alice):
    seat = factories.make_participant(meeting)
    father = seat_of(meeting, "père")
    open_round(meeting, alice, father, seat, only_possible=True)
    refused = _slots(meeting)[0]
    factories.make_answer(refused, father, Answer.NO, source="link")
    page = _page(guest, answer_url(make_answer_link(seat, alice)))
    assert page.count("<fieldset") == 2
    assert f"answer_{refused.pk}" not in page


# --- With no date left ------------------------------------------------------------------------


def test_no_date_left_still_lets_one_say_when(guest, meeting, alice):
    father = seat_of(meeting, "père")
    open_round(meeting, alice, father, slots=0, answer_by=date(2020, 1, 1))
    url = answer_url(make_answer_link(father, alice))
    page = _page(guest, url)
    assert "Il n’y a pas de date à vous proposer" in page
    assert "Répondre au plus tard" not in page
    assert guest.post(url, {"other_times": "le samedi"}).status_code == 302
