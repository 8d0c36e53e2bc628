"""What a private link opens, and nothing else: no account, no writing."""

from django.urls import path

from meetings.announcing.views import feeds, guest_viewpoint, guests

urlpatterns = [
    path("b/<str:secret>", guests.brief, name="guest_brief"),
    path("b/<str:secret>/document/<int:information>", guests.document, name="guest_document"),
    path("b/<str:secret>/lettre.pdf", guests.letter, name="guest_letter"),
    path("b/<str:secret>/avis", guest_viewpoint.viewpoint, name="guest_viewpoint"),
    path("a/<str:secret>/reunion.ics", feeds.guest, name="feed_guest"),
    path("a/<str:secret>/mes-reunions.ics", feeds.coordinator, name="feed_coordinator"),
]
