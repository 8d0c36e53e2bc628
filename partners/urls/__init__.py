"""Addresses of accounts and of the address book."""

from partners.urls import (
    accounts,
    duplicates,
    families,
    imports,
    institutions,
    lists,
    professionals,
    pupils,
    schooling,
    words,
)

app_name = "partners"
urlpatterns = [
    *accounts.urlpatterns,
    *duplicates.urlpatterns,
    *lists.urlpatterns,
    *pupils.urlpatterns,
    *schooling.urlpatterns,
    *families.urlpatterns,
    *professionals.urlpatterns,
    *institutions.urlpatterns,
    *imports.urlpatterns,
    *words.urlpatterns,
]
