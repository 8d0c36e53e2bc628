"""Two cards that are one person, or one place: everything that points at one points at the other.

Who points is asked of the models themselves, so that the meetings follow without being named.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Q, UniqueConstraint

from intermetiers.web.french import NBSP
from partners.actions.cards import keep
from partners.models import (
    Account,
    Calendar,
    DistinctCards,
    Following,
    Institution,
    MergedCard,
    Professional,
    Pupil,
    Schooling,
)
from partners.present_year import note_present_year
from partners.unlike_families import unlike_families

Mergeable = TypeVar("Mergeable", Institution, Professional, Pupil)
Link = models.ForeignKey[Any, Any]

# What the book decides of a card, and nobody chooses when two become one.
NOT_CHOSEN = {"id", "team", "account", "archived_at"}


class CannotMergeError(Exception):
    """These two cards stay two; the text says why, in French, and what to do."""


def model_name(card: models.Model | type[models.Model]) -> str:
    """« professional »: how rows about cards say of which kind."""
    return str(card._meta.model_name)


def chosen_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields of a card that may come from either side."""
    fields = (field for field in model._meta.concrete_fields if field.editable)
    return [field for field in fields if field.name not in NOT_CHOSEN]


def links_to(model: type[models.Model]) -> list[Link]:
    """Every foreign key of the product that points at this kind of card, hidden ones included."""
    relations = model._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if isinstance(relation, models.ManyToOneRel) and relation.related_model is not model
    ]


def merge_cards(
    kept: Mergeable, absorbed: Mergeable, *, taken: Collection[str], by: Account, now: datetime
) -> Mergeable:
    """Make one card of two, for good; the fields named in `taken` come from the absorbed one.

    What both have of the same year, or of the same present following, stays as the kept card has
    it, a following since the earlier day. Raises CannotMergeError, with nothing written, when
    both have an account, both sit at one table, one of them is gone, or the two families do not
    protect the same people alike.
    """
    model = type(kept)
    with transaction.atomic():
        kept, absorbed = _locked_pair(kept, absorbed)
        _refuse_two_accounts(kept, absorbed)
        _refuse_unlike_families(kept, absorbed)
        for link in links_to(model):
            _point_elsewhere(link, kept, absorbed)
        _take(kept, absorbed, taken)
        old = absorbed.pk
        absorbed.delete()
        kept.save()
        if isinstance(kept, Pupil):
            note_present_year(kept, now)
        _lead_elsewhere(kept, old, now)
        keep("merged", kept, by=by, now=now, absorbed=old, fields=sorted(taken))
        return kept


def tell_apart(one: Mergeable, other: Mergeable, *, by: Account, now: datetime) -> None:
    """These two are two, for good. Said twice, the first answer stands."""
    low, high = sorted((one, other), key=lambda card: card.pk)
    with transaction.atomic():
        _, made = DistinctCards.objects.get_or_create(
            model=model_name(low),
            low_pk=low.pk,
            high_pk=high.pk,
            defaults={"team": low.team, "at": now, "by": by},
        )
        if made:
            keep("told_apart", low, by=by, now=now, other=high.pk)


def _locked_pair(kept: Mergeable, absorbed: Mergeable) -> tuple[Mergeable, Mergeable]:
    """Both cards read again and held, always in the same order, so that two merges queue."""
    rows = type(kept)._default_manager.select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[kept.pk, absorbed.pk], team=kept.team)}
    if len(found) != 2:
        raise CannotMergeError(
            "Une des deux fiches n’est plus dans le carnet. Rien n’a été changé."
        )
    return found[kept.pk], found[absorbed.pk]


def _refuse_two_accounts(kept: models.Model, absorbed: models.Model) -> None:
    if getattr(kept, "account_id", None) and getattr(absorbed, "account_id", None):
        raise CannotMergeError(
            "Chacune de ces deux fiches est celle d’un compte qui se connecte"
            f"{NBSP}: elles restent deux. Rien n’a été changé."
        )


def _refuse_unlike_families(kept: models.Model, absorbed: models.Model) -> None:
    if isinstance(kept, Pupil) and isinstance(absorbed, Pupil):
        reason = unlike_families(kept, absorbed)
        if reason:
            raise CannotMergeError(reason)


def _point_elsewhere(link: Link, kept: models.Model, absorbed: models.Model) -> None:
    """The rows that point at the absorbed card point at the kept one, save those it has already."""
    rows = link.model._default_manager.all()
    constraints = [
        one
        for one in link.model._meta.constraints
        if isinstance(one, UniqueConstraint) and link.name in one.fields
    ]
    for row in rows.filter(**{link.name: absorbed}) if constraints else ():
        twin = _twin(row, link, kept, constraints)
        if twin is not None:
            _settle(row, twin, link)
    rows.filter(**{link.name: absorbed}).update(**{link.name: kept})


def _twin(
    row: models.Model, link: Link, kept: models.Model, constraints: Sequence[UniqueConstraint]
) -> models.Model | None:
    """The row of the kept card this one may not stand beside."""
    rows = type(row)._default_manager.all()
    for constraint in constraints:
        others = {name: getattr(row, name) for name in constraint.fields if name != link.name}
        within = rows.filter(constraint.condition or Q())
        unknown = any(value is None for value in others.values())
        if unknown or not within.filter(pk=row.pk).exists():
            continue
        if found := within.filter(**{link.name: kept}, **others).first():
            return found
    return None


def _settle(row: models.Model, twin: models.Model, link: Link) -> None:
    """One of two rows that say the same; CannotMergeError when it is not ours to choose."""
    if isinstance(row, Following) and isinstance(twin, Following):
        days: list[date] = [day for day in (row.since, twin.since) if day]
        twin.since = min(days, default=None)
        row.delete()
        twin.save(update_fields=["since"])
    elif isinstance(row, Schooling):
        row.delete()
    elif isinstance(row, Calendar) and isinstance(twin, Calendar):
        min(row, twin, key=lambda calendar: calendar.read_at).delete()  # the last one read is known
    else:
        raise CannotMergeError(
            f"Ces deux fiches sont ensemble dans «{NBSP}{_common(row, link)}{NBSP}»"
            f"{NBSP}: retirez-y l’une des deux, puis revenez. Rien n’a été changé."
        )


def _common(row: models.Model, link: Link) -> str:
    """What the two rows share, as it calls itself: the title of a meeting."""
    shared = (
        getattr(row, field.name)
        for field in row._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name != link.name
    )
    return str(next(one for one in shared if one is not None))


def _take(kept: Any, absorbed: Any, taken: Collection[str]) -> None:
    for field in chosen_fields(type(kept)):
        if field.name in taken:
            setattr(kept, field.name, getattr(absorbed, field.name))
    if getattr(absorbed, "account", None):
        kept.account = absorbed.account
    if absorbed.archived_at is None:  # a card in use makes a card in use
        kept.archived_at = None


def _lead_elsewhere(kept: Mergeable, old: int, now: datetime) -> None:
    """Who comes by the old address is led to the card that stays."""
    name = model_name(kept)
    moved = MergedCard.objects.filter(model=name)
    moved.filter(kept_pk=old).update(kept_pk=kept.pk)
    moved.create(team=kept.team, model=name, old_pk=old, kept_pk=kept.pk, at=now)
    gone = DistinctCards.objects.filter(model=name)
    gone.filter(Q(low_pk=old) | Q(high_pk=old)).delete()
