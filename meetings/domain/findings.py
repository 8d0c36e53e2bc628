"""What a principle sees in a meeting, and what can be done about it."""

from dataclasses import dataclass

from meetings.domain.kinds import Step


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do about a finding, one click away: a step, and where on its page."""

    label: str
    step: Step
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """One sentence faithful to the seed, and the place in the seed it stands on."""

    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a principle saw in this meeting.

    `key` is stable while the same fact of the same people or points stands, so that a finding
    put aside stays aside, and comes back when its fact changes. `fact` is a sentence, `detail`
    an optional second one. `weighs_on` names who bears it, in words. `acts` is never empty.
    `unexplained` holds words, `unnamed` métiers written freely, which the team could explain
    once for every meeting.
    """

    key: str
    principle: str
    step: Step
    fact: str
    weighs_on: str
    why: Why
    acts: tuple[Act, ...]
    detail: str = ""
    unexplained: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
