"""Opening the shared screen, and closing it: for who prepares the meeting."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import OnceForm, do_once
from intermetiers.web.qr import draw_qr
from meetings.access import get_meeting
from meetings.domain.attendance import guest_table
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.holding.actions.screens import NewScreen, make_screen, revoke_screen
from meetings.models import Meeting, ScreenLink
from meetings.writing import RefusedError
from partners.http import SignedRequest

ALREADY = "C’est déjà fait. Un lien ne se montre qu’une fois\u00a0: créez-en un autre si besoin."
REVOKED = "Le lien est retiré\u00a0: l’écran ne montre plus rien."


@require_http_methods(["GET", "POST"])
@never_cache
def screens(request: SignedRequest, reference: str) -> HttpResponse:
    """The page; sent its form, the same with a link on it, this once."""
    meeting = get_meeting(request, reference)
    if request.method != "POST":
        return _show(request, meeting)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return _show(request, meeting)
    now = timezone.now()
    try:
        made = do_once(
            form.cleaned_data["form_key"],
            lambda: make_screen(meeting, by=request.user, now=now),
            now=now,
        )
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("meetings:screens", meeting.reference)
    if made is None:
        messages.info(request, ALREADY)
        return redirect("meetings:screens", meeting.reference)
    return _show(request, meeting, made)


@require_POST
def revoke(request: SignedRequest, reference: str, screen: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    link = get_object_or_404(ScreenLink, meeting=meeting, pk=screen)
    revoke_screen(link, by=request.user, now=timezone.now())
    messages.success(request, REVOKED)
    return redirect("meetings:screens", reference)


def _show(request: SignedRequest, meeting: Meeting, made: NewScreen | None = None) -> HttpResponse:
    now = timezone.now()
    live = ScreenLink.objects.filter(meeting=meeting, revoked_at=None, expires_at__gt=now)
    url = ""
    if made:
        url = settings.PUBLIC_ORIGIN + reverse("meetings:screen", args=[made.secret])
    dossier = read_dossier(meeting)
    page = frame(dossier, today(), current="screens") | {
        "table": guest_table(dossier),
        "links": live.select_related("made_by").order_by("-made_at", "-pk"),
        "made": made.link if made else None,
        "url": url,
        "qr": draw_qr(url) if url else None,
        "form": OnceForm(),
    }
    return render(request, "meetings/holding/screens.html", page)
