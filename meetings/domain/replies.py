"""What to make of a reply that came by mail: apply it, or why a human must look first.

A reply proves whose it is by three things together: the random name of an invitation of one
person alone, the address that person was invited at as its sender, and the same as its attendee.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from intermetiers.web.french import NBSP
from meetings.domain.kinds import Answer, Reply

LONGEST_COMMENT = 400
LONGEST_NOTE = 160
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

UNKNOWN = "Cette réponse ne correspond à aucune invitation envoyée d’ici."
OTHER_SENDER = "Cette réponse vient d’une autre adresse que celle de l’invitation."
OTHER_ATTENDEE = "Cette réponse est donnée au nom d’une autre adresse que celle de l’invitation."
OTHER_TIME = "Cette personne propose un autre horaire. Appelez-la pour le connaître."
UNCLEAR = "Cette réponse ne dit ni oui ni non."
NO_SEAT = "Cette personne n’est plus parmi les invités."
WITHDRAWN = "L’invitation était déjà retirée."
OLD_DATE = f"Cette réponse vaut pour une ancienne date{NBSP}: l’invitation a changé depuis."
SUPERSEDED = "Une réponse plus récente de cette personne était déjà notée."
SENDS_ANOTHER = "Cette personne envoie quelqu’un d’autre à sa place"
WRITTEN = "C’est un message, pas une réponse d’agenda."
AUTOMATIC = "C’est une réponse automatique."
NOT_ARRIVED = (
    f"Un message de la réunion n’est pas arrivé à cette adresse{NBSP}: corrigez-la sur sa fiche, ou "
    "prévenez autrement."
)
FORBIDDEN = (
    "Une décision de justice interdit de rien donner à cette personne : sa réponse n’est pas notée."
)
UNREADABLE = "Ce message n’a pas pu être lu."

REPLIES = {
    "ACCEPTED": Reply.ACCEPTED,
    "DECLINED": Reply.DECLINED,
    "TENTATIVE": Reply.TENTATIVE,
    "DELEGATED": Reply.DELEGATED,
}
_COMES = frozenset({Answer.YES, Answer.IF_NEEDED, Answer.REMOTE})
_DOES_NOT = frozenset({Answer.NO, Answer.WRITTEN})


@dataclass(frozen=True, slots=True)
class Told:
    """The invitation a reply names, as it stands; addresses in small letters."""

    recipient: str
    sequence: int
    told_at: datetime
    is_standing: bool
    has_seat: bool
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What a calendar answers. `partstat` is that of the invited address, None when it has no line."""

    sender: str
    partstat: str | None
    proposes_other_time: bool = False
    delegated_to: str = ""
    sequence: int | None = None
    stamped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reply` is what it says, if anything; `why` it is not applied, "" when it is.

    `waits` says that a human has to look: not for what a later reply already took the place of.
    """

    reply: Reply | None
    why: str = ""

    @property
    def applies(self) -> bool:
        return not self.why

    @property
    def waits(self) -> bool:
        return bool(self.why) and self.why != SUPERSEDED


def judge(heard: Heard, told: Told) -> Verdict:
    """Nothing is applied that is not surely this person's, about what was last told."""
    reply = None if heard.proposes_other_time else REPLIES.get(heard.partstat or "")
    return Verdict(reply, _why_not(heard, told, reply))


def _why_not(heard: Heard, told: Told, reply: Reply | None) -> str:
    obstacles = (
        (heard.sender != told.recipient, OTHER_SENDER),
        (heard.partstat is None, OTHER_ATTENDEE),
        (not told.has_seat, NO_SEAT),
        (not told.is_standing, WITHDRAWN),
        (_is_of_an_old_date(heard, told), OLD_DATE),
        (heard.proposes_other_time, OTHER_TIME),
        (reply is None, UNCLEAR),
        (_is_older(heard, told), SUPERSEDED),
        (reply is Reply.DELEGATED, _sends(heard.delegated_to)),
    )
    return next((why for stands, why in obstacles if stands), "")


def _is_of_an_old_date(heard: Heard, told: Told) -> bool:
    """Some calendars leave the version out: then the reply must be younger than the invitation."""
    if heard.sequence is not None:
        return heard.sequence < told.sequence
    return told.sequence > 0 and (heard.stamped_at is None or heard.stamped_at < told.told_at)


def _is_older(heard: Heard, told: Told) -> bool:
    return bool(heard.stamped_at and told.replied_at and heard.stamped_at < told.replied_at)


def _sends(address: str) -> str:
    return f"{SENDS_ANOTHER}{NBSP}: {address[:100]}." if address else f"{SENDS_ANOTHER}."


def answer_of(reply: Reply, standing: Answer | None) -> Answer | None:
    """What a reply makes of the answer that stands about the same date; None changes nothing.

    « Viendra » keeps « si besoin » and « par téléphone », « ne viendra pas » keeps « par écrit »:
    a calendar cannot say as much. « Peut-être » says nothing surer than silence.
    """
    if reply is Reply.ACCEPTED and standing not in _COMES:
        return Answer.YES
    if reply is Reply.DECLINED and standing not in _DOES_NOT:
        return Answer.NO
    return None


def clip(text: str, longest: int = LONGEST_COMMENT) -> str:
    """On one line, cut at a word where it can be; no sign that shows nothing, nor turns the rest."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"
