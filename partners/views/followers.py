"""Who follows a pupil: a partner of the book is added from the page of the pupil."""

from django.contrib import messages
from django.db.models import Case, Exists, OuterRef, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intermetiers.web.lists import page_of, words_asked
from partners import actions
from partners.http import SignedRequest, team_catalogue
from partners.models import Following, Professional
from partners.views.pupils import NAV, get_pupil

PER_PAGE = 20


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, pk: int) -> HttpResponse:
    pupil = get_pupil(request, pk)
    present = Following.objects.filter(pupil=pupil, professional=OuterRef("pk"), until=None)
    cards = Professional.objects.visible_to(request.user).active().filter(~Exists(present))
    if request.method == "POST":
        asked = request.POST.get("professional", "")
        cards = Professional.objects.visible_to(request.user)
        card = get_object_or_404(cards, pk=int(asked[:18]) if asked.isdecimal() else 0)
        actions.follow(pupil, card, by=request.user, now=timezone.now())
        messages.success(request, f"C’est noté\u00a0: {card} suit {pupil.first_name}.")
        return redirect("partners:follower_add", pk)  # a pupil is rarely followed by one person
    words = words_asked(request)
    found = cards.for_list().matching(words, team_catalogue(request))
    if not words and pupil.school_id:
        of_school = Case(When(institution=pupil.school_id, then=0), default=1)
        found = found.order_by(of_school, "folded", "pk")
    context = NAV | {
        "pupil": pupil,
        "words": words,
        "page_obj": page_of(request, found, per_page=PER_PAGE),
    }
    return render(request, "partners/follower_add.html", context)
