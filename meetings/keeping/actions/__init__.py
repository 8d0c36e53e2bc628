"""Acts on how long things are kept: choosing a length, holding a file, erasing what is over."""

from meetings.keeping.actions.holds import lift_hold, place_hold
from meetings.keeping.actions.lengths import choose_length
from meetings.keeping.actions.sweeping import sweep_team

__all__ = ["choose_length", "lift_hold", "place_hold", "sweep_team"]
