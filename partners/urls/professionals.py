"""Addresses of professionals, and of the pupils each of them follows."""

from django.urls import path

from partners.views import calendars, followings, professionals, weeks

urlpatterns = [
    path("carnet/ajouter", professionals.add, name="professional_add"),
    path("carnet/<int:pk>/modifier", professionals.change, name="professional_change"),
    path("carnet/<int:pk>/semaine", weeks.of_professional, name="week_professional"),
    path("carnet/<int:pk>/archiver", professionals.archive, name="professional_archive"),
    path("carnet/<int:pk>/reprendre", professionals.bring_back, name="professional_bring_back"),
    path(
        "carnet/<int:pk>/agenda/oublier",
        calendars.forget_of_professional,
        name="professional_calendar_forget",
    ),
    path("carnet/<int:professional>/eleves/ajouter", followings.add, name="following_add"),
    path(
        "carnet/<int:professional>/eleves/<int:following>/fin",
        followings.end,
        name="following_end",
    ),
    path(
        "carnet/<int:professional>/eleves/<int:following>/effacer",
        followings.erase,
        name="following_erase",
    ),
]
