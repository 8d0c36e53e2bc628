"""Addresses of the years of a pupil, of a whole class that moves, of who follows a pupil."""

from django.urls import path

from partners.views import followers, moving, schooling

urlpatterns = [
    path("eleves/changer-de-classe", moving.move_class, name="move_class"),
    path("eleves/<int:pk>/annees/ajouter", schooling.add, name="schooling_add"),
    path("eleves/<int:pk>/annees/<int:row>/", schooling.change, name="schooling"),
    path("eleves/<int:pk>/annees/<int:row>/retirer", schooling.remove, name="schooling_remove"),
    path("eleves/<int:pk>/suivi/ajouter", followers.add, name="follower_add"),
]
