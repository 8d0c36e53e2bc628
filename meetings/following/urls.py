"""*Tenir parole*: the sheet one takes into the room, then what the meeting leaves."""

from django.urls import path

from meetings.following.views import sheets

urlpatterns = [
    path("fiche", sheets.sheet, name="sheet"),
    path("fiche.pdf", sheets.fiche, name="fiche"),
    path("mesures.pdf", sheets.measures, name="measures"),
]
