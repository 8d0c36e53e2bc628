"""What a team writes over an entry of the catalogue, or of an entry of its own."""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import YesField
from intermetiers.web.french import typeset
from partners.domain.catalogue import Catalogue
from partners.domain.own_entries import Shelf, named_alike
from partners.domain.words import can_be_found
from partners.domain.worlds import World
from partners.forms.choices import metier_choices, offer
from partners.models.professionals import OTHER

LONGEST_LINE: Final = 160  # one line of a letter
LONGEST_SIMPLE: Final = 80
MOST_LINES: Final = 12  # meanings of one word, ways to write it
PAID: Final = [("oui", "oui"), ("non", "non"), ("selon", "cela dépend")]
_BLANKS = re.compile(r"[ \t\r\n]+")


class LineField(forms.CharField):
    """A text on one line, with the spaces and apostrophes of French print."""

    def __init__(
        self, *, max_length: int = LONGEST_LINE, long: bool = False, **kwargs: Any
    ) -> None:
        widget = forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput()
        super().__init__(max_length=max_length, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return typeset(_BLANKS.sub(" ", super().to_python(value) or "").strip())


class LinesField(forms.CharField):
    """Several texts, one a line; the value is one text with neither blank nor twice the same."""

    default_error_messages = {
        "too_many": "Douze lignes au plus.",
        "too_long": f"Une ligne dépasse {LONGEST_LINE}\u00a0signes\u00a0: «\u00a0%(line)s…\u00a0».",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def to_python(self, value: Any) -> str:
        lines = [typeset(_BLANKS.sub(" ", line).strip()) for line in str(value or "").splitlines()]
        return "\n".join(dict.fromkeys(line for line in lines if line))

    def validate(self, value: Any) -> None:
        super().validate(value)
        lines = value.split("\n")
        if len(lines) > MOST_LINES:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        for line in lines:
            if len(line) > LONGEST_LINE:
                raise ValidationError(
                    self.error_messages["too_long"], code="too_long", params={"line": line[:40]}
                )


def _world() -> forms.ChoiceField:
    return forms.ChoiceField(label="Son monde", choices=[(w.value, w.label) for w in World])


def _does(label: str, help_text: str) -> LineField:
    return LineField(label=label, help_text=help_text, long=True)


def _simple() -> LineField:
    return LineField(
        label="La même chose en français simple",
        max_length=LONGEST_SIMPLE,
        help_text="Une dizaine de mots\u00a0: c’est la ligne du brief.",
    )


class EntryForm(SeenForm, forms.Form):
    """The texts of one entry. `catalogue` is the team's, `code` the entry's, "" for a new one."""

    def __init__(self, *args: Any, catalogue: Catalogue, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue, self.code = catalogue, code

    def wanted(self) -> Mapping[str, Any]:
        """What was written, without what serves the form alone."""
        ours = {"form_key", "said", "term"}
        return {name: value for name, value in self.cleaned_data.items() if name not in ours}


class MetierForm(EntryForm):
    shelf = Shelf.METIER
    field_order = ["does", "simple", "decides", "does_not_decide", "time_frame"]

    masculine = LineField(label="Le métier, au masculin", max_length=80)
    feminine = LineField(label="Le métier, au féminin", max_length=80)
    neutral = LineField(
        label="Le mot qui vaut pour les deux", max_length=80, required=False,
        help_text="S’il y en a un\u00a0: «\u00a0AESH\u00a0», «\u00a0parent\u00a0».",
    )  # fmt: skip
    short = LineField(
        label="À sa place sur la table ronde", max_length=6, required=False,
        help_text="Six lettres au plus\u00a0: «\u00a0Éduc\u00a0».",
    )  # fmt: skip
    world = _world()
    does = _does(
        "Ce que fait cette personne pour l’enfant",
        "Ce que lisent les familles. Commencez par un verbe\u00a0: «\u00a0Aide l’enfant à…\u00a0»",
    )
    simple = _simple()
    decides = LineField(label="Ce qu’elle décide", required=False, long=True)
    does_not_decide = LineField(label="Ce qu’elle ne décide pas", required=False, long=True)
    time_frame = LineField(
        label="Son temps", required=False,
        help_text="Par exemple\u00a0: toutes les semaines, pendant deux ans.",
    )  # fmt: skip
    support = YesField(
        label="Sa parole est à soutenir, au départ",
        help_text="À changer ensuite pour chaque réunion. Les invités ne le voient jamais.",
    )
    paid_in_meeting = forms.ChoiceField(label="Son temps de réunion est payé", choices=PAID)
    paid_note = LineField(label="De quoi cela dépend", required=False)

    def clean_short(self) -> str:
        """A seat always has a word on the drawing."""
        return self.cleaned_data["short"] or str(self.initial.get("short") or "")


class InstitutionKindForm(EntryForm):
    shelf = Shelf.INSTITUTION

    label = LineField(label="Son nom", max_length=80)
    gender = forms.ChoiceField(
        label="On en parle",
        choices=[("m", "au masculin\u00a0: le SESSAD"), ("f", "au féminin\u00a0: la mairie")],
    )
    world = _world()
    does = _does("Ce qu’on y fait pour l’enfant", "Ce que lisent les familles.")
    simple = _simple()


class WordForm(EntryForm):
    shelf = Shelf.WORD

    explains = LineField(
        label="Ce que cela veut dire", required=False, long=True,
        help_text="Ce que lisent les familles, d’abord les mots en entier.",
    )  # fmt: skip
    meanings = LinesField(
        label="S’il a plusieurs sens",
        help_text="Un sens par ligne, à la place de l’explication\u00a0: la famille les lira tous.",
    )
    simple = _simple()
    forms = LinesField(
        label="Autres façons de l’écrire",
        help_text="Une par ligne. Pluriels et accents sont compris tout seuls\u00a0; un sigle "
        "n’est reconnu qu’en majuscules.",
    )

    def clean_forms(self) -> str:
        """Ways to write this word that no other entry has."""
        lines = self.cleaned_data["forms"]
        for line in filter(None, lines.split("\n")):
            if not can_be_found(line) or len(line) > 80:
                raise ValidationError(f"«\u00a0{line[:40]}\u00a0» n’est pas un mot à retrouver.")
            if named_alike(line, self.catalogue, Shelf.WORD) not in {None, self.code}:
                raise ValidationError(f"«\u00a0{line}\u00a0» est déjà expliqué ailleurs.")
        return str(lines)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        explains, meanings = cleaned.get("explains", ""), cleaned.get("meanings", "")
        if self.errors.keys() & {"explains", "meanings"}:
            return cleaned
        if explains and meanings:
            self.add_error("meanings", "Une explication ou plusieurs sens\u00a0: pas les deux.")
        elif meanings and "\n" not in meanings:
            self.add_error("meanings", "Donnez au moins deux sens, un par ligne.")
        elif not (explains or meanings):
            self.add_error("explains", "Dites ce que cela veut dire.")
        return cleaned


class _NewForm(OnceForm):
    """An entry nobody wrote yet. `said` is how the cards say this métier today."""

    said = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"world", "gender"} & self.fields.keys():  # nothing chosen by itself
            choice = cast(forms.ChoiceField, self.fields[name])
            choice.choices = [("", "Choisissez"), *cast("list[tuple[str, str]]", choice.choices)]


class NewMetierForm(_NewForm, MetierForm):
    field_order = ["masculine", "feminine", "neutral", "does", "simple", "world"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["feminine"].required = False
        self.fields["feminine"].help_text = "Si le mot change."

    def clean_feminine(self) -> str:
        return str(self.cleaned_data["feminine"] or self.cleaned_data.get("masculine", ""))


class NewInstitutionKindForm(_NewForm, InstitutionKindForm):
    pass


class NewWordForm(_NewForm, WordForm):
    term = LineField(label="Le mot ou le sigle", max_length=80)

    field_order = ["term"]

    def clean_term(self) -> str:
        term = str(self.cleaned_data["term"])
        if "/" in term or not can_be_found(term):
            raise ValidationError("Écrivez un mot ou un sigle, sans barre oblique.")
        return term


class AdoptForm(forms.Form):
    """Which métier of the catalogue is meant where cards say `said`."""

    said = forms.CharField(max_length=80, widget=forms.HiddenInput)
    metier = forms.ChoiceField(label="C’est ce métier de la liste")

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [choice for choice in metier_choices(catalogue) if choice[0] != OTHER]
        offer(self.fields["metier"], choices)
