"""Telling whoever convenes that everybody asked has answered. The act that calls writes its line."""

from datetime import datetime

from intermetiers.web.mail_queue import queue
from meetings.dossier import read_dossier
from meetings.mail import make_complete_message
from meetings.models import AskingRound, Meeting
from meetings.rounds import asking_state


def tell_when_complete(meeting: Meeting, round: AskingRound, now: datetime) -> None:
    """Date the round and queue the message, once nobody is waited for."""
    state = asking_state(read_dossier(meeting), meeting, now)
    if state is None or state.waited_for:
        return
    round.complete_at = now
    round.save(update_fields=["complete_at"])
    message = make_complete_message(meeting, others_wait=state.others_wait)
    about = f"meeting:{meeting.pk}"
    queue(message, about=about, scope=meeting.team_id, by=meeting.convener, now=now)
