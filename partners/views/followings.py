"""Whom a professional follows: pupils added, a following that ends."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import posted
from intermetiers.web.french import NBSP, write_count
from intermetiers.web.lists import page_of, words_asked
from partners import actions
from partners.forms.followings import EndForm, FollowForm
from partners.http import SignedRequest
from partners.models import Following, Professional, Pupil
from partners.models.pupils import PupilQuerySet
from partners.views.professionals import NAV, get_professional

PER_PAGE = 30
FROM, PUPIL_PAGE = "de", "eleve"


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, professional: int) -> HttpResponse:
    """Pupils to tick among those of the team, found by a name, a class or a school."""
    card = get_professional(request, professional)
    words = words_asked(request)
    active = Pupil.objects.visible_to(request.user).active()
    page = page_of(request, _not_followed(card, active).matching(words), per_page=PER_PAGE)
    form = FollowForm(posted(request), pupils=active, shown=list(page), today=timezone.localdate())
    if form.is_bound and form.is_valid():
        pupils, since = form.cleaned_data["pupils"], form.cleaned_data["since"]
        actions.follow_several(pupils, card, since=since, by=request.user, now=timezone.now())
        count = write_count(len(pupils), "élève ajouté", "élèves ajoutés")
        messages.success(request, f"C’est noté{NBSP}: {count}.")
        return redirect(f"{request.path}?{urlencode({'q': words})}" if words else request.path)
    context = NAV | {"card": card, "words": words, "page_obj": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "partners/following_add.html", context, status=status)


def _not_followed(card: Professional, pupils: PupilQuerySet) -> PupilQuerySet:
    present = card.followings.filter(pupil=OuterRef("pk"), until=None)
    return pupils.filter(~Exists(present)).for_list()


@require_http_methods(["GET", "POST"])
def end(request: SignedRequest, professional: int, following: int) -> HttpResponse:
    row = _get_following(request, professional, following)
    form = EndForm(posted(request), following=row, today=timezone.localdate())
    if form.is_bound and form.is_valid():
        until = form.cleaned_data["until"]
        actions.end_following(row, until=until, by=request.user, now=timezone.now())
        messages.success(request, "C’est noté. Ce suivi reste avec les suivis passés.")
        return redirect(_back(request, row))
    context = NAV | {
        "card": row.professional,
        "following": row,
        "form": form,
        "back": _back(request, row),
        "came_from": request.GET.get(FROM, ""),
    }
    status = 422 if form.is_bound else 200
    return render(request, "partners/following_end.html", context, status=status)


@require_POST
def erase(request: SignedRequest, professional: int, following: int) -> HttpResponse:
    row = _get_following(request, professional, following)
    actions.erase_following(row, by=request.user, now=timezone.now())
    messages.success(request, "Ce suivi est effacé.")
    return redirect(_back(request, row))


def _back(request: SignedRequest, row: Following) -> str:
    """The page one came from: that of the pupil when the address says so, else of the partner."""
    if request.GET.get(FROM) == PUPIL_PAGE:
        return reverse("meetings:pupil", args=[row.pupil_id])
    return reverse("meetings:partner", args=[row.professional_id])


def _get_following(request: SignedRequest, professional: int, following: int) -> Following:
    rows = Following.objects.visible_to(request.user).select_related(
        "pupil", "professional__team", "professional__institution"
    )
    found = get_object_or_404(rows, pk=following)
    if found.professional_id != professional:  # compared here: SQLite cannot be asked any number
        raise Http404
    return found
