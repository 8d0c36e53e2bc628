"""The rights of those a file is about."""

from django.urls import path

from meetings.rights.views import files

urlpatterns = [
    path("eleves/<int:pk>/dossier", files.file, name="file"),
    path("eleves/<int:pk>/dossier/copie", files.copy, name="file_copy"),
    path("eleves/<int:pk>/dossier/effacer", files.erase, name="file_erase"),
]
