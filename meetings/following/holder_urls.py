"""What the private link of somebody who holds a decision opens, and nothing else: no account."""

from django.urls import path

from meetings.following.views import guest_decisions

urlpatterns = [
    path("d/<str:secret>", guest_decisions.guest_decisions, name="guest_decisions"),
    path("d/<str:secret>/dire", guest_decisions.guest_say, name="guest_decision_say"),
    path("d/<str:secret>/mot", guest_decisions.guest_word, name="guest_decision_word"),
    path(
        "d/<str:secret>/feuille.pdf",
        guest_decisions.guest_decisions_paper,
        name="guest_decisions_paper",
    ),
]
