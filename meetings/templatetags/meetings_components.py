"""Components that speak of meetings: the table, the path, findings, slots.

They read named attributes only, which the docstrings list, so that any value of a view will do.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django import template

from meetings.domain.findings import Finding
from meetings.domain.kinds import StepState
from meetings.domain.round_table import RoundTable

register = template.Library()


@register.filter
def of(rows: Mapping[int, Any] | None, key: int) -> Any:
    """The row of this number; None where there is none."""
    return (rows or {}).get(key)


STEP_PILLS = {
    StepState.READY: ("ready", "prêt"),
    StepState.IN_PROGRESS: ("doing", "en cours"),
    StepState.TO_LOOK_AT: ("look", "à regarder"),
    StepState.TO_DO: ("todo", "à faire"),
}


class Dot(Protocol):
    """A person of a slot: `world` gives the colour, `state` the drawing, `said` the words."""

    world: str
    state: str
    said: str


class SlotCard(Protocol):
    """A candidate slot as the page shows it.

    `rank` is 0 for a slot listed apart. `choose_url` is empty when it cannot be chosen,
    `give_up_url` when it is not the chosen one. `before` is the slot placed just after, empty for
    the last; `compared` says why this one comes first. `who` says what the dots draw.
    """

    id: int
    rank: int
    when: str
    dots: Sequence[Dot]
    who: str
    reason: str
    more: Sequence[str]
    chosen: bool
    outside: bool
    answers_url: str
    change_url: str
    remove_url: str
    choose_url: str
    give_up_url: str
    before: str
    compared: str


@register.inclusion_tag("components/round_table.html")
def round_table(
    table: RoundTable,
    legend: bool = True,
    details: bool = True,
    who: str = "Qui est autour de la table",
) -> dict[str, object]:
    """The drawing; under it the legend of worlds, then who sits there as a list, called `who`."""
    return {"table": table, "legend": legend, "details": details, "who": who}


@register.inclusion_tag("components/table_picture.html")
def table_picture(table: RoundTable) -> dict[str, object]:
    """The shape of the table and its chairs, without a name: a picture beside a word."""
    return {"table": table}


@register.inclusion_tag("components/meeting_path.html")
def meeting_path(path: object) -> dict[str, object]:
    """The four moments, and the steps of the current one.

    Reads path.context, .title, .url, .here (« étape 4 sur 6 : Le créneau », for phones) and
    .moments: label, summary, url, state (done, current, ahead), links (a label and an address
    each) and steps: label, url, current, state (a StepState).
    """
    return {"path": path}


@register.inclusion_tag("components/pill.html")
def step_pill(state: StepState) -> dict[str, str]:
    """The state of a step, in the four words of the path."""
    kind, label = STEP_PILLS[StepState(state)]
    return {"kind": kind, "label": label}


@register.inclusion_tag("components/progress.html")
def steps_progress(states: Sequence[StepState]) -> dict[str, object]:
    """The six steps as a bar, which says how many are ready."""
    kinds = [STEP_PILLS[StepState(state)][0] for state in states]
    ready, look = kinds.count("ready"), kinds.count("look")
    label = (
        f"{ready} étapes prêtes sur {len(kinds)}"
        if ready > 1
        else f"{ready} étape prête sur {len(kinds)}"
    )
    return {"kinds": kinds, "label": f"{label}, {look} à regarder" if look else label}


@register.inclusion_tag("components/finding.html")
def finding(
    finding: Finding,
    links: Sequence[tuple[str, str]] = (),
    set_aside_url: str = "",
    back: str = "",
) -> dict[str, object]:
    """What a principle saw. `links` are the acts, each a label and an address.

    With `set_aside_url` it can be put aside there; the form says which page to come `back` to.
    """
    return {"finding": finding, "links": links, "set_aside_url": set_aside_url, "back": back}


@register.inclusion_tag("components/slot_card.html")
def slot_card(slot: SlotCard) -> dict[str, object]:
    """A candidate slot with its dots and its reason in French; the first one stands out."""
    return {"slot": slot}


@register.inclusion_tag("components/dots.html")
def dots(dots: Sequence[Dot], who: str) -> dict[str, object]:
    """One dot a person: filled for who comes, half for who joins from afar, open for who does not,
    dashed while nobody answered. `who` says the same, read aloud and printed."""
    return {"dots": dots, "who": who}
