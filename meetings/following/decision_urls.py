"""*Les suites* of a meeting, from the coordinator’s side."""

from django.urls import path

from meetings.following.views import decisions

urlpatterns = [
    path("decisions", decisions.decisions, name="decisions"),
    path("decisions/messages", decisions.decision_reminders, name="decision_reminders"),
    path("decisions/<int:decision>/dire", decisions.decision_say, name="decision_say"),
    path("decisions/lien/<int:participant>", decisions.decision_link, name="decision_link"),
    path("decisions/courriel/<int:participant>", decisions.decision_mail, name="decision_mail"),
]
