"""A meeting, as rows. One file per aggregate; rules live in `meetings.domain`."""

from meetings.models.agenda import AgendaItem, Information
from meetings.models.asking import Asked, AskingRound
from meetings.models.bookings import Booking
from meetings.models.contributions import Contribution
from meetings.models.following import (
    Decision,
    DecisionReminder,
    DecisionReport,
    FichePaper,
    FicheSending,
    FicheVersion,
    Rereading,
    RereadingNote,
)
from meetings.models.handing import BriefReminder, Handing, ReadMark, Translation
from meetings.models.handover import ReceivedFile, Transfer
from meetings.models.invitations import CalendarFeed, DateChange, Invitation, ReceivedReply
from meetings.models.keeping import ErasedPupil, Hold, RetentionChoice
from meetings.models.learning import Observation, SituationReading
from meetings.models.links import PrivateLink
from meetings.models.live import Holding, LiveAct, ScreenLink
from meetings.models.meeting import Meeting, SetAside
from meetings.models.participants import Participant
from meetings.models.places import Place, PlaceDistance
from meetings.models.polls import PollImport
from meetings.models.slots import Slot, SlotAnswer
from meetings.models.telling import ToTell
from meetings.models.voices import VoiceKept

__all__ = [
    "AgendaItem",
    "Asked",
    "AskingRound",
    "Booking",
    "BriefReminder",
    "CalendarFeed",
    "Contribution",
    "DateChange",
    "Decision",
    "DecisionReminder",
    "DecisionReport",
    "ErasedPupil",
    "FichePaper",
    "FicheSending",
    "FicheVersion",
    "Handing",
    "Hold",
    "Holding",
    "Information",
    "Invitation",
    "LiveAct",
    "Meeting",
    "Observation",
    "Participant",
    "Place",
    "PlaceDistance",
    "PollImport",
    "PrivateLink",
    "ReadMark",
    "ReceivedFile",
    "ReceivedReply",
    "Rereading",
    "RereadingNote",
    "RetentionChoice",
    "ScreenLink",
    "SetAside",
    "SituationReading",
    "Slot",
    "SlotAnswer",
    "ToTell",
    "Transfer",
    "Translation",
    "VoiceKept",
]
