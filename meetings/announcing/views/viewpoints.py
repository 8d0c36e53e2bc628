"""The coordinator's side: what each said before the meeting, side by side, and what to do of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import EditConflict, posted, show_conflict
from intermetiers.web.french import start_sentence
from meetings.access import get_meeting
from meetings.announcing.actions.viewpoints import erase, open_all, share_from, type_for
from meetings.announcing.opened import OPENED, is_opened
from meetings.announcing.viewpoint_forms import ShareForm, TypedForm, as_typed
from meetings.domain.dossier import Participant
from meetings.domain.kinds import Source
from meetings.domain.languages import Language
from meetings.domain.lexicon import lexicon
from meetings.domain.viewpoint_page import manner_to, viewpoint_page
from meetings.domain.viewpoint_reading import reading_of, silent_in, words_to_ask
from meetings.domain.viewpoints import is_asked, is_open, is_shared, said_by
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.models import Meeting
from meetings.writing import RefusedError
from partners.http import SignedRequest

KEPT = "C’est enregistré."
ERASED = "Ce que cette personne avait dit est effacé."
NO_DAY = (
    "Aucun jour n’est choisi\u00a0: pour l’instant, les invités ne lisent que ce qu’ils ont dit."
)
MOST_OPENED = 50  # a session remembers no more; the oldest are opened again
FOLDED_FROM = 8  # people: with more, only the family stands open


@require_GET
def viewpoints(request: SignedRequest, reference: str) -> HttpResponse:
    """Side by side, the family and the pupil first; shut until one opens them."""
    return _show(request, get_meeting(request, reference))


@require_POST
def opening(request: SignedRequest, reference: str) -> HttpResponse:
    """Reading what each said of a child is kept in the journal: once a meeting and a session."""
    meeting = get_meeting(request, reference)
    if not is_opened(request, meeting):
        open_all(meeting, by=request.user, now=timezone.now())
        request.session[OPENED] = [*request.session.get(OPENED, []), meeting.pk][-MOST_OPENED:]
    return redirect("meetings:viewpoints", reference)


@require_POST
def share(request: SignedRequest, reference: str) -> HttpResponse:
    """Set the day from which everybody reads what was said for all."""
    meeting = get_meeting(request, reference)
    form = ShareForm(request.POST, dossier=read_dossier(meeting), today=today())
    name = "viewpoints_shared_on"
    if form.is_valid():
        day = form.cleaned_data[name]
        try:
            share_from(
                meeting, seen=form.seen()[name], wanted=day, by=request.user, now=timezone.now()
            )
        except EditConflict as conflict:
            show_conflict(form, conflict)
        else:
            messages.success(request, KEPT if day else NO_DAY)
            return redirect("meetings:viewpoints", reference)
    return _show(request, meeting, form)


@require_http_methods(["GET", "POST"])
def typed(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """What a coordinator hears or reads from somebody, typed for that person."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    person = dossier.by_id.get(participant)
    if person is None or not is_asked(person):
        raise Http404
    words, said = lexicon(Language.FR), said_by(dossier, participant)
    if said and request.method == "GET" and not is_opened(request, meeting):
        return redirect("meetings:viewpoints", reference)
    form = TypedForm(
        posted(request),
        page=viewpoint_page(person, dossier, words, timezone.now()),
        manner=manner_to(person, words),
        initial=as_typed(said),
    )
    if form.is_bound and _kept(request, form, meeting, person):
        url = reverse("meetings:viewpoints", args=[reference])
        return redirect(url if "erase" in form.data else f"{url}#avis-{participant}")
    page = frame(dossier, today(), current="viewpoints") | {
        "form": form,
        "person": person,
        "who": person.called,
        "said": said,
        "wrote": said is not None and said.source is Source.LINK,
        "is_open": is_open(dossier, timezone.now()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/announcing/viewpoint_typed.html", page, status=status)


def _kept(request: SignedRequest, form: TypedForm, meeting: Meeting, person: Participant) -> bool:
    """Whether what was sent was done; if not, the form says why."""
    now = timezone.now()
    try:
        if "erase" in form.data:
            erase(meeting.participants.get(pk=person.id), by=request.user, now=now)
            messages.success(request, ERASED)
            return True
        if not form.is_valid():
            return False
        type_for(
            meeting, person.id, seen=form.seen(), wanted=form.cleaned_data,
            by=request.user, now=now,
        )  # fmt: skip
    except EditConflict as conflict:
        show_conflict(form, conflict)
        return False
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return True
    messages.success(request, KEPT)
    return True


def _show(request: SignedRequest, meeting: Meeting, form: ShareForm | None = None) -> HttpResponse:
    dossier = read_dossier(meeting)
    read = reading_of(dossier)
    page = frame(dossier, today(), current="viewpoints") | {
        "read": read,
        "is_opened": is_opened(request, meeting),
        "is_long": len(read) >= FOLDED_FROM,
        "silent": [_silent(person) for person in silent_in(dossier)],
        "words": words_to_ask(dossier),
        "share_form": form or ShareForm(dossier=dossier, today=today()),
        "is_shared": is_shared(dossier, today()),
        "is_open": is_open(dossier, timezone.now()),
    }
    status = 422 if form else 200
    return render(request, "meetings/announcing/viewpoints.html", page, status=status)


def _silent(person: Participant) -> tuple[Participant, str, str]:
    """The person, the name, and the words of the link that writes for them."""
    return person, start_sentence(person.called), f"Noter ce que dit {person.called}"
