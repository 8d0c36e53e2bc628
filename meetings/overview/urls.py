"""All meetings at once: the week, the list, a new one."""

from django.urls import path

from meetings.overview.views import (
    journal,
    meetings,
    partner,
    promises,
    pupil,
    search,
    thread,
    year,
    year_wall,
)

urlpatterns = [
    path("", meetings.week, name="week"),
    path("equipe/journal", journal.journal, name="journal"),
    path(
        "equipe/journal/exporter.<str:file_format>", journal.journal_export, name="journal_export"
    ),
    path("decisions", promises.promises, name="promises"),
    path("annee", year.year, name="year"),
    path("annee.pdf", year_wall.year_wall, name="year_wall"),
    path("chercher", search.search, name="search"),
    path("reunions/", meetings.listing, name="list"),
    path("reunions/preparer", meetings.new, name="new"),
    path("eleves/<int:pk>/", pupil.pupil_page, name="pupil"),
    path("eleves/<int:pk>/fil", thread.thread, name="thread"),
    path("eleves/<int:pk>/fil.pdf", thread.thread_pdf, name="thread_pdf"),
    path("carnet/<int:pk>/", partner.partner_page, name="partner"),
    path("reunions/<str:reference>/titre", meetings.rename, name="rename"),
    path("reunions/<str:reference>/annuler", meetings.cancel, name="cancel"),
]
