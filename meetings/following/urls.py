"""*Tenir parole*: the sheet one takes into the room, then what the meeting leaves."""

from django.urls import path

from meetings.following import views

urlpatterns = [
    path("fiche", views.sheet, name="sheet"),
    path("fiche.pdf", views.fiche, name="fiche"),
    path("mesures.pdf", views.measures, name="measures"),
]
