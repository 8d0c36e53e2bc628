"""The closed vocabularies of a meeting: kinds, roles, ways of being there, answers."""

from enum import IntEnum, StrEnum

from partners.domain.places import Layout as Layout, YesNo as YesNo


class MeetingKind(StrEnum):
    """What sort of meeting it is; the law says different things of each (`legal.py`)."""

    ESS = "ess"
    EQUIPE_EDUCATIVE = "equipe_educative"
    COMMISSION_EDUCATIVE = "commission_educative"
    CONCERTATION_AESH = "concertation_aesh"
    OTHER = "other"


class Role(StrEnum):
    """Why a person has a seat: this decides the order of seats and who is asked first."""

    PUPIL = "pupil"
    GUARDIAN = "guardian"
    COMPANION = "companion"
    INTERPRETER = "interpreter"
    PROFESSIONAL = "professional"


class Presence(StrEnum):
    """How a person takes part in the meeting itself, whatever the slot."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    WRITTEN = "written"


class PupilPlace(StrEnum):
    """The pupil's own place in the meeting, as settled with the pupil and the family."""

    UNKNOWN = "unknown"
    WHOLE = "whole"
    PART = "part"
    WORDS = "words"
    NOT_THERE = "not_there"


class Ground(StrEnum):
    """On whose ground a place is: the seed's « dépayser la réunion »."""

    SCHOOL = "school"
    PARTNER = "partner"
    NEUTRAL = "neutral"
    FAMILY = "family"


class ItemKind(StrEnum):
    """What a point of the agenda is for."""

    INFORM = "inform"
    UNDERSTAND = "understand"
    DECIDE = "decide"


class MovedTo(StrEnum):
    """Where a point taken out of the agenda is treated instead."""

    WRITING = "writing"
    LATER = "later"
    SMALLER = "smaller"
    ELSEWHERE = "elsewhere"


class Answer(StrEnum):
    """What a person said of a slot. No answer is no row: silence is not consent."""

    YES = "yes"
    IF_NEEDED = "if_needed"
    REMOTE = "remote"
    WRITTEN = "written"
    NO = "no"


class VoiceWay(StrEnum):
    """How somebody whom a slot leaves out is heard all the same."""

    PHONE = "phone"
    WRITING = "writing"
    SPOKESPERSON = "spokesperson"


class Purpose(StrEnum):
    """What a private link opens: each opens one thing."""

    BRIEF = "brief"
    SLOTS = "slots"
    CALENDAR = "calendar"
    FICHE = "fiche"
    DECISIONS = "decisions"


class Source(StrEnum):
    """How what somebody said reached the meeting."""

    TYPED = "typed"
    PHONE = "phone"
    LINK = "link"
    PAPER = "paper"
    POLL = "poll"
    REPLY = "reply"
    ROOM = "room"


class Audience(StrEnum):
    """Who may read what somebody says before the meeting."""

    ALL = "all"
    COORDINATOR = "coordinator"


class Face(StrEnum):
    """How a pupil says it goes, with a drawn face."""

    WELL = "well"
    SO_SO = "so_so"
    NOT_WELL = "not_well"


class HandedBy(StrEnum):
    """How a brief reached its reader."""

    MAIL = "mail"
    LETTER = "letter"
    HAND = "hand"
    LINK = "link"


class ReadSaid(StrEnum):
    """What a person says of something to read."""

    READ = "read"
    UNCLEAR = "unclear"


class Said(StrEnum):
    """What somebody says of what was decided; `TO_DO` takes up again what was over."""

    TO_DO = "to_do"
    DONE = "done"
    NOT_YET = "not_yet"
    HELP = "help"
    CHANGED = "changed"
    GIVEN_UP = "given_up"


class RemindedOf(StrEnum):
    """Which of the two messages on a decision."""

    FIFTEEN_DAYS = "fifteen"
    BEFORE = "before"


class RereadSaid(StrEnum):
    """What the family says on re-reading."""

    READ = "read"
    ADD = "add"
    CORRECT = "correct"
    DISAGREE = "disagree"


class Paper(StrEnum):
    """The variants of a fiche, all made from the same value."""

    WHOLE = "whole"
    FAMILY = "family"
    LARGE = "large"
    EXCERPT = "excerpt"
    HALF = "half"


class PollKind(StrEnum):
    """Which tool wrote an export of answers."""

    FRAMADATE = "framadate"
    RALLLY = "rallly"
    NEXTCLOUD = "nextcloud"
    BITPOLL = "bitpoll"
    NEWDLE = "newdle"
    OTHER = "other"


class Reply(StrEnum):
    """What a calendar says of an invitation (PARTSTAT, RFC 5545, 3.2.12)."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    DELEGATED = "delegated"


class ReplyState(StrEnum):
    """What became of a reply received by mail."""

    APPLIED = "applied"
    ASIDE = "aside"
    HANDLED = "handled"


class Level(IntEnum):
    """What is known of a person for a slot, best first (scheduling.md, first table)."""

    COMES = 0
    COMES_AT_A_COST = 1
    REMOTE = 2
    NOT_KNOWN = 3
    ABSENT_IN_WRITING = 4
    LEFT_OUT = 5


class Step(StrEnum):
    """The six steps of *Préparer*, in the order of the path."""

    PROBLEM = "problem"
    GUESTS = "guests"
    PLACE = "place"
    SLOT = "slot"
    AGENDA = "agenda"
    INFORMATION = "information"


class StepState(StrEnum):
    """What the path says of a step, named by what happens next."""

    TO_DO = "to_do"
    IN_PROGRESS = "in_progress"
    TO_LOOK_AT = "to_look_at"
    READY = "ready"
