"""Where a guest says a point of view before the meeting, by the private link and without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from intermetiers.web.editing import EditConflict, posted, show_conflict
from meetings.announcing.actions.viewpoints import erase, say
from meetings.announcing.viewpoint_forms import ViewpointForm, as_typed
from meetings.domain.dossier import Contribution
from meetings.domain.kinds import Purpose, Source
from meetings.domain.lexicon import lexicon
from meetings.domain.viewpoint_page import (
    ViewpointPage,
    manner_to,
    viewpoint_page,
    what_happens_next,
)
from meetings.domain.viewpoints import is_asked, said_by
from meetings.doors import opened_by_link, opened_to_reader
from meetings.dossier import read_dossier
from meetings.frame import today
from meetings.languages import asked_language, guest_frame, usual_language
from meetings.models import PrivateLink
from meetings.writing import RefusedError

ERASED = "efface"


# A forged form is of no use without the secret of the address.
@csrf_exempt
@opened_by_link(Purpose.BRIEF, ("GET", "HEAD", "POST"))
@opened_to_reader
def viewpoint(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """The questions, with what this person said so far; sent, keeps it."""
    dossier = read_dossier(link.participant.meeting)
    person = dossier.by_id.get(link.participant_id)
    if person is None or not is_asked(person):
        raise Http404
    usual = usual_language(link.participant)
    around = guest_frame(asked_language(request, usual), usual)
    words = lexicon(around["language"])
    page, manner = viewpoint_page(person, dossier, words, timezone.now()), manner_to(person, words)
    said = said_by(dossier, person.id)
    form = ViewpointForm(posted(request), page=page, manner=manner, initial=as_typed(said))
    if request.method == "POST" and (not page.is_open or _kept(form, link)):
        kept = around["keep_language"]
        return redirect(_back(secret, kept, erased="erase" in request.POST))
    context = {
        "ask": page,
        "form": form,
        "said": _read_again(page, said) if said else (),
        "noted": page.noted if said and said.source is not Source.LINK else "",
        "next": what_happens_next(said, person, dossier, words, today()) if said else "",
        "is_erased": ERASED in request.GET and said is None,
        "secret": secret,
    }
    status = 422 if form.is_bound else 200
    return render(
        request, "meetings/announcing/guest_viewpoint.html", around | context, status=status
    )


def _kept(form: ViewpointForm, link: PrivateLink) -> bool:
    """Whether what was sent was done; if not, the form says why."""
    now = timezone.now()
    try:
        if "erase" in form.data:
            erase(link.participant, by=None, now=now)
        elif form.is_valid():
            say(link.participant, seen=form.seen(), wanted=form.cleaned_data, now=now)
        else:
            return False
    except EditConflict as conflict:
        show_conflict(form, conflict, say=form.say_both)
        return False
    except RefusedError:
        pass  # the meeting began a moment ago: the page, read again, says so
    return True


def _back(secret: str, query: str, *, erased: bool) -> str:
    url = reverse("meetings:guest_viewpoint", args=[secret])
    if erased:
        query = f"{query}{'&' if query else '?'}{ERASED}=oui"
    return f"{url}{query}"


def _read_again(page: ViewpointPage, said: Contribution) -> tuple[tuple[str, str], ...]:
    """What this person said, under each question, to read once it cannot be changed any more."""
    face = dict(page.faces).get(said.face.value, "") if said.face else ""
    answers = zip(page.questions, said.texts, strict=True)
    texts = tuple((label, text) for (_, label), text in answers if text)
    return ((page.face, face), *texts) if face else texts
