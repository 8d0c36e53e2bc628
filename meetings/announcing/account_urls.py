"""What an account does for itself: an agenda that follows its meetings."""

from django.urls import path

from meetings.announcing.views import feed_account

urlpatterns = [
    path("mon-agenda", feed_account.page, name="feed_account"),
    path("mon-agenda/retirer", feed_account.revoke, name="feed_revoke"),
]
