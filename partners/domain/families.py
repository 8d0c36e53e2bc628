"""What is true of a relative: what this person may receive, and who translates."""

from enum import StrEnum

_PARENTS = frozenset({"mère", "père", "parent", "maman", "papa"})


class Receives(StrEnum):
    """What a person may be given of a meeting.

    A parent without parental authority is kept informed of the important choices (Code civil,
    article 373-2-1). NOTHING is a judge's decision, whatever the authority.
    """

    ALL = "all"
    IMPORTANT = "important"
    NOTHING = "nothing"


class Interpreting(StrEnum):
    """Whether somebody has to translate what is said for this person."""

    UNKNOWN = ""
    NONE = "none"
    NEEDED = "needed"
    FOUND = "found"

    @property
    def is_answered(self) -> bool:
        """There is nothing left to look for."""
        return self in {Interpreting.NONE, Interpreting.FOUND}


def is_parent(relation: str) -> bool:
    """A mother or a father, and not a stepmother or a grandfather."""
    words = relation.casefold().split()
    return bool(words) and words[0] in _PARENTS


def usually_receives(relation: str, *, authority: bool) -> Receives:
    """What is proposed until the coordinator says otherwise. Never NOTHING: that is a judge's."""
    if not authority and is_parent(relation):
        return Receives.IMPORTANT
    return Receives.ALL
