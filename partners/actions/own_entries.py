"""Acts on a team's own catalogue: say one of our texts otherwise, add an entry, come back to ours.

Each act holds the row of the team, so that two of them queue; it gives the team's catalogue
another version last, when everything it wrote can be read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

from django.db import models, transaction

from intermetiers.web.editing import merge
from intermetiers.web.journal import record
from partners.domain.catalogue import Metier, catalogue
from partners.domain.folding import fold
from partners.domain.own_entries import (
    Shelf,
    differences,
    entries,
    is_own,
    named_alike,
    own_code,
    plain_values,
)
from partners.models import (
    Account,
    Institution,
    OwnEntry,
    Professional,
    Team,
    catalogue_of,
)
from partners.models.finding import fold_words
from partners.models.professionals import OTHER, GrammaticalGender

_LABELS = frozenset({"masculine", "feminine", "neutral"})
_AT_ONCE = 500  # cards written in one query


@dataclass(frozen=True, slots=True)
class EntryKey:
    """An entry of a team's catalogue; for one not written yet, the word itself or nothing."""

    team: Team
    shelf: Shelf
    code: str = ""


class AlreadyNamedError(Exception):
    """An entry of the catalogue already has this name; `code` is the one to open."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class StillUsedError(Exception):
    """Cards of the team still use the entry; `count` of them, archived ones included."""

    def __init__(self, count: int) -> None:
        super().__init__(str(count))
        self.count = count


def add_entry(
    key: EntryKey, *, wanted: Mapping[str, Any], said: str = "", by: Account, now: datetime
) -> OwnEntry:
    """A métier, a kind of institution or a word of the team's own.

    Cards of the team where somebody typed `said` as a free métier take the new one. Raises
    AlreadyNamedError, with nothing written, when the catalogue has an entry of this name.
    """
    with transaction.atomic():
        team = _held(key.team)
        named = catalogue_of(team)
        label = key.code or str(wanted.get("masculine") or wanted.get("label") or "")
        if alike := named_alike(label, named, key.shelf):
            raise AlreadyNamedError(alike)
        code = key.code or own_code(label, entries(named, key.shelf))
        row = OwnEntry.objects.create(
            team=team,
            kind=key.shelf.value,
            code=code,
            values=differences(wanted, key.shelf, None),
            changed_at=now,
            changed_by=by,
        )
        _publish(team, key.team)
        cards = _give(team, said, code) if said else 0
        _note("added", row, by=by, now=now, cards=cards)
        return row


def write_entry(
    key: EntryKey,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Write the fields of `wanted` that the author changed; those equal to ours are ours again.

    Raises EditConflict, with nothing written, when somebody else changed the same fields, and
    OwnEntry.DoesNotExist when the entry is gone.
    """
    with transaction.atomic():
        team = _held(key.team)
        entry = entries(catalogue_of(team), key.shelf).get(key.code)
        if entry is None:
            raise OwnEntry.DoesNotExist(key.code)
        standing = SimpleNamespace(**plain_values(entry, key.shelf))
        fields = merge(cast(models.Model, standing), seen=seen, wanted=wanted)
        if fields:
            row = _row_of(key, team) or OwnEntry(team=team, kind=key.shelf.value, code=key.code)
            shipped = entries(catalogue(), key.shelf).get(key.code)
            row.values = differences(vars(standing), key.shelf, shipped)
            _keep(row, fields, by=by, now=now)
            _publish(team, key.team)
            _refold(team, key, fields)


def reset_entry(key: EntryKey, *, fields: Sequence[str] = (), by: Account, now: datetime) -> None:
    """Our text again, for these fields or for the whole entry. Twice, the second writes nothing.

    An entry the team added has no text of ours: it is removed, never reset.
    """
    with transaction.atomic():
        team = _held(key.team)
        row = _row_of(key, team)
        if row is None or is_own(key.shelf, key.code, catalogue()):
            return
        written = row.values if isinstance(row.values, dict) else {}
        undone = [name for name in written if not fields or name in fields]
        if undone or not fields:
            row.values = {n: value for n, value in written.items() if n not in undone}
            _keep(row, undone, by=by, now=now)
            _publish(team, key.team)
            _refold(team, key, undone)


def remove_entry(key: EntryKey, *, by: Account, now: datetime) -> None:
    """Take away an entry the team added; raises StillUsedError when cards have it."""
    with transaction.atomic():
        team = _held(key.team)
        row = _row_of(key, team)
        if row is None or not is_own(key.shelf, key.code, catalogue()):
            return
        if count := cards_with(key).count():
            raise StillUsedError(count)
        _note("removed", row, by=by, now=now)
        row.delete()
        _publish(team, key.team)


def adopt_metier(team: Team, said: str, code: str, *, by: Account, now: datetime) -> int:
    """Cards where somebody typed `said` take the métier of the catalogue; returns how many.

    Raises OwnEntry.DoesNotExist when the team's catalogue has no such métier.
    """
    with transaction.atomic():
        held = _held(team)
        if code not in catalogue_of(held).metiers:
            raise OwnEntry.DoesNotExist(code)
        cards = _give(held, said, code)
        if cards:
            record("metier_adopted", held, by=by, now=now, scope=held.pk, cards=cards)
        return cards


def cards_with(key: EntryKey) -> models.QuerySet[Any]:
    """The cards that have this métier or are of this kind; no card has a word."""
    if key.shelf is Shelf.METIER:
        return Professional.objects.filter(team=key.team, metier=key.code)
    if key.shelf is Shelf.INSTITUTION:
        return Institution.objects.filter(team=key.team, kind=key.code)
    return Institution.objects.none()


def _held(team: Team) -> Team:
    return Team.objects.select_for_update().get(pk=team.pk)


def _row_of(key: EntryKey, team: Team) -> OwnEntry | None:
    return OwnEntry.objects.filter(team=team, kind=key.shelf.value, code=key.code).first()


def _publish(team: Team, given: Team) -> None:
    """From now on every page reads the catalogue again."""
    team.catalogue_version = given.catalogue_version = uuid4()
    team.save(update_fields=["catalogue_version"])


def _keep(row: OwnEntry, fields: Sequence[str], *, by: Account, now: datetime) -> None:
    """The row; a row of ours that says nothing any more is taken away."""
    row.changed_at, row.changed_by = now, by
    row.save()
    _note("written", row, by=by, now=now, fields=sorted(fields))
    if not row.values and not is_own(Shelf(row.kind), row.code, catalogue()):
        row.delete()


def _note(act: str, row: OwnEntry, *, by: Account, now: datetime, **detail: Any) -> None:
    record(f"ownentry_{act}", row, by=by, now=now, scope=row.team_id, shelf=row.kind, **detail)


def _give(team: Team, said: str, code: str) -> int:
    """The métier to every card that says it freely, however it was typed."""
    metier = catalogue_of(team).metiers[code]
    free = Professional.objects.filter(team=team, metier=OTHER).select_for_update(of=("self",))
    cards = [card for card in free if fold_words(card.metier_other) == fold_words(said)]
    for card in cards:
        card.gender = card.gender or _gender_said(card.metier_other, metier)
        card.team, card.metier, card.metier_other = team, code, ""
        card.refold()
    Professional.objects.bulk_update(
        cards, ["metier", "metier_other", "gender", "folded"], batch_size=_AT_ONCE
    )
    return len(cards)


def _gender_said(said: str, metier: Metier) -> str:
    """What « médiatrice » says of the person, where the two words differ."""
    masculine, feminine = fold(metier.masculine), fold(metier.feminine)
    if masculine == feminine:
        return ""
    return {
        masculine: GrammaticalGender.MASCULINE.value,
        feminine: GrammaticalGender.FEMININE.value,
    }.get(fold(said.strip()), "")


def _refold(team: Team, key: EntryKey, fields: Sequence[str]) -> None:
    """A métier called otherwise is found, and listed, under its new name."""
    if key.shelf is not Shelf.METIER or _LABELS.isdisjoint(fields):
        return
    cards = list(Professional.objects.filter(team=team, metier=key.code))
    for card in cards:
        card.team = team
        card.refold()
    Professional.objects.bulk_update(cards, ["folded"], batch_size=_AT_ONCE)
