"""*Tenir parole*: for now, the sheet one takes into the room."""

from django.urls import path

from meetings.following import views

urlpatterns = [
    path("fiche", views.sheet, name="sheet"),
    path("fiche.pdf", views.fiche, name="fiche"),
]
