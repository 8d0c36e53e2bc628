"""Addresses of accounts and of the address book."""

from partners.urls import (
    accounts,
    families,
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
    *lists.urlpatterns,
    *pupils.urlpatterns,
    *schooling.urlpatterns,
    *families.urlpatterns,
    *professionals.urlpatterns,
    *institutions.urlpatterns,
    *words.urlpatterns,
]
