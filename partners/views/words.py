"""The list of what the team's catalogue explains: métiers, kinds of institutions, words."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from intermetiers.web.lists import words_asked
from partners.domain.catalogue import Catalogue, GlossaryEntry, catalogue
from partners.domain.folding import fold
from partners.domain.own_entries import Entry, entries, is_own, line_of, names_of, title_of
from partners.domain.worlds import World
from partners.http import SignedRequest, team_of
from partners.models import OwnEntry, catalogue_of
from partners.models.finding import fold_words
from partners.models.free_metiers import free_metiers
from partners.views.shelves import RACKS, Rack


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the list. `mark` says when the team wrote some of it."""

    title: str
    line: str
    url: str
    mark: str
    group: str


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    count: int
    here: bool


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    """Three tabs; a search looks in all three, and each tab says how many it found."""
    team = catalogue_of(team_of(request))
    asked = request.GET.get("onglet", "")
    here = next((rack for rack in RACKS if rack.tab == asked), RACKS[0])
    words, only_own = words_asked(request), request.GET.get("equipe") == "oui"
    own = set(OwnEntry.objects.visible_to(request.user).values_list("kind", "code"))
    found = {rack.shelf: _lines(rack, team, words, own, only_own) for rack in RACKS}
    query = request.GET.copy()
    tabs = []
    for rack in RACKS:
        query["onglet"] = rack.tab
        url = f"?{query.urlencode()}"
        tabs.append(Tab(rack.label, url, len(found[rack.shelf]), rack is here))
    lines = found[here.shelf]
    context: dict[str, Any] = {
        "nav": "people",
        "rack": here,
        "tabs": tabs,
        "words": words,
        "only_own": only_own,
        "own_count": len(own),
        "groups": [(label, list(group)) for label, group in groupby(lines, lambda x: x.group)],
        "free": free_metiers(request.user) if here is RACKS[0] and not words else [],
    }
    return render(request, "partners/words.html", context)


def _lines(
    rack: Rack, team: Catalogue, words: str, own: set[tuple[str, str]], only_own: bool
) -> list[Line]:
    parts = fold_words(words).split()
    lines = []
    for code, entry in entries(team, rack.shelf).items():
        written = (rack.shelf.value, code) in own
        if (only_own and not written) or not _holds(entry, parts):
            continue
        mark = ""
        if written:
            added = is_own(rack.shelf, code, catalogue())
            mark = "ajouté par l’équipe" if added else "dit autrement par l’équipe"
        lines.append(Line(title_of(entry), line_of(entry), rack.url(code), mark, _group(entry)))
    order = [world.label for world in World]
    return sorted(
        lines, key=lambda x: (order.index(x.group) if x.group in order else 0, fold(x.title))
    )


def _holds(entry: Entry, parts: list[str]) -> bool:
    """Every word typed stands in a name or in what is said of it."""
    said = [*names_of(entry), line_of(entry), entry.simple]
    text = fold_words(" ".join(said))
    return all(part in text for part in parts)


def _group(entry: Entry) -> str:
    """Its world; for a word its first letter, as in an index."""
    if not isinstance(entry, GlossaryEntry):
        return entry.world.label
    letter = fold(entry.term)[:1].upper()
    return letter if letter.isalpha() else "0 – 9"
