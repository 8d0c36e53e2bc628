"""*Tenir parole*: the sheet one takes into the room, then what the meeting leaves."""

from django.urls import path

from meetings.following.views import papers, sheets

urlpatterns = [
    path("fiche", sheets.sheet, name="sheet"),
    path("fiche.pdf", sheets.fiche, name="fiche"),
    path("fiche/<slug:paper>.pdf", papers.fiche_paper, name="fiche_paper"),
    path("fiche/extrait/<int:participant>.pdf", papers.fiche_excerpt, name="fiche_excerpt"),
    path("fiche.docx", papers.fiche_docx, name="fiche_docx"),
    path("fiche.txt", papers.fiche_text, name="fiche_text"),
    path("geva-sco", papers.sections, name="sections"),
    path("mesures.pdf", sheets.measures, name="measures"),
]
