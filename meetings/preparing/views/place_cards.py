"""How the page of the places shows them side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from intermetiers.web.french import NBSP, start_sentence, write_distance
from meetings.domain.dossier import Dossier, Place
from meetings.domain.kinds import Ground, Layout, YesNo
from meetings.domain.round_table import RoundTable, round_table
from meetings.domain.seating import table_of, too_few_seats, write_seats
from meetings.preparing.forms.places import travellers
from partners.models.choices import LAYOUTS

GROUNDS = {
    Ground.SCHOOL: "Le terrain de l’école",
    Ground.PARTNER: "Le terrain d’un service partenaire",
    Ground.NEUTRAL: "Un lieu neutre",
    Ground.FAMILY: "Un lieu choisi par la famille",
}
STEP_FREE = {
    YesNo.YES: "On entre sans marche",
    YesNo.NO: "Il y a des marches",
    YesNo.UNKNOWN: "Marches : on ne sait pas encore",
}
QUIET = {
    YesNo.YES: "Au calme",
    YesNo.NO: "Du bruit",
    YesNo.UNKNOWN: "On ne sait pas encore",
}
NOT_KNOWN = "à noter"
NOT_COUNTED = "À compter"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the comparison: the same lines, in the same order, for every place."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place with the lines compared and the table as it would stand there."""

    place: Place
    facts: tuple[Fact, ...]
    seats: str
    picture: RoundTable
    is_new: bool


def cards_of(dossier: Dossier, keys: Mapping[int, str], new: str) -> list[PlaceCard]:
    """The places in the order they were added; `new` is the id of the one just added.

    `keys` says who has the key, by place.
    """
    pictures = pictures_of(dossier)
    return [
        PlaceCard(
            place=place,
            facts=_facts(place, dossier, keys.get(place.id, "")),
            seats=start_sentence(dict(LAYOUTS)[place.layout.value]),
            picture=pictures[place.layout],
            is_new=str(place.id) == new,
        )
        for place in dossier.places
    ]


def pictures_of(dossier: Dossier) -> dict[Layout, RoundTable]:
    """The seats of this meeting, laid out in each way."""
    seats = [seat.spec for seat in table_of(dossier).seats]
    name = dossier.pupil.first_name
    return {layout: round_table(seats, layout, name) for layout in Layout}


def _facts(place: Place, dossier: Dossier, key: str) -> tuple[Fact, ...]:
    """Where no family comes, there is no way of theirs to measure and nobody to welcome."""
    facts = [
        Fact("Terrain", (GROUNDS[place.ground],)),
        Fact("Distance", _distances(place, dossier)),
        Fact(
            "Accès",
            _lines(STEP_FREE[place.step_free], place.transport, key and f"Clé{NBSP}: {key}"),
        ),
        Fact("Calme", (QUIET[place.quiet],)),
        Fact("Places", _seats(place, dossier)),
    ]
    if travellers(dossier):
        facts.append(Fact("Accueil", _welcome(place, dossier)))
    return tuple(fact for fact in facts if fact.lines)


def _seats(place: Place, dossier: Dossier) -> tuple[str, ...]:
    """How many can sit there, and the lack if there is one."""
    if place.seats is None:
        return (NOT_COUNTED,)
    lack = too_few_seats(dossier, place)
    return (start_sentence(lack or write_seats(place.seats)),)


def _distances(place: Place, dossier: Dossier) -> tuple[str, ...]:
    known = dict(place.distances)
    return tuple(
        f"{start_sentence(person.called)}{NBSP}: "
        + (write_distance(known[person.id]) if person.id in known else NOT_KNOWN)
        for person in travellers(dossier)
    )


def _welcome(place: Place, dossier: Dossier) -> tuple[str, ...]:
    host = dossier.by_id.get(place.welcomed_by) if place.welcomed_by else None
    who = (
        f"{start_sentence(host.called)} accueille la famille" if host else f"Par qui : {NOT_KNOWN}"
    )
    where = (
        f"Elle attend ici : {place.waiting}" if place.waiting else f"Où elle attend : {NOT_KNOWN}"
    )
    return (who, where)


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
