from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from intermetiers.web.editing import OnceForm
from meetings.domain.kinds import HandedBy, Paper, RereadSaid, Source
from meetings.domain.lexicon import Lexicon
from meetings.domain.rereading import MOST_DAYS, SAID_LABELS, SOURCES, USUAL_DAYS, WHOLE, Part
from meetings.domain.versions import LONGEST_REASON, PAPER_LABELS
from meetings.following.actions.rereading import Saying
from meetings.following.actions.versions import Given
from meetings.models.choices import HANDED_BY

LONGEST_TEXT = 2000
LONGEST_LABEL = 120
LINK, PAPER = "link", "letter"
_WRITTEN = (RereadSaid.ADD, RereadSaid.CORRECT, RereadSaid.DISAGREE)
_ON_PAPER = (HandedBy.HAND.value, HandedBy.LETTER.value)


class SayForm(forms.Form):
    """What somebody of the family says of one part, in their own words and in their language."""

    about = forms.ChoiceField()
    said = forms.ChoiceField(widget=forms.RadioSelect)
    text = forms.CharField(
        max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )

    def __init__(self, *args: Any, parts: Iterable[Part], words: Lexicon, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = {part.key: part.label for part in parts}
        shown = self.labels | {WHOLE.key: words.say("reread.whole")}
        said = [(one.value, words.say(f"reread.{one.value}")) for one in _WRITTEN]
        for name, choices, label, error in (
            ("about", list(shown.items()), "about", "error_choose"),
            ("said", said, "choose", "error_choose"),
            ("text", None, "words", "error_words"),
        ):
            field: Any = self.fields[name]
            field.label = words.say(f"reread.{label}")
            field.error_messages["required"] = words.say(f"reread.{error}")
            if choices is not None:
                field.choices = choices

    def saying(self) -> Saying:
        """After validation."""
        return _saying(self.cleaned_data, self.labels, Source.LINK)


def _saying(values: Mapping[str, Any], labels: Mapping[str, str], source: Source) -> Saying:
    about = "" if values["about"] == WHOLE.key else labels[values["about"]]
    return Saying(RereadSaid(values["said"]), about, values["text"], source)


class SaidForm(OnceForm):
    """The same, typed by the coordinator for somebody who said it otherwise."""

    person = forms.TypedChoiceField(label="Qui l’a dit", coerce=int)
    source = forms.ChoiceField(
        label="Comment", choices=[(source.value, words) for source, words in SOURCES.items()]
    )
    about = forms.ChoiceField(label="De quelle partie")
    said = forms.ChoiceField(
        label="Ce que cette personne dit",
        choices=[(said.value, label) for said, label in SAID_LABELS.items()],
    )
    text = forms.CharField(
        label="Avec ses mots",
        help_text="Mot pour mot\u00a0: ce sera imprimé sur la fiche comme sa parole.",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(
        self, *args: Any, parts: Iterable[Part], people: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.labels = {part.key: part.label for part in parts}
        cast("forms.ChoiceField", self.fields["about"]).choices = list(self.labels.items())
        cast("forms.ChoiceField", self.fields["person"]).choices = list(people.items())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        said = values.get("said")
        if said == RereadSaid.READ.value:
            values["about"], values["text"] = WHOLE.key, ""
        elif said and not values.get("text"):
            self.add_error("text", "Écrivez ce que cette personne a dit.")
        return values

    def saying(self) -> Saying:
        """After validation."""
        return _saying(self.cleaned_data, self.labels, Source(self.cleaned_data["source"]))


class OpenForm(OnceForm):
    """How many days the family has, and who is written to."""

    days = forms.IntegerField(
        label="Nombre de jours pour relire",
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text="Tous ceux qui ouvrent la fiche voient cette date.",
    )
    people = forms.TypedMultipleChoiceField(
        label="Qui reçoit le lien par courriel",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, people: Mapping[int, str], ticked: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not people:
            del self.fields["people"]
            return
        cast("forms.ChoiceField", self.fields["people"]).choices = list(people.items())
        self.initial["people"] = [str(person) for person in ticked]


class LinkForm(OnceForm):
    """A link to show, or to print with the draft."""

    made_for = forms.ChoiceField(choices=[(LINK, "à copier"), (PAPER, "papier")])


class MakeForm(OnceForm):
    """A new version. The reason is asked for only while the family still re-reads."""

    word = forms.CharField(
        label="Un mot de vous sur ce qui change",
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label="Pourquoi avant la fin de la relecture",
        help_text="Cette raison est gardée, et imprimée sur la fiche.",
        max_length=LONGEST_REASON,
        error_messages={"required": "Dites pourquoi la fiche part avant la fin de la relecture."},
    )

    def __init__(self, *args: Any, is_first: bool, is_early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["word"]
        if not is_early:
            del self.fields["reason"]


class SendForm(OnceForm):
    """Who is sent the version, each with the paper that is theirs."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    people = forms.TypedMultipleChoiceField(
        label="À qui",
        coerce=int,
        error_messages={
            "required": "Cochez au moins une personne.",
            "invalid_choice": "Une personne cochée ne peut plus recevoir de courriel. Rien n’est "
            "parti\u00a0: relisez la liste.",
        },
    )

    def __init__(
        self,
        *args: Any,
        papers: Mapping[int, tuple[Paper, ...]],
        ticked: Iterable[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.papers = papers
        people = cast("forms.ChoiceField", self.fields["people"])
        people.choices = [(str(person), "") for person in papers]
        self.initial["people"] = [str(person) for person in ticked]
        for person, choices in papers.items():
            self.fields[f"paper-{person}"] = paper_field(choices)

    def is_ticked(self, person: int) -> bool:
        """Whether this person is to be sent it, as the form stands."""
        return str(person) in {str(value) for value in self["people"].value() or ()}

    def given(self) -> list[Given]:
        """After validation."""
        values = self.cleaned_data
        return [
            Given(Paper(values[f"paper-{one}"] or self.papers[one][0]), person=one)
            for one in values["people"]
        ]


class GivenForm(OnceForm):
    """A version given on paper, to somebody of the meeting or to a service."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label="À qui", required=False)
    label = forms.CharField(
        label="Ou à quel service",
        help_text="Par exemple\u00a0: MDPH, directrice de l’école, inspection.",
        max_length=LONGEST_LABEL,
        required=False,
    )
    paper = forms.ChoiceField(label="Quoi")
    by_way = forms.ChoiceField(
        label="Comment", choices=[one for one in HANDED_BY if one[0] in _ON_PAPER]
    )

    def __init__(
        self,
        *args: Any,
        people: Mapping[str, str],
        papers: Mapping[str, tuple[Paper, ...]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.papers = papers
        to = cast("forms.ChoiceField", self.fields["to"])
        to.choices = [*people.items(), ("", "un service, que j’écris ci-dessous")]
        known = dict.fromkeys(paper for some in papers.values() for paper in some)
        cast("forms.ChoiceField", self.fields["paper"]).choices = _choices(known)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        if bool(values["to"]) == bool(values["label"]):
            self.add_error("label", "Choisissez une personne, ou écrivez le nom d’un service.")
        elif values["paper"] not in self.papers[values["to"]]:
            self.add_error(
                "paper", "Ce papier n’est pas pour cette personne\u00a0: choisissez-en un autre."
            )
        return values

    def given(self) -> Given:
        """After validation."""
        values = self.cleaned_data
        person = int(values["to"]) if values["to"] else None
        return Given(Paper(values["paper"]), person, values["label"])


def paper_field(papers: Iterable[Paper]) -> forms.ChoiceField:
    """The papers one person may be given, the usual one chosen."""
    choices = _choices(papers)
    return forms.ChoiceField(label="Quoi", choices=choices, initial=choices[0][0], required=False)


def _choices(papers: Iterable[Paper]) -> list[tuple[str, str]]:
    return [(paper.value, PAPER_LABELS[paper]) for paper in papers]
