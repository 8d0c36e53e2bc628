"""Whether a paper one holds is the last version: open to all, and says nothing of the child."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from intermetiers.web.throttle import take_try
from meetings.frozen import read_printed_code
from meetings.models import FicheVersion, ReceivedFile

LONGEST = 60
# How many unknown ones an hour may come from one address.
MOST_CODES = 20
UNREADABLE = "Ce n’est pas un code\u00a0: il a douze signes, en trois groupes de quatre."
TOO_MANY = (
    "Trop de codes inconnus sont venus de cet accès à internet. On peut essayer dans une heure."
)


# Nothing is written for anybody and nothing rests on a cookie: a forged form is of no use.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """Type the code printed at the foot of a page; the picture beside it fills it in. Looking is a
    sending: what is looked for is counted, so that nobody tries them all."""
    typed = request.POST.get("code", code)[:LONGEST]
    context: dict[str, object] = {"code": read_printed_code(typed) or typed, "error": ""}
    status = 200
    if request.method == "POST":
        status = _look_for(request, read_printed_code(typed), context)
    return render(request, "meetings/following/check.html", context, status=status)


def _look_for(request: HttpRequest, code: str, context: dict[str, object]) -> int:
    """Fill the page with what is known of this code; gives the status of the answer."""
    if not code:
        context["error"] = UNREADABLE
        return 422
    now = timezone.now()
    taken = take_try(request, "fiche", most=MOST_CODES, now=now)
    if taken is None:
        context["error"] = TOO_MANY
        return 429
    context["is_answered"] = True
    found = FicheVersion.objects.coded(code).first()
    if found is not None:
        taken.delete()
        last = FicheVersion.objects.filter(meeting=found.meeting_id).order_by("number").last()
        context |= {"found": found, "last": last, "brought": _brought(found)}
    return 200


def _brought(version: FicheVersion) -> ReceivedFile | None:
    """The file it came in, for a version this site did not make: its day is what that file says."""
    files = ReceivedFile.objects.filter(
        pupil__meetings=version.meeting_id, received_at__gte=version.made_at
    )
    return files.exclude(fingerprint="").order_by("received_at").first()
