"""What a coordinator learns from several meetings, and the sheets to observe one with."""

from django.urls import path

from meetings.learning.views import observations, practice

urlpatterns = [
    path("ma-pratique", practice.page, name="practice"),
    path("ma-pratique/<str:file_format>", practice.export, name="practice_export"),
    path("observer", observations.listing, name="observe"),
    path("observer/<int:pk>", observations.change, name="observation"),
    path("observer/<int:pk>/fiche.pdf", observations.filled, name="observation_print"),
    path("observer/<int:pk>/supprimer", observations.remove, name="observation_remove"),
    path("observer/<str:sheet>.pdf", observations.blank, name="observe_blank"),
    path("observer/<str:sheet>/remplir", observations.new, name="observation_new"),
]
