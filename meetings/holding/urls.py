"""*Se réunir*: the meeting being held."""

from django.urls import path

from meetings.holding.views import live

urlpatterns = [
    path("tenir", live.live, name="live"),
    path("tenir/actes", live.acts, name="live_acts"),
]
