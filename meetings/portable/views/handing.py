"""A pupil’s file that leaves: as a file, or to another team of this site."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.downloads import download
from intermetiers.web.editing import posted
from intermetiers.web.french import of
from meetings.models import Contribution, Hold, ReceivedFile, Transfer
from meetings.portable import actions
from meetings.portable.archive import write_archive
from meetings.portable.format import RESERVED
from meetings.portable.forms import ProposeForm
from meetings.writing import RefusedError
from partners.access import for_responsable
from partners.http import SignedRequest
from partners.models import Pupil


@for_responsable
@require_http_methods(["GET", "POST"])
@never_cache
def hand(request: SignedRequest, pk: int) -> HttpResponse:
    """The address of a proposal is shown in the answer: it is kept nowhere."""
    pupil = _pupil(request, pk)
    form = ProposeForm(posted(request))
    url = _proposed(request, pupil, form) if form.is_bound and form.is_valid() else ""
    context = {
        "nav": "pupils",
        "pupil": pupil,
        "form": form,
        "url": url,
        "waiting": Transfer.objects.waiting(timezone.now()).filter(pupil=pupil).first(),
        "hold": Hold.objects.standing().filter(pupil=pupil).first(),
        "reserved": Contribution.objects.filter(
            participant__meeting__pupil=pupil, **RESERVED
        ).exists(),
        "received": ReceivedFile.objects.filter(pupil=pupil),
    }
    status = 422 if form.is_bound and not url else 200
    return render(request, "meetings/portable/hand.html", context, status=status)


def _proposed(request: SignedRequest, pupil: Pupil, form: ProposeForm) -> str:
    """The address of the proposal; "" when it is refused, and the form says why."""
    sent = form.cleaned_data
    try:
        _, url = actions.propose_transfer(
            pupil, sent["to_email"], word=sent["word"], by=request.user, now=timezone.now()
        )
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return ""
    return url


@for_responsable
@require_POST
def give(request: SignedRequest, pk: int) -> HttpResponse:
    """A sending and not a link: who takes everything away is kept in the journal."""
    pupil = _pupil(request, pk)
    packed = actions.give_file(pupil, by=request.user, now=timezone.now())
    title = f"Dossier {of(pupil.name)}"
    return download(write_archive(packed), "application/zip", title, ".zip")


@for_responsable
@require_POST
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    pupil = _pupil(request, pk)
    waiting = get_object_or_404(Transfer.objects.waiting(timezone.now()), pupil=pupil)
    try:
        actions.withdraw_transfer(waiting, by=request.user, now=timezone.now())
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "La proposition est reprise\u00a0: le dossier reste ici.")
    return redirect("meetings:file_hand", pk)


def _pupil(request: SignedRequest, pk: int) -> Pupil:
    pupils = Pupil.objects.visible_to(request.user).select_related("team")
    return get_object_or_404(pupils, pk=pk)
