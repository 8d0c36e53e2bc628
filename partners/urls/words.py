"""Addresses of what the team's catalogue explains: métiers, kinds of institutions, words."""

from django.urls import URLPattern, path

from partners.views import entries, free_metiers, words


def _shelf(folder: str, name: str, shelf: str) -> list[URLPattern]:
    """The pages of one shelf; a word may hold spaces and accents, never a « / »."""
    base, kept = f"carnet/mots/{folder}", {"shelf": shelf}
    entry = f"{base}/<str:code>"
    return [
        path(f"{base}/ajouter", entries.add, kept, name=f"{name}_add"),
        path(f"{entry}/", entries.show, kept, name=name),
        path(f"{entry}/modifier", entries.change, kept, name=f"{name}_change"),
        path(f"{entry}/reprendre", entries.reset, kept, name=f"{name}_reset"),
        path(f"{entry}/supprimer", entries.remove, kept, name=f"{name}_remove"),
    ]


urlpatterns = [
    path("carnet/mots/", words.listing, name="words"),
    path("carnet/mots/metier-libre", free_metiers.adopt, name="metier_adopt"),
    *_shelf("metiers", "metier", "metier"),
    *_shelf("lieux", "institution_kind", "institution"),
    *_shelf("mots", "word", "word"),
]
