"""The action principles, as the product checks them: what to look at in a meeting, and why.

Each principle is a pure function of the dossier and of today, in its own file. A finding states
facts, never a person’s worth; there is no score and no order among findings but the one below,
which is the order of the source: how one meets, then what one gives the partners.
"""

from dataclasses import replace
from datetime import date

from intermetiers.web.french import typeset
from meetings.domain.dossier import Dossier, Finding, SetAside
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


def standing(dossier: Dossier, today: date) -> tuple[Finding, ...]:
    """The findings nobody has set aside."""
    aside = {one.finding for one in dossier.set_asides}
    return tuple(finding for finding in look_at(dossier, today) if finding.key not in aside)


def put_aside(dossier: Dossier, today: date) -> tuple[tuple[Finding, SetAside], ...]:
    """The findings set aside whose fact still holds, each with its latest reason."""
    reasons = {one.finding: one for one in sorted(dossier.set_asides, key=lambda one: one.at)}
    return tuple(
        (finding, reasons[finding.key])
        for finding in look_at(dossier, today)
        if finding.key in reasons
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
