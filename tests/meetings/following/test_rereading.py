"""The re-reading, as whoever convenes opens it, follows it and closes it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.domain.kinds import Purpose
from meetings.models import PrivateLink, Rereading, RereadingNote
from partners.domain.families import Receives
from tests import factories
from tests.meetings.asking.cast import seat_of
from tests.meetings.following.kept import fiche_link, hold_and_close, open_up, over
from tests.meetings.pdfs import text_of

QUERIES = 24


@pytest.fixture
def closed(case_1, alice):
    case_1.pupil_place = "part"
    case_1.save()
    return hold_and_close(case_1, alice)


def _url(meeting, name="rereading", *more):
    return reverse(f"meetings:{name}", args=[meeting.reference, *more])


def _page(client, meeting):
    return client.get(_url(meeting)).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def _say(meeting, **fields):
    usual = {"source": "phone", "said": "add", "about": "tout", "text": "Il dort mieux."}
    person = seat_of(meeting, "mère").pk
    values = usual | {"person": person} | fields
    return {f"dit-{name}": value for name, value in values.items()}


# --- Opening ------------------------------------------------------------------------------------


def test_it_opens_for_seven_days_and_writes_to_whoever_is_ticked(alice_client, alice, closed):
    father = seat_of(closed, "père")
    alice_client.post(_url(closed, "rereading_open"), {"days": 7, "people": [father.pk]})
    term = Rereading.objects.get()
    assert term.due_on == timezone.localdate() + timedelta(days=7)
    (mail,) = OutgoingMail.objects.all()
    assert mail.recipient == "david.morel@example.org"
    assert "Yanis" not in mail.subject + mail.text + mail.html
    assert "vous la relisez en premier" in mail.text
    assert "/f/" in mail.text
    assert "La famille relit jusqu’au" in _page(alice_client, closed)


def test_the_message_is_in_the_language_of_its_reader(alice_client, closed):
    mother = seat_of(closed, "mère")
    mother.family_member.email = "samia@example.org"
    mother.family_member.save()
    alice_client.post(_url(closed, "rereading_open"), {"days": 7, "people": [mother.pk]})
    assert "الاجتماع" in OutgoingMail.objects.get().subject


def test_whoever_has_no_address_or_may_receive_nothing_is_not_written_to(alice_client, closed):
    mother, father = seat_of(closed, "mère"), seat_of(closed, "père")
    father.family_member.may_receive = Receives.NOTHING.value
    father.family_member.save()
    data = {"days": 7, "people": [mother.pk, father.pk]}
    alice_client.post(_url(closed, "rereading_open"), data)
    open_up(closed, mother.meeting.convener, people=[mother.pk, father.pk])
    assert not OutgoingMail.objects.exists()
    assert "une décision de justice interdit" in _page(alice_client, closed)
    for name in ("rereading_send", "rereading_link"):
        assert alice_client.post(_url(closed, name, father.pk)).status_code == 404


@pytest.mark.parametrize("days", ["", "0", "61", "abc"])
def test_a_delay_nobody_can_count_is_refused(alice_client, closed, days):
    response = alice_client.post(_url(closed, "rereading_open"), {"days": days})
    assert response.status_code == 422
    assert not Rereading.objects.exists()


def test_sent_twice_it_writes_once(alice_client, closed):
    data = {"days": 7, "people": [seat_of(closed, "père").pk], "form_key": factories.new_key()}
    for _ in range(2):
        alice_client.post(_url(closed, "rereading_open"), data)
    assert OutgoingMail.objects.count() == 1


def test_it_does_not_open_before_the_meeting_is_closed_nor_once_called_off(
    alice_client, case_1, alice
):
    page = alice_client.post(_url(case_1, "rereading_open"), {"days": 7}, follow=True)
    assert "n’est pas fermée" in page.content.decode()
    hold_and_close(case_1, alice)
    case_1.cancelled_at = timezone.now()
    case_1.save()
    page = alice_client.post(_url(case_1, "rereading_open"), {"days": 7}, follow=True)
    assert "est annulée" in page.content.decode()
    assert not Rereading.objects.exists()


def test_past_its_day_it_is_over_and_nothing_left_by_itself(alice_client, alice, closed):
    over(closed, alice)
    page = _page(alice_client, closed)
    assert "Le temps de relire est passé" in page
    assert "Rien n’est parti tout seul" in page
    assert not OutgoingMail.objects.exists()
    alice_client.post(_url(closed, "rereading_open"), {"days": 3})
    assert "La famille relit jusqu’au" in _page(alice_client, closed)
    assert Rereading.objects.count() == 1


# --- Following ----------------------------------------------------------------------------------


def test_one_sees_who_opened_and_what_each_said(alice_client, alice, closed):
    open_up(closed, alice)
    mother = seat_of(closed, "mère")
    fiche_link(mother, alice, opened_at=timezone.now())
    alice_client.post(_url(closed, "rereading_said"), _say(closed))
    page = _page(alice_client, closed)
    assert "J’ajoute (dit au téléphone)" in page
    assert "Il dort mieux." in page
    assert ", ouvert le" in page


def test_what_is_typed_is_marked_and_may_be_withdrawn(alice_client, alice, closed):
    open_up(closed, alice)
    alice_client.post(_url(closed, "rereading_said"), _say(closed, about="decision-1"))
    note = RereadingNote.objects.get()
    assert (note.typed_by, note.about, note.source) == (alice, "Décision 1", "phone")
    alice_client.post(_url(closed, "rereading_withdraw", note.pk))
    note.refresh_from_db()
    assert note.withdrawn_at is not None
    assert "Il dort mieux." not in _page(alice_client, closed)
    assert "dort" not in str(list(JournalEntry.objects.values()))


def test_what_the_family_wrote_itself_is_never_touched(alice_client, alice, closed):
    open_up(closed, alice)
    note = RereadingNote.objects.create(
        meeting=closed, participant=seat_of(closed, "mère"), said="add", text="À moi.",
        said_at=timezone.now(),
    )  # fmt: skip
    assert alice_client.post(_url(closed, "rereading_withdraw", note.pk)).status_code == 404
    note.refresh_from_db()
    assert note.withdrawn_at is None


@pytest.mark.parametrize("fields", [{"text": ""}, {"said": "shout"}, {"about": "nulle part"}])
def test_what_lacks_words_is_shown_again(alice_client, alice, closed, fields):
    open_up(closed, alice)
    response = alice_client.post(_url(closed, "rereading_said"), _say(closed, **fields))
    assert response.status_code == 422
    assert not RereadingNote.objects.exists()


def test_nobody_of_another_meeting_nor_a_professional_is_noted(alice_client, alice, closed, team):
    open_up(closed, alice)
    other = factories.make_meeting(team, alice)
    stranger = factories.make_participant(other)
    pro = closed.participants.exclude(professional=None).first()
    for person in (stranger, pro):
        data = _say(closed, person=person.pk)
        assert alice_client.post(_url(closed, "rereading_said"), data).status_code == 422
        assert alice_client.post(_url(closed, "rereading_link", person.pk)).status_code == 404


def test_it_is_closed_before_its_day(alice_client, alice, closed):
    open_up(closed, alice)
    for _ in range(2):
        alice_client.post(_url(closed, "rereading_close"))
    assert Rereading.objects.get().closed_by == alice
    assert JournalEntry.objects.filter(act="rereading_closed").count() == 1
    assert "La relecture est finie" in _page(alice_client, closed)


# --- Links and paper ----------------------------------------------------------------------------


def test_a_link_is_shown_once_with_the_paper_to_print(alice_client, alice, closed):
    open_up(closed, alice)
    mother = seat_of(closed, "mère")
    data = {"made_for": "letter", "form_key": factories.new_key()}
    page = alice_client.post(_url(closed, "rereading_link", mother.pk), data)
    secret = page.context["secret"]
    assert page["Referrer-Policy"] == "no-referrer"
    paper = alice_client.get(reverse("meetings:guest_fiche_draft", args=[secret]) + "?langue=fr")
    text = " ".join(text_of(paper.content).split())
    assert "La fiche à relire" in text
    assert "Ma réponse, à rendre à Alice Martin" in text
    assert "projet du" in text
    link = PrivateLink.objects.get(purpose=Purpose.FICHE.value)
    assert (link.participant, link.made_for) == (mother, "letter")
    again = alice_client.post(_url(closed, "rereading_link", mother.pk), data)
    assert again.status_code == 302


def test_no_link_is_made_once_it_is_over(alice_client, alice, closed):
    over(closed, alice)
    mother = seat_of(closed, "mère")
    page = alice_client.post(_url(closed, "rereading_link", mother.pk), {"made_for": "link"})
    assert page.status_code == 302
    assert not PrivateLink.objects.filter(purpose=Purpose.FICHE.value).exists()


# --- The wall -----------------------------------------------------------------------------------


def test_a_stranger_finds_nothing(charlie_client, alice, closed):
    open_up(closed, alice)
    mother = seat_of(closed, "mère")
    assert charlie_client.get(_url(closed)).status_code == 404
    for name, more in (
        ("rereading_open", ()), ("rereading_close", ()), ("rereading_said", ()),
        ("rereading_send", (mother.pk,)), ("rereading_link", (mother.pk,)),
    ):  # fmt: skip
        assert charlie_client.post(_url(closed, name, *more)).status_code == 404, name


def test_the_page_is_only_read_and_the_acts_only_sent(alice_client, closed):
    assert alice_client.post(_url(closed)).status_code == 405
    for name in ("rereading_open", "rereading_close", "rereading_said"):
        assert alice_client.get(_url(closed, name)).status_code == 405


def test_a_meeting_without_family_has_nothing_to_reread(alice_client, alice, team):
    meeting = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    meeting.participants.filter(role="guardian").delete()
    assert "Personne de la famille" in _page(alice_client, meeting)


@pytest.mark.parametrize("many", [1, 12])
def test_rereading_query_count(alice_client, alice, closed, many, django_assert_num_queries):
    open_up(closed, alice)
    mother = seat_of(closed, "mère")
    for number in range(many):
        fiche_link(mother, alice)
        RereadingNote.objects.create(
            meeting=closed, participant=mother, said="add", text=f"{number}", said_at=timezone.now()
        )
    with django_assert_num_queries(QUERIES):
        alice_client.get(_url(closed))


def test_whoever_takes_somebody_off_the_table_is_told_that_their_words_go(
    alice_client, alice, closed
):
    open_up(closed, alice)
    alice_client.post(_url(closed, "rereading_said"), _say(closed))
    leaving = _url(closed, "guest_remove", seat_of(closed, "mère").pk)
    page = alice_client.get(leaving).content.decode()
    assert "a dit en relisant la fiche est effacé" in page
