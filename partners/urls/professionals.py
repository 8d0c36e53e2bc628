"""Addresses of professionals."""

from django.urls import path

from partners.views import professionals

urlpatterns = [
    path("carnet/", professionals.listing, name="people"),
    path("carnet/ajouter", professionals.add, name="professional_add"),
    path("carnet/<int:pk>/", professionals.change, name="professional"),
    path("carnet/<int:pk>/archiver", professionals.archive, name="professional_archive"),
    path("carnet/<int:pk>/reprendre", professionals.bring_back, name="professional_bring_back"),
]
