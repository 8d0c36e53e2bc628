"""A meeting that was held and decided: four decisions, whoever holds them."""

from datetime import UTC, datetime

from meetings.models import Decision
from tests.meetings.held import hold

HELD = datetime(2027, 1, 21, 9, 15, tzinfo=UTC)
ROOM = "Prêter la salle 2 le mardi"
BOOK = "Un carnet d’une ligne par jour"
ALONE = "Réserver le centre social"
AUNT = "Venir le chercher le jeudi"


def seat_of(meeting, relation="", metier=""):
    if relation:
        return meeting.participants.get(family_member__relation=relation)
    return meeting.participants.get(professional__metier=metier)


def decide(meeting, by, *more, starts=HELD):
    """Closed with: the headteacher and the father, the mother, nobody, and an aunt who came."""
    item = meeting.agenda.filter(kind="decide").first().pk
    father, mother = seat_of(meeting, "père"), seat_of(meeting, "mère")
    head = seat_of(meeting, metier="directeur_ecole")
    room = hold(meeting, by, starts, close=False)
    room.say(
        "guest", who="gaaaaaaaa", label="La tante", world="famille", **{"with": "", "gone": False}
    )
    for text, people, by_on in (
        (ROOM, [f"p{head.pk}", f"p{father.pk}"], "2027-03-19"),
        (BOOK, [f"p{mother.pk}"], "2027-02-12"),
        (ALONE, [], ""),
        (AUNT, ["gaaaaaaaa"], "2027-03-19"),
        *more,
    ):
        room.note("decision", item, text, people=people, by=by_on, seen="")
    room.say("close")
    return room


def decision(text):
    """The one of this text, which the database cannot read."""
    (found,) = (row for row in Decision.objects.all() if row.text == text)
    return found
