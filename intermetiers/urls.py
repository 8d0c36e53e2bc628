"""The address book of the site; each app keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("meetings.urls")),
    path("", include("partners.urls")),
    path("", include("partners.urls.entrance")),
    path("", include("intermetiers.web.urls")),
]

handler400 = "intermetiers.web.errors.bad_request"
handler404 = "intermetiers.web.errors.not_found"
handler500 = "intermetiers.web.errors.server_error"
