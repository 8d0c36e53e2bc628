"""The letters of a meeting, or of the meetings of a week, as one document to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intermetiers.web.downloads import pdf_download
from intermetiers.web.editing import do_once
from intermetiers.web.french import start_sentence, write_day
from meetings.access import get_meeting
from meetings.addresses import ADDRESSED, address_of, may_be_given
from meetings.announcing.actions.letters import print_letters
from meetings.announcing.forms import PeopleForm
from meetings.announcing.letters import Letter, letters_pdf
from meetings.announcing.pages import Read, brief_of, usual_of
from meetings.date_changes import for_relative
from meetings.domain.attendance import called
from meetings.domain.dossier import Dossier
from meetings.doors import NewLink, envelope_of
from meetings.dossier import read_dossiers
from meetings.frame import frame, today, week_of
from meetings.models import Meeting, Participant
from meetings.writing import RefusedError
from partners.http import SignedRequest
from partners.models.families import ReachedBy

WEEK = timedelta(days=7)
ALREADY = "Ces lettres ont déjà été préparées. Pour les imprimer encore, préparez-les de nouveau."
NOTHING = "Aucune lettre à imprimer\u00a0: ces personnes ne sont plus à cette réunion."
ON_PAPER = {ReachedBy.LETTER.value, ReachedBy.HAND.value}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody a letter may be printed for; `on_paper` when nothing else reaches that person."""

    id: int
    who: str
    on_paper: bool
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Pile:
    """The letters of one meeting."""

    title: str
    when: str
    people: tuple[Addressee, ...]


@require_http_methods(["GET", "POST"])
@never_cache
def letters(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossiers = read_dossiers(Meeting.objects.filter(pk=meeting.pk))
    page = frame(dossiers[0], today(), current="briefs")
    page |= {"back": reverse("meetings:briefs", args=[reference])}
    return _letters(request, dossiers, page, "meetings/announcing/letters.html")


@require_http_methods(["GET", "POST"])
@never_cache
def letters_week(request: SignedRequest) -> HttpResponse:
    """Those of the meetings held in one week, the schools together, then the classes."""
    monday = _monday(request.GET.get("jour", "")) or week_of(today())
    shown = Meeting.objects.visible_to(request.user).standing().with_date()
    shown = shown.from_day(max(monday, today())).before_day(monday + WEEK)
    order = ("school__folded", "class_name", "pupil__folded", "pk")
    dossiers = read_dossiers(shown.order_by(*order))
    page = {
        "nav": "week",
        "back": f"{reverse('meetings:week')}?jour={monday}",
        "monday": monday,
        "previous": monday - WEEK,
        "next": monday + WEEK,
    }
    return _letters(request, dossiers, page, "meetings/announcing/letters_week.html")


def _letters(
    request: SignedRequest, dossiers: Sequence[Dossier], page: dict[str, Any], template: str
) -> HttpResponse:
    seats = _seats(dossiers)
    form = PeopleForm(
        request.POST if request.method == "POST" else None,
        people=[person.id for dossier in dossiers for person in dossier.participants],
        ticked=[seat.pk for seat in seats.values() if _is_on_paper(seat)],
    )
    if request.method == "POST" and form.is_valid():
        return _print(request, dossiers, form, page["back"])
    piles = [_pile(dossier, seats, form) for dossier in dossiers]
    page |= {"form": form, "piles": piles}
    return render(request, template, page, status=422 if form.errors else 200)


def _print(
    request: SignedRequest, dossiers: Sequence[Dossier], form: PeopleForm, back: str
) -> HttpResponse:
    people, now = form.cleaned_data["people"], timezone.now()

    def act() -> list[NewLink]:
        made: list[NewLink] = []
        rows = Meeting.objects.in_bulk([dossier.id for dossier in dossiers])
        for dossier in dossiers:
            asked = [person.id for person in dossier.participants if person.id in people]
            if asked:
                printed = print_letters(rows[dossier.id], asked, by=request.user, now=now)
                made += printed.links
        return made

    try:
        with transaction.atomic():
            made = do_once(form.cleaned_data["form_key"], act, now=now)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    if not made:
        messages.info(request, ALREADY if made is None else NOTHING)
        return redirect(back)
    by_id = {dossier.id: dossier for dossier in dossiers}
    printed = [_letter(request, one, by_id[one.link.participant.meeting_id]) for one in made]
    title = "Lettres à imprimer" if len(printed) > 1 else printed[0].brief.title
    return pdf_download(letters_pdf(printed, title), f"{title}.pdf")


def _letter(request: SignedRequest, made: NewLink, dossier: Dossier) -> Letter:
    seat = made.link.participant
    read = Read(seat.meeting, dossier, seat.pk, usual_of(dossier, seat.pk))
    brief = brief_of(read, changed=for_relative(seat.meeting, seat.pk, dossier, read.language))
    envelope = envelope_of(made.link, request.user)
    return Letter(brief, made.secret, envelope, dossier.reference)


def _seats(dossiers: Sequence[Dossier]) -> dict[int, Participant]:
    meetings = [dossier.id for dossier in dossiers]
    seats = Participant.objects.filter(meeting__in=meetings).select_related(*ADDRESSED)
    return {seat.pk: seat for seat in seats if may_be_given(seat)}


def _is_on_paper(seat: Participant) -> bool:
    """Nothing else reaches this person, or paper does it best."""
    member = seat.family_member
    return not address_of(seat) or (member is not None and member.reached_by in ON_PAPER)


def _pile(dossier: Dossier, seats: dict[int, Participant], form: PeopleForm) -> Pile:
    slot = dossier.chosen_slot
    return Pile(
        title=dossier.title,
        when=write_day(slot.starts_at.date()) if slot else "",
        people=tuple(
            Addressee(
                id=person.id,
                who=start_sentence(called(person)),
                on_paper=_is_on_paper(seats[person.id]),
                ticked=form.is_ticked(person.id),
            )
            for person in dossier.participants
            if person.id in seats and not person.is_convener
        ),
    )


def _monday(asked: str) -> date | None:
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    return week_of(day) if MINYEAR < day.year < MAXYEAR else None
