"""What lets the page of a meeting load again without network: no word of any meeting in it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the top so that it may answer for the pages of meetings."""
    return render(request, "meetings/holding/worker.js", content_type="text/javascript")


@login_not_required
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The page without its meeting: the device opens there what it keeps."""
    return render(request, "meetings/holding/shell.html")
