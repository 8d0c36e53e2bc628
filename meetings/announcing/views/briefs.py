"""The coordinator's side: what each relative reads, and how it is handed out."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import OnceForm, do_once
from intermetiers.web.french import start_sentence
from intermetiers.web.qr import draw_qr
from meetings.access import get_meeting
from meetings.announcing.actions import briefs as actions
from meetings.announcing.forms import LETTER, LINK, GivenForm, LinkForm
from meetings.announcing.ways import Way, notes_on, ways_to
from meetings.date_changes import for_relative
from meetings.domain.attendance import relation_to
from meetings.domain.brief import NotForThisReaderError, compose_brief
from meetings.domain.brief_people import notes_on_briefs
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Purpose
from meetings.domain.readers import before_giving, receives_nothing
from meetings.doors import NewLink
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.mail import brief_address, make_text_message
from meetings.models import Meeting, PrivateLink
from meetings.writing import RefusedError
from partners.http import SignedRequest
from partners.models import FamilyMember

MADE_FOR = {
    LINK: "lien à copier",
    LETTER: "lien de la lettre",
    "mail": "lien du courriel",
    "calendar": "date dans l’agenda",
}
ALREADY = "C’est déjà fait. Un lien ne se montre qu’une fois\u00a0: créez-en un autre si besoin."


@dataclass(frozen=True, slots=True)
class LiveLink:
    """A link that still opens, as the list shows it."""

    row: PrivateLink
    made_for: str


@dataclass(frozen=True, slots=True)
class Reader:
    """One relative, how to reach that person, and the links that person holds.

    `warning` is what to know before anything is given; `closed` says that nothing may be.
    """

    id: int
    name: str
    email: str
    card_url: str
    warning: str
    closed: bool
    ways: tuple[Way, ...]
    notes: tuple[str, ...]
    links: tuple[LiveLink, ...]
    link_form: LinkForm
    letter_form: LinkForm
    mail_form: OnceForm


@require_GET
def briefs(request: SignedRequest, reference: str) -> HttpResponse:
    return _show(request, get_meeting(request, reference))


@require_GET
def preview(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """Exactly what this relative reads, under a line that says so."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    changed = for_relative(meeting, participant, dossier)
    try:
        brief = compose_brief(dossier, participant, today(), changed=changed)
    except NotForThisReaderError as error:
        raise Http404 from error
    context = {"brief": brief, "letter": False, "secret": "", "reference": reference}
    return render(request, "meetings/announcing/brief.html", context)


@require_POST
@never_cache
def make_link(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    """Make a link and show it, this once."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    if participant not in {relative.id for relative in dossier.guardians}:
        raise Http404
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _show(request, meeting, refused=True)
    now, made_for = timezone.now(), form.cleaned_data["made_for"]
    try:
        made = do_once(
            form.cleaned_data["form_key"],
            lambda: actions.make_link(
                meeting, participant, made_for=made_for, by=request.user, now=now
            ),
            now=now,
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("meetings:briefs", reference)
    if made is None:
        messages.info(request, ALREADY)
        return redirect("meetings:briefs", reference)
    return _show_link(request, dossier, made, letter=made_for == LETTER)


@require_POST
def send(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
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


@require_http_methods(["GET", "POST"])
def revoke(request: SignedRequest, reference: str, link: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    links = PrivateLink.objects.filter(participant__meeting=meeting)
    row = get_object_or_404(links.select_related("participant__family_member"), pk=link)
    is_followed = row.purpose == Purpose.CALENDAR
    back = reverse(f"meetings:{'invitations' if is_followed else 'briefs'}", args=[reference])
    if request.method == "POST":
        actions.revoke_link(meeting, row.pk, by=request.user, now=timezone.now())
        messages.success(request, "Le lien est retiré\u00a0: il ne s’ouvre plus.")
        return redirect(back)
    context = {"link": row, "back": back, "is_followed": is_followed, "nav": "meetings"}
    return render(request, "meetings/announcing/revoke.html", context)


@require_POST
def given(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = GivenForm(request.POST, today=today())
    if not form.is_valid():
        return _show(request, meeting, given_form=form, refused=True)
    day = form.cleaned_data["given_on"]
    actions.note_given(meeting, day, by=request.user, now=timezone.now())
    messages.success(request, "C’est noté.")
    return redirect("meetings:briefs", reference)


def _show(
    request: SignedRequest,
    meeting: Meeting,
    *,
    given_form: GivenForm | None = None,
    refused: bool = False,
) -> HttpResponse:
    dossier = read_dossier(meeting)
    page = frame(dossier, today(), current="briefs") | {
        "readers": _readers(meeting, dossier),
        "notes": notes_on_briefs(dossier) if dossier.guardians else (),
        "given_form": given_form or GivenForm(today=today()),
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    status = 422 if refused else 200
    return render(request, "meetings/announcing/briefs.html", page, status=status)


def _readers(meeting: Meeting, dossier: Dossier) -> list[Reader]:
    relatives = [p.family_member for p in dossier.guardians]
    members = FamilyMember.objects.filter(pupil_id=meeting.pupil_id).in_bulk(relatives)
    links: dict[int, list[LiveLink]] = {}
    live = PrivateLink.objects.filter(participant__meeting=meeting).live(timezone.now())
    for row in live.order_by("-made_at", "-pk"):
        link = LiveLink(row, MADE_FOR.get(row.made_for, row.made_for))
        links.setdefault(row.participant_id, []).append(link)
    return [
        _reader(person, members[person.family_member], dossier, links.get(person.id, []))
        for person in dossier.guardians
        if person.family_member in members
    ]


def _reader(
    person: Participant, member: FamilyMember, dossier: Dossier, links: list[LiveLink]
) -> Reader:
    return Reader(
        id=person.id,
        name=start_sentence(relation_to(dossier.pupil.first_name, person)),
        email=member.email,
        card_url=_card_url(member, dossier),
        warning=before_giving(person),
        closed=receives_nothing(person),
        ways=ways_to(member),
        notes=notes_on(member),
        links=tuple(links),
        link_form=LinkForm(initial={"made_for": LINK}, auto_id=False),
        letter_form=LinkForm(initial={"made_for": LETTER}, auto_id=False),
        mail_form=OnceForm(auto_id=False),
    )


def _card_url(member: FamilyMember, dossier: Dossier) -> str:
    """The card, which leads back here."""
    card = reverse("partners:relative", args=[member.pupil_id, member.pk])
    return f"{card}?retour={reverse('meetings:briefs', args=[dossier.reference])}"


def _show_link(
    request: SignedRequest, dossier: Dossier, made: NewLink, *, letter: bool
) -> HttpResponse:
    url = brief_address(made.secret)
    person, member = dossier.by_id[made.link.participant_id], made.link.participant.family_member
    context: dict[str, Any] = {
        "nav": "meetings",
        "dossier": dossier,
        "who": relation_to(dossier.pupil.first_name, person),
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
