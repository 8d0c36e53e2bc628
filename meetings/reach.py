"""Reads who has what of a meeting: what was handed out, opened, said, and who was written to again.

However many people there are, reading costs QUERIES queries.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from meetings.domain.kinds import HandedBy, Purpose, ReadSaid, Source
from meetings.domain.reach import Handed, Marked, PersonReach, Reach
from meetings.models import BriefReminder, Handing, Meeting, PrivateLink, ReadMark

QUERIES = 4
Meetings = Sequence[Meeting]


def read_reach(*meetings: Meeting) -> Reach:
    """As it stands in the database now; of several meetings, for the price of one."""
    handed = _handed(meetings)
    opened = _opened(meetings)
    marks = _marks(meetings)
    reminded = _reminded(meetings)
    return Reach(
        {
            person: PersonReach(
                tuple(handed[person]),
                tuple(opened[person]),
                tuple(marks[person]),
                tuple(reminded[person]),
            )
            for person in {*handed, *opened, *marks, *reminded}
        }
    )


def marks_of(participant: int) -> dict[int, Marked]:
    """What one person said, by information: one query."""
    rows = ReadMark.objects.filter(participant=participant)
    return {row.information_id: _marked(row) for row in rows}


def _handed(meetings: Meetings) -> defaultdict[int, list[Handed]]:
    found: defaultdict[int, list[Handed]] = defaultdict(list)
    rows = Handing.objects.filter(participant__meeting__in=meetings).select_related("mail")
    for row in rows.defer("mail__text", "mail__html", "mail__calendar"):
        mail = row.mail
        found[row.participant_id].append(
            Handed(
                way=HandedBy(row.by_way),
                on=row.handed_on,
                noted_at=timezone.localtime(row.noted_at),
                waits=mail is not None and mail.sent_at is None and mail.failed_at is None,
                failure=mail.failure if mail is not None and mail.failed_at else "",
            )
        )
    return found


def _opened(meetings: Meetings) -> defaultdict[int, list[datetime]]:
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    links = PrivateLink.objects.filter(
        participant__meeting__in=meetings, purpose=Purpose.BRIEF.value
    )
    # What somebody else opened, who said so, is no reading of this person’s.
    links = links.filter(opened_at__isnull=False, not_me_at=None).order_by("opened_at")
    for person, at in links.values_list("participant", "opened_at"):
        found[person].append(timezone.localtime(at))
    return found


def _marks(meetings: Meetings) -> defaultdict[int, list[Marked]]:
    found: defaultdict[int, list[Marked]] = defaultdict(list)
    for row in ReadMark.objects.filter(participant__meeting__in=meetings).order_by("pk"):
        found[row.participant_id].append(_marked(row))
    return found


def _marked(row: ReadMark) -> Marked:
    return Marked(
        row.information_id,
        ReadSaid(row.said),
        row.note,
        Source(row.source),
        timezone.localtime(row.said_at),
    )


def _reminded(meetings: Meetings) -> defaultdict[int, list[date]]:
    found: defaultdict[int, list[date]] = defaultdict(list)
    rows = BriefReminder.objects.filter(participant__meeting__in=meetings)
    for person, at in rows.values_list("participant", "sent_at"):
        found[person].append(timezone.localtime(at).date())
    return found
