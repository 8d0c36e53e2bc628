"""The command that reads replies to invitations: what is applied, and what waits for a human."""

import mailbox
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.asking.actions import replies as actions
from meetings.booking import keep_in_step
from meetings.domain import replies as domain
from meetings.domain.kinds import Answer, Role
from meetings.management.commands import read_replies
from meetings.models import Booking, Handing, Invitation, ReceivedReply, SlotAnswer
from meetings.reach import read_reach
from meetings.writing import locked
from tests import factories
from tests.reply_mails import SENT, SHAPES, Says, bounce, google, outlook, written, zimbra

ADDRESS = "david.morel@example.org"
NOW = SENT + timedelta(hours=1)
UID = "f00d@example.org"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def father(case_1):
    return case_1.participants.get(family_member__relation="père")


@pytest.fixture
def invitation(father):
    return _invite(father)


def _invite(seat, uid=UID, **fields):
    slot = seat.meeting.chosen_slot
    return Invitation.objects.create(
        meeting=seat.meeting, participant=seat, uid=uid,
        **({"recipient": ADDRESS, "told_at": NOW - timedelta(days=1), "starts_at": slot.starts_at,
            "ends_at": slot.ends_at} | fields),
    )  # fmt: skip


@pytest.fixture
def read(tmp_path, capsys):
    """Put messages in an mbox and read it."""

    def run(*contents):
        path = tmp_path / "replies.mbox"
        box = mailbox.mbox(path)
        for content in contents:
            box.add(content)
        box.close()
        before = path.read_bytes()
        call_command("read_replies", mailbox=path)
        assert path.read_bytes() == before
        return capsys.readouterr().out.strip()

    return run


def _answer(seat):
    return SlotAnswer.objects.filter(slot=seat.meeting.chosen_slot, participant=seat).first()


SAYS = Says(UID)
DECLINES = SAYS.but(partstat="DECLINED", comment="Je travaille")


# --- Applied -------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_a_reply_in_any_shape_is_noted(invitation, father, read, shape):
    assert read(shape(DECLINES)) == "Une réponse notée."
    invitation.refresh_from_db()
    assert (invitation.reply, invitation.comment) == ("declined", "Je travaille")
    assert invitation.replied_at == SENT
    answer = _answer(father)
    assert (answer.answer, answer.source, answer.note) == ("no", "reply", "Je travaille")
    assert answer.earlier_answer == "yes"
    received = ReceivedReply.objects.get()
    assert (received.state, received.why_aside, received.sender) == ("applied", "", ADDRESS)


def test_a_reply_read_twice_counts_once(invitation, father, read):
    assert read(outlook(DECLINES), outlook(DECLINES)) == "Une réponse notée."
    assert read() == ""
    assert ReceivedReply.objects.count() == 1
    assert JournalEntry.objects.filter(act="reply_received").count() == 1


def test_two_runs_at_the_same_instant_take_a_reply_once(invitation, father, read, monkeypatch):
    read(outlook(DECLINES))
    monkeypatch.setattr(actions, "fate_of", lambda key: None)  # the other had not written yet
    assert read() == ""
    assert ReceivedReply.objects.count() == 1


def test_who_comes_after_a_no_is_there_again(invitation, father, read):
    read(outlook(DECLINES))
    later = SAYS.but(stamp=SENT + timedelta(minutes=5), message_id="reply-2@example.org")
    read(outlook(later))
    assert _answer(father).answer == "yes"
    invitation.refresh_from_db()
    assert (invitation.reply, invitation.comment) == ("accepted", "")


@pytest.mark.parametrize(
    ("stands", "partstat", "kept"),
    [
        (Answer.REMOTE, "ACCEPTED", "remote"),
        (Answer.IF_NEEDED, "ACCEPTED", "if_needed"),
        (Answer.WRITTEN, "DECLINED", "written"),
        (Answer.YES, "TENTATIVE", "yes"),
        (Answer.WRITTEN, "ACCEPTED", "yes"),
    ],
)
def test_what_a_calendar_cannot_say_is_not_lost(invitation, father, read, stands, partstat, kept):
    SlotAnswer.objects.filter(participant=father).update(answer=stands.value)
    read(outlook(SAYS.but(partstat=partstat)))
    assert _answer(father).answer == kept
    invitation.refresh_from_db()
    assert invitation.reply == partstat.lower()


def test_perhaps_is_not_an_answer(invitation, father, read):
    SlotAnswer.objects.filter(participant=father).delete()
    read(outlook(SAYS.but(partstat="TENTATIVE")))
    assert _answer(father) is None


def test_a_no_gives_the_hours_back(invitation, case_1, father, read):
    with locked(case_1) as row:
        keep_in_step(row)
    held = Booking.objects.filter(resource=f"relative:{father.family_member_id}")
    assert held.exists()
    read(outlook(DECLINES))
    assert not held.exists()


def test_whoever_convenes_is_told_when_a_voice_to_support_will_not_be_there(
    invitation, case_1, read
):
    read(outlook(DECLINES))
    mail = OutgoingMail.objects.get()
    assert mail.recipient == case_1.convener.email
    assert f"/reunions/{case_1.reference}/creneau" in mail.text
    for secret in ("Yanis", "David", "travaille", ADDRESS):
        assert secret not in mail.subject + mail.text
    again = DECLINES.but(stamp=SENT + timedelta(minutes=1), message_id="reply-2@example.org")
    read(outlook(again))
    assert OutgoingMail.objects.count() == 1


def test_the_no_of_another_disturbs_nobody(case_1, read):
    seat = case_1.participants.get(professional__metier="psyen")
    _invite(seat)
    assert read(outlook(DECLINES)) == "Une réponse notée."
    assert not OutgoingMail.objects.exists()


# --- Set aside -----------------------------------------------------------------------------------


def _aside(why):
    received = ReceivedReply.objects.get()
    assert received.why_aside.startswith(why)
    assert received.state == "aside"
    assert not Invitation.objects.exclude(reply="").exists()
    assert not any("ne viendra pas" in mail.text for mail in OutgoingMail.objects.all())
    return received


@pytest.mark.parametrize(
    ("says", "why"),
    [
        (DECLINES.but(sender="autre@example.org"), domain.OTHER_SENDER),
        (DECLINES.but(attendee="autre@example.org", sender=ADDRESS), domain.OTHER_ATTENDEE),
        (DECLINES.but(partstat="NEEDS-ACTION"), domain.UNCLEAR),
        (DECLINES.but(partstat="DELEGATED"), domain.SENDS_ANOTHER),
        (DECLINES.but(method="COUNTER"), domain.OTHER_TIME),
    ],
)
def test_what_is_not_surely_somebodys_is_not_applied(invitation, father, read, says, why):
    assert read(outlook(says)) == "Une réponse à regarder."
    received = _aside(why)
    assert (received.meeting, received.invitation) == (father.meeting, invitation)
    assert _answer(father).answer == "yes"


def test_a_reply_to_an_older_date_waits(father, read):
    _invite(father, sequence=1)
    read(google(DECLINES))
    _aside(domain.OLD_DATE)


def test_a_reply_without_a_version_must_be_younger_than_the_invitation(father, read):
    _invite(father, sequence=1, told_at=SENT + timedelta(minutes=1))
    read(google(DECLINES.but(sequence=None)))
    _aside(domain.OLD_DATE)


def test_a_younger_one_without_a_version_is_noted(father, read):
    _invite(father, sequence=1, told_at=SENT - timedelta(minutes=1))
    assert read(google(DECLINES.but(sequence=None))) == "Une réponse notée."


def test_a_reply_to_an_invitation_taken_back_waits(father, read):
    _invite(father, withdrawn_at=NOW)
    read(google(DECLINES))
    _aside(domain.WITHDRAWN)


def test_a_reply_of_somebody_who_left_the_table_waits(invitation, father, read):
    father.delete()
    read(google(DECLINES))
    _aside(domain.NO_SEAT)


def test_an_older_reply_that_comes_late_changes_nothing_and_disturbs_nobody(
    invitation, father, read
):
    read(outlook(SAYS))
    late = DECLINES.but(stamp=SENT - timedelta(hours=2), message_id="reply-0@example.org")
    read(outlook(late))
    assert _answer(father).answer == "yes"
    received = ReceivedReply.objects.get(message_id="reply-0@example.org")
    assert (received.state, received.why_aside) == ("handled", domain.SUPERSEDED)


def _wrote(meeting, recipient=ADDRESS, **fields):
    return OutgoingMail.objects.create(
        **({"scope": meeting.team_id, "about": f"meeting:{meeting.pk}", "recipient": recipient,
            "subject": "x", "text": "x", "created_at": NOW - timedelta(days=2),
            "created_by": meeting.convener} | fields),
    )  # fmt: skip


def test_what_somebody_writes_waits_with_its_words(case_1, read):
    _wrote(case_1)
    read(written(SAYS, "Je ne peux pas, désolé. " + "mot " * 300))
    received = _aside(domain.WRITTEN)
    assert received.meeting == case_1
    assert received.comment.startswith("Je ne peux pas, désolé.")
    assert len(received.comment) <= 400
    assert received.comment.endswith("…")


def test_a_machine_waits_too_and_says_it_is_one(case_1, read):
    _wrote(case_1)
    read(written(SAYS, "Absent jusqu’au 12.", "Auto-Submitted: auto-replied"))
    assert _aside(domain.AUTOMATIC).comment == "Absent jusqu’au 12."


@pytest.mark.parametrize("gives_back", [True, False])
def test_a_message_that_did_not_arrive_is_told_to_its_meeting(case_1, invitation, read, gives_back):
    _wrote(case_1)
    read(bounce(SAYS, gives_back=gives_back))
    received = _aside(domain.NOT_ARRIVED)
    assert (received.meeting, received.sender) == (case_1, ADDRESS)


def _handed(meeting, father, **fields):
    mail = _wrote(meeting, **({"sent_at": NOW - timedelta(days=2)} | fields))
    return Handing.objects.create(
        participant=father, by_way="mail", handed_on=NOW.date(), language="fr", mail=mail,
        noted_at=NOW - timedelta(days=2), noted_by=meeting.convener,
    )  # fmt: skip


def test_a_brief_that_came_back_counts_as_handed_out_no_more(case_1, father, read):
    _handed(case_1, father)
    read(bounce(SAYS, gives_back=False))
    known = read_reach(case_1).of(father.pk)
    assert "revenu" in known.handed[0].failure
    assert not known.handed[0].arrived
    assert JournalEntry.objects.filter(act="brief_came_back").exists()


def test_only_the_last_brief_sent_there_came_back(case_1, father, read):
    first, last = _handed(case_1, father), _handed(case_1, father)
    read(bounce(SAYS, gives_back=False))
    for handed in (first, last):
        handed.mail.refresh_from_db()
    assert (bool(first.mail.failed_at), bool(last.mail.failed_at)) == (False, True)


def test_a_late_warning_is_no_failure(case_1, father, read):
    handed = _handed(case_1, father)
    read(bounce(SAYS, action="delayed"))
    handed.mail.refresh_from_db()
    assert handed.mail.failed_at is None


# --- Of nobody -----------------------------------------------------------------------------------


def _of_nobody():
    received = ReceivedReply.objects.get()
    assert (received.meeting, received.sender, received.comment) == (None, "", "")
    return True


def test_what_is_of_no_meeting_is_only_counted_and_nothing_of_it_kept(case_1, read):
    said = "Un message d’aucune réunion, laissé là."
    assert read(outlook(DECLINES)) == said
    assert _of_nobody()
    assert read() == said


def test_what_two_teams_could_have_been_written_goes_to_neither(case_1, charlie, read):
    other = factories.make_meeting(charlie.current_team, charlie)
    _wrote(case_1)
    _wrote(other, created_at=NOW - timedelta(days=1))
    read(written(SAYS, "Je ne peux pas venir."))
    assert _of_nobody()


def test_what_was_written_long_ago_proves_nothing(case_1, read):
    _wrote(case_1, created_at=NOW - timedelta(days=200))
    read(written(SAYS, "Bonjour"))
    assert _of_nobody()


# --- The box -------------------------------------------------------------------------------------


def test_a_maildir_is_read_as_an_mbox(invitation, tmp_path, capsys):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(zimbra(DECLINES))
    call_command("read_replies", mailbox=tmp_path / "box")
    assert capsys.readouterr().out == "Une réponse notée.\n"


def test_a_file_that_is_not_there_is_said(db, tmp_path):
    with pytest.raises(CommandError, match="Impossible de lire"):
        call_command("read_replies", mailbox=tmp_path / "nowhere")


def test_without_a_box_the_command_says_what_to_do(db):
    with pytest.raises(CommandError, match="REPLIES_IMAP_HOST"):
        call_command("read_replies")


def test_one_message_nobody_can_take_keeps_no_other_waiting(invitation, read, monkeypatch, caplog):
    real = read_replies.take_reply

    def take(mail, *, now):
        if mail.key == "broken@example.org":
            raise RuntimeError("no room left")
        return real(mail, now=now)

    monkeypatch.setattr(read_replies, "take_reply", take)
    broken = DECLINES.but(message_id="broken@example.org")
    assert read(outlook(broken), outlook(DECLINES)) == (
        "Une réponse notée, un message impossible à prendre."
    )
    assert "travaille" not in caplog.text


def test_the_journal_says_what_came_and_nobodys_words(invitation, case_1, read):
    read(outlook(DECLINES))
    lines = JournalEntry.objects.filter(subject=f"meeting:{case_1.pk}").order_by("pk")
    assert [line.act for line in lines] == ["reply_received", "slots_answered"]
    assert "travaille" not in str(list(lines.values()))
    assert ADDRESS not in str(list(lines.values()))


def test_a_reply_for_the_pupil_or_a_guest_without_a_card_is_noted_too(case_1, read):
    guest = factories.make_participant(case_1, Role.COMPANION, label="Karim")
    _invite(guest)
    assert read(outlook(SAYS)) == "Une réponse notée."
    assert _answer(guest).answer == "yes"


def test_a_date_already_past_is_noted_on_the_invitation_alone(case_1, father, read):
    slot = case_1.chosen_slot
    slot.starts_at, slot.ends_at = (datetime(2027, 1, 4, hour, tzinfo=UTC) for hour in (9, 10))
    slot.save()
    father.refresh_from_db()
    invitation = _invite(father)
    read(outlook(DECLINES))
    invitation.refresh_from_db()
    assert invitation.reply == "declined"
    assert _answer(father).answer == "yes"
