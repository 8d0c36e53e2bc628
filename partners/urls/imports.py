"""Addresses of what brings a table in."""

from django.urls import path

from partners.views.imports import columns, files, preview, writing

urlpatterns = [
    path("carnet/importer/", files.drop, name="imports"),
    path("carnet/importer/modele/<str:table>.<str:file_format>", files.model, name="imports_model"),
    path("carnet/importer/<int:pk>/colonnes", columns.columns, name="import_columns"),
    path("carnet/importer/<int:pk>/feuille", columns.sheet, name="import_sheet"),
    path("carnet/importer/<int:pk>/", preview.preview, name="import_preview"),
    path("carnet/importer/<int:pk>/choix", preview.answer, name="import_answer"),
    path(
        "carnet/importer/<int:pk>/a-corriger.<str:file_format>",
        preview.refused,
        name="import_refused",
    ),
    path("carnet/importer/<int:pk>/ecrire", writing.write, name="import_write"),
    path("carnet/importer/<int:pk>/abandonner", writing.abandon, name="import_abandon"),
    path("carnet/importer/<int:pk>/resultat", writing.result, name="import_result"),
]
