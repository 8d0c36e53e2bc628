"""Typing what somebody translated of the French words of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from intermetiers.web.editing import EditConflict, same
from meetings.domain.languages import Language
from meetings.domain.translating import fingerprint_of
from meetings.models import Meeting, Translation
from meetings.writing import keep, locked
from partners.models import Account


@dataclass(frozen=True, slots=True)
class Typed:
    """A French text, the translation its author saw of it, the one now typed; empty for none."""

    french: str
    seen: str
    wanted: str

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.french)


def write_translations(
    meeting: Meeting, language: Language, typed: Sequence[Typed], *, by: Account, now: datetime
) -> int:
    """Write the translations their author changed; returns how many. An emptied one is erased.

    Raises EditConflict, with nothing written, when somebody else changed the same: `current` holds
    what stands, by fingerprint of the French.
    """
    with locked(meeting) as row:
        changed = [one for one in typed if not same(one.wanted, one.seen)]
        found = Translation.objects.filter(
            meeting=row, language=language.value, fingerprint__in=[c.fingerprint for c in changed]
        )
        standing = dict(found.values_list("fingerprint", "text"))
        _refuse_conflicts(changed, standing)
        for one in changed:
            _write(row, language, one, by, now)
        if changed:
            keep(
                "translated", row, row, by=by, now=now, language=language.value, texts=len(changed)
            )
        return len(changed)


def _refuse_conflicts(changed: Sequence[Typed], standing: dict[str, str]) -> None:
    conflicts = {}
    for one in changed:
        current = standing.get(one.fingerprint, "")
        if not same(current, one.seen) and not same(current, one.wanted):
            conflicts[one.fingerprint] = current
    if conflicts:
        raise EditConflict(conflicts)


def _write(meeting: Meeting, language: Language, one: Typed, by: Account, now: datetime) -> None:
    rows = Translation.objects.filter(meeting=meeting, language=language.value)
    text = one.wanted.replace("\r\n", "\n").strip()
    if not text:
        rows.filter(fingerprint=one.fingerprint).delete()
        return
    rows.update_or_create(
        meeting=meeting,
        language=language.value,
        fingerprint=one.fingerprint,
        defaults={"original": one.french, "text": text, "typed_at": now, "typed_by": by},
    )
