"""The page that changes the date: what will leave is said before, what left after."""

import pytest
from django.utils import timezone

from intermetiers.web.models import OutgoingMail
from meetings.date_changes import KNOWN_QUERIES
from meetings.domain.kinds import Answer
from meetings.dossier import QUERIES
from meetings.models import DateChange
from meetings.preparing.actions import slots
from tests import factories
from tests.meetings.preparing.days import in_days, typed
from tests.meetings.preparing.test_date_change import sent, url

DOOR = 4  # the session, the account, its team in the header, the meeting
ITS_OWN = 2 + KNOWN_QUERIES  # the date as a row, what others take, what each was given


@pytest.fixture
def page(alice_client, held):
    return alice_client.get(url(held)).content.decode()


def test_it_says_by_name_and_way_what_will_leave(page):
    before_the_button = page[: page.index("Changer la date et prévenir")]
    parts = before_the_button[before_the_button.index("Ce qui va partir") :]
    calendar, mail, voice, nothing = (
        parts.index(words)
        for words in (
            "Une invitation d’agenda", "Un courriel", "à prévenir par téléphone", "ni invitation",
        )
    )  # fmt: skip
    assert calendar < parts.index("professeur") < mail < parts.index("Le père") < voice
    assert voice < parts.index("La mère (pas d’adresse électronique)") < nothing
    assert "psychologue" in parts[nothing:]


def test_looking_writes_nothing(page):
    assert not DateChange.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_each_candidate_says_who_would_be_asked_again(alice_client, held):
    for seat in held.participants.exclude(pk=held.mother.pk):
        factories.make_answer(held.other, seat)
    options = alice_client.get(url(held)).context["options"]
    assert [option.asks for option in options] == [
        "À interroger, faute de réponse\u00a0: la mère.",
        "Personne n’a répondu sur ce moment\u00a0: chacun est interrogé.",
    ]


def test_the_slot_one_came_from_is_chosen_already(alice_client, held):
    cards = alice_client.get(url(held, "slot")).content.decode()
    assert cards.count("Changer pour ce créneau") == 1
    response = alice_client.post(url(held, "slot_choose", held.other.pk))
    assert response["Location"] == f"{url(held)}?creneau={held.other.pk}"
    assert not DateChange.objects.exists()
    page = alice_client.get(response["Location"])
    assert page.context["form"]["to"].value() == str(held.other.pk)


def test_posting_changes_it_and_says_who_was_told(alice_client, held):
    page = alice_client.post(url(held), sent(held), follow=True).content.decode()
    held.refresh_from_db()
    assert held.chosen_slot == held.other
    assert "Par leur agenda" in page
    assert "la mère (pas d’adresse électronique)" in page


def test_a_moment_typed_on_the_spot_joins_the_list(alice_client, held):
    day, start = typed(in_days(45, 14))
    typed_one = sent(held, to="autre", day=day, start=start, end="15:00")
    assert alice_client.post(url(held), typed_one).status_code == 302
    held.refresh_from_db()
    assert timezone.localtime(held.chosen_slot.starts_at) == in_days(45, 14)
    assert held.slots.count() == 3
    assert alice_client.post(url(held), typed_one).status_code == 302
    assert DateChange.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": ""}, "to"),
        ({"to": "999999"}, "to"),
        ({"day": "2027-03-01"}, "to"),
        ({"to": "autre"}, "day"),
        ({"to": "autre", "day": "2020-01-01", "start": "10:00"}, "day"),
        ({"reason": "x" * 251}, "reason"),
    ],
)
def test_what_is_not_sure_is_refused_and_stays_typed(alice_client, held, changes, field):
    response = alice_client.post(url(held), sent(held, **changes))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not DateChange.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_page_left_open_says_what_happened_and_can_be_sent_again(
    alice_client,
    bob_client,
    bob,
    held,
):
    third = factories.make_slot(held, in_days(40), 60)
    slots.change_date(
        held, slots.NewDate(third.pk), seen=None, by=bob, now=timezone.now()
    )  # fmt: skip
    response = alice_client.post(url(held), sent(held))
    assert response.status_code == 422
    assert "Marc Lenoir l’a changée" in response.content.decode()
    again = sent(held, seen=response.context["seen"])
    assert alice_client.post(url(held), again).status_code == 302
    assert DateChange.objects.count() == 2


def test_a_date_that_leaves_a_voice_out_asks_how_it_will_be_there(alice_client, held):
    factories.make_answer(held.other, held.father, Answer.NO)
    response = alice_client.post(url(held), sent(held))
    assert response["Location"] == url(held, "slot_voices", held.other.pk)


def test_without_a_date_it_leads_to_the_slots(alice_client, meeting):
    assert alice_client.get(url(meeting))["Location"] == url(meeting, "slot")


@pytest.mark.parametrize("name", ["date_change", "slot_give_up"])
def test_a_stranger_finds_nothing(charlie_client, held, name):
    assert charlie_client.get(url(held, name)).status_code == 404
    assert charlie_client.post(url(held, name), sent(held)).status_code == 404
    assert charlie_client.post(url(held, "date_told", held.mother.pk)).status_code == 404
    assert not DateChange.objects.exists()


def test_the_wrong_method_is_refused(alice_client, held):
    assert alice_client.put(url(held)).status_code == 405
    assert alice_client.get(url(held, "date_told", held.mother.pk)).status_code == 405


def test_giving_the_date_up_asks_first_with_what_leaves(alice_client, held):
    response = alice_client.post(url(held, "slot_give_up"))
    assert response["Location"] == url(held, "slot_give_up")
    assert not DateChange.objects.exists()
    page = alice_client.get(url(held, "slot_give_up"))
    assert "qui retire l’invitation" in page.content.decode()
    alice_client.post(url(held, "slot_give_up"), {"seen": page.context["seen"]})
    held.refresh_from_db()
    assert held.chosen_slot is None


@pytest.mark.parametrize("name", ["slot_remove", "slot_change"])
def test_the_other_ways_say_what_leaves_too(alice_client, held, name):
    page = alice_client.get(url(held, name, held.first.pk)).content.decode()
    assert "Ce qui va partir" in page
    assert "La mère (pas d’adresse électronique)" in page
    other = alice_client.get(url(held, name, held.other.pk)).content.decode()
    assert "Ce qui va partir" not in other


def test_a_date_chosen_meanwhile_is_not_removed_unseen(alice_client, held):
    """The page spoke of a slot that was no date."""
    seen = alice_client.get(url(held, "slot_remove", held.other.pk)).context["seen"]
    held.chosen_slot = held.other
    held.save()
    alice_client.post(url(held, "slot_remove", held.other.pk), {"seen": seen})
    assert held.slots.filter(pk=held.other.pk).exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_date_change_query_count(alice_client, held, django_assert_num_queries, count):
    factories.fill(held, participants=count, slots=count, items=count, places=count)
    with django_assert_num_queries(DOOR + QUERIES + ITS_OWN):
        alice_client.get(url(held))
