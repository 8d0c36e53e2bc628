"""Addresses of the three lists of the book, on screen, as a file, on paper."""

from django.urls import path

from partners.views.lists import institutions, professionals, pupils

urlpatterns = [
    path("eleves/", pupils.listing, name="pupils"),
    path("eleves/exporter.<str:file_format>", pupils.export, name="pupils_export"),
    path("eleves/liste", pupils.to_print, name="pupils_print"),
    path("carnet/", professionals.listing, name="people"),
    path("carnet/exporter.<str:file_format>", professionals.export, name="people_export"),
    path("carnet/liste", professionals.to_print, name="people_print"),
    path("carnet/lieux/", institutions.listing, name="institutions"),
    path(
        "carnet/lieux/exporter.<str:file_format>",
        institutions.export,
        name="institutions_export",
    ),
    path("carnet/lieux/liste", institutions.to_print, name="institutions_print"),
]
