"""The page of one entry of the catalogue, and the forms that say it otherwise or add one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import EditConflict, do_once, posted, show_conflict
from intermetiers.web.french import write_count
from partners.actions import own_entries as actions
from partners.actions.own_entries import AlreadyNamedError, EntryKey, StillUsedError
from partners.domain.catalogue import Catalogue, GlossaryEntry, catalogue
from partners.domain.own_entries import (
    Entry,
    Shelf,
    entries,
    is_own,
    line_of,
    named_alike,
    plain_values,
    title_of,
    unread_fields,
)
from partners.domain.words import unknown_acronyms
from partners.forms.own_entries import EntryForm
from partners.http import SignedRequest, team_catalogue, team_of, way_back
from partners.models import OwnEntry
from partners.views.entry_texts import (
    read_by_families,
    rows_of,
    said_besides,
    sources_of,
    texts_of,
    written_of,
)
from partners.views.shelves import RACKS, Rack, rack_of

NAV = {"nav": "people"}


def _get_entry(request: SignedRequest, rack: Rack, code: str) -> Entry:
    """The entry as the team reads it; another team's own is not there."""
    team_of(request)
    try:
        return entries(team_catalogue(request), rack.shelf)[code]
    except KeyError as error:
        raise Http404 from error


def _key(request: SignedRequest, rack: Rack, code: str = "") -> EntryKey:
    return EntryKey(team_of(request), rack.shelf, code)


@require_GET
def show(request: SignedRequest, shelf: str, code: str) -> HttpResponse:
    rack = rack_of(shelf)
    entry = _get_entry(request, rack, code)
    row = (
        OwnEntry.objects.visible_to(request.user)
        .filter(kind=shelf, code=code)
        .select_related("changed_by")
        .first()
    )
    own = row.as_own() if row else None
    texts = texts_of(entry, rack.shelf, written_of(own))
    named = team_catalogue(request)
    context = {
        "rack": rack,
        "entry": entry,
        "title": title_of(entry),
        "row": row,
        "added": is_own(rack.shelf, code, catalogue()),
        "read": read_by_families(texts),
        "besides": said_besides(texts),
        "unread": bool(own and unread_fields(own)),
        "unexplained": _unexplained(entry, named, request.path) if row else [],
        "links": _links(rack, code),
        "used": actions.cards_with(_key(request, rack, code)).count(),
        "sources": sources_of(entry),
        "today_url": _today_url(entry, named),
        "before": _former_names(entry, named),
        "elsewhere": _elsewhere(entry, rack, named),
        "several": isinstance(entry, GlossaryEntry) and bool(entry.meanings),
    }
    return render(request, "partners/entry.html", NAV | context)


def _links(rack: Rack, code: str) -> dict[str, str]:
    acts = ("change", "reset", "remove")
    return {act: rack.url(code, act) for act in acts} | {"cards": rack.cards_url(code)}


def _unexplained(entry: Entry, named: Catalogue, back: str) -> list[tuple[str, str]]:
    """Acronyms of what families read that nothing explains: each with where to explain it."""
    words = unknown_acronyms(f"{line_of(entry)} {entry.simple}", named)
    url = reverse("partners:word_add")
    return [(word, f"{url}?{urlencode({'mot': word, 'retour': back})}") for word in words]


def _today_url(entry: Entry, named: Catalogue) -> str:
    """The page of the name of today, for a former name."""
    today = entry.former if isinstance(entry, GlossaryEntry) else ""
    known = entries(named, Shelf.WORD)
    return reverse("partners:word", args=[today]) if today in known else ""


def _former_names(entry: Entry, named: Catalogue) -> list[tuple[str, str]]:
    """Names this one had before, with their pages: « AVS », « EVS » for the AESH."""
    if not isinstance(entry, GlossaryEntry):
        return []
    before = [word.term for word in named.glossary if word.former == entry.term]
    return [(term, reverse("partners:word", args=[term])) for term in before]


def _elsewhere(entry: Entry, here: Rack, named: Catalogue) -> list[tuple[str, str]]:
    """The other entries of this name: « AESH » is a métier, and a word families meet in a text."""
    alike = ((rack, named_alike(title_of(entry), named, rack.shelf)) for rack in RACKS)
    return [
        (rack.label, rack.url(code))
        for rack, code in alike
        if code is not None and rack is not here
    ]


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, shelf: str, code: str) -> HttpResponse:
    rack = rack_of(shelf)
    entry = _get_entry(request, rack, code)
    named = team_catalogue(request)
    make = partial(rack.form, initial=plain_values(entry, rack.shelf), catalogue=named, code=code)
    form = make(posted(request))
    taken_back = request.POST.get("reprendre", "")
    if form.is_bound and taken_back:
        form = make(_with_ours(form, rack, code, taken_back))
    elif form.is_bound and _saved(form, request, rack, code):
        messages.success(request, "C’est à jour partout où ce texte se lit.")
        return redirect(rack.url(code))
    context = {
        "form": form,
        "rows": rows_of(form, rack.shelf, code),
        "rack": rack,
        "title": _asking(title_of(entry), rack, code),
        "back": rack.url(code),
    }
    status = 422 if form.is_bound and not taken_back else 200
    return render(request, "partners/entry_form.html", NAV | context, status=status)


def _asking(title: str, rack: Rack, code: str) -> str:
    if is_own(rack.shelf, code, catalogue()):
        return f"Changer «\u00a0{title}\u00a0»"
    return f"Comment dire «\u00a0{title}\u00a0» autrement\u202f?"


def _with_ours(form: EntryForm, rack: Rack, code: str, name: str) -> Any:
    """What was typed, with our text back in one field; nothing is written yet."""
    data = form.data.copy()  # type: ignore[attr-defined]
    shipped = entries(catalogue(), rack.shelf).get(code)
    ours = plain_values(shipped, rack.shelf) if shipped else {}
    if name in ours:
        value = ours[name]
        data[name] = value if isinstance(value, str) else "on" if value else ""
    return data


def _saved(form: EntryForm, request: SignedRequest, rack: Rack, code: str) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.write_entry(
            _key(request, rack, code),
            seen=form.seen(),
            wanted=form.wanted(),
            by=request.user,
            now=timezone.now(),
        )
    except EditConflict as conflict:
        show_conflict(form, conflict)
        return False
    except OwnEntry.DoesNotExist as gone:
        raise Http404 from gone
    return True


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest, shelf: str) -> HttpResponse:
    rack = rack_of(shelf)
    key = _key(request, rack)
    form = rack.new_form(
        posted(request), initial=_asked(request), catalogue=team_catalogue(request)
    )
    alike = ""
    if form.is_bound and form.is_valid():
        try:
            row = _added(form, request, key)
        except AlreadyNamedError as named:
            alike = rack.url(named.code)
            name = next(field for field in ("term", "masculine", "label") if field in form.fields)
            form.add_error(name, "Ce nom est déjà expliqué dans votre carnet.")
        else:
            messages.success(request, rack.added)
            return redirect(way_back(request) or (rack.url(row.code) if row else rack.tab_url))
    context = {
        "form": form,
        "rows": rows_of(form, rack.shelf, ""),
        "rack": rack,
        "title": rack.add_label,
        "back": way_back(request) or rack.tab_url,
        "alike": alike,
    }
    status = 422 if form.is_bound else 200
    return render(request, "partners/entry_form.html", NAV | context, status=status)


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the link that leads here already knows of the new entry."""
    word, said = request.GET.get("mot", "")[:80], request.GET.get("dit", "")[:80]
    return {"term": word, "said": said, "masculine": said, "paid_in_meeting": "selon"}


def _added(form: EntryForm, request: SignedRequest, key: EntryKey) -> OwnEntry | None:
    now = timezone.now()
    values = form.cleaned_data
    new = EntryKey(key.team, key.shelf, values.get("term", ""))
    return do_once(
        values["form_key"],
        lambda: actions.add_entry(
            new, wanted=form.wanted(), said=values["said"], by=request.user, now=now
        ),
        now=now,
    )


@require_POST
def reset(request: SignedRequest, shelf: str, code: str) -> HttpResponse:
    rack = rack_of(shelf)
    _get_entry(request, rack, code)
    name = request.POST.get("champ", "")
    actions.reset_entry(
        _key(request, rack, code),
        fields=(name,) if name else (),
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, "Le texte d’origine est repris.")
    return redirect(rack.url(code))


@require_http_methods(["GET", "POST"])
def remove(request: SignedRequest, shelf: str, code: str) -> HttpResponse:
    rack = rack_of(shelf)
    entry = _get_entry(request, rack, code)
    if not is_own(rack.shelf, code, catalogue()):
        raise Http404
    key = _key(request, rack, code)
    used = actions.cards_with(key).count()
    if request.method == "POST":
        try:
            actions.remove_entry(key, by=request.user, now=timezone.now())
        except StillUsedError as still:
            used = still.count
        else:
            messages.success(request, f"«\u00a0{title_of(entry)}\u00a0» n’est plus au carnet.")
            return redirect(rack.tab_url)
    context = {
        "rack": rack,
        "title": title_of(entry),
        "back": rack.url(code),
        "used": write_count(used, "fiche", feminine=True) if used else "",
        "several": used > 1,
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "partners/entry_remove.html", NAV | context, status=status)
