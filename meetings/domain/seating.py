"""From a dossier to the seats of the table: the same picture for every page and document."""

from intermetiers.web.french import write_count
from meetings.domain.dossier import Dossier, Participant, Place
from meetings.domain.kinds import Layout, Presence, PupilPlace, Role
from meetings.domain.round_table import RoundTable, SeatSpec, round_table
from partners.domain.worlds import World


def table_of(dossier: Dossier, *, reader: int | None = None) -> RoundTable:
    """The table as coordinators see it, or, with the participant `reader`, as that guest does.

    A guest's copy carries no halo: nobody is shown as someone whose voice needs support. A chair
    is kept empty for whoever the family brings, until somebody is named for it.
    """
    guest = reader is not None
    seats = [_seat(person, dossier, guest=guest, reader=reader) for person in _seated(dossier)]
    if not any(p.role is Role.COMPANION for p in dossier.participants) and dossier.guardians:
        seats.append(
            SeatSpec(
                key="companion", short="+", full="une place pour qui accompagne la famille",
                world=World.FAMILY, empty=True,
            )
        )  # fmt: skip
    place = dossier.chosen_place
    layout = place.layout if place else Layout.ROUND
    return round_table(seats, layout, dossier.pupil.first_name)


_AWAY = frozenset({PupilPlace.WORDS, PupilPlace.NOT_THERE})


def on_site(dossier: Dossier) -> list[Participant]:
    """Those who need a chair in the room: invited there, and not from afar nor in writing."""
    return [
        person
        for person in dossier.participants
        if person.presence is Presence.IN_PERSON
        and not (person.role is Role.PUPIL and dossier.pupil_place in _AWAY)
    ]


def too_few_seats(dossier: Dossier, place: Place) -> str:
    """« huit places assises et onze personnes invitées sur place »; empty when all can sit.

    Nothing is said of a place whose seats nobody counted.
    """
    people = len(on_site(dossier))
    if place.seats is None or place.seats >= people:
        return ""
    guests = write_count(
        people, "personne invitée sur place", "personnes invitées sur place", feminine=True
    )
    return f"{write_seats(place.seats)} et {guests}"


def write_seats(seats: int) -> str:
    """« huit places assises »."""
    return write_count(seats, "place assise", "places assises", feminine=True)


def _seated(dossier: Dossier) -> list[Participant]:
    """Those who take part in the meeting itself; a written contribution takes no chair."""
    return [p for p in dossier.participants if p.presence is not Presence.WRITTEN]


def _seat(person: Participant, dossier: Dossier, *, guest: bool, reader: int | None) -> SeatSpec:
    you = person.id == reader
    return SeatSpec(
        key=str(person.id),
        short="Vous" if you else person.short,
        full=person.called,
        world=person.world,
        supported=person.supported and not guest,
        remote=person.is_remote,
        you=you,
    )
