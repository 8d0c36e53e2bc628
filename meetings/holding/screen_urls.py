"""What the link of a screen opens, and nothing else: no account."""

from django.urls import path

from meetings.holding.views import screen

urlpatterns = [
    path("e/<str:secret>", screen.screen, name="screen"),
    path("e/<str:secret>/suite", screen.follow, name="screen_follow"),
]
