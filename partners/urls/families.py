"""Addresses of the family of a pupil."""

from django.urls import path

from partners.views import families

urlpatterns = [
    path("eleves/<int:pk>/famille/ajouter", families.add_relative, name="relative_add"),
    path("eleves/<int:pk>/famille/<int:member>/", families.change_relative, name="relative"),
    path(
        "eleves/<int:pk>/famille/<int:member>/retirer",
        families.remove_relative,
        name="relative_remove",
    ),
]
