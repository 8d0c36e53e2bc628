"""The fiche by a private link: the family re-reads it first, then each reads the version that is
theirs. Behind the gate of the link, without JavaScript, in French anybody can read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from intermetiers.web.downloads import pdf_download
from meetings.domain.front import name_before_gate
from meetings.domain.gate import MOST_TRIES
from meetings.domain.kinds import Paper, Purpose, RereadSaid, Role
from meetings.domain.languages import Language
from meetings.domain.lexicon import Lexicon, lexicon
from meetings.domain.rereading import SAID_KEYS
from meetings.doors import (
    READING,
    closed,
    gate_of,
    has_passed,
    let_in,
    opened_by_link,
    opened_to_printer,
    opened_to_reader,
    page_of,
    to_page,
)
from meetings.dossier import read_dossier
from meetings.following.actions.rereading import Saying, say, withdraw_own
from meetings.following.actions.versions import note_opened, sign_read
from meetings.following.draft_paper import draft_pdf
from meetings.following.family_paper import family_context
from meetings.following.forms.rereading import SayForm
from meetings.following.readers import Reading, read_for
from meetings.following.versions import keep_papers, language_of_file, last_given, paper_of
from meetings.gates import OPEN, is_not_mine, knock
from meetings.languages import asked_language, guest_frame, is_reread, usual_language
from meetings.models import PrivateLink
from meetings.writing import RefusedError

WRITING = (*READING, "POST")
Posted = Callable[..., HttpResponseBase]


@opened_by_link(Purpose.FICHE)
def guest_fiche(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    if not has_passed(request, link):
        return _front(request, link, secret)
    return _show(request, link, secret)


# What is written here rests on the secret of the address: see meetings.asking.views.guests.
@csrf_exempt
@opened_by_link(Purpose.FICHE, WRITING)
def open_gate(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """Answer the question of the gate; the right answer leads to the fiche."""
    if request.method != "POST":
        return to_page(request, secret, Purpose.FICHE)
    key, status = knock(request, link)
    if status == OPEN:
        _opened(link)
        response = to_page(request, secret, Purpose.FICHE)
        let_in(response, link, secret)
        return response
    words = lexicon(_language(request, link))
    if key == "gate.wrong":
        error = words.count(key, MOST_TRIES - link.tries)
    else:
        error = words.say(key, host=link.participant.meeting.convener.name) if key else ""
    return _front(request, link, secret, error=error, status=status)


def _opened(link: PrivateLink) -> None:
    """Note it, and keep the file this person is about to read."""
    now = timezone.now()
    note_opened(link, now=now)
    given = last_given(link.participant)
    if given is not None:
        keep_papers([given], read_dossier(link.participant.meeting), now)


@csrf_exempt
@opened_by_link(Purpose.FICHE, WRITING)
def not_me(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """For whoever got a link that was somebody else’s; nothing is told of what it opens."""
    is_done, host = request.method == "POST", link.participant.meeting.convener
    if is_done:
        is_not_mine(link, now=timezone.now())
    words, name = lexicon(_language(request, link)), _name(link)
    context = _around(request, link, secret) | {
        "secret": secret,
        "contact": host,
        "back": reverse("meetings:guest_fiche", args=[secret]),
        "for_whom": words.say("gate.for_person", name=name) if name else "",
        "what": words.say("not_me.what", host=host.name),
        "thanks": words.say("not_me.thanks", host=host.name),
        "is_done": is_done,
    }
    if is_done:
        context["languages"] = ()  # the link opens no more, in any language
    return render(request, "meetings/guests/not_me.html", context)


def _posted(view: Posted) -> Posted:
    """A button of the page: behind the gate, and back to the page however one came."""

    @csrf_exempt
    @opened_by_link(Purpose.FICHE, WRITING)
    @opened_to_reader
    @wraps(view)
    def guarded(
        request: HttpRequest, link: PrivateLink, secret: str, **kwargs: Any
    ) -> HttpResponseBase:
        if request.method != "POST":
            return to_page(request, secret, Purpose.FICHE)
        return view(request, link, secret, **kwargs)

    return guarded


@_posted
def say_word(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """« J’ai relu », or words of one’s own about a part; several times if one wishes."""
    reading, now = read_for(link, timezone.now()), timezone.now()
    if reading is None or reading.draft is None:
        return to_page(request, secret, Purpose.FICHE)  # over since: the page says so
    saying = Saying(RereadSaid.READ)
    if request.POST.get("said") != RereadSaid.READ.value:
        words = lexicon(_language(request, link))
        form = SayForm(request.POST, parts=reading.parts, words=words)
        if not form.is_valid():
            return _show(request, link, secret, form=form)
        saying = form.saying()
    try:
        say(link, saying, now=now)
    except RefusedError:
        return to_page(request, secret, Purpose.FICHE)
    return _back(request, secret, "dit")


@_posted
def withdraw(request: HttpRequest, link: PrivateLink, secret: str, note: int) -> HttpResponse:
    """Take back what one wrote, while there is time."""
    try:
        withdraw_own(link, note, now=timezone.now())
    except RefusedError:
        return to_page(request, secret, Purpose.FICHE)
    return _back(request, secret, "dit")


@_posted
def read(request: HttpRequest, link: PrivateLink, secret: str, sending: int) -> HttpResponse:
    """« Je l’ai lu »: having read is not agreeing."""
    sign_read(link, sending, now=timezone.now())
    return _back(request, secret, "lu")


@opened_by_link(Purpose.FICHE)
@opened_to_reader
def paper(request: HttpRequest, link: PrivateLink, secret: str, paper: str) -> HttpResponse:
    """A file of the version this person was given, and of no other."""
    reading = read_for(link, timezone.now())
    if reading is None or reading.given is None or paper not in reading.papers:
        raise Http404
    given, asked = reading.given, Paper(paper)
    language = language_of_file(given, asked)
    if asked is Paper.FAMILY:
        language = asked_language(request, language)
    content = paper_of(given, asked, reading.dossier, language)
    number = reading.given.version.number
    return pdf_download(content, f"Fiche de réunion, version {number}.pdf")


@opened_by_link(Purpose.FICHE)
@opened_to_printer
def draft_paper(request: HttpRequest, link: PrivateLink, secret: str) -> HttpResponse:
    """The draft on paper, with room to write and the code of this link."""
    reading = read_for(link, timezone.now())
    if reading is None or reading.draft is None:
        return to_page(request, secret, Purpose.FICHE)  # which says why there is none
    return pdf_download(draft_pdf(reading, secret, _language(request, link)), "Fiche à relire.pdf")


def _language(request: HttpRequest, link: PrivateLink) -> Language:
    return asked_language(request, usual_language(link.participant))


def _around(request: HttpRequest, link: PrivateLink, secret: str) -> dict[str, Any]:
    language, page = _language(request, link), page_of(secret, Purpose.FICHE)
    reread = is_reread(language, link.participant.meeting.team_id)
    frame = guest_frame(language, usual_language(link.participant), at=page)
    return frame | {"not_reread": not reread}


def _back(request: HttpRequest, secret: str, anchor: str) -> HttpResponseRedirect:
    """To the page in the language it was read in, where something just changed."""
    there = to_page(request, secret, Purpose.FICHE)
    return HttpResponseRedirect(f"{there.url}#{anchor}")


def _front(
    request: HttpRequest, link: PrivateLink, secret: str, *, error: str = "", status: int = 200
) -> HttpResponse:
    """The page before the gate: for whom it is, and a question; nothing of the child."""
    words, gate = lexicon(_language(request, link)), gate_of(link)
    whose = "pupil_" if link.participant.role == Role.PUPIL else ""
    host, name = link.participant.meeting.convener, _name(link)
    context = _around(request, link, secret) | {
        "secret": secret,
        "for_whom": words.say("gate.for_person", name=name) if name else "",
        "why": words.say(f"gate.{whose}why"),
        "asked": words.say(f"gate.{whose}{'birth' if gate.asks_birth else 'name'}"),
        "help": words.say("gate.birth_help") if gate.asks_birth else "",
        "host": host,
        "new_link": words.say("gate.new_link", host=host.name),
        "not_me": words.say("not_me.link", name=name) if name else words.say("not_me.link_unnamed"),
        "error": error,
        "is_closed": link.tries >= MOST_TRIES,
    }
    return render(request, "meetings/following/guest_front.html", context, status=status)


def _name(link: PrivateLink) -> str:
    """The name of whoever the link is for, where it says nothing of the child."""
    person = read_dossier(link.participant.meeting).by_id.get(link.participant_id)
    return name_before_gate(person) if person else ""


def _show(
    request: HttpRequest, link: PrivateLink, secret: str, *, form: SayForm | None = None
) -> HttpResponse:
    reading = read_for(link, timezone.now())
    if reading is None or reading.is_nothing:
        return closed(request)
    language, name = _language(request, link), name_before_gate(reading.person)
    words, context = lexicon(language), _around(request, link, secret)
    if reading.shown is not None:
        context |= family_context(reading.shown, language)
    context |= {
        "secret": secret,
        "reading": reading,
        "fiche": reading.shown,
        "for_whom": words.say("gate.for_person", name=name) if name else "",
        "papers": [(paper.value, words.say(f"reread.file_{paper}")) for paper in reading.papers],
        "said": [(words.say(SAID_KEYS[word.said]), word) for word in reading.words],
        "say": _sentences(reading, words),
        "form": form or _form(request, reading, words),
        "contact": reading.dossier.convener,
    }
    status = 422 if form is not None else 200
    return render(request, "meetings/following/guest_fiche.html", context, status=status)


def _sentences(reading: Reading, words: Lexicon) -> dict[str, str]:
    """Those with a day, a number or a name in them."""
    said = {"newer": "", "read": ""}
    if reading.term is not None:
        said["until"] = words.say("reread.until", day=words.day(reading.term.due_on))
    if reading.given is None:
        return said
    version, read_at = reading.given.version, reading.given.read_at
    made = {
        "number": str(version.number),
        "day": words.day(timezone.localtime(version.made_at).date()),
    }
    said |= {
        "had": words.say("reread.had", **made),
        "version": words.say("reread.version", **made),
        "code": words.say("reread.code", code=version.code),
    }
    if reading.newer is not None:
        host = reading.dossier.convener.name
        said["newer"] = words.say("reread.newer", number=str(reading.newer), host=host)
    if read_at is not None:
        day = words.day(timezone.localtime(read_at).date())
        said["read"] = words.say("reread.read_said", day=day)
    return said


def _form(request: HttpRequest, reading: Reading, words: Lexicon) -> SayForm | None:
    """The form, on the part whose link was followed (`?partie=`)."""
    if reading.draft is None:
        return None
    part = request.GET.get("partie", "")
    return SayForm(parts=reading.parts, words=words, initial={"about": part})
