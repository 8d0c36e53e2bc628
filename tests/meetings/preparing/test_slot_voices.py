"""A slot that leaves somebody out asks how this voice will be there, and never blocks."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import Answer, Presence, Step
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.models import Booking, VoiceKept
from tests import factories
from tests.meetings.preparing.days import in_days


def url(meeting, name="slot_voices", *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


@pytest.fixture
def family(meeting):
    return {p.family_member.relation: p for p in meeting.participants.exclude(family_member=None)}


@pytest.fixture
def slot(meeting, family):
    """The mother comes, the father is on his round."""
    slot = factories.make_slot(meeting, in_days(30))
    factories.make_answer(slot, family["mère"])
    factories.make_answer(slot, family["père"], Answer.NO, note="en tournée")
    return slot


def said(person, way="phone", note="", seen=("", ""), **more):
    return {
        f"way_{person.pk}": way,
        f"initial-way_{person.pk}": seen[0],
        f"note_{person.pk}": note,
        f"initial-note_{person.pk}": seen[1],
    } | more


def findings(meeting):
    cards = frame(read_dossier(meeting), today(), current=Step.SLOT.value)["findings"]
    return [card.finding.key for card in cards if "left_out" in card.finding.key]


def test_choosing_a_slot_that_leaves_somebody_out_asks_first(alice_client, meeting, slot):
    response = alice_client.post(url(meeting, "slot_choose", slot.pk), follow=True)
    assert response.redirect_chain[-1][0] == url(meeting, "slot_voices", slot.pk)
    page = response.content.decode()
    assert "Comment sa voix sera-t-elle là" in page
    assert "Le père" in page
    assert "En tournée" in page
    assert "La mère" not in page.split("<main")[1].split("</main>")[0].split("<form")[1]
    meeting.refresh_from_db()
    assert meeting.chosen_slot is None


def test_reading_the_page_writes_nothing(alice_client, meeting, slot):
    before = JournalEntry.objects.count()
    assert alice_client.get(url(meeting, "slot_voices", slot.pk)).status_code == 200
    meeting.refresh_from_db()
    assert meeting.chosen_slot is None
    assert JournalEntry.objects.count() == before


def test_the_answer_and_the_choice_are_one_act(alice_client, meeting, slot, family):
    sent = said(family["père"], note="à 10 h 30")
    response = alice_client.post(url(meeting, "slot_voices", slot.pk), sent, follow=True)
    page = response.content.decode()
    assert "Le père prend part par téléphone\u00a0: à 10\u00a0h\u00a030." in page
    meeting.refresh_from_db()
    assert meeting.chosen_slot == slot
    assert Booking.objects.filter(meeting=meeting).exists()
    assert [line.act for line in JournalEntry.objects.order_by("pk")] == [
        "slot_chosen",
        "voices_kept",
    ]
    assert "10 h 30" not in str([line.detail for line in JournalEntry.objects.all()])
    assert findings(meeting) == []


def test_it_can_be_left_for_later_and_stays_to_look_at(alice_client, meeting, slot):
    alice_client.post(url(meeting, "slot_voices", slot.pk), {"plus_tard": "oui"})
    meeting.refresh_from_db()
    assert meeting.chosen_slot == slot
    assert len(findings(meeting)) == 1
    page = alice_client.get(url(meeting, "slot")).content.decode()
    assert "Dire comment cette voix sera" in page
    assert not VoiceKept.objects.exists()


def test_nothing_said_is_asked_again_and_chooses_nothing(alice_client, meeting, slot, family):
    response = alice_client.post(url(meeting, "slot_voices", slot.pk), said(family["père"], ""))
    assert response.status_code == 422
    assert "Dites comment" in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.chosen_slot is None


def test_the_answer_can_be_changed(alice_client, meeting, slot, family):
    father = family["père"]
    alice_client.post(url(meeting, "slot_voices", slot.pk), said(father, note="à 10 h 30"))
    again = said(father, "spokesperson", "sa sœur", seen=("phone", "à 10 h 30"))
    alice_client.post(url(meeting, "slot_voices", slot.pk), again)
    kept = VoiceKept.objects.get()
    assert (kept.way, kept.note) == ("spokesperson", "sa sœur")
    assert JournalEntry.objects.filter(act="slot_chosen").count() == 1


def test_two_coordinators_who_say_otherwise_both_see_it(
    alice_client, bob_client, meeting, slot, family
):
    father = family["père"]
    bob_client.post(url(meeting, "slot_voices", slot.pk), said(father, "writing"))
    response = alice_client.post(url(meeting, "slot_voices", slot.pk), said(father, "phone"))
    assert response.status_code == 422
    assert VoiceKept.objects.get().way == "writing"


@pytest.mark.parametrize(
    ("way", "presence"),
    [
        ("phone", Presence.PHONE),
        ("writing", Presence.WRITTEN),
        ("spokesperson", Presence.IN_PERSON),
    ],
)
def test_the_invitation_says_so_too_when_asked(alice_client, meeting, slot, family, way, presence):
    father = family["père"]
    more = {f"presence_{father.pk}": "on"}
    alice_client.post(url(meeting, "slot_voices", slot.pk), said(father, way, **more))
    father.refresh_from_db()
    assert father.presence == presence
    page = alice_client.get(url(meeting, "sheet")).content.decode()
    assert "Pour entendre ceux qui ne peuvent pas venir" in page
    assert "tournée" not in page.split('class="sheet"')[1]


@pytest.mark.parametrize("note", ["06 12 34 56 78", "samia@example.org", "0612345678"])
def test_what_the_table_reads_reaches_nobody(alice_client, meeting, slot, family, note):
    sent = said(family["père"], note=note)
    response = alice_client.post(url(meeting, "slot_voices", slot.pk), sent)
    assert response.status_code == 422
    assert "Ni numéro ni adresse" in response.content.decode()
    assert not VoiceKept.objects.exists()


def test_a_slot_that_leaves_nobody_out_asks_nothing(alice_client, meeting):
    slot = factories.make_slot(meeting, in_days(30))
    alice_client.post(url(meeting, "slot_choose", slot.pk))
    meeting.refresh_from_db()
    assert meeting.chosen_slot == slot
    assert alice_client.get(url(meeting, "slot_voices", slot.pk)).status_code == 302


def test_a_voice_already_said_is_not_asked_again(alice_client, meeting, slot, family):
    alice_client.post(url(meeting, "slot_voices", slot.pk), said(family["père"]))
    alice_client.post(url(meeting, "slot_give_up"))
    alice_client.post(url(meeting, "slot_choose", slot.pk))
    meeting.refresh_from_db()
    assert meeting.chosen_slot == slot


def test_a_slot_somebody_else_takes_meanwhile_is_refused_whole(
    alice_client, bob, meeting, slot, family
):
    card = factories.make_professional(meeting.team, "aesh", gender="f")
    other = factories.make_meeting(meeting.team, bob, pupil=factories.make_pupil(meeting.team))
    for one in (meeting, other):
        factories.make_participant(one, professional=card)
    other.chosen_slot = factories.make_slot(other, in_days(30))
    other.save()
    Booking.objects.create(meeting=other, resource=f"professional:{card.pk}", quarter=in_days(30))
    response = alice_client.post(url(meeting, "slot_voices", slot.pk), said(family["père"]))
    assert response.status_code == 422
    assert "L’AESH a déjà une autre réunion" in response.content.decode()
    meeting.refresh_from_db()
    assert meeting.chosen_slot is None
    assert not VoiceKept.objects.exists()
    page = alice_client.get(url(meeting, "slot"))
    (card,) = page.context["cards"].tenable
    assert card.choose_url == ""
    assert card.clash.startswith("L’AESH a déjà une autre réunion")
    assert card.clash.split(" Choisissez")[0] in page.content.decode()


def test_a_stranger_finds_nothing(charlie_client, alice_client, alice, team, meeting, slot):
    assert charlie_client.get(url(meeting, "slot_voices", slot.pk)).status_code == 404
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    assert alice_client.post(url(other, "slot_voices", slot.pk)).status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_slot_voices_query_count(alice_client, meeting, slot, django_assert_num_queries, count):
    for _ in range(count):
        card = factories.make_professional(meeting.team, "aesh")
        seat = factories.make_participant(meeting, professional=card)
        factories.make_answer(slot, seat, Answer.NO)
    with django_assert_num_queries(14):
        alice_client.get(url(meeting, "slot_voices", slot.pk))
