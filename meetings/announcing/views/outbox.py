from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from intermetiers.web.calendars.writing import Event, event_of
from intermetiers.web.models import OutgoingMail
from partners.http import SignedRequest

A_PAGE = 25


@require_GET
def outbox(request: SignedRequest) -> HttpResponse:
    """The messages of the team, the newest first, whole."""
    teams = request.user.memberships.filter(team=request.user.current_team_id).values("team_id")
    mails = OutgoingMail.objects.filter(scope__in=teams).order_by("-created_at", "-pk")
    page = Paginator(mails.select_related("created_by"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": "",
        "page": page,
        "mails": [(mail, _attached(mail)) for mail in page],
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    return render(request, "meetings/announcing/outbox.html", context)


def _attached(mail: OutgoingMail) -> Event | None:
    """The invitation the message carries, to be read in words."""
    return event_of(mail.calendar) if mail.calendar else None
