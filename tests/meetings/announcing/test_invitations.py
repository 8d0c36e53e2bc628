"""The pages of invitations: who has one, what each will receive, sending, taking back."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import OutgoingMail
from meetings.models import Invitation
from partners.domain.families import Receives
from tests import factories
from tests.factories import new_key
from tests.meetings.invited import forget, guests_of, held_by, sent, with_addresses


@pytest.fixture
def ready(case_1):
    """Case 1 in thirty days, with an address for everybody."""
    slot = case_1.chosen_slot
    slot.starts_at = timezone.now() + timedelta(days=30)
    slot.ends_at = slot.starts_at + timedelta(minutes=75)
    slot.save()
    return with_addresses(case_1)


def url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())


def send(client, meeting, *seats, key=None):
    data = {"form_key": key or new_key(), "people": [seat.pk for seat in seats]}
    return client.post(url("invite", meeting), data)


def test_what_each_will_receive_is_shown_before_anything_leaves(alice_client, ready):
    guests = guests_of(ready)
    page = words(alice_client.get(url("invite", ready)))
    assert page.count("Lire le message<") == len(guests)
    assert page.count("Réunion avec Alice Martin") == len(guests)
    assert page.count("checked") == len(guests)
    for seat in guests:
        assert f"siege{seat.pk}@example.org" in page
    assert not OutgoingMail.objects.exists()


def test_the_message_shown_is_the_message_sent(alice_client, ready):
    seat = guests_of(ready)[0]
    page = words(alice_client.get(url("invite", ready)))
    send(alice_client, ready, seat)
    mail = OutgoingMail.objects.get()
    lines = [line for line in mail.text.splitlines() if line and "/a/" not in line]
    assert len(lines) > 5
    for line in lines:
        assert re.sub(r"\s+", " ", line) in page.replace("&#x27;", "'")


def test_one_asked_for_is_the_only_one_ticked(alice_client, ready):
    seat = guests_of(ready)[2]
    page = words(alice_client.get(f"{url('invite', ready)}?personne={seat.pk}"))
    assert page.count("checked") == 1
    assert re.search(rf'value="{seat.pk}" checked', page)


def test_only_those_who_are_ticked_receive_one(alice_client, ready):
    first, second, *_ = guests_of(ready)
    response = send(alice_client, ready, first, second)
    assert response.status_code == 302
    assert {to for to, *_ in sent()} == {f"siege{s.pk}@example.org" for s in (first, second)}
    page = words(alice_client.get(response.url))
    assert "Deux courriels sont dans la boîte d’envoi." in page
    assert "pas encore de réponse" in page


def test_a_double_click_sends_once(alice_client, ready):
    seat, key = guests_of(ready)[0], new_key()
    for _ in range(2):
        assert send(alice_client, ready, seat, key=key).status_code == 302
    assert len(sent()) == 1
    again = send(alice_client, ready, seat)  # the page of before, with the back button
    assert "ont déjà une invitation" in words(alice_client.get(again.url))
    assert len(sent()) == 1


def test_nobody_ticked_is_said_beside_the_list(alice_client, ready):
    response = send(alice_client, ready)
    assert response.status_code == 422
    assert "Qui reçoit une invitation : Cochez au moins une personne" in words(response)
    assert sent() == []


def test_a_seat_of_another_meeting_is_refused(alice_client, ready, team, alice):
    other = factories.make_meeting(team, alice)
    seat = other.participants.filter(role="professional").first()
    assert send(alice_client, ready, seat).status_code == 422
    assert sent() == []


def test_whoever_has_none_is_listed_with_what_to_do(alice_client, ready):
    mother = ready.participants.get(family_member__relation="mère")
    mother.family_member.may_receive = Receives.NOTHING.value
    mother.family_member.save()
    aesh = ready.participants.get(professional__metier="aesh")
    aesh.professional.email = ""
    aesh.professional.save()
    page = words(alice_client.get(url("invitations", ready)))
    otherwise = page.partition("À prévenir autrement")[2]
    assert "Une décision de justice interdit" in otherwise
    assert "prévenez par téléphone, ou par une lettre" in otherwise
    assert "dites-lui la date, vous ou un parent" in otherwise
    assert mother.family_member.email not in page


def test_a_change_is_told_in_one_press(alice_client, ready):
    seat = guests_of(ready)[0]
    send(alice_client, ready, seat)
    forget()
    ready.chosen_place = factories.make_place(ready, "Mairie annexe")
    ready.save()
    page = words(alice_client.get(url("invitations", ready)))
    assert "Une invitation à mettre à jour" in page
    assert "Ce qui a changé depuis : le lieu." in page
    key = new_key()
    for _ in range(2):
        alice_client.post(url("invitations_update", ready), {"form_key": key})
    assert [method for _, method, _ in sent()] == ["REQUEST"]
    assert "à mettre à jour" not in words(alice_client.get(url("invitations", ready)))


def test_one_is_taken_back_after_being_asked(alice_client, ready):
    seat = guests_of(ready)[0]
    send(alice_client, ready, seat)
    forget()
    back = url("invitation_withdraw", ready, seat.pk)
    assert f"siege{seat.pk}@example.org" in words(alice_client.get(back))
    assert sent() == []
    for _ in range(2):
        assert alice_client.post(back).status_code == 302
    assert [method for _, method, _ in sent()] == ["CANCEL"]
    assert alice_client.get(back).status_code == 404


def test_a_reply_is_shown_with_its_words(alice_client, ready):
    seat = guests_of(ready)[0]
    send(alice_client, ready, seat)
    row = held_by(seat)
    row.reply, row.replied_at, row.comment = "declined", timezone.now(), "J’ai classe"
    row.save()
    page = words(alice_client.get(url("invitations", ready)))
    assert "ne viendra pas" in page
    assert "J’ai classe" in page


def test_a_message_refused_is_said_where_one_looks_for_it(alice_client, ready):
    seat = guests_of(ready)[0]
    send(alice_client, ready, seat)
    OutgoingMail.objects.update(
        failed_at=timezone.now(), failure="le serveur de courriel refuse cette adresse"
    )
    page = words(alice_client.get(url("invitations", ready)))
    assert "pas arrivée" in page
    assert "Le serveur de courriel refuse cette adresse" in page
    assert "pas encore de réponse" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"chosen_slot": None}, "pas encore de date"), ({"cancelled_at": timezone.now()}, "annulée")],
)
def test_without_a_date_to_come_the_page_says_so(alice_client, ready, fields, said):
    for name, value in fields.items():
        setattr(ready, name, value)
    ready.save()
    page = words(alice_client.get(url("invitations", ready)))
    assert said in page
    assert "Relire et inviter" not in page
    assert alice_client.get(url("invite", ready)).status_code == 302
    assert send(alice_client, ready, guests_of(ready)[0]).status_code == 302
    assert sent() == []


def test_called_off_or_left_out_is_said_before(alice_client, ready):
    guests = guests_of(ready)
    send(alice_client, ready, *guests)
    count = {8: "Huit"}[len(guests)]
    page = words(alice_client.get(url("cancel", ready)))
    said = (
        f"{count} personnes ont une invitation dans leur agenda : elles recevront une annulation."
    )
    assert said in page.replace("\u00a0", " ")
    page = words(alice_client.get(url("guest_remove", ready, guests[0].pk)))
    assert "elle recevra une annulation" in page


def test_the_outbox_says_an_invitation_is_attached_and_shows_it_in_words(alice_client, ready):
    seat = guests_of(ready)[0]
    send(alice_client, ready, seat)
    page = words(alice_client.get("/courriels"))
    assert "Une invitation d’agenda est jointe" in page
    assert "BEGIN:VCALENDAR" not in page
    assert "Réunion avec Alice Martin" in page


@pytest.mark.parametrize("name", ["invitations", "invite", "invitations_update"])
def test_a_stranger_finds_nothing(charlie_client, ready, name):
    method = charlie_client.post if name == "invitations_update" else charlie_client.get
    assert method(url(name, ready), {"form_key": new_key()}).status_code == 404


def test_a_stranger_takes_nothing_back(charlie_client, alice_client, ready):
    seat = guests_of(ready)[0]
    send(alice_client, ready, seat)
    assert charlie_client.post(url("invitation_withdraw", ready, seat.pk)).status_code == 404
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(("name", "queries"), [("invitations", 20), ("invite", 19)])
def test_query_count(alice_client, ready, name, queries):
    """The same for eight people and for thirty-eight."""

    def count():
        with CaptureQueriesContext(connection) as made:
            alice_client.get(url(name, ready))
        return len(made)

    few = count()
    factories.fill(ready, participants=30)
    with_addresses(ready)
    assert count() == few == queries
