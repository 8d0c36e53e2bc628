"""Who works in an institution, and which pupils go there: what its page counts and names."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from partners.domain.classes import class_key
from partners.models import Institution, Professional, Pupil

MOST_PEOPLE = 20
MOST_CLASSES = 30


@dataclass(frozen=True, slots=True)
class ClassOf:
    """A class of the school: its name, « sans classe » without one, and its pupils in use."""

    name: str
    pupils: int
    url: str


def people_of(card: Institution) -> dict[str, Any]:
    """Five queries, however many people: each list is cut, and its whole length said."""
    staff = Professional.objects.filter(institution=card).for_list()
    present, gone = staff.active(), staff.exclude(archived_at=None)
    classes = _classes(card)
    return {
        "staff": present[:MOST_PEOPLE],
        "staff_count": present.count(),
        "gone": gone[:MOST_PEOPLE],
        "gone_count": gone.count(),
        "classes": classes[:MOST_CLASSES],
        "more_classes": len(classes) > MOST_CLASSES,
        "pupils_count": sum(one.pupils for one in classes),
        "people_url": _list("people", lieu=card.pk),
        "gone_url": _list("people", lieu=card.pk, archives="oui"),
        "pupils_url": _list("pupils", ecole=card.pk),
    }


def _classes(card: Institution) -> list[ClassOf]:
    pupils = Pupil.objects.filter(school=card).active()
    counted = pupils.order_by().values_list("class_name").annotate(Count("pk"))
    classes = sorted(counted, key=lambda row: class_key(row[0]))
    return [_class(card, name, count) for name, count in classes]


def _class(card: Institution, name: str, count: int) -> ClassOf:
    if not name:  # the list has no filter for what is not written
        return ClassOf("sans classe", count, _list("pupils", ecole=card.pk))
    return ClassOf(name, count, _list("pupils", ecole=card.pk, classe=name))


def _list(name: str, **filters: object) -> str:
    return f"{reverse(f'partners:{name}')}?{urlencode(filters)}"
