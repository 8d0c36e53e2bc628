"""The four kinds of cards, so that what every page of the book promises is asked of each."""

from dataclasses import dataclass, field

from django.urls import reverse

from partners.models import FamilyMember, Institution, Professional, Pupil
from tests.factories import (
    make_institution,
    make_professional,
    make_pupil,
    make_relative,
    make_team,
    new_key,
)


@dataclass
class Kind:
    """How one kind of card is added and changed; `text` is a field of free text, with its limit."""

    model: type
    prefix: str
    sent: dict
    text: str
    limit: int
    make: object
    list_name: str = ""
    archives: bool = True
    required: tuple = ()
    pupil: Pupil | None = field(default=None, repr=False)

    def add_url(self):
        arguments = [self.pupil.pk] if self.model is FamilyMember else []
        return reverse(f"partners:{self.prefix}_add", args=arguments)

    def change_url(self, card):
        if self.model is FamilyMember:
            return reverse("partners:relative", args=[card.pupil_id, card.pk])
        name = CHANGE_PAGES.get(self.model, self.prefix)
        return reverse(f"partners:{name}", args=[card.pk])

    def act_url(self, act, card):
        return reverse(f"partners:{self.prefix}_{act}", args=[card.pk])

    def list_url(self):
        return reverse(f"partners:{self.list_name}")


# Those whose card has a page of its own, and another page to change it.
CHANGE_PAGES = {
    Institution: "institution_change",
    Professional: "professional_change",
    Pupil: "pupil_change",
}

KINDS = {
    "institution": lambda: Kind(
        Institution, "institution", {"name": "École Jean-Moulin", "kind": "ecole_elementaire"},
        "name", 160, make_institution, list_name="institutions", required=("name", "kind"),
    ),
    "professional": lambda: Kind(
        Professional, "professional", {"metier": "psyen", "last_name": "N’Diaye"},
        "last_name", 80, make_professional, list_name="people", required=("metier",),
    ),
    "pupil": lambda: Kind(
        Pupil, "pupil", {"first_name": "Yanis", "last_name": "Belkacem-Morel"},
        "first_name", 80, make_pupil, list_name="pupils", required=("first_name",),
    ),
    "relative": lambda: Kind(
        FamilyMember, "relative",
        {"relation": "mère", "gender": "f", "parental_authority": "on", "reads_best": "ar"},
        "first_name", 80, make_relative, archives=False, required=("relation", "reads_best"),
    ),
}  # fmt: skip
LISTED = [name for name in KINDS if name != "relative"]


def kind_for(name, team):
    kind = KINDS[name]()
    kind.pupil = make_pupil(team) if kind.model is FamilyMember else None
    return kind


def make(kind, team, **fields):
    owner = kind.pupil if kind.model is FamilyMember else team
    return kind.make(owner, **fields)


def make_elsewhere(kind):
    """A card of another team."""
    team = make_team("Secteur Brest")
    return kind.make(make_pupil(team) if kind.model is FamilyMember else team)


def sent(kind, **fields):
    return kind.sent | {"form_key": new_key()} | fields


def sent_again(response, **fields):
    """What the form of this page sends when only `fields` are typed, hidden copies included."""
    form, data = response.context["form"], {}
    for bound in form:
        value = bound.value()
        shown = bound.field.widget.format_value(value) if value not in (None, "") else ""
        if bound.widget_type == "checkbox":
            shown = "on" if value else ""
        data[bound.html_name] = shown[0] if isinstance(shown, list) and shown else shown or ""
        if bound.field.show_hidden_initial:
            hidden = bound.field.hidden_widget()
            initial = bound.initial if not form.is_bound else value
            data[bound.html_initial_name] = hidden.format_value(initial) or ""
    return {name: value for name, value in (data | fields).items() if value is not None}
