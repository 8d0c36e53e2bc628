"""The site with a clock one may move: minutes pass when a test writes so in a file.

Served by gunicorn in `tests.browser.live.test_whole_meeting`; nothing else loads it.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

AHEAD = Path(os.environ["CLOCK_AHEAD"])  # holds seconds
_true_now = timezone.now


def now() -> datetime:
    """The true time, moved ahead as the test says."""
    return _true_now() + timedelta(seconds=float(AHEAD.read_text()))


timezone.now = now

from intermetiers.wsgi import application  # noqa: E402, F401 - after the clock is in place
