"""A meeting that was held and closed, its family, the links it is given."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from meetings.domain.kinds import Purpose
from meetings.following.actions.rereading import open_rereading
from meetings.following.actions.versions import make_version
from tests import factories
from tests.guests import make_link
from tests.meetings.asking.cast import seat_of
from tests.meetings.held import hold

OPENED = datetime(2027, 1, 21, 9, 17, tzinfo=UTC)
BIRTH = "17/04/2018"


def hold_and_close(meeting, by):
    """Case 1 held: an agreement, a decision of the mother. Gives the meeting."""
    point = factories.point_of(meeting, "Les temps")
    mother = f"p{seat_of(meeting, 'mère').pk}"
    hold(
        meeting, by, OPENED,
        ("agreement", point.pk, "Pas de travail neuf après 14 h.", {}),
        ("decision", point.pk, "Un carnet d’une ligne par jour.",
         {"people": [mother], "by": "2027-03-19"}),
    )  # fmt: skip
    return meeting


def open_up(meeting, by, days=7, people=()):
    """The re-reading, open for so many days from now; already past with fewer than none."""
    now = timezone.now()
    return open_rereading(
        meeting, timezone.localdate(now) + timedelta(days=days), people, by=by, now=now
    )


def over(meeting, by):
    """The re-reading, opened and past."""
    term = open_up(meeting, by)
    term.due_on = date(2020, 1, 1)
    term.save()
    return term


def first_version(meeting, by):
    over(meeting, by)
    return make_version(meeting, word="", reason="", by=by, now=timezone.now())


def fiche_link(seat, by, **changes):
    return make_link(seat, by, purpose=Purpose.FICHE, **changes)
