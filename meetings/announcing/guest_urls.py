"""What a private link opens, and nothing else: no account, no writing."""

from django.urls import path

from meetings.announcing.views import guests

urlpatterns = [
    path("b/<str:secret>", guests.brief, name="guest_brief"),
    path("b/<str:secret>/document/<int:information>", guests.document, name="guest_document"),
    path("b/<str:secret>/lettre.pdf", guests.letter, name="guest_letter"),
]
