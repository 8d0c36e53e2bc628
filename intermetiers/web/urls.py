"""Nothing of the product: whether the site answers, and whether it can serve."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from intermetiers.web.csp_reports import PATH, csp_report
from intermetiers.web.readiness import what_fails

log = logging.getLogger(__name__)


@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def ready(request: HttpRequest) -> HttpResponse:
    """Yes or no to a stranger; what fails is in the log, and told by `manage.py ready`."""
    failing = what_fails(timezone.now())
    if failing:
        log.error("Pas prêt\u00a0: %s", "\u202f; ".join(failing))
        return HttpResponse("pas pret\n", content_type="text/plain", status=503)
    return HttpResponse("pret\n", content_type="text/plain")


urlpatterns = [
    path("sante", alive, name="alive"),
    path("pret", ready, name="ready"),
    path(PATH.lstrip("/"), csp_report, name="csp_report"),
]
