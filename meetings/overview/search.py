"""Looking for anybody and anything of the team by part of a word: one query for each kind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet, Window
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import of, write_count, write_day
from meetings.models import Meeting
from partners.domain.catalogue import Catalogue
from partners.models import Account, FamilyMember, Institution, Professional, Pupil
from partners.models.finding import nearness

SHOWN = 4  # of each kind
RELATIVES = "famille"


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody or something found: never with the address, telephone or mail of a family."""

    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind. `count` and `archived` count all of it, `hits` show the first."""

    title: str
    hits: Sequence[Hit]
    count: int
    url: str
    archived: int
    archived_url: str

    @property
    def more(self) -> bool:
        return self.count > len(self.hits)


@dataclass(frozen=True, slots=True)
class Found:
    groups: Sequence[Group]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def in_use(self) -> list[Group]:
        return [group for group in self.groups if group.count]

    @property
    def archived(self) -> list[Group]:
        return [group for group in self.groups if group.archived]

    @property
    def said(self) -> str:
        """The sentence a reader who does not see the list hears."""
        if not self.count:
            return "Aucun résultat"
        return write_count(self.count, "résultat")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of things to find: its rows, those put aside, and how each is written."""

    title: str
    rows: QuerySet[Any]
    aside: str  # the column that is empty for what is in use
    hit: Callable[[Any], Hit]
    url: str
    archived_url: str


def find(account: Account, catalogue: Catalogue, words: str) -> Found:
    """What holds every word, the nearest first. Costs one query for each kind."""
    return Found([_group(kind, words) for kind in _kinds(account, catalogue, words)])


def relatives_found(account: Account, words: str) -> QuerySet[FamilyMember]:
    """Every relative found, of the pupils in use, the nearest first."""
    rows = FamilyMember.objects.matching(account, words).filter(pupil__archived_at=None)
    return rows.annotate(near=nearness(words)).order_by("near", "folded", "pk")


def _group(kind: Kind, words: str) -> Group:
    in_use = Q(**{kind.aside: None})
    rows = kind.rows.annotate(
        near=nearness(words),
        count=Window(Count("pk", filter=in_use)),
        archived=Window(Count("pk", filter=~in_use)),
    )
    first = list(rows.order_by(F(kind.aside).asc(nulls_first=True), "near", "folded", "pk")[:SHOWN])
    return Group(
        title=kind.title,
        hits=[kind.hit(row) for row in first if _value(row, kind.aside) is None],
        count=first[0].count if first else 0,
        url=kind.url,
        archived=first[0].archived if first else 0,
        archived_url=kind.archived_url,
    )


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def _kinds(account: Account, catalogue: Catalogue, words: str) -> Iterable[Kind]:
    pupils = Pupil.objects.visible_to(account).select_related("school")
    people = Professional.objects.visible_to(account).select_related("institution", "team")
    places = Institution.objects.visible_to(account).select_related("team")
    meetings = Meeting.objects.visible_to(account).select_related("pupil", "chosen_slot")
    yield Kind(
        "Élèves", pupils.matching(words), "archived_at", _pupil,
        _list("partners:pupils", words), _list("partners:pupils", words, archives="oui"),
    )  # fmt: skip
    yield Kind(
        "Familles", FamilyMember.objects.matching(account, words), "pupil__archived_at",
        relative_hit, _list("meetings:search", words, quoi=RELATIVES),
        _list("partners:pupils", "", archives="oui"),
    )  # fmt: skip
    yield Kind(
        "Professionnels", people.matching(words, catalogue), "archived_at", _professional,
        _list("partners:people", words), _list("partners:people", words, archives="oui"),
    )  # fmt: skip
    yield Kind(
        "Établissements et services", places.matching(words, catalogue), "archived_at",
        _institution, _list("partners:institutions", words),
        _list("partners:institutions", words, archives="oui"),
    )  # fmt: skip
    yield Kind(
        "Réunions", meetings.matching(words), "cancelled_at", _meeting,
        _list("meetings:list", words), _list("meetings:list", words, annulees="oui"),
    )  # fmt: skip


def _list(name: str, words: str, **asked: str) -> str:
    query = {"q": words} | asked
    return f"{reverse(name)}?{urlencode({key: text for key, text in query.items() if text})}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _pupil(pupil: Pupil) -> Hit:
    school = pupil.school.name if pupil.school else ""
    url = reverse("meetings:pupil", args=[pupil.pk])
    return Hit(pupil.name, _joined(pupil.class_name, school), url)


def relative_hit(member: FamilyMember) -> Hit:
    """« Samia Belkacem, mère de Yanis Belkacem-Morel »: leads to the pupil."""
    url = reverse("meetings:pupil", args=[member.pupil_id])
    return Hit(member.name, f"{member.relation} {of(member.pupil.name)}", url)


def _professional(card: Professional) -> Hit:
    place = card.institution.placed_name if card.institution else ""
    title = card.title if card.name else ""
    return Hit(str(card), _joined(title, place), reverse("meetings:partner", args=[card.pk]))


def _institution(card: Institution) -> Hit:
    url = reverse("partners:institution", args=[card.pk])
    return Hit(card.name, _joined(card.kind_label, card.town), url)


def _meeting(meeting: Meeting) -> Hit:
    slot = meeting.chosen_slot
    when = write_day(timezone.localtime(slot.starts_at).date()) if slot else "sans date"
    url = reverse("meetings:path", args=[meeting.reference])
    return Hit(meeting.title, _joined(when, meeting.pupil.name), url)
