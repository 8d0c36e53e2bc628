"""The usual week of a professional, of a relative, of a school: one page for the three."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import EditConflict
from intermetiers.web.french import NBSP, THIN
from partners import actions
from partners.domain.weeks import (
    OF_A_PERSON,
    OF_AN_INSTITUTION,
    HoursKind,
    read_exceptions,
    read_week,
    say_exceptions,
    say_week,
)
from partners.domain.worlds import World
from partners.forms import week_shortcuts as shortcuts
from partners.forms.week_files import WeekFileForm, lines_of_file, say_found
from partners.forms.week_shortcuts import Shortcut
from partners.forms.weeks import MOST_LINES, Draft, WeekForm
from partners.http import SignedRequest
from partners.models import Institution, Professional
from partners.views.families import get_relative
from partners.views.institutions import get_institution
from partners.views.professionals import get_professional

KINDS: Mapping[HoursKind, str] = {
    HoursKind.PAID: "heures payées",
    HoursKind.TAKEN: f"pris{NBSP}: en classe, au travail, repos après une nuit",
    HoursKind.REMOTE: "seulement à distance",
    HoursKind.FREE: "libre",
}
OF_THE_FAMILY = {kind: KINDS[kind] for kind in (HoursKind.TAKEN, HoursKind.REMOTE, HoursKind.FREE)}
OF_A_PLACE = {kind: OF_AN_INSTITUTION[kind] for kind in (HoursKind.TAKEN, HoursKind.FREE)}


@dataclass(frozen=True, slots=True)
class Whose:
    """A professional, a relative or a school, and what their page says. `dated`: dates on which the week does not hold."""

    card: Any
    name: str
    back: str
    nav: str
    kinds: Mapping[HoursKind, str]
    shortcuts: tuple[Shortcut, ...]
    said: tuple[str, ...] = ()
    dated: bool = True

    @property
    def question(self) -> str:
        asked = "Comment se passe sa semaine" if self.dated else "Quelles sont ses heures"
        return f"{asked}{THIN}?"

    @property
    def exceptions(self) -> Any:
        return getattr(self.card, "exceptions", [])


@require_http_methods(["GET", "POST"])
def of_professional(request: SignedRequest, pk: int) -> HttpResponse:
    card = get_professional(request, pk)
    school = card.institution
    written = (card.paid_hours, HoursKind.PAID, ""), (card.availability, HoursKind.FREE, "")
    offered = shortcuts.of_words(*written)
    if school is not None and shortcuts.class_hours(week := read_week(school.week)):
        offered = (*offered, shortcuts.of_class(week, school.name))
    heard = (
        ("Heures payées", card.paid_hours),
        ("Quand cette personne est libre", card.availability),
    )
    return _page(
        request,
        Whose(
            card,
            str(card),
            reverse("meetings:partner", args=[pk]),
            "people",
            _kinds_of(card),
            (*offered, *shortcuts.OF_A_PERSON),
            tuple(f"{label}{NBSP}: {text}" for label, text in heard if text),
        ),
    )


def _kinds_of(card: Professional) -> Mapping[HoursKind, str]:
    """What is most often noted stands first: paid hours, of those who are paid by the hour."""
    entry = card.catalogue_entry
    if card.paid_hours or (entry is not None and entry.support):
        return KINDS
    return {HoursKind.TAKEN: KINDS[HoursKind.TAKEN], **KINDS}


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
def of_relative(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    card = get_relative(request, pk, member)
    back = reverse("partners:relative", args=[pk, member])
    said = (f"Travail{NBSP}: {card.work}",) if card.work else ()
    work = shortcuts.of_words((card.work, HoursKind.TAKEN, "travaille"))
    offered = (*work, *shortcuts.OF_A_PERSON)
    return _page(
        request,
        Whose(card, str(card), back, "pupils", OF_THE_FAMILY, offered, said),
    )


@require_http_methods(["GET", "POST"])
def of_institution(request: SignedRequest, pk: int) -> HttpResponse:
    card = get_institution(request, pk)
    kind = card.catalogue_entry
    offered = (
        shortcuts.OF_A_SCHOOL
        if kind is None or kind.world is World.SCHOOL
        else shortcuts.OF_A_PLACE
    )
    back = reverse("partners:institution", args=[pk])
    return _page(request, Whose(card, card.name, back, "people", OF_A_PLACE, offered, dated=False))


def _page(request: SignedRequest, whose: Whose) -> HttpResponse:
    """The form; a button that adds, fills or removes a line shows it again and keeps nothing."""
    if request.method != "POST":
        draft = Draft.of(whose.card.week, whose.exceptions).with_empty()
        return _show(request, whose, _form(whose, draft))
    draft = Draft.posted(request.POST)
    if "read" in request.POST and whose.dated:
        return _read_file(request, whose, draft)
    changed = _changed_lines(draft, request.POST, whose.shortcuts)
    if changed is not None:
        return _show(request, whose, _form(whose, changed), goes_to=_place(request.POST))
    form = WeekForm(request.POST, draft=draft, kinds=whose.kinds, dated=whose.dated)
    if form.is_valid() and _kept(request, whose, form):
        messages.success(request, "La semaine est à jour.")
        return redirect(whose.back)
    return _show(request, whose, form)


def _read_file(request: SignedRequest, whose: Whose, draft: Draft) -> HttpResponse:
    """The free hours of a calendar as more lines, to be looked at; nothing is kept."""
    file_form = WeekFileForm(request.POST, request.FILES, today=timezone.localdate())
    if not file_form.is_valid():
        return _show(request, whose, _form(whose, draft.with_empty()), file_form=file_form)
    found = file_form.cleaned_data["calendar"]
    messages.info(request, say_found(found))
    return _show(request, whose, _form(whose, draft.filled(lines_of_file(found))), goes_to="week")


def _form(whose: Whose, draft: Draft) -> WeekForm:
    return WeekForm(draft=draft, kinds=whose.kinds, dated=whose.dated)


def _changed_lines(draft: Draft, data: QueryDict, offered: tuple[Shortcut, ...]) -> Draft | None:
    """The lines as a button other than « Enregistrer » makes them; None when it was that one."""
    if "add" in data:
        return draft.with_empty()
    if found := next((one for one in offered if one.code == data.get("fill")), None):
        return draft.filled(found.lines(draft))
    for name, without in (("remove", draft.without_line), ("forget", draft.without_date)):
        number = str(data.get(name, ""))
        if number.isdecimal() and len(number) <= len(str(MOST_LINES)):
            return without(int(number))
    return None


def _place(data: QueryDict) -> str:
    """Which part of the page takes the focus: the one whose lines changed."""
    return "dates" if data.get("add") == "date" or "forget" in data else "week"


def _kept(request: SignedRequest, whose: Whose, form: WeekForm) -> bool:
    try:
        actions.keep_week(
            whose.card,
            seen=form.stood(),
            wanted=form.cleaned_data,
            by=request.user,
            now=timezone.now(),
        )
    except EditConflict as conflict:
        seen = form.stood() | conflict.current
        form.show_both(seen["week"], seen["exceptions"], _say(whose, conflict.current))
        return False
    return True


def _say(whose: Whose, kept: Mapping[str, Any]) -> tuple[str, ...]:
    labels = OF_AN_INSTITUTION if isinstance(whose.card, Institution) else OF_A_PERSON
    week = say_week(read_week(kept.get("week")), labels)
    return (*week, *say_exceptions(read_exceptions(kept.get("exceptions"))))


def _changes(shortcut: Shortcut, draft: Draft) -> bool:
    """Whether this button would do something: one that would not is not shown."""
    return draft.filled(shortcut.lines(draft)) != draft.with_empty()


def _show(
    request: SignedRequest,
    whose: Whose,
    form: WeekForm,
    *,
    goes_to: str = "",
    file_form: WeekFileForm | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "file_form": file_form or WeekFileForm(today=timezone.localdate()),
        "whose": whose,
        "shortcuts": [one for one in whose.shortcuts if _changes(one, form.draft)],
        "goes_to": goes_to,
        "nav": whose.nav,
    }
    status = 422 if form.is_bound or file_form else 200
    return render(request, "partners/week_form.html", context, status=status)
