"""One pupil’s file as those it is about may ask for it: the copy, correcting, erasing."""

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.downloads import download, pdf_download
from intermetiers.web.editing import posted
from intermetiers.web.french import of, write_day
from meetings.erasing import Why, erase_pupil
from meetings.models import Hold, Meeting
from meetings.pdf import render_pdf
from meetings.rights import actions
from meetings.rights.copy import as_data, copy_of
from meetings.rights.forms import CopyForm, EraseForm
from meetings.writing import RefusedError
from partners.access import for_responsable
from partners.http import SignedRequest
from partners.models import FamilyMember, Pupil, TeamRole

VERSION = 1  # of the JSON: a name or a shape that changes makes another


@require_GET
def file(request: SignedRequest, pk: int) -> HttpResponse:
    pupil = _pupil(request, pk)
    return _show(request, pupil, CopyForm(pupil=pupil))


@for_responsable
@require_POST
def copy(request: SignedRequest, pk: int) -> HttpResponse:
    """A sending and not a link: who takes everything away is kept in the journal."""
    pupil = _pupil(request, pk)
    form = CopyForm(request.POST, pupil=pupil)
    if not form.is_valid():
        return _show(request, pupil, form, status=422)
    reader, file_format = form.reader_chosen(), form.cleaned_data["file_format"]
    actions.give_copy(pupil, reader, file_format=file_format, by=request.user, now=timezone.now())
    title = f"Tout ce qui est écrit au sujet {of(pupil.name)}"
    make = _as_json if file_format == "json" else _as_pdf
    return make(request, pupil, reader, title)


@for_responsable
@require_http_methods(["GET", "POST"])
def erase(request: SignedRequest, pk: int) -> HttpResponse:
    pupil = _pupil(request, pk)
    form = EraseForm(posted(request), pupil=pupil)
    if form.is_bound and form.is_valid():
        try:
            erase_pupil(pupil, by=request.user, now=timezone.now(), why=Why.ASKED)
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "Le dossier est effacé. Le journal garde seulement que cela a été fait."
            )
            return redirect("partners:pupils")
    context = {
        "nav": "pupils",
        "pupil": pupil,
        "form": form,
        "meetings": Meeting.objects.filter(pupil=pupil).count(),
        "family": pupil.family.count(),
        "hold": Hold.objects.standing().filter(pupil=pupil).first(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/rights/erase.html", context, status=status)


def _pupil(request: SignedRequest, pk: int) -> Pupil:
    pupils = Pupil.objects.visible_to(request.user).select_related("team", "school")
    return get_object_or_404(pupils, pk=pk)


def _show(
    request: SignedRequest, pupil: Pupil, form: CopyForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "nav": "pupils",
        "pupil": pupil,
        "form": form,
        "leads": request.user.role is TeamRole.RESPONSABLE,
        "hold": Hold.objects.standing().filter(pupil=pupil).first(),
        "meetings": Meeting.objects.filter(pupil=pupil).order_by("-created_at", "-pk"),
        "family": pupil.family.order_by("pk"),
    }
    return render(request, "meetings/rights/file.html", context, status=status)


def _as_json(
    request: SignedRequest, pupil: Pupil, reader: FamilyMember | None, title: str
) -> HttpResponse:
    data = {
        "version": VERSION,
        "made_on": timezone.localdate().isoformat(),
        "team": pupil.team.name,
        "sections": as_data(copy_of(pupil, reader)),
    }
    content = json.dumps(data, ensure_ascii=False, indent=1).encode()
    return download(content, "application/json", title, ".json")


def _as_pdf(
    request: SignedRequest, pupil: Pupil, reader: FamilyMember | None, title: str
) -> HttpResponse:
    context = {
        "title": title,
        "pupil": pupil,
        "reader": reader,
        "sections": copy_of(pupil, reader),
        "made_on": write_day(timezone.localdate(), weekday=False),
        "made_by": request.user.name,
    }
    return pdf_download(render_pdf("meetings/rights/copy_pdf.html", context, title=title), title)
