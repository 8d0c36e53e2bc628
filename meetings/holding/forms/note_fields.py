"""The fields of each kind of note."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms

from intermetiers.web.fields import FrenchDateField, YesField
from intermetiers.web.french import start_sentence, typeset
from meetings.domain.live.wording import DILEMMAS, SOURCE_LABELS
from meetings.holding.forms.base import line, long_text
from meetings.holding.room import Room

Make = Callable[[str, Room], forms.Field]

_TEXTS = {
    "agreement": ("Ce sur quoi on est d’accord", ""),
    "disagreement": ("Ce sur quoi on n’est pas d’accord", ""),
    "tension": ("La tension, comme on l’a dite", ""),
    "word": ("Le mot", ""),
    "decision": ("Ce qui est décidé", "Un verbe : ce que quelqu’un va faire."),
    "later": ("Ce qu’on reprend", ""),
    "words": ("Avec ses mots", "Rien n’est reformulé : ce sera écrit entre guillemets."),
}
_NO_TEXT = typeset("Écrivez quelques mots : le reste peut attendre.")
_OWN = "Un autre, avec nos mots"


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of fields under one title, "" for what one sees first."""

    title: str
    rows: tuple[tuple[str, ...], ...]

    def make(self, name: str, note: str, room: Room) -> forms.Field:
        return _FIELDS[name](note, room)


NOTE_FIELDS: Mapping[str, tuple[Part, ...]] = {
    "agreement": (Part("", (("text",),)),),
    "disagreement": (Part("", (("text",), ("who",), ("consent",))),),
    "tension": (
        Part("", (("text",),)),
        Part(
            "Entre qui et qui, et d’où elle vient",
            (("between_1", "holds_1"), ("between_2", "holds_2"), ("source",)),
        ),
        Part("En faire un dilemme commun", (("dilemma",), ("own_dilemma",), ("how", "while"))),
        Part("Ce qu’on invente, et qu’on essaie", (("invention",), ("try_until",), ("looks",))),
    ),
    "word": (Part("", (("text",), ("meaning",))),),
    "decision": (Part("", (("text",), ("people",), ("by",), ("seen",))),),
    "later": (Part("", (("text",), ("until",))),),
    "words": (Part("", (("who",), ("text",))),),
}


def meaning_of(term: str, room: Room) -> str:
    """What the glossary says of a word, "" when it does not know it."""
    wanted = term.strip().casefold()
    return next(
        (
            typeset(entry.explanation if entry.meanings else entry.simple)
            for entry in room.dossier.catalogue.glossary
            if entry.term.casefold() == wanted
        ),
        "",
    )


# --- Each field --------------------------------------------------------------------------------


def _text(note: str, room: Room) -> forms.Field:
    label, help_text = _TEXTS[note]
    make = line if note == "word" else long_text
    field = make(
        label, required=True, help_text=typeset(help_text), error_messages={"required": _NO_TEXT}
    )
    field.widget.attrs["autofocus"] = True
    return field


def _anybody(label: str) -> Make:
    def make(note: str, room: Room) -> forms.Field:
        choices = [("", "à dire plus tard"), *room.choices]
        return forms.ChoiceField(label=label, choices=choices, required=False)

    return make


def _who(note: str, room: Room) -> forms.Field:
    if note != "words":
        return _anybody("Qui le porte")(note, room)
    # The words of professionals are written as agreements and tensions.
    family = [(p.who, start_sentence(p.called)) for p in room.seated if p.family]
    return forms.ChoiceField(
        label="Qui l’a dit", choices=[("", "à dire plus tard"), *family], required=False
    )


def _people(label: str) -> Make:
    def make(note: str, room: Room) -> forms.Field:
        return forms.MultipleChoiceField(
            label=label,
            choices=room.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    return make


def _line(label: str, help_text: str = "") -> Make:
    return lambda note, room: line(label, help_text=help_text)


def _day(label: str) -> Make:
    return lambda note, room: FrenchDateField(label=label, required=False)


def _source(note: str, room: Room) -> forms.Field:
    choices = [("", "on ne sait pas encore"), *SOURCE_LABELS.items()]
    return forms.ChoiceField(label="D’où elle vient", choices=choices, required=False)


def _dilemma(note: str, room: Room) -> forms.Field:
    common = [(d.code, typeset(f"{start_sentence(d.label)}. {d.help}")) for d in DILEMMAS]
    return forms.ChoiceField(
        label=typeset("Quel dilemme est-il commun ?"),
        choices=[("", "Aucun pour l’instant"), *common, ("own", _OWN)],
        required=False,
        widget=forms.RadioSelect,
    )


_FIELDS: Mapping[str, Make] = {
    "text": _text,
    "who": _who,
    "consent": lambda note, room: YesField(
        label="Cette personne a dit que son nom peut être écrit"
    ),
    "between_1": _anybody("Entre"),
    "holds_1": _line("À quoi cette personne tient"),
    "between_2": _anybody("et"),
    "holds_2": _line("À quoi l’autre tient"),
    "source": _source,
    "dilemma": _dilemma,
    "own_dilemma": _line("Ce dilemme, avec nos mots"),
    "how": _line("Comment…"),
    "while": _line("… tout en…"),
    "invention": lambda note, room: long_text("Ce qu’on invente, et qu’on essaie"),
    "try_until": _day("Jusqu’à quand on l’essaie"),
    "looks": _people("Qui regarde si cela marche"),
    "meaning": _line(
        "Ce qu’il veut dire, pour tous",
        "Un mot du glossaire vient avec son explication si vous n’écrivez rien.",
    ),
    "people": _people("Qui s’en charge"),
    "by": _day("Pour quand"),
    "seen": _line("Ce qu’on en verra, en classe ou à la maison"),
    "until": _day("Quand le reprendre"),
}
