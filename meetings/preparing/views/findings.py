from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from meetings.access import get_meeting
from meetings.domain import principles
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.invitations import to_call
from meetings.models.around import keys_of
from meetings.preparing.actions import findings as actions
from partners.http import SignedRequest


class SetAsideForm(forms.Form):
    """Why this point is put aside: a reason is asked, and stays visible."""

    finding = forms.CharField(max_length=200, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Pour quelle raison\u202f?",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez pourquoi\u00a0: la raison reste visible."},
    )


class TakeUpForm(forms.Form):
    finding = forms.CharField(max_length=200)


@require_GET
def path(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    context = frame(dossier, today(), current="path")
    chosen = dossier.chosen_place
    context |= {"meeting": meeting, "key": keys_of(meeting).get(chosen.id) if chosen else ""}
    if meeting.cancelled_at:
        context["to_call"] = to_call(dossier, meeting)
    return render(request, "meetings/preparing/path.html", context)


@require_POST
def set_aside(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = SetAsideForm(request.POST)
    found = {one.key: one for one in principles.look_at(read_dossier(meeting), today())}
    finding = found.get(form.data.get("finding", ""))
    if finding is None:
        messages.info(
            request, "Ce point n’est plus à regarder\u00a0: la réunion a changé entre-temps."
        )
        return _back(request, reference)
    if not form.is_valid():
        context = {"nav": "meetings", "meeting": meeting, "form": form, "finding": finding}
        context["back"] = request.POST.get("back", "")
        return render(request, "meetings/preparing/set_aside.html", context, status=422)
    actions.set_aside(
        meeting,
        finding.key,
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
        actions.take_up(meeting, form.cleaned_data["finding"], by=request.user, now=timezone.now())
    return _back(request, reference)


def _back(request: SignedRequest, reference: str) -> HttpResponse:
    """To the page the button stood on, if it is one of ours."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/reunions/"):
        return redirect(back)
    return redirect("meetings:path", reference)
