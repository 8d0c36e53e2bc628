"""The page of replies received by mail: what waits for a human, what was noted."""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.domain.replies import NOT_ARRIVED, OTHER_SENDER, WRITTEN
from meetings.models import Invitation, ReceivedReply, SlotAnswer
from tests import factories

URL = "/reponses-recues"
# Session, account, team of the header; what waits, with its seats; what was noted lately.
QUERIES = 3 + 2 + 1

_numbers = count(1)


@pytest.fixture
def father(case_1):
    return case_1.participants.get(family_member__relation="père")


@pytest.fixture
def soon(case_1):
    """The date of case 1 is to come, whatever the day these tests run."""
    slot = case_1.chosen_slot
    slot.starts_at = timezone.now() + timedelta(days=20)
    slot.ends_at = slot.starts_at + timedelta(hours=1)
    slot.save()
    return slot


def _received(meeting, **fields):
    usual = {
        "message_id": f"m{next(_numbers)}", "received_at": timezone.now(), "why_aside": OTHER_SENDER,
        "sender": "perso@example.org", "reply": "declined", "comment": "Je <b>travaille</b>",
    }  # fmt: skip
    return ReceivedReply.objects.create(meeting=meeting, **(usual | fields))


def _invite(seat, **fields):
    slot = seat.meeting.chosen_slot
    return Invitation.objects.create(
        meeting=seat.meeting, participant=seat, recipient="david.morel@example.org",
        uid=f"u{next(_numbers)}", told_at=timezone.now(), starts_at=slot.starts_at,
        ends_at=slot.ends_at, **fields,
    )  # fmt: skip


def _post(client, received, **fields):
    prefix = f"reply-{received.pk}-"
    data = {prefix + name if name != "aside" else name: value for name, value in fields.items()}
    return client.post(reverse("meetings:reply_handle", args=[received.pk]), data, follow=True)


def _page(response):
    return re.sub(r"[ \n]+", " ", response.content.decode())


# --- What is shown -------------------------------------------------------------------------------


def test_what_waits_says_who_when_what_and_why(alice_client, case_1):
    _received(case_1)
    page = _page(alice_client.get(URL))
    for expected in ("perso@example.org", "Ne viendra pas", OTHER_SENDER, case_1.title):
        assert expected in page
    assert "«\u00a0Je &lt;b&gt;travaille&lt;/b&gt;\u00a0»" in page
    assert "Le père (David Morel)" in page
    assert "Yanis" in page


def test_the_person_known_and_what_is_said_are_chosen_already(alice_client, case_1, father):
    _received(case_1, invitation=_invite(father))
    page = _page(alice_client.get(URL))
    assert f'<option value="{father.pk}" selected>' in page
    assert re.search(r'value="declined"[^>]* checked', page)


def test_what_did_not_arrive_asks_for_no_reply(alice_client, case_1):
    _received(case_1, why_aside=NOT_ARRIVED, reply="", comment="")
    page = _page(alice_client.get(URL))
    assert NOT_ARRIVED in page
    assert "Pour perso@example.org" in page
    assert "Noter cette réponse" not in page
    assert "Ne rien en faire" in page


def test_what_was_noted_lately_is_there_under_the_name_of_the_person(alice_client, case_1, father):
    _received(case_1, state="applied", why_aside="", invitation=_invite(father))
    _received(case_1, state="handled", reply="", sender="vieux@example.org")
    _received(
        case_1, state="applied", comment="il y a longtemps",
        received_at=timezone.now() - timedelta(days=40),
    )  # fmt: skip
    page = _page(alice_client.get(URL))
    assert "Aucune réponse n’attend" in page
    assert "Le père (David Morel)" in page
    assert "vieux@example.org" in page
    assert "rien n’a été changé" in page
    assert "il y a longtemps" not in page


def test_another_team_sees_none_of_it_and_what_is_of_no_meeting_is_of_none(
    alice_client, charlie_client, case_1
):
    received, stray = _received(case_1), _received(None, comment="à personne")
    assert "travaille" not in _page(charlie_client.get(URL))
    for client, row in ((charlie_client, received), (alice_client, stray)):
        assert "à personne" not in _page(client.get(URL))
        assert _post(client, row, aside="1").status_code == 404
    received.refresh_from_db()
    assert received.state == "aside"


def test_ma_semaine_leads_to_it_only_when_something_waits(alice_client, charlie_client, case_1):
    assert URL not in _page(alice_client.get("/"))
    received = _received(case_1)
    assert "1 réponse reçue par courriel à regarder" in _page(alice_client.get("/"))
    assert URL not in _page(charlie_client.get("/"))
    _post(alice_client, received, aside="1")
    assert URL not in _page(alice_client.get("/"))


@pytest.mark.parametrize("many", [1, 15])
def test_replies_query_count(alice_client, team, alice, many, django_assert_num_queries):
    for _ in range(many):
        meeting = factories.make_case_1(team, alice)
        seat = meeting.participants.exclude(professional=None).last()
        _received(meeting, invitation=_invite(seat))
        _received(meeting, state="applied", invitation=Invitation.objects.last())
    with django_assert_num_queries(QUERIES):
        alice_client.get(URL)


def test_more_than_a_page_says_so(alice_client, case_1):
    for _ in range(21):
        _received(case_1)
    page = _page(alice_client.get(URL))
    assert page.count("Noter cette réponse") == 20
    assert "D’autres attendent encore" in page


# --- What is done of it --------------------------------------------------------------------------


def test_noted_for_somebody_it_is_what_this_person_says(alice_client, case_1, alice, father, soon):
    invitation = _invite(father)
    received = _received(case_1)
    page = _post(alice_client, received, person=father.pk, said="declined")
    assert "La réponse est notée." in _page(page)
    received.refresh_from_db()
    invitation.refresh_from_db()
    assert (received.state, received.invitation) == ("applied", invitation)
    assert (invitation.reply, invitation.comment) == ("declined", received.comment)
    answer = SlotAnswer.objects.get(slot=soon, participant=father)
    assert (answer.answer, answer.source) == ("no", "typed")
    line = JournalEntry.objects.get(act="reply_noted")
    assert (line.account, line.subject) == (alice, f"meeting:{case_1.pk}")


def test_somebody_without_an_invitation_says_it_of_the_date_chosen(
    alice_client, case_1, father, soon
):
    received = _received(case_1, reply="", why_aside=WRITTEN)
    _post(alice_client, received, person=father.pk, said="declined")
    assert SlotAnswer.objects.get(slot=soon, participant=father).answer == "no"
    received.refresh_from_db()
    assert (received.reply, received.invitation) == ("declined", None)


def test_nothing_done_of_it_changes_nothing_in_the_meeting(alice_client, case_1, father, soon):
    received, before = _received(case_1), list(SlotAnswer.objects.values())
    page = _post(alice_client, received, aside="1")
    assert "rien n’est changé dans la réunion" in _page(page)
    received.refresh_from_db()
    assert received.state == "handled"
    assert list(SlotAnswer.objects.values()) == before
    assert JournalEntry.objects.filter(act="reply_set_aside").count() == 1


def test_the_second_who_looks_is_told(alice_client, bob_client, case_1, father, soon):
    received = _received(case_1)
    _post(alice_client, received, aside="1")
    page = _post(bob_client, received, person=father.pk, said="declined")
    assert "Quelqu’un a déjà regardé cette réponse." in _page(page)
    assert SlotAnswer.objects.get(slot=soon, participant=father).answer == "yes"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"said": "declined"}, "Choisissez la personne qui répond."),
        ({"person": "father"}, "Dites ce que répond cette personne."),
        ({"person": "0", "said": "declined"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_is_missing_is_asked_beside_it_and_nothing_is_lost(
    alice_client, case_1, father, fields, told
):
    received, _other = _received(case_1), _received(case_1)
    fields = {name: father.pk if value == "father" else value for name, value in fields.items()}
    response = _post(alice_client, received, **fields)
    assert response.status_code == 422
    assert told in _page(response)
    assert _page(response).count("Noter cette réponse") == 2
    received.refresh_from_db()
    assert received.state == "aside"


def test_nobody_of_another_table_can_be_chosen(alice_client, case_1, team, alice):
    other = factories.make_case_1(team, alice).participants.first()
    response = _post(alice_client, _received(case_1), person=other.pk, said="accepted")
    assert response.status_code == 422


def test_only_a_form_acts(alice_client, case_1):
    received = _received(case_1)
    url = reverse("meetings:reply_handle", args=[received.pk])
    assert alice_client.get(url).status_code == 405
    assert alice_client.post(URL).status_code == 405
