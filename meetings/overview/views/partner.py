"""The page of a partner: what this person does, whom this person follows, which meetings."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from meetings.frame import today
from meetings.models import Meeting
from meetings.overview.lines import meetings_by_time, of_partner
from partners.domain.weeks import read_exceptions, say_exceptions_to_come
from partners.http import SignedRequest
from partners.models import Calendar, Following, Professional
from partners.models.professionals import OTHER

PUPILS_SHOWN = 8


@require_GET
def partner_page(request: SignedRequest, pk: int) -> HttpResponse:
    cards = Professional.objects.visible_to(request.user).select_related("institution", "team")
    card = get_object_or_404(cards, pk=pk)
    sat = Meeting.objects.filter(participants__professional=card)
    context = {
        "nav": "people",
        "card": card,
        "metier": card.catalogue_entry,
        "words_url": _words_url(card),
        "constraints": card.usual.sentences,
        "dates": say_exceptions_to_come(read_exceptions(card.exceptions), today()),
        "calendar": Calendar.objects.of(card).first(),
        **_pupils(card),
        **meetings_by_time(request, sat, today(), about=of_partner),
    }
    return render(request, "meetings/partner.html", context)


def _words_url(card: Professional) -> str:
    """Where the team says what this métier does; a free one is said to be one of the list there."""
    if card.catalogue_entry is not None:
        return reverse("partners:metier", args=[card.metier])
    if card.metier != OTHER:  # an entry of the team that was taken away
        return reverse("partners:words")
    return f"{reverse('partners:metier_adopt')}?{urlencode({'dit': card.metier_other})}"


def _pupils(card: Professional) -> dict[str, Any]:
    """The followings with their pupils, in one query: the present by name, the past by day."""
    rows = card.followings.select_related("pupil__school").order_by("pupil__folded", "pk")
    present = [row for row in rows if row.until is None]
    past = sorted((row for row in rows if row.until), key=_until, reverse=True)
    return {
        "present": present[:PUPILS_SHOWN],
        "more_present": present[PUPILS_SHOWN:],
        "present_count": len(present),
        "past": past,
    }


def _until(following: Following) -> date:
    return following.until or date.min
