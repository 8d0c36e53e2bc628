"""Addresses of pupils."""

from django.urls import path

from partners.views import pupils

urlpatterns = [
    path("eleves/ajouter", pupils.add, name="pupil_add"),
    path("eleves/<int:pk>/modifier", pupils.change, name="pupil_change"),
    path("eleves/<int:pk>/archiver", pupils.archive, name="pupil_archive"),
    path("eleves/<int:pk>/reprendre", pupils.bring_back, name="pupil_bring_back"),
]
