"""*Se réunir*: the meeting being held."""

from django.urls import path

from meetings.holding.views import live, plain, screens

urlpatterns = [
    path("tenir", live.live, name="live"),
    path("tenir/actes", live.acts, name="live_acts"),
    path("tenir/acte", plain.live_act, name="live_act"),
    path("tenir/ecran", screens.screens, name="screens"),
    path("tenir/ecran/<int:screen>/retirer", screens.revoke, name="screen_revoke"),
]
