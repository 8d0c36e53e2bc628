"""The action principles, as the product checks them: what to look at in a meeting, and why.

Each principle is a pure function of the dossier and of today, in its own file. A finding states
facts, never a person’s worth; there is no score and no order among findings but the one below,
which is the order of the source: how one meets, then what one gives the partners.
"""

from dataclasses import dataclass, replace
from datetime import date

from intermetiers.web.french import typeset
from meetings.domain.dossier import Dossier, SetAside
from meetings.domain.findings import Finding
from meetings.domain.principles import (
    another_ground,
    codes,
    contract,
    habits,
    hours,
    legitimacy,
    prepared_work,
    time_and_points,
)

PRINCIPLES = (
    another_ground,
    habits,
    time_and_points,
    hours,
    codes,
    prepared_work,
    legitimacy,
    contract,
)


def look_at(dossier: Dossier, today: date) -> tuple[Finding, ...]:
    """Everything there is to look at, set aside or not; nothing in a meeting that was cancelled."""
    if dossier.cancelled_on:
        return ()
    return tuple(_print(f) for principle in PRINCIPLES for f in principle.look(dossier, today))


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to look at: what stands, and what was set aside with its latest reason."""

    standing: tuple[Finding, ...]
    put_aside: tuple[tuple[Finding, SetAside], ...]


def review(dossier: Dossier, today: date) -> Review:
    """Look once, and tell apart what the coordinator set aside and whose fact still holds.

    Once a meeting was opened nothing of its preparation stands any more; what was set aside, and
    why, stays to be read.
    """
    reasons = {one.finding: one for one in sorted(dossier.set_asides, key=lambda one: one.at)}
    found = look_at(dossier, today)
    return Review(
        standing=tuple(
            finding for finding in found if finding.key not in reasons and not dossier.opened_on
        ),
        put_aside=tuple(
            (finding, reasons[finding.key]) for finding in found if finding.key in reasons
        ),
    )


def _print(finding: Finding) -> Finding:
    """The finding with the spaces and apostrophes of French print."""
    return replace(
        finding,
        fact=typeset(finding.fact),
        detail=typeset(finding.detail),
        weighs_on=typeset(finding.weighs_on),
        why=replace(finding.why, sentence=typeset(finding.why.sentence)),
        acts=tuple(replace(act, label=typeset(act.label)) for act in finding.acts),
    )
