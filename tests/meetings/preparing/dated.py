"""A meeting whose date was told, before it changes."""

from intermetiers.web.models import OutgoingMail
from meetings.invitations import invite
from meetings.writing import locked
from tests import factories
from tests.factories import NOW
from tests.meetings.asking.cast import make_answer_link, seat_of
from tests.meetings.preparing.days import in_days


def make_held(meeting, alice):
    """A meeting with a date told to four people in four ways, and another slot.

    The teacher holds an invitation; the father was given a brief and has an address; the mother
    was given one and has none; the psychologist was given nothing.
    """
    father, mother = (seat_of(meeting, name) for name in ("père", "mère"))
    father.family_member.email = "david.morel@example.org"
    father.family_member.save()
    card = factories.make_professional(meeting.team, "professeur_ecoles", email="pe@example.org")
    meeting.teacher = factories.make_participant(meeting, professional=card)
    meeting.psychologist = factories.make_participant(meeting)
    meeting.father, meeting.mother = father, mother
    meeting.chosen_slot = meeting.first = factories.make_slot(meeting, in_days(30), 60)
    meeting.other = factories.make_slot(meeting, in_days(37), 60)
    meeting.save()
    for seat in (father, mother):
        make_answer_link(seat, alice, purpose="brief", made_at=NOW)
    with locked(meeting) as row:
        invite(row, [meeting.teacher.pk], by=alice, now=NOW)
    OutgoingMail.objects.all().delete()
    return meeting
