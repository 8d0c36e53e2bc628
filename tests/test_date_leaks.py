"""Who learns what from invitations, calendars and changes of date: no name of the child, nobody’s
contact but one’s own and that of whoever convenes, nothing for whom a judge forbids."""

import logging
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from intermetiers.web.mail_queue import deliver
from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.announcing.actions.feeds import make_feed
from meetings.domain.kinds import Purpose
from meetings.doors import new_link
from meetings.invitations import invite, tell_change
from meetings.models import Invitation
from meetings.overview.actions import call_off
from meetings.preparing.actions.guests import remove_guest
from meetings.preparing.actions.slots import NewDate, change_date, give_up_slot
from partners.domain.families import Receives
from tests import factories
from tests.factories import NOW
from tests.meetings.invited import acting, forget, guests_of, with_addresses

LATER = NOW + timedelta(hours=1)
CHILD = ("Zoé-Canari", "Pépin-Canari", "CM2-Canari", "École Canari")
PLAIN = re.compile(r"canari", re.IGNORECASE)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


@pytest.fixture
def named(case_1):
    """Case 1, where every free text that could names the child, the class or the school."""
    pupil, school = case_1.pupil, case_1.school
    pupil.first_name, pupil.last_name = CHILD[:2]
    pupil.save()
    school.name = CHILD[3]
    school.save()
    case_1.class_name, case_1.title = CHILD[2], f"{CHILD[0]}, ses après-midi"
    case_1.kind, case_1.kind_other = "other", f"pour {CHILD[0]}"
    case_1.problem = f"Comment aider {CHILD[0]} ?"
    case_1.save()
    case_1.agenda.update(title=f"Le temps de {CHILD[0]}")
    case_1.participants.update(reason=f"connaît {CHILD[0]}", capacity=f"AESH de {CHILD[0]}")
    case_1.participants.filter(family_member=None, professional=None).update(label="Tata Canari")
    return with_addresses(case_1)


def _everything_sent():
    """Each message whole, as a server receives it, with its calendar unfolded."""
    deliver(LATER)
    return [one.message().as_string() + _decoded(one.message()) for one in mail.outbox]


def _decoded(message):
    parts = [
        part.get_payload(decode=True).decode("utf-8", "replace").replace("\r\n ", "")
        for part in message.walk()
        if not part.is_multipart()
    ]
    return "\n".join([str(message["Subject"]), *parts])


def _tell_everything(meeting, alice):
    """Invite, move, ask again, take back: all that a date makes leave."""
    seats = [seat.pk for seat in guests_of(meeting)]
    acting(invite, meeting, seats, by=alice, now=NOW)
    other = factories.make_slot(meeting, meeting.chosen_slot.starts_at + timedelta(days=7))
    change_date(
        meeting, NewDate(other.pk, None, f"{CHILD[0]} est malade"), seen=None, by=alice, now=LATER
    )
    remove_guest(meeting, seats[-1], by=alice, now=LATER)
    give_up_slot(meeting, by=alice, now=LATER)
    call_off(meeting, reason=f"{CHILD[0]} déménage", by=alice, now=LATER)


def test_nothing_that_leaves_names_the_child(named, alice):
    _tell_everything(named, alice)
    sent = _everything_sent()
    assert len(sent) > 10
    for whole in sent:
        assert not PLAIN.search(whole)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Chez Zoé-Canari", "9 rue Basse"),
        ("Chez ZOE-CANARI", "9 rue Basse"),
        ("Salle", "chez la famille Pépin-Canari, 9 rue Basse"),
        ("Salle", "chez la famille PEPIN-CANARI, 9 rue Basse"),
        ("Salle de l’ecole canari", "9 rue Basse"),
    ],
)
def test_no_calendar_shows_a_place_that_names_the_child(named, alice, name, address):
    named.places.update(name=name, address=address, ground="neutral")
    acting(invite, named, [seat.pk for seat in guests_of(named)], by=alice, now=NOW)
    for row in OutgoingMail.objects.exclude(calendar=""):
        assert not PLAIN.search(row.calendar.replace("\r\n ", ""))
        assert not PLAIN.search(row.subject)
        if "Pépin" in f"{name}{address}" or "Zoé" in name:
            assert not PLAIN.search(row.text + row.html)
    feed = make_feed(alice, named.team, now=NOW)
    page = Client().get(reverse("meetings:feed_coordinator", args=[feed.secret]))
    assert page.status_code == 200
    assert not PLAIN.search(page.content.decode().replace("\r\n ", ""))


def test_nobody_gets_the_contact_of_another(named, alice):
    for seat in named.participants.select_related("family_member", "professional"):
        card = seat.family_member or seat.professional
        if card is not None:
            card.phone = f"06 99 99 {seat.pk:02} 99"
            card.save()
    own = named.participants.get(professional__account=alice).professional
    _tell_everything(named, alice)
    deliver(LATER)
    for one in mail.outbox:
        whole = one.message().as_string() + _decoded(one.message())
        found = {address.lower() for address in re.findall(r"siege\d+@example\.org", whole)}
        assert found <= {one.to[0], own.email}
        assert "06 99 99" not in whole
        assert len(one.recipients()) == 1


def test_what_has_left_and_the_journal_keep_no_secret(named, alice, caplog):
    with caplog.at_level(logging.DEBUG):
        _tell_everything(named, alice)
        deliver(LATER)
    kept = [
        f"{row.subject}{row.text}{row.html}{row.calendar}" for row in OutgoingMail.objects.all()
    ]
    assert not any(re.search(r"/[abr]/[\w-]{20}", text) for text in kept)
    told = "".join(f"{one.detail}{one.subject}" for one in JournalEntry.objects.all())
    for secret in (
        "@example.org",
        "canari",
        "Canari",
        *Invitation.objects.values_list("uid", flat=True),
    ):
        assert secret not in told
        assert secret not in caplog.text


# --- Whom a judge forbids ------------------------------------------------------------------------


ACTS = {
    "update": lambda m, by: acting(tell_change, m, by=by, now=LATER),
    "change": lambda m, by: change_date(
        m,
        NewDate(factories.make_slot(m, m.chosen_slot.starts_at + timedelta(days=7)).pk),
        seen=None,
        by=by,
        now=LATER,
    ),
    "give_up": lambda m, by: give_up_slot(m, by=by, now=LATER),
    "call_off": lambda m, by: call_off(m, reason="", by=by, now=LATER),
    "remove": lambda m, by: remove_guest(
        m, m.participants.get(family_member__relation="père").pk, by=by, now=LATER
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_leaves_to_whom_a_judge_forbids_since(case_1, alice, act):
    with_addresses(case_1)
    father = case_1.participants.get(family_member__relation="père")
    acting(invite, case_1, [seat.pk for seat in guests_of(case_1)], by=alice, now=NOW)
    made = new_link(father, Purpose.CALENDAR, made_for="calendar", by=alice, now=NOW)
    forget()
    card = father.family_member
    card.may_receive = Receives.NOTHING.value
    card.save()
    case_1.refresh_from_db()
    ACTS[act](case_1, alice)
    assert not OutgoingMail.objects.filter(recipient=card.email).exists()
    assert Client().get(reverse("meetings:feed_guest", args=[made.secret])).status_code == 404


# --- The addresses of calendars ------------------------------------------------------------------


@pytest.fixture
def feed(named, alice):
    return reverse("meetings:feed_coordinator", args=[make_feed(alice, named.team, now=NOW).secret])


def test_a_calendar_is_only_read(feed, named):
    agenda = Client(enforce_csrf_checks=True)
    head = agenda.head(feed)
    assert (head.status_code, head.content) == (200, b"")
    for method in ("post", "put", "delete", "patch", "options"):
        assert getattr(agenda, method)(feed).status_code in {403, 405}
    page = agenda.get(feed)
    assert "no-cache" in page["Cache-Control"]
    assert "private" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in page.headers
    assert not page.cookies
    assert page["X-Content-Type-Options"] == "nosniff"
    assert agenda.get(feed, headers={"If-None-Match": page["ETag"]}).status_code == 304
    assert agenda.get(feed, headers={"If-None-Match": "*"}).status_code in {200, 304}


def test_a_calendar_closes_with_its_account_and_its_team(feed, alice, team, named):
    other = factories.make_team("Autre secteur")
    factories.make_account(other, "Zita")
    alice.current_team = other
    alice.save()
    assert Client().get(feed).status_code == 200  # of the team it was made for
    alice.is_active = False
    alice.save()
    assert Client().get(feed).status_code == 404
    alice.is_active = True
    alice.save()
    alice.memberships.all().delete()
    assert Client().get(feed).status_code == 404


@pytest.mark.parametrize("where", ["feed_coordinator", "feed_guest"])
def test_the_secret_of_a_calendar_opens_nothing_else(where, named, alice, caplog, monkeypatch):
    father = guests_of(named)[0]
    secrets = {
        "feed_guest": new_link(father, Purpose.CALENDAR, made_for="c", by=alice, now=NOW).secret,
        "feed_coordinator": make_feed(alice, named.team, now=NOW).secret,
    }
    secret = secrets[where]
    doors = {"feed_guest", "feed_coordinator", "guest_brief", "guest_answer"} - {where}
    for door in doors:
        assert Client().get(reverse(f"meetings:{door}", args=[secret])).status_code == 404
    monkeypatch.setattr("meetings.announcing.feeds.write_calendar", lambda *a, **k: 1 / 0)
    with caplog.at_level(logging.DEBUG):
        assert Client().get(reverse(f"meetings:{where}", args=[secret])).status_code == 503
    shown = [logging.Formatter().format(record) for record in caplog.records]
    assert any("A calendar could not be written" in text for text in shown)
