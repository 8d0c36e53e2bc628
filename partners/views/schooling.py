"""The school years of one pupil: add, change, remove."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import EditConflict, posted, show_conflict
from partners import actions
from partners.domain.school_years import school_year_of
from partners.forms.schooling import NewSchoolingForm, SchoolingForm
from partners.http import SignedRequest
from partners.models import Pupil, Schooling
from partners.views.cards import add_once, show
from partners.views.pupils import NAV, get_pupil

ALREADY = "Une autre personne vient de noter cette année. Regardez la page de l’élève."
NOWHERE = (
    "C’est l’année en cours\u00a0: elle dit où est l’élève aujourd’hui. Modifiez-la plutôt. "
    "Rien n’est changé."
)


def _get_row(request: SignedRequest, pk: int, row: int) -> Schooling:
    """The row of this number, of this pupil, in the team of whoever asks; else 404."""
    rows = Schooling.objects.visible_to(request.user).select_related("pupil", "school")
    found = get_object_or_404(rows, pk=row)
    if found.pupil_id != pk:  # compared here: SQLite cannot be asked about any number
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, pk: int) -> HttpResponse:
    pupil, today = get_pupil(request, pk), timezone.localdate()
    form = NewSchoolingForm(
        posted(request), account=request.user, pupil=pupil, today=today,
        initial={"year": request.GET.get("annee", school_year_of(today))},
    )  # fmt: skip
    if form.is_bound and form.is_valid() and _added(form, pupil, request):
        messages.success(request, "C’est noté. Les réunions passées gardent l’école d’alors.")
        return redirect("meetings:pupil", pk)
    return show(request, "partners/schooling_form.html", form, pupil=pupil, row=None, **NAV)


def _added(form: NewSchoolingForm, pupil: Pupil, request: SignedRequest) -> bool:
    try:
        add_once(form, lambda **fields: actions.add_schooling(pupil, **fields), request)
    except IntegrityError:  # somebody wrote the same year at the same instant
        form.add_error("year", ALREADY)
        return False
    return True


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int, row: int) -> HttpResponse:
    schooling = _get_row(request, pk, row)
    form = SchoolingForm(
        posted(request), instance=schooling, account=request.user, pupil=schooling.pupil
    )
    if form.is_bound and form.is_valid() and _saved(form, schooling, request):
        messages.success(request, "C’est à jour. Les réunions passées gardent l’école d’alors.")
        return redirect("meetings:pupil", pk)
    # Read again: a refused form has already written on the row it was given.
    schooling = _get_row(request, pk, row)
    context = NAV | {"pupil": get_pupil(request, pk), "row": schooling}
    return show(request, "partners/schooling_form.html", form, **context)


def _saved(form: SchoolingForm, schooling: Schooling, request: SignedRequest) -> bool:
    try:
        actions.change_schooling(
            schooling, seen=form.seen(), wanted=form.cleaned_data, by=request.user,
            now=timezone.now(),
        )  # fmt: skip
    except EditConflict as conflict:
        show_conflict(form, conflict)
        return False
    except actions.StandingYearError:
        form.add_error("since", NOWHERE)
        return False
    return True


@require_POST
def remove(request: SignedRequest, pk: int, row: int) -> HttpResponse:
    schooling = _get_row(request, pk, row)
    try:
        actions.remove_schooling(schooling, by=request.user, now=timezone.now())
    except actions.StandingYearError:
        messages.error(request, NOWHERE)
    else:
        messages.success(request, f"L’année {schooling.year_label} est retirée.")
    return redirect("meetings:pupil", pk)
