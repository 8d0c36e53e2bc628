"""The same questions, on the page of a guest and on that of whoever types for somebody."""

from datetime import date
from typing import Any

from django import forms

from intermetiers.web.editing import SeenForm
from intermetiers.web.fields import FrenchDateField
from meetings.domain.dossier import Contribution, Dossier
from meetings.domain.kinds import Source
from meetings.domain.viewpoint_page import Manner, ViewpointPage, too_long
from meetings.domain.viewpoints import MOST_SIGNS, QUESTIONS

TYPED_FROM = [
    (Source.PHONE.value, "au téléphone ou de vive voix"),
    (Source.PAPER.value, "sur papier"),
]
AFTER_IT = "Ce jour vient après la réunion."
PAST = "Ce jour est déjà passé. Choisissez aujourd’hui ou un jour à venir."


class Words(forms.CharField):
    """What somebody writes. A line break counts for one sign, as the browser counts it."""

    nothing = "–"

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class Faces(forms.RadioSelect):
    """Three drawn faces, each with its words."""

    template_name = "meetings/announcing/faces.html"


class ViewpointForm(SeenForm, forms.Form):
    """The questions of one person. None is required, but one of them."""

    # What is missing is said by the page, in the language of its reader.
    use_required_attribute = False

    def __init__(self, *args: Any, page: ViewpointPage, manner: Manner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manner = manner
        if page.faces:
            self._add("face", _choice(page.face, page.faces, widget=Faces(), required=False))
        for name, label in page.questions:
            self._add(name, _words(label, too_long(manner)))
        required = {"required": manner.say("choose")}
        self._add("audience", _choice(page.audience, page.audiences, error_messages=required))
        if page.agreed:
            self._add("agreed", forms.BooleanField(label=page.agreed, required=False))

    def _add(self, name: str, field: forms.Field) -> None:
        field.show_hidden_initial = True
        self.fields[name] = field

    def say_both(self, shown: str) -> str:
        """What to say beside a text when `shown` was written meanwhile."""
        return self.manner.say("meanwhile", text=shown)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not any(values.get(name) for name in (*QUESTIONS, "face")):
            raise forms.ValidationError(self.manner.say("nothing_said"))
        return values


class TypedForm(ViewpointForm):
    """What a coordinator types for somebody: how it came, and whether it was read back."""

    source = forms.ChoiceField(
        label="Comment cette personne l’a dit", choices=TYPED_FROM, widget=forms.RadioSelect
    )
    read_back = forms.BooleanField(
        label="J’ai relu ce texte à cette personne, elle est d’accord", required=False
    )

    field_order = ["face", *QUESTIONS, "source", "read_back", "audience", "agreed"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].label = "Qui peut lire, d’après cette personne\u202f?"
        if "agreed" in self.fields:
            self.fields["agreed"].label = "Elle dit que la famille est d’accord pour partager cela"
        self.order_fields(self.field_order)


class ShareForm(SeenForm, forms.Form):
    """The day from which everybody reads what was said for all; none is no day."""

    viewpoints_shared_on = FrenchDateField(label="Tout le monde lit à partir du", required=False)

    def __init__(self, *args: Any, dossier: Dossier, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.today = dossier, today
        self.initial.setdefault("viewpoints_shared_on", dossier.viewpoints_shared_on)

    def clean_viewpoints_shared_on(self) -> date | None:
        day: date | None = self.cleaned_data["viewpoints_shared_on"]
        slot = self.dossier.chosen_slot
        if day is None or day == self.dossier.viewpoints_shared_on:
            return day
        if day < self.today:
            raise forms.ValidationError(PAST, code="past")
        if slot is not None and day > slot.starts_at.date():
            raise forms.ValidationError(AFTER_IT, code="after")
        return day


def as_typed(said: Contribution | None) -> dict[str, Any]:
    """What is kept, as the form shows it; a source only where a coordinator typed."""
    if said is None:
        return {}
    values = {name: getattr(said, name) for name in QUESTIONS}
    return values | {
        "face": said.face.value if said.face else "",
        "audience": said.audience.value,
        "agreed": said.agreed,
        "source": said.source.value,
        "read_back": said.read_back,
    }


def _words(label: str, too_long: str) -> Words:
    return Words(
        label=label,
        max_length=MOST_SIGNS,
        required=False,
        error_messages={"max_length": too_long},
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def _choice(label: str, choices: tuple[tuple[str, str], ...], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, **({"widget": forms.RadioSelect()} | options)
    )
