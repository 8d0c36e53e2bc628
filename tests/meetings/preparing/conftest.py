import pytest

from tests.meetings.preparing.dated import make_held


@pytest.fixture
def held(meeting, alice):
    """A meeting with a date that four people were told, or not, each in another way."""
    return make_held(meeting, alice)
