from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.lists import AskedList, Column, Filter, in_rank
from partners.domain.catalogue import Catalogue
from partners.domain.folding import fold
from partners.http import SignedRequest, team_catalogue
from partners.models import Institution
from partners.models.professionals import OTHER
from partners.views.lists import pages

SUBJECT = pages.Subject(
    "institutions", "people", "Établissements et services",
    "Chercher un nom, une sorte, une commune", "établissement ou service",
    "établissements et services",
)  # fmt: skip


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    return pages.show_list(request, "partners/institutions.html", _institutions(request))


@require_POST
def export(request: SignedRequest, file_format: str) -> HttpResponse:
    return pages.export(request, _institutions(request), file_format)


@require_GET
def to_print(request: SignedRequest) -> HttpResponse:
    return pages.to_print(request, _institutions(request))


def _institutions(request: SignedRequest) -> pages.BookList:
    own = Institution.objects.visible_to(request.user)
    catalogue = team_catalogue(request)
    in_use = list(own.values_list("kind", "town").distinct())
    kinds = _kinds({kind for kind, _ in in_use}, catalogue)
    towns = sorted({town for _, town in in_use if town}, key=fold)
    asked = AskedList(request, _columns([code for code, _ in kinds], towns), _filters(kinds, towns))
    rows = asked.narrow(own.for_list().matching(asked.words, catalogue))
    return pages.BookList(
        SUBJECT, asked, asked.in_order(rows),
        _columns_of_file(), lambda card: reverse("partners:institution", args=[card.pk]),
    )  # fmt: skip


def _kinds(codes: set[str], catalogue: Catalogue) -> list[tuple[str, str]]:
    """The kinds something is of, by their name; « autre » last."""
    known = catalogue.institution_kinds
    named = [(code, known[code].label) for code in codes if code in known]
    other = [(OTHER, "autre")] if OTHER in codes else []
    return sorted(named, key=lambda kind: fold(kind[1])) + other


def _columns(kinds: list[str], towns: list[str]) -> tuple[Column, ...]:
    return (
        Column("nom", "Nom", lambda card: card.name, lambda: ("folded",)),
        Column("sorte", "Sorte", lambda card: card.kind_label, lambda: (in_rank("kind", kinds),)),
        Column("commune", "Commune", lambda card: card.town, lambda: (in_rank("town", towns),)),
        Column("telephone", "Téléphone", lambda card: card.phone),
    )


def _columns_of_file() -> tuple[Column, ...]:
    return (
        Column("nom", "Nom", lambda card: card.name),
        Column("sorte", "Sorte", lambda card: card.kind_label),
        Column("adresse", "Adresse", lambda card: card.address),
        Column("commune", "Commune", lambda card: card.town),
        Column("telephone", "Téléphone", lambda card: card.phone),
        Column("uai", "Numéro UAI", lambda card: card.uai),
    )


def _filters(kinds: list[tuple[str, str]], towns: list[str]) -> tuple[Filter, ...]:
    return (
        Filter("sorte", "Sorte", kinds, lambda rows, code: rows.filter(kind=code)),
        Filter(
            "commune", "Commune", [(town, town) for town in towns],
            lambda rows, town: rows.filter(town=town),
        ),
        pages.archived_filter(),
    )  # fmt: skip
