"""What each guest receives holds nothing that only others may know: whatever the page, the paper,
the message, the calendar, the language.

Every private field of everybody carries a mark of its own. A rendering made for one person is
searched for the marks of all the others.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.announcing.actions.letters import print_letters
from meetings.announcing.again import FIRST, NEW, REMINDER, make_again_message
from meetings.announcing.letters import Letter, letters_pdf
from meetings.domain.brief import compose_brief
from meetings.domain.kinds import Purpose, Role
from meetings.domain.languages import Language
from meetings.domain.lexicon import lexicon
from meetings.dossier import read_dossier
from meetings.languages import usual_language
from meetings.mail import brief_address, make_text_message
from meetings.models import Contribution
from partners.models import SecretAddress
from tests import factories
from tests.factories import NOW
from tests.guests import make_link, pass_gate
from tests.meetings.announcing.viewpoints import open_viewpoints

FAMILY_TEXTS = ("phone", "postal_address", "work", "childcare", "childcare_found", "needs",
                "living", "wishes")  # fmt: skip
CARD_TEXTS = ("phone", "paid_hours", "availability")


def _mark(seat, field):
    return f"marque{seat.pk}{field.replace('_', '')}"


@pytest.fixture
def marked(case_1, alice, monkeypatch):
    """Case 1, in which every private text of every person is a mark; two said something apart."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    for seat in case_1.participants.select_related("family_member", "professional"):
        for card, names in ((seat.family_member, FAMILY_TEXTS), (seat.professional, CARD_TEXTS)):
            if card is not None:
                for name in names:
                    setattr(card, name, _mark(seat, name))
                card.email = f"{_mark(seat, 'email')}@example.org"
                card.save()
        seat.viewpoint = _mark(seat, "viewpoint")
        seat.save()
        Contribution.objects.create(
            participant=seat, understands=_mark(seat, "understands"), audience="coordinator",
            source="link", said_at=NOW,
        )  # fmt: skip
        for answer in seat.answers.all():
            answer.note = _mark(seat, "note")
            answer.save()
    father = case_1.pupil.family.get(relation="père")
    factories.hide_address(father, _mark(_seat(case_1, "père"), "secret"))
    case_1.viewpoints_shared_on = NOW.date()
    case_1.save()
    return case_1


def _seat(meeting, relation):
    return meeting.participants.get(family_member__relation=relation)


def _foreign(text, reader):
    """The marks of others in this text, without those of the reader."""
    found = set(re.findall(r"marque(\d+)(\w+?)\b", text))
    return {f"{who}:{field}" for who, field in found if int(who) != reader}


def _readers(meeting):
    return meeting.participants.order_by("pk")


def test_the_marks_are_where_they_should_be(alice_client, marked):
    """Without this, a test that finds no mark would prove nothing."""
    page = open_viewpoints(alice_client, marked)
    assert len(set(re.findall(r"marque\d+understands", page.content.decode()))) > 5
    assert any(row.address.startswith("marque") for row in SecretAddress.objects.all())


@pytest.mark.parametrize("language", [Language.FR, Language.AR])
def test_no_page_of_a_guest_tells_of_another(marked, alice, language):
    for seat in _readers(marked):
        secret = make_link(seat, alice)
        front = Client().get(reverse("meetings:guest_brief", args=[secret]))
        assert _foreign(front.content.decode() + str(front.headers), seat.pk) == set()
        guest = pass_gate(Client(), secret)
        for name in ("guest_brief", "guest_viewpoint"):
            if name == "guest_viewpoint" and seat.role == Role.INTERPRETER.value:
                continue
            address = f"{reverse(f'meetings:{name}', args=[secret])}?langue={language}"
            answer = guest.get(address)
            assert answer.status_code == 200, (name, seat)
            assert _foreign(answer.content.decode() + str(answer.headers), seat.pk) == set()


def test_no_front_names_the_child(marked, alice):
    """Before anybody has said what only the guests know."""
    marked.pupil.first_name, marked.pupil.last_name = "Zoé-Canari", "Pépin-Canari"
    marked.pupil.save()
    marked.title = marked.problem = "Zoé-Canari"
    marked.save()
    for seat in _readers(marked):
        front = Client().get(reverse("meetings:guest_brief", args=[make_link(seat, alice)]))
        if seat.role != Role.PUPIL.value:
            assert "canari" not in front.content.decode().casefold(), seat


def test_no_letter_tells_of_another(marked, alice, undrawn):
    seats = list(_readers(marked))
    printed = print_letters(marked, [seat.pk for seat in seats], by=alice, now=NOW)
    dossier = read_dossier(marked)
    for made in printed.links:
        reader = made.link.participant_id
        brief = compose_brief(dossier, reader, NOW.date())
        letter = Letter(brief, made.secret, (), dossier.reference)
        text = letters_pdf([letter], brief.title).decode()
        assert brief.title in text
        assert _foreign(text, reader) == set()


def test_no_message_tells_of_another_nor_names_the_child(marked, alice):
    marked.pupil.first_name = "Zoé-Canari"
    marked.pupil.save()
    for seat in _readers(marked):
        url = brief_address(make_link(seat, alice))
        whole = make_text_message(marked, url)
        for what in (FIRST, NEW, REMINDER):
            words = lexicon(usual_language(seat))
            made = make_again_message(marked, "lecteur@example.org", url, what=what, words=words)
            whole += "\n".join([made.subject, made.text, made.html])
        assert _foreign(whole, seat.pk) == set()
        assert "canari" not in whole.casefold()


def test_no_calendar_tells_of_another(marked, alice, client):
    for seat in _readers(marked):
        secret = make_link(seat, alice, purpose=Purpose.CALENDAR)
        answer = client.get(reverse("meetings:feed_guest", args=[secret]))
        if answer.status_code == 200:
            assert _foreign(answer.content.decode(), seat.pk) == set()


def test_the_journal_and_the_outbox_keep_no_secret_text(alice_client, marked):
    for seat in _readers(marked).exclude(role=Role.PUPIL.value):
        data = {"form_key": factories.new_key()}
        alice_client.post(reverse("meetings:brief_send", args=[marked.reference, seat.pk]), data)
    assert OutgoingMail.objects.exists()
    for mail in OutgoingMail.objects.all():
        said = mail.subject + mail.text + mail.html
        assert not re.search(r"marque\d+(?!email)", said)
    details = " ".join(str(entry.detail) for entry in JournalEntry.objects.all())
    assert "marque" not in details
