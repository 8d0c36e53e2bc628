"""The coordinator's side: what each person reads, and how it is handed out."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.downloads import pdf_download
from intermetiers.web.editing import OnceForm, do_once
from intermetiers.web.qr import draw_qr
from meetings.access import get_meeting
from meetings.announcing.actions import briefs as actions
from meetings.announcing.again import FIRST, make_again_message
from meetings.announcing.forms import HandedForm, LinkForm
from meetings.announcing.handing_rows import readers_of, who
from meetings.announcing.letters import Letter, letters_pdf
from meetings.announcing.links import LETTER
from meetings.announcing.opened import is_opened
from meetings.announcing.pages import Read, around, brief_of, usual_of
from meetings.announcing.ways import notes_on
from meetings.date_changes import for_relative
from meetings.domain.brief import NotForThisReaderError
from meetings.domain.brief_parts import Brief
from meetings.domain.brief_people import notes_on_briefs
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import HandedBy, Purpose, Role
from meetings.domain.lexicon import lexicon
from meetings.domain.viewpoints import as_told, said_by
from meetings.doors import NewLink
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.languages import asked_language
from meetings.link_making import make_once
from meetings.mail import brief_address, make_text_message
from meetings.models import Meeting, PrivateLink
from meetings.writing import RefusedError
from partners.http import SignedRequest

SHOWN_AS = "…"  # where the link of a message will stand
# The page a link was given from, where it is withdrawn, by what it opens.
_GIVEN_FROM = {
    Purpose.CALENDAR.value: "invitations",
    Purpose.FICHE.value: "rereading",
    Purpose.DECISIONS.value: "decisions",
}


@require_GET
def briefs(request: SignedRequest, reference: str) -> HttpResponse:
    return _show(request, get_meeting(request, reference))


@require_GET
def preview(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """Exactly what this person reads, under a line that says so; the message that leads there."""
    meeting = get_meeting(request, reference)
    read, shut = _read(request, meeting, participant)
    context = {"brief": _brief(read), "secret": "", "reference": reference}
    context |= {"message": _message(read), "reader": participant, "words_shut": shut}
    return render(request, "meetings/announcing/brief.html", context | around(read))


@require_GET
def letter(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """The letter as it will be printed, with neither its code nor its address."""
    meeting = get_meeting(request, reference)
    brief = _brief(_read(request, meeting, participant)[0])
    content = letters_pdf([Letter(brief, "", (), reference)], brief.title)
    return pdf_download(content, f"{brief.title} – lettre à relire.pdf")


@require_POST
@never_cache
def make_link(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """Make a link and show it, this once."""
    meeting = get_meeting(request, reference)
    dossier = _with_reader(meeting, participant)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _show(request, meeting, refused=True)
    made = make_once(
        request,
        form,
        lambda made_for, now: actions.make_link(
            meeting, participant, made_for=made_for, by=request.user, now=now
        ),
        back="briefs",
        reference=reference,
    )
    if isinstance(made, HttpResponse):
        return made
    letter = form.cleaned_data["made_for"] == LETTER
    return _show_link(request, dossier, made, letter=letter)


@require_POST
def send(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    _with_reader(meeting, participant)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return _show(request, meeting, refused=True)
    now, leaves = timezone.now(), bool(settings.EMAIL_HOST)
    try:
        do_once(
            form.cleaned_data["form_key"],
            lambda: actions.send_brief(
                meeting, participant, leaves=leaves, by=request.user, now=now
            ),
            now=now,
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Le courriel est dans la boîte d’envoi.")
    return redirect("meetings:briefs", reference)


@require_POST
def handed(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """Note that this person was given the brief, how and when."""
    meeting = get_meeting(request, reference)
    _with_reader(meeting, participant)
    form = HandedForm(request.POST, today=today(), prefix=f"p{participant}")
    if not form.is_valid():
        return _show(request, meeting, forms={participant: form}, refused=True)
    now, said = timezone.now(), form.cleaned_data
    try:
        do_once(
            said["form_key"],
            lambda: actions.note_handed(
                meeting,
                participant,
                way=HandedBy(said["by_way"]),
                day=said["handed_on"],
                by=request.user,
                now=now,
            ),
            now=now,
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "C’est noté.")
    return redirect("meetings:briefs", reference)


@require_http_methods(["GET", "POST"])
def revoke(request: SignedRequest, reference: str, link: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    links = PrivateLink.objects.filter(participant__meeting=meeting)
    row = get_object_or_404(links.select_related("participant__family_member"), pk=link)
    is_followed = row.purpose == Purpose.CALENDAR
    back = reverse(f"meetings:{_GIVEN_FROM.get(row.purpose, 'briefs')}", args=[reference])
    if request.method == "POST":
        actions.revoke_link(meeting, row.pk, by=request.user, now=timezone.now())
        messages.success(request, "Le lien est retiré\u00a0: il ne s’ouvre plus.")
        return redirect(back)
    context = {"link": row, "back": back, "is_followed": is_followed, "nav": "meetings"}
    return render(request, "meetings/announcing/revoke.html", context)


def _with_reader(meeting: Meeting, participant: int) -> Dossier:
    dossier = read_dossier(meeting)
    if participant not in dossier.by_id:
        raise Http404
    return dossier


def _read(request: SignedRequest, meeting: Meeting, participant: int) -> tuple[Read, bool]:
    """What this person reads, and whether their own words are left out: somebody who prepares
    reads them where the points of view were opened, which the journal keeps."""
    whole = _with_reader(meeting, participant)
    dossier = whole if is_opened(request, meeting) else as_told(whole, today())
    shut = said_by(whole, participant) is not said_by(dossier, participant)
    language = asked_language(request, usual_of(dossier, participant))
    return Read(meeting, dossier, participant, language), shut


def _brief(read: Read) -> Brief:
    changed = for_relative(read.meeting, read.reader, read.dossier, read.language)
    try:
        return brief_of(read, changed=changed)
    except NotForThisReaderError as error:
        raise Http404 from error


def _message(read: Read) -> dict[str, str]:
    """The message that leads this person to the page; none to the pupil, who is not written to."""
    if read.dossier.by_id[read.reader].role is Role.PUPIL:
        return {}
    words = lexicon(read.language)
    made = make_again_message(read.meeting, "", SHOWN_AS, what=FIRST, words=words)
    return {"subject": made.subject, "text": made.text}


def _show(
    request: SignedRequest,
    meeting: Meeting,
    *,
    forms: Mapping[int, HandedForm] | None = None,
    refused: bool = False,
) -> HttpResponse:
    dossier = read_dossier(meeting)
    readers = readers_of(meeting, dossier, forms)
    page = frame(dossier, today(), current="briefs") | {
        "family": [reader for reader in readers if reader.is_family],
        "others": [reader for reader in readers if not reader.is_family],
        "notes": notes_on_briefs(dossier) if dossier.guardians else (),
        "refused_form": next(iter((forms or {}).values()), None),
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    status = 422 if refused else 200
    return render(request, "meetings/announcing/briefs.html", page, status=status)


def _show_link(
    request: SignedRequest, dossier: Dossier, made: NewLink, *, letter: bool
) -> HttpResponse:
    url = brief_address(made.secret)
    person, member = dossier.by_id[made.link.participant_id], made.link.participant.family_member
    context: dict[str, Any] = {
        "nav": "meetings",
        "dossier": dossier,
        "who": who(person, dossier),
        "link": made.link,
        "url": url,
        "secret": made.secret,
        "text": make_text_message(made.link.participant.meeting, url),
        "qr": draw_qr(url),
        "letter": letter,
        "notes": notes_on(member) if letter and member else (),
    }
    response = render(request, "meetings/announcing/link.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
