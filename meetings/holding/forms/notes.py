"""What is written: a note of each kind, its versions, and what each one says of a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from intermetiers.web.french import start_sentence, typeset
from meetings.domain.live.acts import DILEMMAS, NOTES
from meetings.domain.live.state import Entry, Head
from meetings.domain.live.wording import NOTE_LABELS, POSITION_LABELS
from meetings.holding.forms.base import ActForm, ListField, Said, iso, line
from meetings.holding.forms.note_fields import NOTE_FIELDS, Part, meaning_of
from meetings.holding.room import Room

_HIDDEN = forms.HiddenInput
GONE_SINCE = typeset("Cette note a changé depuis : relisez-la, puis recommencez.")
POSITIONS = [("", "n’a rien dit"), *((s, start_sentence(x)) for s, x in POSITION_LABELS.items())]
BOTH = "both"
# What one sets out to write; once written, a word is explained.
KIND_LABELS = NOTE_LABELS | {"word": "Mot à expliquer"}


@dataclass(frozen=True, slots=True)
class BoundPart:
    """Some fields of a note under one title; "" for those one sees first."""

    title: str
    rows: list[list[forms.BoundField]]
    opened: bool


class NoteForm(ActForm):
    """A note, new or to change. `over` are the versions its author saw: what somebody else wrote
    meanwhile stays beside, until one chooses."""

    NAME, ANCHOR = "note", "ecrire"

    note = forms.ChoiceField(choices=[(note, note) for note in NOTES], widget=_HIDDEN)
    item = forms.CharField(max_length=20, widget=_HIDDEN)
    entry = forms.UUIDField(required=False, widget=_HIDDEN)
    over = ListField(required=False)

    def build(self) -> None:
        note = str(self.data.get("note") or self.initial.get("note"))
        self.kind = note if note in NOTE_FIELDS else "agreement"
        self.layout: Sequence[Part] = NOTE_FIELDS[self.kind]
        for part in self.layout:
            for name in (name for row in part.rows for name in row):
                self.fields[name] = part.make(name, self.kind, self.room)

    @classmethod
    def of_entry(cls, entry: Entry, room: Room, point: str) -> "NoteForm":
        """A note as it stands, to change."""
        over = [head.act for head in entry.heads]
        return cls(room=room, initial=_initial(entry.head) | {
            "entry": entry.id, "over": over, "point": point})  # fmt: skip

    @property
    def label(self) -> str:
        return KIND_LABELS[self.kind]

    @property
    def parts(self) -> list[BoundPart]:
        """Its fields, as the page shows them: what is filled or wrong is not folded away."""
        return [
            BoundPart(
                part.title,
                [[self[name] for name in row] for row in part.rows],
                any(self[name].value() or self[name].errors for row in part.rows for name in row),
            )
            for part in self.layout
        ]

    def clean(self) -> None:
        first, second = (self.cleaned_data.get(name) for name in ("between_1", "between_2"))
        if first and first == second:
            self.add_error("between_2", "Choisissez deux personnes différentes.")
        for rank in "12":
            if self.cleaned_data.get(f"holds_{rank}") and not self.cleaned_data.get(
                f"between_{rank}"
            ):
                self.add_error(f"between_{rank}", "Dites qui y tient.")

    def said(self) -> Sequence[Said]:
        data = self.cleaned_data
        payload = {name: _plain(data[name]) for name in data if name not in _NOT_SAID}
        payload |= _OF_KIND.get(self.kind, lambda _data, _room: {})(data, self.room)
        standing = self.room.entry(self._entry())
        if standing and [head.act for head in standing.heads] == data["over"]:
            kept = {name: _bare(payload.get(name)) for name in payload}
            if kept == {name: _bare(standing.head.get(name)) for name in payload}:
                return []
        payload |= {"entry": self._entry(), "over": data["over"], "gone": False}
        return [("entry", payload)]

    def goes_to(self) -> tuple[str, str]:
        return self.cleaned_data["point"], f"note-{self._entry()}"

    def _entry(self) -> str:
        return str(self.cleaned_data.get("entry") or self.cleaned_data["form_key"])


_NOT_SAID = {
    "form_key", "point", "entry", "over", "between_1", "between_2", "holds_1", "holds_2",
}  # fmt: skip


def _plain(value: Any) -> Any:
    return iso(value) if isinstance(value, date) else value


def _bare(value: Any) -> Any:
    """What is empty in one way or another is nothing."""
    return value or None


def _tension(data: Mapping[str, Any], room: Room) -> dict[str, Any]:
    pairs = [(data[f"between_{rank}"], data[f"holds_{rank}"]) for rank in "12"]
    own = data["own_dilemma"]
    return {
        "between": [who for who, _ in pairs if who],
        "holds": {who: text for who, text in pairs if who and text},
        # Words of one’s own say that the dilemma is one’s own.
        "dilemma": data["dilemma"] or (DILEMMAS[-1] if own else ""),
    }


def _disagreement(data: Mapping[str, Any], room: Room) -> dict[str, Any]:
    return {"consent": bool(data["who"]) and data["consent"]}


def _word(data: Mapping[str, Any], room: Room) -> dict[str, Any]:
    """A word of the glossary comes with its meaning."""
    return {"meaning": data["meaning"] or meaning_of(data["text"], room)}


_OF_KIND = {"tension": _tension, "disagreement": _disagreement, "word": _word}


def _initial(head: Head) -> dict[str, Any]:
    fields = {name: value for name, value in head.fields.items() if value}
    between, holds = list(fields.get("between", ())), fields.get("holds", {})
    for rank, who in enumerate(between, start=1):
        fields |= {f"between_{rank}": who, f"holds_{rank}": holds.get(who, "")}
    return fields


# --- Versions ----------------------------------------------------------------------------------


class _VersionForm(ActForm):
    """A version over those its author saw. Sent again once done, it says the same again."""

    entry = forms.UUIDField(widget=_HIDDEN)
    over = ListField()

    def clean(self) -> None:
        self.versions = {
            act.id: act.payload
            for act in self.room.acts
            if act.kind == "entry" and act.payload["entry"] == str(self.cleaned_data.get("entry"))
        }
        over = self.cleaned_data.get("over", ())
        if not over or not set(over) <= self.versions.keys():
            self.add_error(None, GONE_SINCE)

    def version(self, act: str, **changes: Any) -> Said:
        over = self.cleaned_data["over"]
        return ("entry", {**self.versions[act], **changes, "over": over})

    def goes_to(self) -> tuple[str, str]:
        return self.cleaned_data["point"], f"note-{self.cleaned_data['entry']}"


class GoneForm(_VersionForm):
    """A note taken away."""

    NAME = "gone"

    def said(self) -> Sequence[Said]:
        return [self.version(self.cleaned_data["over"][-1], gone=True)]

    def goes_to(self) -> tuple[str, str]:
        return self.cleaned_data["point"], "retiree"


class ChooseForm(_VersionForm):
    """Of two versions, the one everybody keeps; or the words of both."""

    NAME = "choose"

    keep = forms.CharField(max_length=40)

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("keep") not in {*self.versions, BOTH}:
            self.add_error(None, GONE_SINCE)

    def said(self) -> Sequence[Said]:
        keep, over = self.cleaned_data["keep"], self.cleaned_data["over"]
        if keep != BOTH:
            return [self.version(keep)]
        standing = [act for act in over if not self.versions[act]["gone"]]
        texts = dict.fromkeys(self.versions[act]["text"] for act in standing)
        text = " / ".join(text for text in texts if text)
        return [self.version((standing or over)[-1], text=text, gone=False)]


class PositionsForm(ActForm):
    """What each one says of a decision, and why."""

    NAME = "position"

    entry = forms.UUIDField(widget=_HIDDEN)

    def build(self) -> None:
        entry = str(self.data.get("entry") or self.initial.get("entry"))
        said = self.room.live.positions.get(entry, {})
        for person in self.room.around:
            known = said.get(person.who)
            name = start_sentence(person.called)
            self.fields[f"say_{person.who}"] = forms.ChoiceField(
                label=name,
                choices=POSITIONS,
                initial=known.say if known else "",
                required=False,
                show_hidden_initial=True,
            )
            self.fields[f"reason_{person.who}"] = line(
                typeset(f"{name} : pourquoi"),
                initial=known.reason if known else "",
                show_hidden_initial=True,
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"say_{p.who}"], self[f"reason_{p.who}"]) for p in self.room.around]

    def clean(self) -> None:
        for person in self.room.around:
            say, reason = (self.cleaned_data.get(f"{n}_{person.who}") for n in ("say", "reason"))
            if reason and not say:
                self.add_error(
                    f"say_{person.who}", typeset("Est-ce une réserve, ou un désaccord ?")
                )

    def said(self) -> Sequence[Said]:
        changed = {who for who, _ in [*self.changed("say_"), *self.changed("reason_")]}
        found: list[Said] = []
        for person in self.room.around:
            if person.who in changed:
                words = {n: self.cleaned_data[f"{n}_{person.who}"] for n in ("say", "reason")}
                found.append(("position", {
                    "entry": str(self.cleaned_data["entry"]), "who": person.who, **words}))  # fmt: skip
        return found

    def goes_to(self) -> tuple[str, str]:
        return self.cleaned_data["point"], f"note-{self.cleaned_data['entry']}"


def new_note(note: str, item: str, room: Room) -> NoteForm:
    """A note to write, with what the meeting knows already: who speaks, who the two are."""
    initial: dict[str, Any] = {"note": note, "item": item, "point": item}
    speaker = room.people.get(room.live.floor.who) if room.live.floor else None
    if note == "words" and speaker and speaker.family:
        initial["who"] = speaker.who
    if note == "tension" and len(room.people) == 2:
        initial["between_1"], initial["between_2"] = room.people
    return NoteForm(room=room, initial=initial)
