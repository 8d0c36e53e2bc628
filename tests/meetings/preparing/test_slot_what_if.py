"""The page « Et si… » reads and never writes; what it says is what writing would do."""

import pytest
from django.urls import reverse

from meetings.domain.kinds import Answer
from meetings.domain.what_if import OtherAnswer
from meetings.dossier import read_dossier
from meetings.models import SlotAnswer
from meetings.preparing.actions.answers import write_answers
from tests import factories
from tests.meetings.preparing.days import in_days


def url(meeting, **asked):
    return reverse("meetings:slot_what_if", args=[meeting.reference]) + (
        "?" + "&".join(f"{key}={value}" for key, value in asked.items()) if asked else ""
    )


@pytest.fixture
def family(meeting):
    return {p.family_member.relation: p for p in meeting.participants.exclude(family_member=None)}


@pytest.fixture
def slots(meeting, family):
    """The father cannot come at the first; he has not answered for the second."""
    made = [factories.make_slot(meeting, in_days(days)) for days in (30, 40)]
    for slot in made:
        for person in meeting.participants.exclude(pk=family["père"].pk):
            factories.make_answer(slot, person)
    factories.make_answer(made[0], family["père"], Answer.NO, note="en tournée")
    return made


def test_the_page_suggests_by_itself(alice_client, meeting, slots, family):
    page = alice_client.get(url(meeting))
    (sentence, link), *_ = page.context["bettering"]["links"]
    assert sentence.startswith("Si le père répondait")
    assert sentence.endswith("tout le monde serait là.")
    after = alice_client.get(link).context
    assert after["after"][0].mark == ""
    assert "tout le monde prendrait part" in after["compared"].sentences[-1]


def test_an_answer_supposed_moves_the_slots_and_writes_nothing(
    alice_client, meeting, slots, family
):
    asked = {"qui": family["père"].pk, "comment": "vient", "quand": slots[0].pk}
    page = alice_client.get(url(meeting, **asked))
    assert page.context["compared"].sentences[0].endswith(".")
    assert "passerait devant" in page.context["compared"].sentences[0]
    assert [line.mark for line in page.context["after"]] == ["monterait", "descendrait"]
    assert SlotAnswer.objects.get(slot=slots[0], participant=family["père"]).answer == "no"


def test_the_one_act_leads_to_the_field_that_would_write_it(alice_client, meeting, slots, family):
    person, slot = family["père"].pk, slots[0].pk
    asked = {"qui": person, "comment": "telephone", "quand": slot}
    act = alice_client.get(url(meeting, **asked)).context["act"]
    address, field = act.url.split("#")
    assert act.label == "Noter la réponse du père"
    assert f'id="{field}"' in alice_client.get(address).content.decode()


@pytest.mark.parametrize(
    ("way", "page"),
    [("toujours-ecrit", "guest_change"), ("pas-indispensable", "guest_change"),
     ("pas-invite", "guest_remove")],
)  # fmt: skip
def test_what_is_of_the_invitation_leads_there(alice_client, meeting, slots, way, page):
    person = factories.make_participant(meeting, essential=True)
    factories.make_answer(slots[0], person, Answer.NO)
    asked = {"qui": person.pk, "comment": way, "quand": "tous"}
    act = alice_client.get(url(meeting, **asked)).context["act"]
    assert act.url == reverse(f"meetings:{page}", args=[meeting.reference, person.pk])
    assert alice_client.get(act.url).status_code == 200


def test_hours_the_week_does_not_pay_lead_to_that_week(alice_client, team, meeting, slots):
    week = [{"day": 1, "start": "06:00", "end": "06:30", "kind": "paid", "note": ""}]
    card = factories.make_professional(team, "aesh", week=week)
    person = factories.make_participant(meeting, professional=card)
    factories.make_answer(slots[0], person)
    asked = {"qui": person.pk, "comment": "paye", "quand": slots[0].pk}
    page = alice_client.get(url(meeting, **asked))
    assert any("pourrait venir" in sentence for sentence in page.context["compared"].sentences)
    assert page.context["act"].url == reverse("partners:week_professional", args=[card.pk])


def test_nobody_supposes_a_meeting_without_a_parent(alice_client, meeting, slots, family):
    asked = {"qui": family["père"].pk, "comment": "pas-invite", "quand": "tous"}
    page = alice_client.get(url(meeting, **asked))
    assert "compared" not in page.context
    assert "a sa place à la réunion" in page.context["person_form"].errors["comment"][0]


def test_a_point_and_a_place_are_said_as_facts(alice_client, meeting, slots):
    item = factories.make_item(meeting, "La cantine", minutes=40)
    factories.make_item(meeting, "Les sorties", minutes=40)
    page = alice_client.get(url(meeting, point=item.pk))
    assert "L’ordre du jour prévoirait" in page.context["compared"].sentences[0]
    assert {line.fit for line in page.context["after"]} == {"Assez long"}
    assert alice_client.get(page.context["act"].url).status_code == 200
    place = factories.make_place(meeting, "Mairie")
    page = alice_client.get(url(meeting, lieu=place.pk))
    assert page.context["compared"].sentences[0].startswith("On se réunirait dans un lieu neutre")


def test_a_room_another_meeting_holds_is_said(alice_client, alice, team, meeting, slots):
    room = factories.make_room(factories.make_institution(team))
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    taken = factories.make_slot(other, slots[0].starts_at)
    other.chosen_slot, other.chosen_place = taken, factories.make_place(other, "Ici", room=room)
    other.save()
    other.bookings.create(resource=f"room:{room.pk}", quarter=taken.starts_at)
    place = factories.make_place(meeting, "Ici", room=room)
    page = alice_client.get(url(meeting, lieu=place.pk))
    assert "déjà pris par une autre réunion" in page.context["compared"].sentences[1]


@pytest.mark.parametrize("asked", [
    {"qui": "0"}, {"qui": "x", "comment": "vient", "quand": "tous"},
    {"qui": "999999", "comment": "%00", "quand": "-1"}, {"point": "1"}, {"lieu": "' or 1"},
    {"quand": "abc"}, {"qui": "", "comment": "", "quand": ""},
])  # fmt: skip
def test_an_address_written_by_hand_breaks_nothing(alice_client, meeting, slots, asked):
    page = alice_client.get(url(meeting, **asked))
    assert page.status_code == 200
    assert "compared" not in page.context


def test_without_a_slot_to_come_the_page_says_where_to_begin(alice_client, meeting):
    factories.make_slot(meeting, in_days(-3))
    assert "Pas de créneau à venir" in alice_client.get(url(meeting)).content.decode()


def test_a_card_leads_here_with_its_slot_chosen(alice_client, meeting, slots):
    cards = alice_client.get(reverse("meetings:slot", args=[meeting.reference])).context["cards"]
    page = alice_client.get(cards.tenable[0].what_if_url)
    assert page.context["person_form"]["quand"].value() == str(cards.tenable[0].id)


@pytest.mark.parametrize("name", ["slot_what_if", "slot_table"])
def test_both_pages_are_read_by_the_team_only(alice_client, charlie_client, meeting, name):
    address = reverse(f"meetings:{name}", args=[meeting.reference])
    assert charlie_client.get(address).status_code == 404
    assert alice_client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("answer", "note"),
    [(Answer.YES, ""), (Answer.REMOTE, "par téléphone"), (Answer.WRITTEN, "")],
)
def test_what_is_supposed_is_what_writing_gives(meeting, alice, slots, family, answer, note):
    slot, person = slots[0].pk, family["père"].pk
    supposed = OtherAnswer(person, answer, (slot,), note).apply(read_dossier(meeting))
    name = f"{slot}_{person}"
    write_answers(
        meeting,
        [(slot, person)],
        seen={f"answer_{name}": "no", f"note_{name}": "en tournée", f"unpaid_{name}": False},
        wanted={f"answer_{name}": answer.value, f"note_{name}": note, f"unpaid_{name}": False},
        by=alice,
        now=factories.NOW,
    )
    written = read_dossier(meeting)

    def said(dossier):
        found = next(one for one in dossier.slots if one.id == slot).answer_of(person)
        return found.answer, found.note, found.unpaid

    assert said(supposed) == said(written) == (answer, note, False)


@pytest.mark.parametrize("count", [1, 30])
def test_slot_what_if_query_count(
    alice_client, meeting, slots, family, django_assert_num_queries, count
):
    factories.fill(meeting, participants=count, items=count, slots=count // 2, places=count)
    asked = {"qui": family["père"].pk, "comment": "vient", "quand": "tous"}
    with django_assert_num_queries(16):
        alice_client.get(url(meeting, **asked))
