from django.db.models import F, Q
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.lists import AskedList, Column, Filter, in_rank
from partners.domain.catalogue import Catalogue, metier_label
from partners.domain.folding import fold
from partners.http import SignedRequest, team_catalogue
from partners.models import Institution, Professional
from partners.models.professionals import OTHER
from partners.views.lists import pages

SUBJECT = pages.Subject(
    "people", "people", "Carnet", "Chercher un nom, un métier, un service", "personne", "personnes",
    feminine=True,
)  # fmt: skip


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    return pages.show_list(request, "partners/people.html", _people(request))


@require_POST
def export(request: SignedRequest, file_format: str) -> HttpResponse:
    return pages.export(request, _people(request), file_format)


@require_GET
def to_print(request: SignedRequest) -> HttpResponse:
    return pages.to_print(request, _people(request))


def _people(request: SignedRequest) -> pages.BookList:
    own = Professional.objects.visible_to(request.user)
    catalogue = team_catalogue(request)
    metiers = _metiers(list(own.values_list("metier", flat=True).distinct()), catalogue)
    asked = AskedList(
        request, _columns([code for code, _ in metiers]), _filters(metiers, _places(request))
    )
    rows = asked.narrow(own.for_list().matching(asked.words, catalogue))
    return pages.BookList(
        SUBJECT, asked, asked.in_order(rows), _columns_of_file(),
        lambda card: reverse("meetings:partner", args=[card.pk]),
    )  # fmt: skip


def _metiers(codes: list[str], catalogue: Catalogue) -> list[tuple[str, str]]:
    """The métiers somebody has, by their name; « autre » last."""
    known = [
        (code, metier_label(catalogue.metiers[code], ""))
        for code in codes
        if code in catalogue.metiers
    ]
    other = [(OTHER, "autre métier")] if OTHER in codes else []
    return sorted(known, key=lambda metier: fold(metier[1])) + other


def _places(request: SignedRequest) -> list[tuple[str, str]]:
    """Institutions where somebody works, and the one the address names."""
    asked = request.GET.get("lieu", "")
    named = Q(pk=int(asked[:18])) if asked.isdecimal() and asked.isascii() else Q()
    with_people = Q(pk__in=Professional.objects.visible_to(request.user).values("institution"))
    places = Institution.objects.visible_to(request.user).filter(with_people | named)
    return [(str(place.pk), place.placed_name) for place in places.in_order()]


def _columns(metiers: list[str]) -> tuple[Column, ...]:
    return (
        Column("nom", "Personne", lambda card: card.listed, lambda: ("folded",)),
        Column(
            "metier", "Métier", lambda card: card.title,
            lambda: (in_rank("metier", metiers), "metier_other"),
        ),
        Column(
            "lieu",
            "Établissement ou service",
            lambda card: card.institution.placed_name if card.institution else _alone(card),
            lambda: (F("institution__folded"),),
        ),
        Column("telephone", "Téléphone", lambda card: card.phone),
    )  # fmt: skip


def _alone(card: Professional) -> str:
    return "en libéral" if card.liberal else ""


def _columns_of_file() -> tuple[Column, ...]:
    return (
        Column("nom", "Nom", lambda card: card.last_name),
        Column("prenom", "Prénom", lambda card: card.first_name),
        Column("metier", "Métier", lambda card: card.title),
        Column(
            "lieu",
            "Établissement ou service",
            lambda card: card.institution.name if card.institution else "",
        ),
        Column(
            "commune", "Commune", lambda card: card.institution.town if card.institution else ""
        ),
        Column("liberal", "En libéral", lambda card: "oui" if card.liberal else "non"),
        Column("prix", "Payé par la famille, en euros", lambda card: card.fee),
        Column("courriel", "Courriel", lambda card: card.email),
        Column("telephone", "Téléphone", lambda card: card.phone),
    )


def _filters(metiers: list[tuple[str, str]], places: list[tuple[str, str]]) -> tuple[Filter, ...]:
    return (
        Filter("metier", "Métier", metiers, lambda rows, code: rows.filter(metier=code)),
        Filter(
            "lieu", "Établissement ou service", places,
            lambda rows, pk: rows.filter(institution_id=int(pk)),
        ),
        Filter(
            "liberal", "Exercice", (("oui", "en libéral"), ("non", "pas en libéral")),
            lambda rows, asked: rows.filter(liberal=asked == "oui"),
        ),
        pages.archived_filter(),
    )  # fmt: skip
