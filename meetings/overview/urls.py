"""All meetings at once: the week, the list, a new one."""

from django.urls import path

from meetings.overview import views

urlpatterns = [
    path("", views.week, name="week"),
    path("reunions/", views.listing, name="list"),
    path("reunions/preparer", views.new, name="new"),
    path("reunions/<str:reference>/titre", views.rename, name="rename"),
    path("reunions/<str:reference>/annuler", views.cancel, name="cancel"),
]
