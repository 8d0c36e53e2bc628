"""What a meeting leaves may be read by everybody who was at the table: no paper, no page made from
it holds what only some may know, nor what the room was promised would not be kept."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import MeetingKind
from meetings.models import Contribution
from partners.models import SecretAddress
from tests import factories
from tests.meetings.held import Room
from tests.meetings.pdfs import text_of

OPENED = datetime(2027, 1, 21, 9, 17, tzinfo=UTC)
FAMILY_TEXTS = ("phone", "postal_address", "work", "childcare", "childcare_found", "needs",
                "living", "wishes")  # fmt: skip
CARD_TEXTS = ("phone", "paid_hours", "availability")
FILES = ("fiche", "measures")


def _mark(seat, field):
    return f"marque{seat.pk}{field.replace('_', '')}"


@pytest.fixture
def marked(case_1, alice):
    """Case 1 with a mark in every private text of everybody, about to be held."""
    for seat in case_1.participants.select_related("family_member", "professional"):
        for card, names in ((seat.family_member, FAMILY_TEXTS), (seat.professional, CARD_TEXTS)):
            if card is not None:
                for name in names:
                    setattr(card, name, _mark(seat, name))
                card.email = f"{_mark(seat, 'email')}@example.org"
                card.save()
        seat.reason, seat.support = _mark(seat, "reason"), True
        seat.save()
        Contribution.objects.create(
            participant=seat, understands=_mark(seat, "understands"), audience="coordinator",
            source="link", said_at=factories.NOW,
        )  # fmt: skip
        for answer in seat.answers.all():
            answer.note = _mark(seat, "note")
            answer.save()
    factories.hide_address(case_1.pupil.family.get(relation="père"), "marque0secret")
    case_1.kind = MeetingKind.EQUIPE_EDUCATIVE.value
    case_1.save()
    return case_1


def _who(meeting, relation):
    return f"p{meeting.participants.get(family_member__relation=relation).pk}"


def _held(meeting, alice, *, names=False, close=True):
    """Everybody speaks and feels; the father holds a disagreement he does not want to be named for."""
    room = Room(meeting, alice, OPENED)
    room.say("open")
    room.say("names", on=names)
    mother, father = _who(meeting, "mère"), _who(meeting, "père")
    for who in (mother, father):
        room.say("feeling", moment="arrive", who=who, word=f"marque{who[1:]}feeling")
        room.say("floor", who=who)
        room.moment += timedelta(minutes=4)
    room.say("floor", who="")
    room.note("disagreement", "accueil", "Une aide tous les jours.", who=father, consent=False)
    room.note("decision", "accueil", "Un carnet.", people=[mother], by="2027-02-15")
    if close:
        room.say("close")
    return room


def _papers(client, meeting):
    texts = [
        text_of(client.get(reverse(f"meetings:{name}", args=[meeting.reference])).content)
        for name in FILES
    ]
    page = client.get(reverse("meetings:sheet", args=[meeting.reference])).content.decode()
    start = page.index('<section class="sheet">')
    return [*texts, page[start : page.index("</main>", start)]]


@pytest.mark.parametrize("close", [True, False])
def test_no_paper_tells_what_only_some_may_know(alice_client, alice, marked, close):
    _held(marked, alice, close=close)
    assert "marque0secret" in {row.address for row in SecretAddress.objects.all()}
    for text in _papers(alice_client, marked):
        assert "Un carnet." in text
        assert re.findall(r"marque\d+\w+", text) == []
        assert "à soutenir" not in text


def test_who_holds_a_disagreement_is_not_told_without_consent(alice_client, alice, marked):
    _held(marked, alice)
    fiche, _, page = _papers(alice_client, marked)
    for text in (fiche, page):
        line = text[text.index("Une aide tous les jours.") :][:120]
        assert "père" not in line.split("Décisions")[0]


def test_the_time_of_each_is_told_only_where_all_agreed(alice_client, alice, marked):
    _held(marked, alice)
    assert all("Par personne" not in text for text in _papers(alice_client, marked))
    assert "famille et élève 100" in _papers(alice_client, marked)[0].replace("\n", " ")


def test_where_all_agreed_it_is_told_and_says_so(alice_client, alice, marked):
    _held(marked, alice, names=True)
    fiche = " ".join(_papers(alice_client, marked)[0].split())
    assert "Par personne, avec l’accord de toutes celles présentes" in fiche
    assert re.search(r"la mère 55\s%, le père 45\s%", fiche)


def test_the_journal_of_a_carried_point_names_no_text(alice_client, alice, marked, team):
    room = _held(marked, alice, close=False)
    room.note("later", "accueil", "marque0later")
    room.say("close")
    after = factories.make_meeting(team, alice, pupil=marked.pupil)
    agenda = reverse("meetings:agenda", args=[after.reference])
    (point,) = alice_client.get(agenda).context["left_points"]
    alice_client.post(
        reverse("meetings:agenda_carry", args=[after.reference]), {"point": point.ident}
    )
    assert after.agenda.get().title == "marque0later"
    assert "marque0later" not in " ".join(str(one.detail) for one in JournalEntry.objects.all())
