"""Addresses of the family of a pupil."""

from django.urls import path

from partners.views import calendars, families, secret_addresses, weeks

RELATIVE = "eleves/<int:pk>/famille/<int:member>"

urlpatterns = [
    path("eleves/<int:pk>/famille/ajouter", families.add_relative, name="relative_add"),
    path(f"{RELATIVE}/", families.change_relative, name="relative"),
    path(f"{RELATIVE}/semaine", weeks.of_relative, name="week_relative"),
    path(f"{RELATIVE}/retirer", families.remove_relative, name="relative_remove"),
    path(
        f"{RELATIVE}/agenda/oublier", calendars.forget_of_relative, name="relative_calendar_forget"
    ),
    path(f"{RELATIVE}/adresse", secret_addresses.page, name="secret_address"),
    path(f"{RELATIVE}/adresse/montrer", secret_addresses.reveal, name="secret_address_show"),
    path(f"{RELATIVE}/adresse/garder", secret_addresses.keep, name="secret_address_keep"),
    path(f"{RELATIVE}/adresse/effacer", secret_addresses.forget, name="secret_address_erase"),
]
