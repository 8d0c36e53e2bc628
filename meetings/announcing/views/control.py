"""The control before sending: what to look at again. It never blocks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from meetings.access import get_meeting
from meetings.announcing.controlling import control_of
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from partners.http import SignedRequest


@require_GET
def control(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    found = control_of(meeting, dossier, today())
    page = frame(dossier, today(), current="control")
    page |= {"lines": found.lines, "others": found.others}
    return render(request, "meetings/announcing/control.html", page)
