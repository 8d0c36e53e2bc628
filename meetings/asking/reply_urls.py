"""What came by mail for the meetings of a team."""

from django.urls import path

from meetings.asking.views import replies

urlpatterns = [
    path("reponses-recues", replies.replies, name="replies"),
    path("reponses-recues/<int:reply>", replies.handle, name="reply_handle"),
]
