"""How long things are kept."""

from django.urls import path

from meetings.keeping.views import holds, lengths

urlpatterns = [
    path("equipe/conservation", lengths.lengths, name="lengths"),
    path("equipe/conservation/choisir", lengths.choose, name="lengths_choose"),
    path("eleves/<int:pk>/garder", holds.hold, name="hold"),
    path("eleves/<int:pk>/garder/lever", holds.lift, name="hold_lift"),
]
