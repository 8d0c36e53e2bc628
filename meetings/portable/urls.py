"""A pupil’s file that goes to another team, or comes from elsewhere."""

from django.urls import path

from meetings.portable.views import handing, receiving

urlpatterns = [
    path("eleves/recevoir", receiving.receive, name="file_receive"),
    path("t/<str:secret>", receiving.proposed, name="transfer"),
    path("eleves/<int:pk>/transmettre", handing.hand, name="file_hand"),
    path("eleves/<int:pk>/transmettre/fichier", handing.give, name="file_give"),
    path("eleves/<int:pk>/transmettre/reprendre", handing.withdraw, name="transfer_withdraw"),
]
