from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import posted
from meetings.access import get_meeting
from meetings.domain.dossier import Dossier
from meetings.domain.held import compose_held
from meetings.domain.learning.grid import GRID
from meetings.domain.learning.seen import seen, without_source
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.learning.actions.situation import keep_reading
from meetings.learning.forms.situation import SituationForm
from meetings.live import holding_of, read_live, session_of
from meetings.models import Meeting, SituationReading
from partners.http import SignedRequest

NOT_YET = (
    "On lit la situation une fois la réunion fermée. Fermez-la d’abord ; la fiche, elle, est déjà "
    "là."
).replace(" ;", "\u202f;")


@require_http_methods(["GET", "POST"])
def situation(request: SignedRequest, reference: str) -> HttpResponse:
    """One’s own reading of a meeting: nobody else’s is ever read here."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    if dossier.closed_on is None:
        messages.info(request, NOT_YET)
        return redirect("meetings:sheet", reference)
    reading = SituationReading.objects.of_account(request.user).filter(meeting=meeting).first()
    form = SituationForm(posted(request), marks=reading.marks if reading else {})
    if form.is_bound and form.is_valid():
        kept = keep_reading(meeting, form.changes(), by=request.user, now=timezone.now())
        said = "C’est enregistré, pour vous." if kept else "Rien n’est gardé de cette lecture."
        messages.success(request, said)
        return redirect("meetings:situation", reference)
    context = frame(dossier, today(), current="situation") | _grid(dossier, meeting, form)
    context |= {"form": form, "reading": reading}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/learning/situation.html", context, status=status)


def _grid(dossier: Dossier, meeting: Meeting, form: SituationForm) -> dict[str, object]:
    """The sections, each with its lines: the line, what the meeting shows of it, its fields."""
    now = timezone.now()
    live = read_live(meeting, now)
    facts = seen(dossier, live, compose_held(dossier, live, session_of(holding_of(meeting), now)))
    return {
        "sections": [
            (section, [(item, facts.get(item.key, ()), form.fields_of(item))
                       for item in section.items])
            for section in GRID
        ],
        "without_source": without_source(live),
    }  # fmt: skip
