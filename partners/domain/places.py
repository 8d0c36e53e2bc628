"""What one may know of a room: how the seats stand, and facts that may not be known yet."""

from enum import StrEnum


class Layout(StrEnum):
    """How the seats are laid out."""

    ROUND = "round"
    U = "u"
    FACE_TO_FACE = "face_to_face"
    HEAD = "head"


class YesNo(StrEnum):
    """A fact that may not be known yet; « not known » is never taken for a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
