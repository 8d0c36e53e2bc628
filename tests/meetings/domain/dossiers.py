"""Any dossier a meeting could be, for properties: odd but well formed, ids unique, times aware.

A dossier has some two hundred small choices: one seed stands for all of them, which is fifty times
faster than drawing each, so that many more meetings are tried. A failing seed is its own example.
"""

from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from meetings.domain.dossier import AgendaItem, Dossier, Information, Participant, Place, Slot
from meetings.domain.kinds import (
    Answer,
    Ground,
    ItemKind,
    Layout,
    MeetingKind,
    MovedTo,
    Presence,
    PupilPlace,
    Role,
    YesNo,
)
from tests.meetings.domain.builders import (
    TODAY,
    answer,
    at,
    dossier,
    information,
    item,
    participant,
    place,
    pupil_facts,
    slot,
)

IDS = range(1, 13)
PUPIL, CONVENER, NOBODY = 1, 12, 999

TEXTS = (
    "",
    "",
    " ",
    "Le PPS et le ZQX",
    "interprète",
    "vélo : « oui » ?",
    "😀 <b>",
    "مرحبا",
    "x" * 300,
)
TITLES = ("Transport", "Orientation", "MDPH", "Bilan", "Vélo", "", "Le ZQX")
METIERS = (
    "",
    "aesh",
    "enseignant_referent",
    "professeur_ecoles",
    "psyen",
    "directeur_ecole",
    "cpe",
)
OTHER_ROLES = tuple(role for role in Role if role is not Role.PUPIL)


def dossiers() -> st.SearchStrategy[Dossier]:
    """Up to twelve people, three places, three slots and six points, in any state."""
    return st.integers(0, 2**32).map(lambda seed: _dossier(Random(seed)))


def _dossier(chance: Random) -> Dossier:
    seated = chance.sample(IDS, chance.randint(0, len(IDS)))
    place_chosen, slot_chosen = chance.randint(1, 4), chance.randint(1, 4)
    return dossier(
        kind=chance.choice(tuple(MeetingKind)),
        title=chance.choice(TITLES),
        pupil=pupil_facts(aesh_hours=chance.choice(("", "9")), aesh_kind=""),
        problem=chance.choice(TEXTS),
        duration_minutes=chance.randint(0, 180),
        pupil_place=chance.choice(tuple(PupilPlace)),
        pupil_words=chance.choice(TEXTS),
        companion_wish=chance.choice(TEXTS),
        opening_minutes=chance.choice((0, 5, 20)),
        words_minutes=chance.choice((0, 5, 20)),
        rereading_minutes=chance.choice((0, 5, 20)),
        participants=tuple(_person(id, chance) for id in seated),
        places=tuple(_place(id, id == place_chosen, chance) for id in _some(3, chance)),
        slots=tuple(_slot(id, id == slot_chosen, chance) for id in _some(3, chance)),
        agenda=tuple(_item(id, chance) for id in _some(6, chance)),
        notice_given_on=_day(chance),
        cancelled_on=date(2027, 1, 2) if chance.random() < 0.05 else None,
    )


def _some(most: int, chance: Random) -> range:
    return range(1, 1 + chance.randint(0, most))


def _someone(chance: Random) -> int | None:
    return chance.choice((None, NOBODY, *IDS))


def _day(chance: Random) -> date | None:
    return chance.choice((None, TODAY + timedelta(days=chance.randint(-30, 60))))


def _person(id: int, chance: Random) -> Participant:
    return participant(
        id,
        role=Role.PUPIL if id == PUPIL else chance.choice(OTHER_ROLES),
        called=f"la personne {id}",
        metier=chance.choice(METIERS),
        does=chance.choice(TEXTS),
        reason=chance.choice(TEXTS),
        supported=chance.choice((True, False)),
        presence=chance.choice(tuple(Presence)),
        viewpoint=chance.choice(TEXTS),
        written=chance.choice(TEXTS),
        is_convener=id == CONVENER,
        essential=chance.choice((True, False)),
        parental_authority=chance.choice((True, False)),
        reads_best=chance.choice(("", "fr", "pt", "xx")),
        needs=chance.choice(TEXTS),
        fee=chance.choice((0, 45)),
        accompanies=_someone(chance),
    )


def _place(id: int, is_chosen: bool, chance: Random) -> Place:
    near = chance.sample(IDS, chance.randint(0, 4))
    return place(
        id,
        name=chance.choice(TEXTS),
        ground=chance.choice(tuple(Ground)),
        step_free=chance.choice(tuple(YesNo)),
        quiet=chance.choice(tuple(YesNo)),
        layout=chance.choice(tuple(Layout)),
        welcomed_by=_someone(chance),
        waiting=chance.choice(TEXTS),
        distances=tuple((one, chance.randint(0, 60_000)) for one in near),
        is_chosen=is_chosen,
    )


def _slot(id: int, is_chosen: bool, chance: Random) -> Slot:
    starts_at = at("2027-01-04 08:00") + timedelta(hours=chance.randint(-200, 1200))
    return slot(
        id,
        f"{starts_at:%Y-%m-%d %H:%M}",
        minutes=chance.randint(1, 180),
        answers=tuple(
            answer(
                one,
                chance.choice(tuple(Answer)),
                chance.choice(TEXTS),
                unpaid=chance.choice((True, False)),
            )
            for one in chance.sample((*IDS, NOBODY), chance.randint(0, 8))
        ),
        is_chosen=is_chosen,
    )


def _information(id: int, item_id: int, chance: Random) -> Information:
    return information(
        id,
        item=item_id,
        title=chance.choice(TITLES),
        giver=_someone(chance),
        due_on=_day(chance),
        text=chance.choice(TEXTS),
        file_name=chance.choice(("", "bilan.pdf")),
    )


def _item(id: int, chance: Random) -> AgendaItem:
    return item(
        id,
        title=chance.choice(TITLES),
        kind=chance.choice(tuple(ItemKind)),
        minutes=chance.randint(0, 60),
        opener=_someone(chance),
        moved_to=chance.choice((None, None, *MovedTo)),
        informations=tuple(_information(id * 10 + n, id, chance) for n in _some(2, chance)),
    )
