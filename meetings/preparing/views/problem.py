from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import EditConflict, posted, show_conflict
from intermetiers.web.french import write_hour
from meetings.access import get_meeting
from meetings.domain import legal
from meetings.domain.kinds import Step
from meetings.domain.viewpoint_reading import reading_of
from meetings.dossier import read_dossier
from meetings.frame import show_step
from meetings.preparing.actions.problem import write_problem
from meetings.preparing.forms.problem import ProblemForm
from partners.http import SignedRequest

NO_SEAT = (
    "Une personne a quitté la liste des invités pendant que vous écriviez. "
    "Ce que vous aviez écrit pour elle\u00a0: «\u00a0{}\u00a0»"
)
LONGEST_GIVEN_BACK = 400  # what a line holds; messages travel in a cookie


@require_http_methods(["GET", "POST"])
def problem(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    form = ProblemForm(posted(request), dossier=dossier)
    context = {
        "dossier": dossier,
        "form": form,
        "legal": legal.facts_of(dossier.kind),
        "said_before": reading_of(dossier),
    }
    if request.method != "POST":
        return show_step(request, meeting, Step.PROBLEM, context)
    if form.is_valid():
        now = timezone.now()
        try:
            write_problem(
                meeting, seen=form.seen(), wanted=form.cleaned_data, by=request.user, now=now
            )
        except EditConflict as conflict:
            show_conflict(form, conflict)
        else:
            messages.success(request, f"Enregistré à {write_hour(timezone.localtime(now))}.")
            for text in form.without_seat:
                messages.warning(request, NO_SEAT.format(text[:LONGEST_GIVEN_BACK]))
            return redirect("meetings:problem", reference)
    return show_step(request, meeting, Step.PROBLEM, context, refused=True)
