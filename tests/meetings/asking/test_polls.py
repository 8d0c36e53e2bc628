"""A poll brought in: read and shown; nothing is noted before the yes."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from intermetiers.web.uploads import MOST_BYTES
from meetings.domain.kinds import Answer, Source
from meetings.models import PollImport, SlotAnswer
from tests import factories
from tests.meetings.asking.cast import seat_of
from tests.meetings.asking.polls import (
    FRAMADATE_DAYS,
    bring,
    brought,
    framadate,
    keep,
    proposed,
    url,
)

MAIL = "samia.b@example.org"


def words_of(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"[ \n\u00a0\u202f]+", " ", text)


@pytest.fixture
def mother(meeting):
    return seat_of(meeting, "mère")


@pytest.fixture
def poll(alice_client, meeting):
    return brought(alice_client, meeting, framadate(("maman de Yanis", "Oui", "Non")))


def test_a_file_is_read_and_shown_and_nothing_is_noted(alice_client, meeting, mother):
    page = bring(alice_client, meeting, framadate(("maman de Yanis", "Oui", "Non")))
    words = words_of(page)
    assert "On a lu une ligne de réponses et deux dates." in words
    assert "Oui : 1, non : 1." in words
    assert page.context["form"]["person_0"].value() == str(mother.pk)
    assert "Sans ligne dans ce sondage : Yanis, le père" in words
    assert not SlotAnswer.objects.exists()
    assert not meeting.slots.exists()
    assert not JournalEntry.objects.filter(act="poll_kept").exists()


def test_the_text_of_a_file_pasted_is_read_the_same(alice_client, meeting):
    text = framadate(("Samia Belkacem", "Oui", "Non")).decode("utf-8-sig")
    page = bring(alice_client, meeting, None, text=text)
    assert "sondage Framadate" in words_of(page)


@pytest.mark.parametrize(
    ("content", "text", "said"),
    [
        (None, "", "Choisissez un fichier, ou collez son texte."),
        (framadate(("Léa", "Oui", "Non")), "collé", "un fichier et un texte"),
        (b"Nom;Pr\xe9nom\nRossi;Chiara", "", "n’est pas l’export d’un sondage"),
        (b"", "", "Ce fichier est vide"),
        (b"%PDF-1.7", "", "Ce fichier est un PDF"),
        (b"PK\x03\x04abc", "", "abîmé"),
        (b" " * (MOST_BYTES + 1), "", "dépasse 5 Mo"),
        (("," + '"04/01/2027 09:00",' * 120).encode(), "", "on en lit 100 au plus"),
        (framadate(*[("Léa", "Oui", "Non")] * 101), "", "plus de 100 lignes de réponses"),
        (b',"Pizza","Sushi",\n"A","Oui","Non",\n"B","Oui","Oui",\n', "", "n’ont pas de date"),
    ],
)
def test_what_cannot_be_read_says_why(alice_client, meeting, content, text, said):
    page = bring(alice_client, meeting, content, text=text)
    assert page.status_code == 422
    assert said in words_of(page)
    assert not PollImport.objects.exists()


def test_an_address_finds_its_person_and_is_kept_nowhere(alice_client, meeting, mother):
    card = mother.family_member
    card.email = MAIL
    card.save()
    table = f"Participants,Email address,2027-01-04T08:00:00.000Z - 2027-01-04T09:00:00.000Z\nZ,{MAIL},yes\n"
    page = bring(alice_client, meeting, table.encode())
    assert page.context["form"]["person_0"].value() == str(mother.pk)
    assert "Reconnue d’après l’adresse électronique." in words_of(page)
    for rows in (PollImport.objects.values(), JournalEntry.objects.values()):
        assert MAIL not in str(list(rows))
    poll = PollImport.objects.get()
    keep(alice_client, meeting, poll)
    poll.refresh_from_db()
    assert MAIL not in str(poll.written)
    assert poll.draft == {}


def test_who_is_not_known_is_chosen_or_left(alice_client, meeting, mother):
    poll = brought(alice_client, meeting, framadate(("Léa", "Oui", "Non"), ("Zoé", "Oui", "Oui")))
    keep(alice_client, meeting, poll, person_1=str(mother.pk))
    assert {row.participant for row in SlotAnswer.objects.all()} == {mother}
    assert SlotAnswer.objects.filter(answer="yes").count() == 2


def test_two_lines_of_one_person_are_told_and_the_last_is_proposed(alice_client, meeting, mother):
    lines = framadate(("Samia Belkacem", "Oui", "Oui"), ("maman", "Non", "Non"))
    page = bring(alice_client, meeting, lines)
    form = page.context["form"]
    assert [form[f"person_{n}"].value() for n in (0, 1)] == ["nobody", str(mother.pk)]
    assert "Une autre ligne est aussi reconnue comme la mère." in words_of(page)


def test_two_lines_given_to_one_person_are_refused(alice_client, meeting, mother):
    lines = framadate(("Samia Belkacem", "Oui", "Oui"), ("maman", "Non", "Non"))
    poll = brought(alice_client, meeting, lines)
    page = keep(alice_client, meeting, poll, person_0=str(mother.pk))
    assert page.status_code == 422
    assert "Une autre ligne est déjà de cette personne." in words_of(page)
    assert "C’est elle qui est proposée" not in words_of(page)
    assert not SlotAnswer.objects.exists()


def test_a_column_is_the_slot_that_begins_then_or_is_added_or_left(alice_client, meeting):
    slot = factories.make_slot(meeting, _at("04/01/2027 09:00"), minutes=60)
    content = framadate(
        ("maman", "Oui", "Non", "Oui"), days=("04/01/2027", *FRAMADATE_DAYS), hours=("09:00", "17h", "9h")
    )  # fmt: skip
    poll = brought(alice_client, meeting, content)
    sent = proposed(alice_client, meeting, poll)
    assert [sent[f"column_{n}"] for n in range(3)] == [str(slot.pk), "new", "new"]
    keep(alice_client, meeting, poll, column_2="out")
    assert meeting.slots.count() == 2
    assert dict(SlotAnswer.objects.values_list("slot", "answer"))[slot.pk] == "yes"


def _at(text):
    return timezone.datetime.strptime(text, "%d/%m/%Y %H:%M").replace(
        tzinfo=timezone.get_current_timezone()
    )


def test_past_dates_and_hours_in_words_are_said_and_left(alice_client, meeting):
    content = framadate(
        ("maman", "Oui", "Oui"), days=("04/01/2021", "04/01/2035"), hours=("9h", "matin")
    )
    poll = brought(alice_client, meeting, content)
    words = words_of(alice_client.get(url("poll_preview", meeting, poll)))
    assert "Une date du sondage est laissée de côté" in words
    assert "« 04/01/2035 matin » n’a pas d’heure qui se lise" in words
    keep(alice_client, meeting, poll)
    assert not meeting.slots.exists()


def test_what_stands_is_shown_and_stays_unless_one_ticks(alice_client, meeting, mother):
    slot = factories.make_slot(meeting, _at("04/01/2027 09:00"))
    factories.make_answer(slot, mother, Answer.YES, source=Source.LINK.value)
    poll = brought(alice_client, meeting, framadate(("maman", "Non", "Oui")))
    page = words_of(alice_client.get(url("poll_preview", meeting, poll)))
    assert (
        "il y a déjà « oui », répondu par son lien, le 23 novembre. Le sondage dit « non »." in page
    )
    result = words_of(keep(alice_client, meeting, poll))
    assert slot.answers.get().answer == "yes"
    assert "Ce qui était déjà noté est resté" in result
    assert "La mère, lundi 4 janvier" in result


def test_other_choices_are_looked_at_without_writing(alice_client, meeting, mother):
    slot = factories.make_slot(meeting, _at("04/01/2027 09:00"))
    factories.make_answer(slot, mother, Answer.YES)
    poll = brought(alice_client, meeting, framadate(("Léa", "Non", "Oui")))
    sent = proposed(alice_client, meeting, poll, person_0=str(mother.pk))
    before = list(PollImport.objects.values())
    page = alice_client.post(url("poll_preview", meeting, poll), sent)
    assert "il y a déjà « oui »" in words_of(page)
    assert "Remplacer cette réponse par celle du sondage" in words_of(page)
    assert page.context["form"]["person_0"].value() == str(mother.pk)
    assert list(PollImport.objects.values()) == before


@pytest.mark.parametrize("sent", ["²", "9" * 5000, "-1", "", "new ", "1e3"])
def test_choices_that_are_none_are_refused_with_a_sentence(alice_client, meeting, poll, sent):
    for field in ("person_0", "column_0", "shown_at"):
        data = proposed(alice_client, meeting, poll) | {field: sent}
        assert alice_client.post(url("poll_keep", meeting, poll), data).status_code == 422
    assert not SlotAnswer.objects.exists()


def test_a_draft_is_thrown_away_and_the_page_before_says_so(alice_client, meeting, poll):
    for _ in range(2):
        page = alice_client.post(url("poll_forget", meeting, poll), follow=True)
        assert "Le sondage est jeté" in words_of(page)
    assert not PollImport.objects.exists()
    for name in ("poll_preview", "poll_keep", "poll_undo"):
        page = alice_client.post(url(name, meeting, poll), follow=True)
        assert "Ce sondage n’est plus là" in words_of(page)


def test_another_file_takes_the_place_of_the_one_that_waits(alice_client, meeting, poll):
    page = words_of(alice_client.get(url("poll_import", meeting)))
    assert "Un sondage attend votre oui" in page
    bring(alice_client, meeting, framadate(("Léa", "Oui", "Oui")))
    assert not PollImport.objects.filter(pk=poll.pk).exists()
    assert PollImport.objects.count() == 1


def test_a_file_sent_twice_by_one_press_is_read_once(alice_client, meeting):
    key = factories.new_key()
    for _ in range(2):
        page = bring(alice_client, meeting, framadate(("Léa", "Oui", "Oui")), form_key=key)
        assert page.status_code == 200
    assert JournalEntry.objects.filter(act="poll_read").count() == 1


def test_nothing_is_brought_to_a_meeting_called_off(alice_client, meeting):
    meeting.cancelled_at = timezone.now()
    meeting.save()
    page = words_of(bring(alice_client, meeting, framadate(("Léa", "Oui", "Oui"))))
    assert "Cette réunion est annulée : il n’y a plus de réponse à noter." in page
    assert "Lire ce sondage" not in page
    assert not PollImport.objects.exists()


@pytest.mark.parametrize("name", ["poll_preview", "poll_keep", "poll_undo", "poll_forget"])
def test_a_stranger_finds_nothing(charlie_client, meeting, poll, name):
    assert charlie_client.post(url(name, meeting, poll)).status_code == 404
    assert PollImport.objects.filter(pk=poll.pk).exists()


@pytest.mark.parametrize("name", ["poll_keep", "poll_undo", "poll_forget"])
def test_only_a_button_writes(alice_client, meeting, poll, name):
    assert alice_client.get(url(name, meeting, poll)).status_code == 405


def test_a_poll_is_reached_through_its_own_meeting_only(alice_client, alice, team, meeting, poll):
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team, first_name="Inès"))
    page = alice_client.get(url("poll_preview", other, poll), follow=True)
    assert "Ce sondage n’est plus là" in words_of(page)


@pytest.mark.parametrize("slots", [0, 1])
def test_the_slots_and_the_asking_lead_there(alice_client, meeting, slots):
    factories.fill(meeting, slots=slots)
    for name in ("slot", "ask"):
        assert url("poll_import", meeting) in alice_client.get(url(name, meeting)).content.decode()


def test_drafts_that_wait_too_long_are_cleared_and_what_was_written_stays(alice, meeting, capsys):
    old = timezone.now() - timedelta(days=2)
    factories.make_poll(meeting, alice, read_at=old)
    written = factories.make_poll(meeting, alice, read_at=old, written_at=old)
    fresh = factories.make_poll(meeting, alice, read_at=timezone.now())
    call_command("clear_import_drafts")
    assert set(PollImport.objects.all()) == {written, fresh}
    assert "1 sondage effacé" in capsys.readouterr().out
