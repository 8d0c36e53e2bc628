"""Our calendars as two other parsers read them: vobject (Python), ical.js (Thunderbird’s, in the
Node that comes with Playwright)."""

import json
import subprocess
from pathlib import Path

import vobject
from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).parent
ICAL_JS = HERE.parents[3] / "tests" / "vendor" / "ical.js" / "ical.mjs"


def read_with_ical_js(*calendars):
    """What ical.js understood of each: method, uid, times as instants, texts, people."""
    node = compute_driver_executable()[0]
    done = subprocess.run(
        [node, HERE / "read_back.mjs", ICAL_JS],
        input=json.dumps(calendars),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def read_with_vobject(calendar):
    """The same, as far as vobject goes."""
    read = vobject.readOne(calendar)
    event = read.vevent
    return {
        "method": read.method.value,
        "uid": event.uid.value,
        "sequence": int(event.sequence.value),
        "summary": event.summary.value,
        "description": event.description.value if hasattr(event, "description") else "",
        "location": event.location.value if hasattr(event, "location") else "",
        "start": int(event.dtstart.value.timestamp()),
        "end": int(event.dtend.value.timestamp()),
        "attendees": [one.value for one in event.contents.get("attendee", [])],
    }
