"""Addresses of schools and services."""

from django.urls import path

from partners.views import institutions

urlpatterns = [
    path("carnet/lieux/", institutions.listing, name="institutions"),
    path("carnet/lieux/ajouter", institutions.add, name="institution_add"),
    path("carnet/lieux/<int:pk>/", institutions.change, name="institution"),
    path("carnet/lieux/<int:pk>/archiver", institutions.archive, name="institution_archive"),
    path("carnet/lieux/<int:pk>/reprendre", institutions.bring_back, name="institution_bring_back"),
]
