"""What a private link or the code of a letter opens, and nothing else: no account."""

from django.urls import path

from meetings.announcing.views import feeds, guest_door, guest_reading, guest_viewpoint, guests

urlpatterns = [
    path("b/<str:secret>", guests.brief, name="guest_brief"),
    path("b/<str:secret>/ouvrir", guest_door.open_gate, name="guest_open"),
    path("b/<str:secret>/reponse", guest_door.answer, name="guest_come"),
    path("b/<str:secret>/pas-moi", guest_door.not_me, name="guest_not_me"),
    path("code", guest_door.code, name="guest_code"),
    path("b/<str:secret>/document/<int:information>", guests.document, name="guest_document"),
    path("b/<str:secret>/lettre.pdf", guests.letter, name="guest_letter"),
    path("b/<str:secret>/lu/<int:information>", guest_reading.read, name="guest_read"),
    path("b/<str:secret>/avis", guest_viewpoint.viewpoint, name="guest_viewpoint"),
    path("a/<str:secret>/reunion.ics", feeds.guest, name="feed_guest"),
    path("a/<str:secret>/mes-reunions.ics", feeds.coordinator, name="feed_coordinator"),
    path("a/<str:secret>/mon-annee.ics", feeds.year, name="feed_year"),
]
