"""The six steps of *Préparer*, one page each."""

from django.urls import path

from meetings.preparing.views import (
    agenda,
    answers,
    findings,
    guests,
    information,
    places,
    problem,
    slots,
)

urlpatterns = [
    path("", findings.path, name="path"),
    path("points-d-attention/mettre-de-cote", findings.set_aside, name="set_aside"),
    path("points-d-attention/reprendre", findings.take_up, name="take_up"),
    path("probleme", problem.problem, name="problem"),
    path("invites", guests.guests, name="guests"),
    path("lieu", places.places, name="place"),
    path("creneau", slots.slots, name="slot"),
    path("creneau/ajouter", slots.add, name="slot_add"),
    path("creneau/ne-plus-choisir", slots.give_up, name="slot_give_up"),
    path("creneau/<int:pk>", slots.change, name="slot_change"),
    path("creneau/<int:pk>/retirer", slots.remove, name="slot_remove"),
    path("creneau/<int:pk>/choisir", slots.choose, name="slot_choose"),
    path("creneau/<int:pk>/reponses", answers.of_slot, name="slot_answers"),
    path("creneau/reponses-de/<int:pk>", answers.of_person, name="person_answers"),
    path("ordre-du-jour", agenda.agenda, name="agenda"),
    path("ordre-du-jour/temps", agenda.times, name="agenda_times"),
    path("ordre-du-jour/ajouter", agenda.add, name="agenda_add"),
    path("ordre-du-jour/ordre", agenda.reorder, name="agenda_reorder"),
    path("ordre-du-jour/<int:pk>", agenda.change, name="agenda_item"),
    path("ordre-du-jour/<int:pk>/supprimer", agenda.remove, name="agenda_remove"),
    path("ordre-du-jour/<int:pk>/sortir", agenda.move_out, name="agenda_move_out"),
    path("ordre-du-jour/<int:pk>/remettre", agenda.put_back, name="agenda_put_back"),
    path("informations", information.information, name="information"),
    path("informations/avant/<int:pk>", information.add, name="information_add"),
    path("informations/<int:pk>", information.change, name="information_change"),
    path("informations/<int:pk>/retirer", information.remove, name="information_remove"),
    path("informations/<int:pk>/document", information.download, name="information_file"),
    path(
        "informations/<int:pk>/document/retirer",
        information.remove_file,
        name="information_file_remove",
    ),
]
