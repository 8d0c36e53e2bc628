"""A form that says something happened in the room, for whoever has no JavaScript."""

import json
from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import uuid4, uuid5

from django import forms

from intermetiers.web.editing import KeyField
from meetings.holding.room import Room

DEVICE = "sans-javascript"
Said = tuple[str, dict[str, Any]]  # the kind of an act, and its payload


class ActForm(forms.Form):
    """One kind of thing to say. `point` is the one the page stands on, to come back to it.

    The same form sent twice says it once: the identifier of each act is made of the key of the
    form and of what it says. Sent again with other words, it says something else.
    """

    NAME: ClassVar[str]
    ANCHOR: ClassVar[str] = ""

    form_key = KeyField(initial=uuid4)
    point = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        self.room = room
        super().__init__(*args, **{"auto_id": f"{self.NAME}-%s"} | kwargs)
        self.build()

    def build(self) -> None:
        """Add the fields that depend on who is in the room: none by default."""

    def said(self) -> Sequence[Said]:
        """What the form says, once it is valid; nothing when nothing was changed."""
        raise NotImplementedError

    def raw_acts(self, at: int) -> list[dict[str, Any]]:
        """The same as acts, as a device would send them. `at` in milliseconds since 1970."""
        key = self.cleaned_data["form_key"]
        return [
            {
                "id": str(uuid5(key, json.dumps([kind, payload], sort_keys=True))),
                "kind": kind, "at": at, "device": DEVICE, **payload,
            }
            for kind, payload in self._said_once_open()
        ]  # fmt: skip

    def _said_once_open(self) -> list[Said]:
        """What the form says; the button of a page that was closed meanwhile opens it again."""
        said = list(self.said())
        reopens = said and "reopen" in self.data and self.room.live.closed_at is not None
        return [("reopen", {}), *said] if reopens else said

    def goes_to(self) -> tuple[str, str]:
        """The point to show then, and where on its page."""
        return self.cleaned_data["point"], self.ANCHOR

    def anybody(self, label: str, *, nobody: str = "personne", **kwargs: Any) -> forms.ChoiceField:
        """Somebody of the room, or nobody."""
        return forms.ChoiceField(
            label=label, choices=[("", nobody), *self.room.choices], required=False, **kwargs
        )

    def changed(self, prefix: str) -> list[tuple[str, Any]]:
        """What the author changed among the fields of a series: the end of each name, its value."""
        return [
            (name.removeprefix(prefix), self.cleaned_data[name])
            for name in self.changed_data
            if name.startswith(prefix)
        ]


def line(label: str, longest: int = 300, **kwargs: Any) -> forms.CharField:
    """One line of text."""
    kwargs = {"required": False} | kwargs
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, widget=widget, **kwargs)


def long_text(label: str, longest: int = 2000, **kwargs: Any) -> forms.CharField:
    """Some lines of text."""
    kwargs = {"required": False} | kwargs
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": 2}), **kwargs
    )


def iso(value: Any) -> str:
    """A day or an hour as acts write it, "" of nothing."""
    return value.isoformat() if value else ""


class ListField(forms.Field):
    """Several identifiers sent under one name."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return [str(one) for one in value or ()]
