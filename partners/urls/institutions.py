"""Addresses of schools and services, and of their rooms."""

from django.urls import path

from partners.views import institutions, rooms, weeks

urlpatterns = [
    path("carnet/lieux/ajouter", institutions.add, name="institution_add"),
    path("carnet/lieux/<int:pk>/", institutions.show_institution, name="institution"),
    path("carnet/lieux/<int:pk>/modifier", institutions.change, name="institution_change"),
    path("carnet/lieux/<int:pk>/semaine", weeks.of_institution, name="week_institution"),
    path("carnet/lieux/<int:pk>/archiver", institutions.archive, name="institution_archive"),
    path("carnet/lieux/<int:pk>/reprendre", institutions.bring_back, name="institution_bring_back"),
    path("carnet/lieux/<int:pk>/salles/ajouter", rooms.add, name="room_add"),
    path("carnet/lieux/<int:pk>/salles/<int:room>/", rooms.change, name="room"),
    path("carnet/lieux/<int:pk>/salles/<int:room>/archiver", rooms.archive, name="room_archive"),
    path(
        "carnet/lieux/<int:pk>/salles/<int:room>/reprendre",
        rooms.bring_back,
        name="room_bring_back",
    ),
]
