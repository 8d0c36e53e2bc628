"""The book of a team as an import reads it: frozen, in a constant number of queries."""

from collections import defaultdict
from datetime import date
from typing import Any

from partners.domain.catalogue import Catalogue, metier_label
from partners.domain.families import Receives
from partners.domain.importing.book import Book, KnownCard, KnownRelative
from partners.domain.importing.fields import Kind
from partners.domain.importing.lines import Plan
from partners.domain.importing.plan import make_plan
from partners.domain.importing.schools import KnownPlace
from partners.domain.importing.words import Words
from partners.models.families import FamilyMember
from partners.models.imports import ImportDraft
from partners.models.institutions import Institution
from partners.models.own_entries import catalogue_of
from partners.models.professionals import Following, Professional
from partners.models.pupils import Pupil

PUPIL_FIELDS = (
    "last_name", "first_name", "born_on", "class_name", "dispositif", "plan",
    "notified_until", "aesh_hours", "aesh_kind",
)  # fmt: skip
PROFESSIONAL_FIELDS = (
    "last_name", "first_name", "metier", "metier_other", "gender", "email", "phone", "liberal",
    "paid_hours", "availability",
)  # fmt: skip
RELATIVE_FIELDS = (
    "relation", "gender", "last_name", "first_name", "phone", "email", "postal_address",
)  # fmt: skip
INSTITUTION_FIELDS = ("name", "kind", "uai", "address", "town", "phone")


def plan_of(draft: ImportDraft, today: date) -> Plan:
    """What this table would do to the book as it stands on this day; writes nothing."""
    catalogue = catalogue_of(draft.team)
    table = draft.table
    book = read_book(draft.team_id, table.kind, catalogue)
    return make_plan(table, book, draft.choices, words=Words.of(catalogue), today=today)


def read_book(team_id: int, kind: Kind, catalogue: Catalogue) -> Book:
    """Archived cards are there too: somebody who left and comes back has a card already."""
    places = _places(team_id)
    followed = kind is Kind.PUPILS
    return Book(
        people=_professionals(team_id) if followed else (),
        cards=_CARDS[kind](team_id),
        places=places,
        metiers={code: metier_label(one, "") for code, one in catalogue.metiers.items()},
        kinds={code: one.label for code, one in catalogue.institution_kinds.items()},
    )


def _places(team_id: int) -> list[KnownPlace]:
    rows = Institution.objects.filter(team_id=team_id).order_by("pk")
    return [
        KnownPlace(row["pk"], row["name"], row["town"], row["uai"], row)
        for row in rows.values("pk", *INSTITUTION_FIELDS)
    ]


def _pupils(team_id: int) -> list[KnownCard]:
    relatives = defaultdict(list)
    members = FamilyMember.objects.filter(pupil__team_id=team_id).order_by("pk")
    for row in members.values(
        "pk", "pupil_id", "address_is_secret", "may_receive", *RELATIVE_FIELDS
    ):
        forbidden = row["may_receive"] == Receives.NOTHING
        known = KnownRelative(row["pk"], row, row["address_is_secret"], forbidden)
        relatives[row["pupil_id"]].append(known)
    followers = defaultdict(set)
    present = Following.objects.present().filter(pupil__team_id=team_id)
    for pupil, professional in present.values_list("pupil_id", "professional_id"):
        followers[pupil].add(professional)
    rows = Pupil.objects.filter(team_id=team_id).order_by("pk")
    return [
        KnownCard(
            row["pk"],
            row,
            row["school_id"],
            tuple(relatives[row["pk"]]),
            bool(row["archived_at"]),
            frozenset(followers[row["pk"]]),
        )
        for row in rows.values("pk", "school_id", "archived_at", *PUPIL_FIELDS)
    ]


def _professionals(team_id: int) -> list[KnownCard]:
    return _cards(
        Professional.objects.filter(team_id=team_id), PROFESSIONAL_FIELDS, "institution_id"
    )


def _institutions(team_id: int) -> list[KnownCard]:
    return _cards(Institution.objects.filter(team_id=team_id), INSTITUTION_FIELDS, "pk")


def _cards(rows: Any, fields: tuple[str, ...], place: str) -> list[KnownCard]:
    names = dict.fromkeys(("pk", place, "archived_at", *fields))
    return [
        KnownCard(row["pk"], row, row[place], archived=bool(row["archived_at"]))
        for row in rows.order_by("pk").values(*names)
    ]


_CARDS = {
    Kind.PUPILS: _pupils,
    Kind.PROFESSIONALS: _professionals,
    Kind.INSTITUTIONS: _institutions,
}
