"""How `script/server` runs the site; it names the address and the welcome itself."""

import os
import sys
from typing import Any

from intermetiers.web.links import HideSecrets
from intermetiers.web.logs import JsonLines, TextLines

worker_class = "gthread"
workers = 2
threads = 4
# Loaded before the workers start: a site that cannot load says so once, and stops.
preload_app = True
loglevel = "warning"
control_socket_disable = True


def on_starting(server: Any) -> None:
    """What gunicorn says of a request it could not answer holds its address, and the failure."""
    server.log.error_log.addFilter(HideSecrets())
    lines = JsonLines() if os.environ.get("LOG_FORMAT") == "json" else TextLines()
    for handler in server.log.error_log.handlers:
        handler.setFormatter(lines)


def when_ready(_server: Any) -> None:
    """The address is printed when it answers, not before."""
    sys.stdout.write(os.environ.get("INTERMETIERS_WELCOME", "") + "\n")
    sys.stdout.flush()
