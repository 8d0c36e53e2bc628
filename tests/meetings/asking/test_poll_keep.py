"""What the yes writes, in one act, and what takes it back."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.answering import Said
from meetings.asking.actions.answers import answer
from meetings.asking.actions.polls import keep_poll
from meetings.asking.polls import Choices
from meetings.domain.kinds import Answer, Presence, Role, Source, VoiceWay
from meetings.models import Asked, Booking, PollImport, SlotAnswer, VoiceKept
from tests import factories
from tests.meetings.asking.cast import open_round, seat_of
from tests.meetings.asking.polls import brought, framadate, keep, proposed, url
from tests.meetings.asking.test_polls import _at, words_of

NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
BITPOLL = "Name,Datetime,2027-01-04 08:00:00+00:00\nmaman,{at},{said}\n"


@pytest.fixture
def mother(meeting):
    return seat_of(meeting, "mère")


@pytest.fixture
def slot(meeting):
    return factories.make_slot(meeting, _at("04/01/2027 09:00"))


def before_today():
    return timezone.now() - timedelta(days=1)


def undo(client, meeting, poll):
    return client.post(url("poll_undo", meeting, poll), follow=True)


def rows():
    """Every row that an import might touch, as it stands."""
    models = (*apps.get_app_config("meetings").get_models(), OutgoingMail)
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in models
        if model is not PollImport
    }


def test_the_yes_notes_answers_and_slots_as_brought_from_a_poll(alice_client, meeting, mother):
    poll = brought(alice_client, meeting, framadate(("maman", "Oui", "Si nécessaire")))
    page = words_of(keep(alice_client, meeting, poll))
    assert "Deux réponses notées, d’une personne. Deux créneaux ajoutés." in page
    found = SlotAnswer.objects.order_by("slot__starts_at")
    assert [row.answer for row in found] == ["yes", "if_needed"]
    assert {row.source for row in found} == {Source.POLL.value}
    slots = meeting.slots.all()
    assert [slot.ends_at - slot.starts_at for slot in slots] == [timedelta(hours=1)] * 2


def test_the_journal_names_nobody(alice_client, meeting, mother):
    poll = brought(alice_client, meeting, framadate(("maman de Yanis", "Oui", "Non")))
    keep(alice_client, meeting, poll)
    undo(alice_client, meeting, poll)
    lines = JournalEntry.objects.filter(act__startswith="poll_").order_by("pk")
    assert [line.act for line in lines] == ["poll_read", "poll_kept", "poll_undone"]
    assert "maman" not in str(list(lines.values()))


def test_the_yes_pressed_twice_or_again_after_the_back_button_writes_once(
    alice_client, meeting, mother
):
    poll = brought(alice_client, meeting, framadate(("maman", "Oui", "Non")))
    sent = proposed(alice_client, meeting, poll)
    for _ in range(2):
        page = alice_client.post(url("poll_keep", meeting, poll), sent, follow=True)
        assert "Les réponses du sondage sont notées" in words_of(page)
    assert SlotAnswer.objects.count() == 2
    assert JournalEntry.objects.filter(act="poll_kept").count() == 1


def test_rather_not_is_a_yes_at_a_cost_that_keeps_its_words(alice_client, meeting, mother):
    table = BITPOLL.format(at="2026-11-22T06:12:03+00:00", said="rather not")
    keep(alice_client, meeting, brought(alice_client, meeting, table.encode()))
    found = SlotAnswer.objects.get()
    assert found.answer == Answer.IF_NEEDED.value
    assert found.note == "a répondu « plutôt pas »"


def test_no_answer_in_the_poll_is_no_answer_here(alice_client, meeting, mother):
    poll = brought(alice_client, meeting, framadate(("maman", "", "Oui"), ("papa", "Oui", "Oui")))
    keep(alice_client, meeting, poll)
    assert SlotAnswer.objects.filter(participant=mother).count() == 1


def test_what_is_ticked_takes_the_place_of_what_stood_which_is_remembered(
    alice_client, meeting, mother, slot
):
    factories.make_answer(
        slot, mother, Answer.YES, source=Source.PHONE.value, answered_at=before_today()
    )
    poll = brought(alice_client, meeting, framadate(("maman", "Non", "Oui")))
    keep(alice_client, meeting, poll, replace_0="on")
    found = slot.answers.get()
    assert (found.answer, found.source) == ("no", "poll")
    assert (found.earlier_answer, found.earlier_source) == ("yes", "phone")


@pytest.mark.parametrize(
    ("source", "days", "stands"),
    [("typed", -1, "no"), ("typed", 1, "yes"), ("link", -1, "yes"), ("paper", -1, "yes")],
)
def test_a_poll_that_dates_its_answers_replaces_only_what_is_older_and_of_another_hand(
    alice_client, meeting, mother, slot, source, days, stands
):
    said = factories.NOW + timedelta(days=days)
    factories.make_answer(slot, mother, Answer.YES, source=source, answered_at=said)
    table = BITPOLL.format(at=factories.NOW.isoformat(), said="no")
    keep(alice_client, meeting, brought(alice_client, meeting, table.encode()))
    assert slot.answers.get().answer == stands


def test_an_answer_that_came_meanwhile_is_never_replaced(
    alice_client, alice, meeting, mother, slot
):
    factories.make_answer(slot, mother, Answer.YES)
    poll = brought(alice_client, meeting, framadate(("maman", "Non", "Oui")))
    sent = proposed(alice_client, meeting, poll, replace_0="on")
    said = {slot.pk: Said(Answer.REMOTE)}
    answer(mother, said, None, source=Source.PHONE, by=alice, now=timezone.now())
    page = alice_client.post(url("poll_keep", meeting, poll), sent, follow=True)
    assert slot.answers.get().answer == "remote"
    assert "Ce qui était déjà noté est resté" in words_of(page)


def test_somebody_removed_meanwhile_is_said_and_nothing_is_written(alice_client, meeting, mother):
    poll = brought(alice_client, meeting, framadate(("maman", "Oui", "Oui")))
    sent = proposed(alice_client, meeting, poll)
    mother.delete()
    page = alice_client.post(url("poll_keep", meeting, poll), sent)
    assert page.status_code == 422
    assert "Cette personne n’est plus invitée." in words_of(page)
    assert not meeting.slots.exists()


def test_the_round_knows_who_has_answered_and_tells_when_all_have(
    alice_client, alice, meeting, mother, slot
):
    round = open_round(meeting, alice, mother, slots=0)
    for seat in meeting.participants.exclude(pk=mother.pk):
        seat.presence = Presence.WRITTEN.value
        seat.save()
    poll = brought(alice_client, meeting, framadate(("maman", "Oui", "Oui")))
    keep(alice_client, meeting, poll)
    assert Asked.objects.get().answered_at is not None
    round.refresh_from_db()
    assert round.complete_at is not None
    undo(alice_client, meeting, poll)
    round.refresh_from_db()
    assert (Asked.objects.get().answered_at, round.complete_at) == (None, None)


def test_who_says_what_was_noted_already_has_answered(alice_client, alice, meeting, mother, slot):
    open_round(meeting, alice, mother, slots=0)
    factories.make_answer(slot, mother, Answer.YES)
    poll = brought(alice_client, meeting, framadate(("maman", "Oui", "")))
    keep(alice_client, meeting, poll)
    assert Asked.objects.get().answered_at is not None
    assert slot.answers.get().source == Source.TYPED.value


def test_the_hours_taken_follow_an_answer_at_the_chosen_slot(alice_client, meeting, mother, slot):
    factories.make_answer(slot, mother, Answer.NO, answered_at=before_today())
    meeting.chosen_slot = slot
    meeting.save()
    books = f"relative:{mother.family_member_id}"
    poll = brought(alice_client, meeting, framadate(("maman", "Oui", "Oui")))
    keep(alice_client, meeting, poll, replace_0="on")
    assert Booking.objects.filter(resource=books).exists()
    undo(alice_client, meeting, poll)
    assert not Booking.objects.filter(resource=books).exists()


@pytest.mark.django_db(transaction=True)
def test_two_yeses_at_the_same_instant_write_once(alice_client, alice, bob, meeting):
    poll = brought(alice_client, meeting, framadate(("maman", "Oui", "Non")))
    choices = Choices((seat_of(meeting, "mère").pk,), ("new", "new"), frozenset())
    start, ended = Barrier(2), []

    def press(account):
        start.wait(10)
        try:
            keep_poll(meeting, poll.pk, choices, seen_at=NOON, by=account, now=NOON)
            ended.append(account)
        finally:
            connection.close()

    threads = [Thread(target=press, args=(account,)) for account in (alice, bob)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(ended) == 2
    assert JournalEntry.objects.filter(act="poll_kept").count() == 1
    assert (SlotAnswer.objects.count(), meeting.slots.count()) == (2, 2)


# Taking it back


def test_undone_the_database_is_as_it_was(alice_client, alice, meeting, mother, slot):
    """Answers replaced more than once, one never given, slots added: every row comes back."""
    open_round(meeting, alice, *meeting.participants.all(), slots=0)
    factories.make_answer(
        slot, mother, Answer.IF_NEEDED, source=Source.PHONE.value, note="tôt", unpaid=True, answered_at=before_today(),
        earlier_answer="no", earlier_source="typed", earlier_at=factories.NOW,
    )  # fmt: skip
    before = rows()
    lines = framadate(("maman", "Non", "Oui"), ("papa", "Oui", "Non"))
    poll = brought(alice_client, meeting, lines)
    keep(alice_client, meeting, poll, replace_0="on")
    assert rows() != before
    page = undo(alice_client, meeting, poll)
    assert "tout est comme avant ce sondage" in words_of(page)
    assert rows() == before


def test_undone_twice_is_undone_once(alice_client, meeting, mother):
    poll = brought(alice_client, meeting, framadate(("maman", "Oui", "Oui")))
    keep(alice_client, meeting, poll)
    undo(alice_client, meeting, poll)
    assert "C’est déjà défait." in words_of(undo(alice_client, meeting, poll))
    page = words_of(alice_client.get(url("poll_preview", meeting, poll)))
    assert "Ce sondage est défait" in page
    assert "Défaire" not in page


def test_what_changed_since_stays_and_is_said(alice_client, alice, meeting, mother):
    poll = brought(
        alice_client, meeting, framadate(("maman", "Oui", "Oui"), ("papa", "Oui", "Non"))
    )
    keep(alice_client, meeting, poll)
    first = meeting.slots.first()
    answer(
        mother, {first.pk: Said(Answer.NO)}, None, source=Source.PHONE, by=alice, now=timezone.now()
    )
    page = words_of(undo(alice_client, meeting, poll))
    assert "La mère, lundi 4 janvier, 9 h – 10 h : la réponse a changé depuis, elle reste." in page
    assert "ce créneau a servi depuis, il reste dans la liste" in page
    assert list(meeting.slots.all()) == [first]
    assert SlotAnswer.objects.get().answer == "no"


def test_a_slot_chosen_or_moved_since_stays(alice_client, meeting, mother):
    poll = brought(alice_client, meeting, framadate(("maman", "Oui", "Oui")))
    keep(alice_client, meeting, poll)
    first, second = meeting.slots.all()
    meeting.chosen_slot = first
    meeting.save()
    second.ends_at += timedelta(minutes=15)
    second.save()
    undo(alice_client, meeting, poll)
    assert set(meeting.slots.all()) == {first, second}
    assert not SlotAnswer.objects.exists()


def test_an_answer_with_a_voice_kept_since_stays(alice_client, alice, meeting, mother):
    poll = brought(alice_client, meeting, framadate(("maman", "Non", "Non")))
    keep(alice_client, meeting, poll)
    kept = SlotAnswer.objects.first()
    VoiceKept.objects.create(answer=kept, way=VoiceWay.PHONE.value, at=timezone.now(), by=alice)
    undo(alice_client, meeting, poll)
    assert SlotAnswer.objects.get() == kept


def test_a_draft_cannot_be_undone(alice_client, meeting, mother):
    poll = brought(alice_client, meeting, framadate(("maman", "Non", "Non")))
    assert "rien n’a été écrit" in words_of(undo(alice_client, meeting, poll))


# However many


def _many(meeting, people, columns):
    for number in range(people):
        card = factories.make_professional(meeting.team, last_name=f"Nom{number:03}")
        factories.make_participant(meeting, Role.PROFESSIONAL, professional=card)
    days = [f"{1 + n % 28:02}/{1 + n // 28:02}/2027" for n in range(columns)]
    lines = [(f"Nom{number:03}", *["Oui", "Non"] * (columns // 2)) for number in range(people)]
    return framadate(*lines, days=days, hours=["09:00"] * columns)


@pytest.mark.parametrize(("people", "columns"), [(1, 2), (3, 4), (15, 6)])
def test_poll_query_count(alice_client, meeting, django_assert_num_queries, people, columns):
    poll = brought(alice_client, meeting, _many(meeting, people, columns))
    with django_assert_num_queries(PREVIEW):
        sent = proposed(alice_client, meeting, poll)
    with django_assert_num_queries(KEEP):
        alice_client.post(url("poll_keep", meeting, poll), sent)
    assert SlotAnswer.objects.count() == people * columns
    with django_assert_num_queries(UNDO):
        alice_client.post(url("poll_undo", meeting, poll))
    assert not meeting.slots.exists()


def test_thirty_people_and_sixty_dates(
    alice_client, meeting, django_assert_num_queries, django_assert_max_num_queries
):
    """SQLite takes ninety answers at a time; nothing else grows."""
    poll = brought(alice_client, meeting, _many(meeting, 30, 60))
    with django_assert_num_queries(PREVIEW):
        sent = proposed(alice_client, meeting, poll)
    with django_assert_max_num_queries(KEEP + 1800 // 90):
        alice_client.post(url("poll_keep", meeting, poll), sent)
    assert SlotAnswer.objects.count() == 1800
    with django_assert_max_num_queries(UNDO + 2 * 1800 // 90):
        alice_client.post(url("poll_undo", meeting, poll))
    assert not SlotAnswer.objects.exists()


PREVIEW, KEEP, UNDO = 13, 24, 27
