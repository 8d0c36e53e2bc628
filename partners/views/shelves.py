"""The three shelves of the team's catalogue, as its pages name and address them."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from partners.domain.own_entries import Shelf
from partners.forms.own_entries import (
    EntryForm,
    InstitutionKindForm,
    MetierForm,
    NewInstitutionKindForm,
    NewMetierForm,
    NewWordForm,
    WordForm,
)


@dataclass(frozen=True, slots=True)
class Rack:
    """One shelf: its tab, the names of its addresses, its forms, what is said of its entries."""

    shelf: Shelf
    tab: str
    name: str
    label: str
    add_label: str
    added: str
    form: type[EntryForm]
    new_form: type[EntryForm]

    def url(self, code: str, act: str = "") -> str:
        return reverse(f"partners:{self.name}{'_' if act else ''}{act}", args=[code])

    def cards_url(self, code: str) -> str:
        """The list of the cards that have this métier or are of this kind; no card has a word."""
        lists = {
            Shelf.METIER: ("partners:people", "metier"),
            Shelf.INSTITUTION: ("partners:institutions", "sorte"),
        }
        page, name = lists.get(self.shelf, ("partners:words", "q"))
        return f"{reverse(page)}?{urlencode({name: code})}"

    @property
    def tab_url(self) -> str:
        return f"{reverse('partners:words')}?onglet={self.tab}"

    @property
    def add_url(self) -> str:
        return reverse(f"partners:{self.name}_add")


RACKS = (
    Rack(
        Shelf.METIER, "metiers", "metier", "Métiers", "Ajouter un métier",
        "Le métier est dans vos listes.", MetierForm, NewMetierForm,
    ),
    Rack(
        Shelf.INSTITUTION, "lieux", "institution_kind", "Établissements et services",
        "Ajouter une sorte d’établissement", "Cette sorte d’établissement est dans vos listes.",
        InstitutionKindForm, NewInstitutionKindForm,
    ),
    Rack(
        Shelf.WORD, "mots", "word", "Mots et sigles", "Ajouter un mot",
        "Le mot sera expliqué dans tout ce que lisent les familles.", WordForm, NewWordForm,
    ),
)  # fmt: skip


def rack_of(shelf: str) -> Rack:
    """The shelf an address names; 404 for another word."""
    for rack in RACKS:
        if rack.shelf == shelf:
            return rack
    raise Http404
