"""The door of a guest: what a link shows at once, its gate, coming or not, a code typed by hand."""

from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from intermetiers.web.links import read_code
from intermetiers.web.throttle import take_try
from meetings.announcing.actions.door import come
from meetings.announcing.pages import Read, around, usual_of
from meetings.date_changes import for_guest
from meetings.domain.front import CHOICES, Coming, coming_of, compose_front, name_before_gate
from meetings.domain.gate import MOST_TRIES
from meetings.domain.kinds import Answer, Purpose
from meetings.domain.languages import Language
from meetings.domain.lexicon import lexicon
from meetings.doors import READING, let_in, opened_by_link, to_page
from meetings.dossier import read_dossier
from meetings.gates import LONGEST, OPEN, is_not_mine, knock
from meetings.languages import asked_language, guest_frame
from meetings.models import PrivateLink
from meetings.writing import RefusedError

WRITING = (*READING, "POST")
# How many wrong ones an hour may come from one address.
MOST_CODES = 20


def read_of(request: HttpRequest, link: PrivateLink) -> Read:
    """Who opened the link, in the language asked for, or that person's own."""
    meeting, reader = link.participant.meeting, link.participant_id
    dossier = read_dossier(meeting)
    language = asked_language(request, usual_of(dossier, reader))
    return Read(meeting, dossier, reader, language)


def coming(read: Read) -> Coming | None:
    """What this reader answered about the date, with what may be answered."""
    return coming_of(read.dossier, read.reader, timezone.localtime(), lexicon(read.language))


def show_front(
    request: HttpRequest,
    link: PrivateLink,
    secret: str,
    read: Read,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page before the gate; `error` is what to say of what was just answered there."""
    words = lexicon(read.language)
    changed = for_guest(link, read.dossier, read.language)
    front = compose_front(read.dossier, read.reader, timezone.localtime(), words, changed=changed)
    context = {
        "front": front,
        "coming": front.coming,
        "secret": secret,
        "error": error,
        "is_closed": link.tries >= MOST_TRIES,
        "new_link": words.say("gate.new_link", host=front.contact.name),
    }
    return render(request, "meetings/guests/front.html", context | around(read), status=status)


# What is written here rests on the secret of the address: see meetings.asking.views.guests.
@csrf_exempt
@opened_by_link(Purpose.BRIEF, WRITING)
def open_gate(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """Answer the question of the gate; the right answer leads to the brief."""
    if request.method != "POST":
        return to_page(request, secret, Purpose.BRIEF)
    key, status = knock(request, link)
    if status == OPEN:
        response = to_page(request, secret, Purpose.BRIEF)
        let_in(response, link, secret)
        return response
    read = read_of(request, link)
    words, left = lexicon(read.language), MOST_TRIES - link.tries
    if key == "gate.wrong":
        error = words.count(key, left)
    else:
        error = words.say(key, host=read.dossier.convener.name) if key else ""
    return show_front(request, link, secret, read, error=error, status=status)


@csrf_exempt
@opened_by_link(Purpose.BRIEF, WRITING)
def answer(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """« Je viens », « par téléphone », « je ne peux pas », about the date that is chosen."""
    said = request.POST.get("answer", "")
    if request.method == "POST" and said in {choice.value for choice in CHOICES}:
        # When the meeting has just begun, or lost its date, its page read again says so.
        with suppress(RefusedError):
            come(link, Answer(said), now=timezone.now())
    return to_page(request, secret, Purpose.BRIEF)


@csrf_exempt
@opened_by_link(Purpose.BRIEF, WRITING)
def not_me(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """For whoever got a link that was somebody else’s; nothing is told of what it opens."""
    read = read_of(request, link)
    words, host = lexicon(read.language), read.dossier.convener
    name = name_before_gate(read.dossier.by_id[read.reader])
    context = {
        "secret": secret,
        "contact": host,
        "back": reverse("meetings:guest_brief", args=[secret]),
        "for_whom": words.say("gate.for_person", name=name) if name else "",
        "what": words.say("not_me.what", host=host.name),
        "thanks": words.say("not_me.thanks", host=host.name),
        "is_done": request.method == "POST",
    }
    context = around(read) | context
    if request.method == "POST":
        is_not_mine(link, now=timezone.now())
        context["languages"] = ()  # the link opens no more, in any language
    return render(request, "meetings/guests/not_me.html", context)


@csrf_exempt
@login_not_required
@require_http_methods(WRITING)
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The code of a letter or of a draft, typed by hand; the right one leads to the page of its link."""
    language = asked_language(request, Language.FR)
    typed = read_code(request.POST.get("code", "")[:LONGEST])
    key, status, opens = "", 200, None
    if request.method == "POST":
        key, status, opens = _look_for(request, typed)
    if opens is not None:
        return to_page(request, typed, opens)
    context = {"error": lexicon(language).say(key) if key else ""}
    frame = guest_frame(language, Language.FR)
    return render(request, "meetings/guests/code.html", context | frame, status=status)


def _look_for(request: HttpRequest, typed: str) -> tuple[str, int, Purpose | None]:
    """What to say of this code, as a key of the lexicon, the status, and what the code opens."""
    if not typed:
        return "code.unreadable", 422, None
    now = timezone.now()
    taken = take_try(request, "code", most=MOST_CODES, now=now)
    if taken is None:
        return "code.slow", 429, None
    for purpose in (Purpose.BRIEF, Purpose.FICHE):
        if PrivateLink.objects.opened_by(typed, purpose, now).exists():
            taken.delete()
            return "", OPEN, purpose
    return "code.wrong", 422, None
