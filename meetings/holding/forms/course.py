"""The course of the meeting: the points, the floor, the ways on, what comes next, the end."""

from collections.abc import Sequence
from datetime import date, time
from typing import ClassVar

from django import forms

from intermetiers.web.fields import FrenchDateField, FrenchTimeField, YesField
from intermetiers.web.french import NBSP, start_sentence
from meetings.domain.live.room import REREADING
from meetings.domain.live.wording import WAY_LABELS
from meetings.holding.forms.base import ActForm, Said, iso, line, long_text

TURNS_SHOWN = 6
_HIDDEN = forms.HiddenInput


class _ItemForm(ActForm):
    """About one of the points of the meeting."""

    def build(self) -> None:
        items = [(point.item, point.title) for point in self.room.points]
        self.fields["item"] = forms.ChoiceField(choices=items, widget=_HIDDEN)

    def goes_to(self) -> tuple[str, str]:
        return self.cleaned_data["item"], self.ANCHOR


class PointForm(_ItemForm):
    """One goes on to a point."""

    NAME, ANCHOR = "point", "contenu"

    def said(self) -> Sequence[Said]:
        return [("point", {"item": self.cleaned_data["item"]})]


class AskedForm(_ItemForm):
    """Those not heard yet were asked, on this point."""

    NAME, ANCHOR = "asked", "parole"

    def said(self) -> Sequence[Said]:
        return [("asked", {"item": self.cleaned_data["item"]})]


class SettleForm(_ItemForm):
    """What one does of a point to decide that not everybody has the information of."""

    NAME, ANCHOR = "settle", "suite"

    way = forms.ChoiceField(
        label="Comment continuer",
        choices=[
            ("", "Décider quand même"),
            *((w, start_sentence(x)) for w, x in WAY_LABELS.items()),
        ],
        required=False,
        show_hidden_initial=True,
        widget=forms.RadioSelect,
    )
    until = FrenchDateField(
        label="Quand reprendre ce qui reste", required=False, show_hidden_initial=True
    )
    text = line(
        "Ce que l’on décide aujourd’hui, ou ce qu’il faut avoir lu d’ici là",
        show_hidden_initial=True,
    )

    def said(self) -> Sequence[Said]:
        now = self.room.live.settled.get(self.cleaned_data["item"])
        standing = {"way": now.way, "until": now.until, "text": now.text} if now else {}
        wanted = {
            "way": self.cleaned_data["way"],
            "until": iso(self.cleaned_data["until"]),
            "text": self.cleaned_data["text"],
        }
        changed = {name: wanted[name] for name in wanted if name in self.changed_data}
        if not changed:
            return []
        empty = {"way": "", "until": "", "text": ""}
        return [("settle", {"item": self.cleaned_data["item"], **empty, **standing, **changed})]


class FloorForm(ActForm):
    """Who speaks from now on; nobody is a pause."""

    NAME, ANCHOR = "floor", "parole"

    def build(self) -> None:
        self.fields["who"] = forms.ChoiceField(choices=self.room.choices, required=False)

    def said(self) -> Sequence[Said]:
        return [("floor", {"who": self.cleaned_data["who"]})]


class UndoForm(ActForm):
    """One thing said counts no more."""

    NAME, ANCHOR = "undo", "contenu"

    undone = forms.UUIDField(widget=_HIDDEN)

    def clean_undone(self) -> str:
        act = str(self.cleaned_data["undone"])
        if act not in {known.id for known in self.room.acts if known.kind != "undo"}:
            raise forms.ValidationError("Ce geste n’est plus là.")
        return act

    def said(self) -> Sequence[Said]:
        return [("undo", {"act": self.cleaned_data["undone"]})]


class RecastForm(ActForm):
    """Whose the last turns were."""

    NAME, ANCHOR = "recast", "parole"

    def build(self) -> None:
        latest = {turn.act: turn for turn in self.room.live.turns}
        for act, turn in list(latest.items())[-TURNS_SHOWN:]:
            minutes, seconds = divmod(turn.length // 1000, 60)
            self.fields[f"turn_{act}"] = self.anybody(
                f"Pendant {minutes}{NBSP}min {seconds:02d}{NBSP}s",
                initial=turn.who,
                show_hidden_initial=True,
            )

    def said(self) -> Sequence[Said]:
        return [("recast", {"act": act, "who": who}) for act, who in self.changed("turn_")]


class _SwitchForm(ActForm):
    """Something on or off; the button says which."""

    KIND: ClassVar[str]

    on = YesField(widget=_HIDDEN)

    def said(self) -> Sequence[Said]:
        return [(self.KIND, {"on": self.cleaned_data["on"]})]


class WatchForm(_SwitchForm):
    NAME, ANCHOR, KIND = "watch", "parole", "watch"


class NamesForm(_SwitchForm):
    NAME, ANCHOR, KIND = "names", "parole", "names"


class RereadForm(_SwitchForm):
    """Everything was read again together: the end comes next."""

    NAME, ANCHOR, KIND = "reread", "contenu", "reread"

    def goes_to(self) -> tuple[str, str]:
        return ("fermer" if self.cleaned_data["on"] else REREADING), self.ANCHOR


class NextForm(ActForm):
    """What comes after, and when one meets again."""

    NAME, ANCHOR = "next", "ensuite"

    text = long_text("Ce qui se passe après, et qui le dit aux absents", show_hidden_initial=True)
    day = FrenchDateField(label="La prochaine réunion", required=False, show_hidden_initial=True)
    time = FrenchTimeField(label="À quelle heure", required=False, show_hidden_initial=True)

    def build(self) -> None:
        known = self.room.live.next or {}
        day, hour = known.get("day"), known.get("time")
        self.fields["text"].initial = known.get("text", "")
        self.fields["day"].initial = date.fromisoformat(day) if day else None
        self.fields["time"].initial = time.fromisoformat(hour) if hour else None

    def said(self) -> Sequence[Said]:
        hour = self.cleaned_data["time"]
        wanted = {
            "day": iso(self.cleaned_data["day"]),
            "time": hour.strftime("%H:%M") if hour else "",
            "text": self.cleaned_data["text"],
        }
        standing = self.room.live.next or {}
        changed = {name: wanted[name] for name in wanted if name in self.changed_data}
        if not changed:
            return []
        return [("next", {"day": "", "time": "", "text": "", **standing, **changed})]


class CloseForm(ActForm):
    """The meeting ends."""

    NAME, ANCHOR = "close", "contenu"

    def said(self) -> Sequence[Said]:
        return [("close", {})] if self.room.live.is_open else []

    def goes_to(self) -> tuple[str, str]:
        return "", self.ANCHOR


class ReopenForm(CloseForm):
    """It goes on after all."""

    NAME = "reopen"

    def said(self) -> Sequence[Said]:
        return [("reopen", {})] if self.room.live.closed_at is not None else []
