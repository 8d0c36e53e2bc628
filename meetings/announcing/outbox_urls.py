"""What leaves for several meetings at once: the messages of a team, the letters of a week."""

from django.urls import path

from meetings.announcing.views import letters, outbox

urlpatterns = [
    path("courriels", outbox.outbox, name="outbox"),
    path("lettres", letters.letters_week, name="letters_week"),
]
