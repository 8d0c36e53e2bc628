"""The messages of a team."""

from django.urls import path

from meetings.announcing.views import outbox

urlpatterns = [path("courriels", outbox.outbox, name="outbox")]
