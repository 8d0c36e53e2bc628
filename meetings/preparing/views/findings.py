from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from meetings.access import get_meeting
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.preparing.actions import findings as actions
from partners.http import SignedRequest


class SetAsideForm(forms.Form):
    """Why this point is put aside: a reason is asked, and stays visible."""

    finding = forms.CharField(max_length=200)
    reason = forms.CharField(max_length=250)
    back = forms.CharField(required=False)


class TakeUpForm(forms.Form):
    finding = forms.CharField(max_length=200)
    back = forms.CharField(required=False)


@require_GET
def path(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    context = frame(dossier, today(), current="path")
    context |= {"meeting": meeting}
    return render(request, "meetings/preparing/path.html", context)


@require_POST
def set_aside(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Pour mettre ce point de côté, écrivez pourquoi (250 signes au plus).")
        return _back(request, reference)
    actions.set_aside(
        meeting,
        form.cleaned_data["finding"],
        reason=form.cleaned_data["reason"],
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Point mis de côté. La raison reste visible.")
    return _back(request, reference)


@require_POST
def take_up(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = TakeUpForm(request.POST)
    if form.is_valid():
        actions.take_up(
            meeting, form.cleaned_data["finding"], by=request.user, now=timezone.now()
        )
    return _back(request, reference)


def _back(request: SignedRequest, reference: str) -> HttpResponse:
    """To the page the button stood on, if it is one of ours."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/reunions/"):
        return redirect(back)
    return redirect("meetings:path", reference)
