"""Addresses of cards that may be one."""

from django.urls import path

from partners.views import duplicates

urlpatterns = [
    path("carnet/doublons/", duplicates.pairs, name="duplicates"),
    path("carnet/doublons/<slug:sorte>/<int:one>/", duplicates.search, name="merge_search"),
    path("carnet/doublons/<slug:sorte>/<int:one>/<int:other>/", duplicates.merge, name="merge"),
    path(
        "carnet/doublons/<slug:sorte>/<int:one>/<int:other>/deux",
        duplicates.distinct,
        name="distinct",
    ),
]
