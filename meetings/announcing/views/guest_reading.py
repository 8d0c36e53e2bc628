"""« J’ai lu », « Je n’ai pas compris »: said by a guest from the brief, and changed as they wish."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from meetings.announcing.actions.equality import Reading, note_reading
from meetings.announcing.equality_forms import SaidForm
from meetings.domain.kinds import Purpose, Source
from meetings.doors import opened_by_link, opened_to_reader
from meetings.languages import asked_language, guest_frame, usual_language
from meetings.models import PrivateLink
from meetings.writing import RefusedError


# A forged form is of no use without the secret of the address and the gate behind it.
@csrf_exempt
@opened_by_link(Purpose.BRIEF, ("POST",))
@opened_to_reader
def read(request: HttpRequest, link: PrivateLink, secret: str, information: int) -> HttpResponse:
    """What this person says of one information; then the brief again, at the same place."""
    form = SaidForm(request.POST)
    if form.is_valid():
        said, note = form.cleaned_data["said"], form.cleaned_data["note"]
        reading = Reading(link.participant_id, information, said, note, Source.LINK)
        try:
            note_reading(link.participant.meeting, reading, by=None, now=timezone.now())
        except RefusedError as error:
            raise Http404 from error
    usual = usual_language(link.participant)
    kept = guest_frame(asked_language(request, usual), usual)["keep_language"]
    brief = reverse("meetings:guest_brief", args=[secret])
    return redirect(f"{brief}{kept}#dit-{information}")
