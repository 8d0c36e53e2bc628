"""What browsers report of pages that tried what our Content-Security-Policy forbids.

One line in the log, of three words: which rule, what kind of thing, from which site. Never the
page, whose address may be the key of a family, nor anything of the text that was blocked.
"""

import json
import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from intermetiers.web.throttle import take_try

log = logging.getLogger(__name__)

PATH = "/rapports/csp"
MOST_BYTES = 20_000
MOST_AN_HOUR = 60  # from one address: a page that fails says it many times
LONGEST_WORD = 60
MOST_LINES = 10  # of one sending: a page that fails gives a few reasons, not a thousand
UNKNOWN = "inconnu"
# What browsers write where there is no address.
KEYWORDS = frozenset({"inline", "eval", "wasm-eval", "data", "blob", "self", "trusted-types-sink"})


# No cookie is read and nothing of anybody is written: there is nothing to forge.
@csrf_exempt
@login_not_required
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Always the same empty answer, whatever is sent."""
    answer = HttpResponse(status=204)
    length = request.headers.get("content-length") or "0"
    if not length.isdecimal() or int(length[:LONGEST_WORD]) > MOST_BYTES:
        return answer
    if take_try(request, "csp", most=MOST_AN_HOUR, now=timezone.now()) is None:
        return answer
    for directive, blocked in islice(_read(request.body), MOST_LINES):
        log.warning("Refusé par la page\u00a0: %s, %s", directive, blocked)
    return answer


def _read(body: bytes) -> Iterator[tuple[str, str]]:
    """The rule and the origin of each report, in either of the two forms browsers send."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return
    for report in sent if isinstance(sent, list) else [sent]:
        told = report.get("body") or report.get("csp-report") if isinstance(report, dict) else None
        if isinstance(told, dict):
            directive = told.get("effectiveDirective") or told.get("violated-directive")
            blocked = told.get("blockedURL") or told.get("blocked-uri")
            yield _word(directive), _origin(blocked)


def _origin(blocked: Any) -> str:
    """« inline », or the site something was asked of; never the rest of its address."""
    try:
        parts = urlsplit(str(blocked or ""))
        host = parts.hostname
    except ValueError:
        return UNKNOWN
    if host:
        return _word(f"{parts.scheme}://{host}")
    return parts.path if parts.path in KEYWORDS else UNKNOWN


def _word(told: Any) -> str:
    kept = "".join(c for c in str(told or UNKNOWN) if c.isascii() and c.isprintable())
    return kept.split(" ")[0][:LONGEST_WORD] or UNKNOWN
