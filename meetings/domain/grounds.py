"""On whose ground a place of the address book stands: proposed, and the coordinator decides."""

from meetings.domain.kinds import Ground
from partners.domain.worlds import World

_PARTNERS = frozenset({World.HEALTH_SOCIAL, World.CARE, World.SOCIAL})


def ground_of(world: World | None, *, own_school: bool) -> Ground:
    """The pupil’s own school, else a partner’s service by its world, else neutral ground."""
    if own_school:
        return Ground.SCHOOL
    return Ground.PARTNER if world in _PARTNERS else Ground.NEUTRAL
