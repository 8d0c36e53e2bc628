"""Closing writes what was decided; the next meeting opens on what is not done, and says of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.domain.kinds import Said
from meetings.models import Decision, DecisionReport
from meetings.promises import read_before
from tests import factories
from tests.meetings.held import Room, hold

BY = "2027-03-19"


@pytest.fixture
def first(team, alice, meeting):
    """An earlier meeting of the same pupil, forty days ago."""
    return factories.make_meeting(team, alice, pupil=meeting.pupil, title="La rentrée")


def _ago(days):
    return timezone.now() - timedelta(days=days)


def _hold(meeting, alice, *notes, days=40, close=True):
    return hold(meeting, alice, _ago(days), *notes, close=close)


def _carnet(**fields):
    return ("decision", "accueil", "Un carnet d’une ligne par jour", {"by": BY} | fields)


def _live(client, meeting):
    return client.get(reverse("meetings:live", args=[meeting.reference]))


def test_closing_writes_each_decision_with_who_holds_it(alice, case_1):
    seat = case_1.participants.exclude(family_member=None).first()
    _hold(case_1, alice, _carnet(people=[f"p{seat.pk}"]))
    (decision,) = Decision.objects.filter(meeting=case_1)
    assert (decision.text, decision.by_on.isoformat()) == ("Un carnet d’une ligne par jour", BY)
    assert list(decision.holders.all()) == [seat]
    assert decision.who


def test_nothing_is_written_before_the_meeting_closes(alice, meeting):
    _hold(meeting, alice, _carnet(), close=False)
    assert not Decision.objects.exists()


def test_closing_again_writes_each_once_and_withdraws_what_left_the_notes(alice, meeting):
    room = _hold(meeting, alice, _carnet(), ("decision", "accueil", "Appeler le SESSAD", {}))
    kept, gone = Decision.objects.filter(meeting=meeting)
    room.say("reopen")
    room.say("entry", entry=str(gone.entry), note="decision", item="accueil", text="", gone=True,
             over=_heads(meeting, gone))  # fmt: skip
    room.say("close")
    assert list(Decision.objects.standing()) == [kept]
    assert Decision.objects.filter(meeting=meeting).count() == 2
    kept.refresh_from_db()
    assert kept.number == 1


def _heads(meeting, decision):
    acts = meeting.live_acts.filter(kind="entry")
    return [str(act.ident) for act in acts if act.payload.get("entry") == str(decision.entry)]


def test_the_next_meeting_opens_on_it_and_says_what_became_of_it(
    alice, alice_client, first, meeting
):
    _hold(first, alice, _carnet())
    page = _live(alice_client, meeting)
    (one,) = page.context["boot"]["before"]
    assert one["text"] == "Un carnet d’une ligne par jour"
    assert one["about"] == "pour le 19\u00a0mars 2027"
    room = Room(meeting, alice, _ago(1))
    room.say("open")
    room.say("became", what=one["what"], said="help", text="Il manque un cahier")
    room.say("close")
    (report,) = DecisionReport.objects.all()
    assert (report.said, report.note, report.said_in) == ("help", "Il manque un cahier", meeting)
    sheet = alice_client.get(reverse("meetings:sheet", args=[meeting.reference])).content.decode()
    assert "Ce que nous avions décidé" in sheet
    assert "Il manque un cahier" in sheet


def test_done_in_one_meeting_it_does_not_come_to_the_one_after(team, alice, first, meeting):
    _hold(first, alice, _carnet())
    (decision,) = Decision.objects.all()
    after = factories.make_meeting(team, alice, pupil=meeting.pupil, title="Le printemps")
    assert [one.what for one in read_before(after, timezone.now())] == [f"d{decision.pk}"]
    room = Room(meeting, alice, _ago(1))
    room.say("open")
    said = room.say("became", what=f"d{decision.pk}", said="done", text="")
    room.say("close")
    assert read_before(after, timezone.now()) == ()
    room.say("reopen")
    room.say("undo", act=said)
    room.say("close")
    assert [one.what for one in read_before(after, timezone.now())] == [f"d{decision.pk}"]


def test_said_twice_it_is_written_once_as_it_was_said_last(alice, first, meeting):
    _hold(first, alice, _carnet())
    (decision,) = Decision.objects.all()
    room = Room(meeting, alice, _ago(1))
    room.say("open")
    room.say("became", what=f"d{decision.pk}", said="done", text="")
    room.say("became", what=f"d{decision.pk}", said="not_yet", text="demain")
    room.say("close")
    (report,) = DecisionReport.objects.all()
    assert (report.said, report.note) == (Said.NOT_YET.value, "demain")


def test_a_decision_of_another_pupil_is_not_spoken_of(team, alice, meeting):
    stranger = factories.make_meeting(
        team, alice, pupil=factories.make_pupil(team, first_name="Lina")
    )
    _hold(stranger, alice, _carnet())
    (decision,) = Decision.objects.all()
    room = Room(meeting, alice, _ago(1))
    room.say("open")
    room.say("became", what=f"d{decision.pk}", said="done", text="")
    room.say("close")
    assert not DecisionReport.objects.exists()
    assert read_before(meeting, timezone.now()) == ()


def test_without_javascript_the_welcome_asks_and_keeps(alice, alice_client, first, meeting):
    _hold(first, alice, _carnet())
    (decision,) = Decision.objects.all()
    Room(meeting, alice, _ago(0)).say("open")
    form = _live(alice_client, meeting).context["became"]
    answer = {
        "act": "became", "form_key": form["form_key"].value(), "point": "accueil",
        f"said_d{decision.pk}": "done", f"text_d{decision.pk}": "depuis lundi",
        f"initial-became-said_d{decision.pk}": "", f"initial-became-text_d{decision.pk}": "",
    }  # fmt: skip
    url = reverse("meetings:live_act", args=[meeting.reference])
    assert alice_client.post(url, answer).status_code == 302
    again = _live(alice_client, meeting).context["became"]
    assert again[f"said_d{decision.pk}"].value() == "done"
    assert again[f"text_d{decision.pk}"].value() == "depuis lundi"


def test_a_meeting_called_off_leaves_nothing(alice, first, meeting):
    _hold(first, alice, _carnet())
    first.cancelled_at = timezone.now()
    first.save()
    assert read_before(meeting, timezone.now()) == ()


def test_the_agenda_says_what_the_meeting_will_open_on(alice, alice_client, first, meeting):
    agenda = reverse("meetings:agenda", args=[meeting.reference])
    assert "La réunion s’ouvrira sur" not in alice_client.get(agenda).content.decode()
    _hold(first, alice, _carnet())
    page = alice_client.get(agenda).content.decode()
    assert "La réunion s’ouvrira sur" in page
    assert "Un carnet d’une ligne par jour" in page


@pytest.mark.parametrize("many", [1, 14])
def test_reading_costs_the_same(alice, first, meeting, many, django_assert_num_queries):
    notes = [("decision", "accueil", f"Décision {n}", {}) for n in range(many)]
    _hold(first, alice, *notes)
    with django_assert_num_queries(5):
        assert len(read_before(meeting, timezone.now())) == many
