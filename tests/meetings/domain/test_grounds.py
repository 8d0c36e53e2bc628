import pytest

from meetings.domain.grounds import ground_of
from meetings.domain.kinds import Ground
from partners.domain.worlds import World


@pytest.mark.parametrize(
    ("world", "own_school", "ground"),
    [
        (World.SCHOOL, True, Ground.SCHOOL),
        (World.HEALTH_SOCIAL, True, Ground.SCHOOL),  # the pupil goes to school in an IME
        (World.HEALTH_SOCIAL, False, Ground.PARTNER),
        (World.CARE, False, Ground.PARTNER),
        (World.SOCIAL, False, Ground.PARTNER),
        (World.SCHOOL, False, Ground.NEUTRAL),
        (World.LOCAL, False, Ground.NEUTRAL),
        (World.FAMILY, False, Ground.NEUTRAL),
        (None, False, Ground.NEUTRAL),
    ],
)
def test_the_ground_follows_the_house(world, own_school, ground):
    assert ground_of(world, own_school=own_school) is ground
