"""« Et si… », in words: who, what else, at which slot. Asked in the address, written nowhere."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from intermetiers.web.french import NBSP, start_sentence, write_slot
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Answer, Presence
from meetings.domain.slot_reasons import call
from meetings.domain.slots import group_of, is_awaited
from meetings.domain.what_changes import say_when
from meetings.domain.what_if import (
    Change,
    NoLongerEssential,
    NotInvited,
    OtherAnswer,
    OtherPlace,
    OtherPresence,
    PointOut,
    keeps_seat,
)

KEEPS_SEAT = f"Cette personne a sa place à la réunion{NBSP}: regardez plutôt comment elle peut y prendre part."


EVERY_SLOT = "tous"


class Way(StrEnum):
    """What is supposed of somebody; the words of the address."""

    COMES = "vient"
    PAID = "paye"
    PHONE = "telephone"
    VIDEO = "visio"
    WRITES = "ecrit"
    AWAY = "absent"
    ALWAYS_PHONE = "toujours-telephone"
    ALWAYS_VIDEO = "toujours-visio"
    ALWAYS_WRITES = "toujours-ecrit"
    NOT_ESSENTIAL = "pas-indispensable"
    NOT_INVITED = "pas-invite"


WAYS = [
    (
        "Au créneau choisi ici",
        [
            (Way.COMES.value, "pouvait venir"),
            (Way.PAID.value, "pouvait venir, sur un temps payé"),
            (Way.PHONE.value, "se joignait par téléphone"),
            (Way.VIDEO.value, "se joignait en visio"),
            (Way.WRITES.value, "donnait seulement sa parole par écrit"),
            (Way.AWAY.value, "ne pouvait pas venir"),
        ],
    ),
    (
        "Quel que soit le créneau",
        [
            (Way.ALWAYS_PHONE.value, "prenait part par téléphone"),
            (Way.ALWAYS_VIDEO.value, "prenait part en visio"),
            (Way.ALWAYS_WRITES.value, "prenait part par écrit"),
            (Way.NOT_ESSENTIAL.value, "n’était pas indispensable"),
            (Way.NOT_INVITED.value, "n’était pas de la réunion"),
        ],
    ),
]
_WORDS = {way: words for _, ways in WAYS for way, words in ways}
_ANSWERS: dict[str, tuple[Answer, str, bool]] = {
    Way.COMES: (Answer.YES, "", False),
    Way.PAID: (Answer.YES, "", True),
    Way.PHONE: (Answer.REMOTE, "par téléphone", False),
    Way.VIDEO: (Answer.REMOTE, "en visio", False),
    Way.WRITES: (Answer.WRITTEN, "", False),
    Way.AWAY: (Answer.NO, "", False),
}
_OTHERS: dict[str, Callable[[int], Change]] = {
    Way.ALWAYS_PHONE: lambda person: OtherPresence(person, Presence.PHONE),
    Way.ALWAYS_VIDEO: lambda person: OtherPresence(person, Presence.VIDEO),
    Way.ALWAYS_WRITES: lambda person: OtherPresence(person, Presence.WRITTEN),
    Way.NOT_ESSENTIAL: NoLongerEssential,
    Way.NOT_INVITED: NotInvited,
}


class WhatIfForm(forms.Form):
    """One change; `dossier` holds the slots to come only."""

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier = dossier

    def offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        """Among what one may choose."""
        self.fields[field].choices = choices  # type: ignore[attr-defined]

    def change(self) -> Change:
        """What was chosen; the form is valid."""
        raise NotImplementedError

    def question(self) -> str:
        """The same as a sentence: « Et si le père pouvait venir le mardi 19 janvier à 9 h ? »"""
        raise NotImplementedError


class PersonForm(WhatIfForm):
    """Somebody answers something else, or takes part otherwise."""

    qui = forms.ChoiceField(label="Et si cette personne")
    comment = forms.ChoiceField(label="répondait ou venait ainsi", choices=WAYS)
    quand = forms.ChoiceField(label="à ce moment")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dossier = self.dossier
        people = [person for person in dossier.participants if is_awaited(person, dossier)]
        people.sort(key=lambda person: group_of(person, dossier))
        self.offer("qui", [(str(person.id), call(person, dossier)) for person in people])
        slots = [
            (str(slot.id), start_sentence(write_slot(slot.starts_at, slot.ends_at, year=False)))
            for slot in dossier.slots
        ]
        self.offer("quand", [(EVERY_SLOT, "À tous les créneaux"), *slots])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        person = self.dossier.by_id.get(int(values.get("qui") or 0))
        if values.get("comment") == Way.NOT_INVITED and person and keeps_seat(person):
            raise ValidationError({"comment": KEEPS_SEAT})
        return values

    def change(self) -> Change:
        values = self.cleaned_data
        person, way = int(values["qui"]), values["comment"]
        if way in _OTHERS:
            return _OTHERS[way](person)
        answer, note, paid = _ANSWERS[way]
        slots = () if values["quand"] == EVERY_SLOT else (int(values["quand"]),)
        return OtherAnswer(person, answer, slots, note, paid)

    def question(self) -> str:
        values = self.cleaned_data
        who = call(self.dossier.by_id[int(values["qui"])], self.dossier)
        way = values["comment"]
        when = " à tous les créneaux"
        if way in _OTHERS:
            when = ""
        elif values["quand"] != EVERY_SLOT:
            pk = int(values["quand"])
            when = f" {say_when(next(slot for slot in self.dossier.slots if slot.id == pk))}"
        return f"Et si {who} {_WORDS[way]}{when}\u202f?"


class PointForm(WhatIfForm):
    """A point leaves the agenda."""

    point = forms.ChoiceField(label="Et si ce point se traitait ailleurs")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("point", [(str(item.id), item.title) for item in self.dossier.kept_items])

    def change(self) -> Change:
        return PointOut(int(self.cleaned_data["point"]))

    def question(self) -> str:
        title = dict(self.fields["point"].choices)[self.cleaned_data["point"]]  # type: ignore[attr-defined]
        return f"Et si «{NBSP}{title}{NBSP}» se traitait ailleurs\u202f?"


class PlaceForm(WhatIfForm):
    """The meeting is held in another of its places."""

    lieu = forms.ChoiceField(label="Et si l’on se réunissait ici")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [place for place in self.dossier.places if not place.is_chosen]
        self.offer("lieu", [(str(place.id), place.name) for place in others])

    def change(self) -> Change:
        return OtherPlace(int(self.cleaned_data["lieu"]))

    def question(self) -> str:
        name = dict(self.fields["lieu"].choices)[self.cleaned_data["lieu"]]  # type: ignore[attr-defined]
        return f"Et si l’on se réunissait ailleurs{NBSP}: {name}\u202f?"


def query_of(change: Change) -> dict[str, str]:
    """The words of the address that ask for this change of an answer or of the agenda."""
    if isinstance(change, PointOut):
        return {"point": str(change.item)}
    if not isinstance(change, OtherAnswer):
        raise TypeError("suggested are answers and points only")
    way = next(
        way for way, asked in _ANSWERS.items() if asked == (change.answer, change.note, change.paid)
    )
    slot = str(change.slots[0]) if change.slots else EVERY_SLOT
    return {"qui": str(change.person), "comment": str(way), "quand": slot}
