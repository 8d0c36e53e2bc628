"""What leaves when a date changes: said before the act, by name and way, and after it."""

from collections.abc import Iterable
from dataclasses import dataclass

from intermetiers.web.french import NBSP, join_words, start_sentence, typeset
from meetings.date_changes import Told, read_known
from meetings.domain.date_changes import Hearer, Way, asked_again, hearers
from meetings.domain.dossier import Dossier
from meetings.domain.slot_reasons import call
from meetings.models import Meeting, Participant, ToTell
from partners.models import Account

# What each way carries when there is another date, and when there is none any more.
MOVED = {
    Way.CALENDAR: "Une invitation d’agenda mise à jour",
    Way.MAIL: "Un courriel qui dit la nouvelle date",
    Way.VOICE: "Rien ne part : à prévenir par téléphone ou de vive voix",
    Way.NOTHING: "Rien ne part : ni invitation ni lien ne leur a été donné",
}
LOST = MOVED | {
    Way.CALENDAR: "Un message qui retire l’invitation de leur agenda",
    Way.MAIL: "Un courriel qui dit que la réunion n’a plus de date",
}
TOLD = {
    Way.CALENDAR: "Par leur agenda",
    Way.MAIL: "Par courriel",
    Way.VOICE: "À prévenir par téléphone ou de vive voix",
}


@dataclass(frozen=True, slots=True)
class Group:
    """One way, and those who hear by it, as a sentence names them."""

    label: str
    names: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(start_sentence(name) for name in self.names)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What an act would send; `reaches` says whether anybody hears of it, by whatever way."""

    groups: tuple[Group, ...]
    reaches: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """Somebody to tell by voice; `phone` is for the coordinator who calls, and who may ask in
    the same call whether the new date suits while that `is_unknown`."""

    id: int
    name: str
    phone: str
    is_unknown: bool


def leaving(dossier: Dossier, meeting: Meeting, by: Account, *, lost: bool = False) -> Leaving:
    """What leaves, and to whom, should this account change the date now, or give it up."""
    heard = hearers(dossier, read_known(meeting, by))
    labels = LOST if lost else MOVED
    return Leaving(
        groups=_groups(heard, labels),
        reaches=any(one.way is not Way.NOTHING for one in heard),
    )


def say_told(told: Told) -> str:
    """« Par leur agenda : l’orthophoniste. Par courriel : le père. »"""
    said = (
        f"{group.label}{NBSP}: {join_words(group.names)}." for group in _groups(told.hearers, TOLD)
    )
    return " ".join(said)


def owed_in(dossier: Dossier, meeting: Meeting) -> tuple[Owed, ...]:
    """Those still to be told by voice: one query."""
    rows = ToTell.objects.filter(meeting=meeting, told_at=None).select_related(
        "participant__family_member", "participant__professional"
    )
    unknown = asked_again(dossier, dossier.chosen_slot) if dossier.chosen_slot else ()
    return tuple(
        Owed(
            id=person.id,
            name=start_sentence(call(person, dossier)),
            phone=_phone(row.participant),
            is_unknown=person.id in unknown,
        )
        for row in rows
        if (person := dossier.by_id.get(row.participant_id))
    )


def _phone(seat: Participant) -> str:
    card = seat.family_member or seat.professional
    return card.phone if card else ""


def _groups(heard: Iterable[Hearer], labels: dict[Way, str]) -> tuple[Group, ...]:
    heard = tuple(heard)
    return tuple(
        Group(typeset(label), tuple(_name(one) for one in heard if one.way is way))
        for way, label in labels.items()
        if any(one.way is way for one in heard)
    )


def _name(one: Hearer) -> str:
    return f"{one.name} ({one.why})" if one.why else one.name
