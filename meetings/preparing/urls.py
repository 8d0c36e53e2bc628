"""The six steps of *Préparer*, one page each."""

from django.urls import path

from meetings.preparing.views import agenda, findings, guests, information, places, problem, slots

urlpatterns = [
    path("", findings.path, name="path"),
    path("points-d-attention/mettre-de-cote", findings.set_aside, name="set_aside"),
    path("points-d-attention/reprendre", findings.take_up, name="take_up"),
    path("probleme", problem.problem, name="problem"),
    path("invites", guests.guests, name="guests"),
    path("lieu", places.places, name="place"),
    path("creneau", slots.slots, name="slot"),
    path("ordre-du-jour", agenda.agenda, name="agenda"),
    path("informations", information.information, name="information"),
]
