"""One line for each kind of data, as the pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from intermetiers.web.french import NBSP, join_words
from meetings.domain.data_inventory import CATEGORIES, Category
from meetings.domain.retention import BY_KIND, Kept, say_length
from meetings.notices.sealed import sealed_by_kind


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of data; `most` says the longest a team may choose, "" where none chooses."""

    category: Category
    length: str
    most: str
    recipients: str
    sealed: str


def rows(chosen: Mapping[Kept, int]) -> list[Row]:
    """All kinds, kept as `chosen` says, or else as we propose."""
    sealed = sealed_by_kind()
    return [
        Row(
            category,
            category.length(chosen),
            _most(category),
            join_words(category.recipients),
            ", ".join(sealed.get(category.data, ())),
        )
        for category in CATEGORIES
    ]


def _most(category: Category) -> str:
    if category.kept is None:
        return ""
    rule = BY_KIND[category.kept]
    if rule.most == rule.days:
        return ""
    return f"Une équipe peut choisir, au plus{NBSP}: {say_length(rule.most)} après {rule.since}."
