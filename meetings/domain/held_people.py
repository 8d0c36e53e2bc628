"""Who was really at the table, as everybody who was there may read it."""

import re
from collections.abc import Callable, Iterator

from intermetiers.web.french import join_words, typeset
from meetings.domain.attendance import (
    PUPIL_AWAY,
    Manner,
    called,
    in_family,
    is_carer,
    manner_of,
    presented,
)
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.held_parts import Group
from meetings.domain.kinds import Layout, Role
from meetings.domain.live.room import who_of
from meetings.domain.live.state import Live
from meetings.domain.round_table import RoundTable, SeatSpec, round_table, short_label
from partners.domain.worlds import World

# « une amie » sits there as « Amie ».
_ARTICLE = re.compile(r"^(?:(?:une?|les?|la|son|sa|des) |l[’'])", re.IGNORECASE)
_UNFORESEEN, _NOT_NOTED, _WRITTEN = "unforeseen", "not_noted", "written"
_LABELS = {
    "here": "Présents",
    "late": "Arrivés plus tard",
    _UNFORESEEN: "Aussi avec nous",
    "remote": "En visio",
    "phone": "Au téléphone",
    _NOT_NOTED: "Présence non notée",
    _WRITTEN: "Par écrit",
    "excused": "Excusés",
}
_AT_THE_TABLE = frozenset({"here", "late", _UNFORESEEN, "remote", "phone", _NOT_NOTED})
_PLANNED = {Manner.WRITTEN: _WRITTEN, Manner.AWAY: "excused"}


def listed(person: Participant, dossier: Dossier) -> str:
    """« sa mère », « l’AESH, Nadia Roux », « la psychologue, pour le suivi »."""
    if person.role is Role.GUARDIAN:
        words = in_family(person, dossier.pupil.first_name)
    else:
        words = presented(person, dossier.pupil.school)
    return typeset(f"{words}, {person.capacity.strip()}" if person.capacity.strip() else words)


def states_of(dossier: Dossier, live: Live) -> dict[str, str]:
    """How each took part. The pupil who stays away as agreed, and whom nobody noted, is left out;
    of the others nothing is made up: a presence nobody noted is told so."""
    found = {}
    for person in dossier.participants:
        who = who_of(person)
        as_agreed = person.role is Role.PUPIL and dossier.pupil_place in PUPIL_AWAY
        if who in live.presence:
            found[who] = live.presence[who]
        elif not as_agreed:
            found[who] = _PLANNED.get(manner_of(person, dossier), _NOT_NOTED)
    for guest in live.guests:
        state = live.presence.get(guest.who, "here")
        found[guest.who] = _UNFORESEEN if state == "here" else state
    return found


def how_many_not_noted(dossier: Dossier, live: Live) -> int:
    """Of how many nobody noted whether they came."""
    return list(states_of(dossier, live).values()).count(_NOT_NOTED)


def groups_of(dossier: Dossier, live: Live) -> tuple[Group, ...]:
    """Everybody once, whoever accompanies somebody said with them: « sa mère, avec une amie »."""
    states, names = states_of(dossier, live), _names(dossier, live)
    hosts = dict(_companions(dossier, live, states))
    lines: dict[str, list[str]] = {}
    for who, state in states.items():
        if who not in hosts:
            beside = [names[other] for other, host in hosts.items() if host == who]
            said = f"{names[who]}, avec {join_words(beside)}" if beside else names[who]
            lines.setdefault(state, []).append(said)
    return tuple(
        Group(label, "\u202f; ".join(lines[state]), state)
        for state, label in _LABELS.items()
        if state in lines
    )


def table_as_held(dossier: Dossier, live: Live) -> RoundTable:
    """The table as people sat: those who took part and nobody else, without a halo."""
    states = states_of(dossier, live)
    seats = {
        person_spec.key: person_spec
        for person_spec in _seats(dossier, live, states)
        if states.get(person_spec.key) in _AT_THE_TABLE
    }
    order = [who for who in live.seats if who in seats]
    order += [who for who in seats if who not in order]
    place = dossier.chosen_place
    layout = place.layout if place else Layout.ROUND
    return round_table([seats[who] for who in order], layout, dossier.pupil.first_name)


def were_there(dossier: Dossier, live: Live) -> Callable[[Participant], bool]:
    """Whether somebody took part, in the room or at a distance."""
    states = states_of(dossier, live)
    return lambda person: states.get(who_of(person)) in _AT_THE_TABLE


def _names(dossier: Dossier, live: Live) -> dict[str, str]:
    names = {who_of(person): listed(person, dossier) for person in dossier.participants}
    return names | {guest.who: typeset(guest.label) for guest in live.guests}


def _companions(dossier: Dossier, live: Live, states: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Who is said with whom: both took part alike, and the other comes with nobody."""
    planned = {
        who_of(person): f"p{person.accompanies}"
        for person in dossier.participants
        if person.accompanies is not None
    }
    comes_with = planned | live.comes_with
    alike = {who: "here" if state == _UNFORESEEN else state for who, state in states.items()}
    for who, host in comes_with.items():
        together = who in alike and alike.get(host) == alike[who]
        if together and host not in comes_with:
            yield who, host


def _seats(dossier: Dossier, live: Live, states: dict[str, str]) -> Iterator[SeatSpec]:
    # Whoever brings the child up by their work sits apart from the child’s own family.
    for person in sorted(dossier.participants, key=is_carer):
        yield SeatSpec(
            key=who_of(person),
            short=person.short,
            full=called(person),
            world=World.SOCIAL if is_carer(person) else person.world,
            remote=states.get(who_of(person)) in {"remote", "phone"},
        )
    for guest in live.guests:
        yield SeatSpec(
            key=guest.who,
            short=short_label(_ARTICLE.sub("", guest.label)),
            full=typeset(guest.label),
            world=World(guest.world),
            remote=states[guest.who] in {"remote", "phone"},
        )
