"""After a meeting, for oneself: to read its situation."""

from django.urls import path

from meetings.learning.views import situation

urlpatterns = [
    path("lecture", situation.situation, name="situation"),
]
