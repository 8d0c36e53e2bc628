"""*Demander des dates*, from the coordinator's side."""

from django.urls import path

from meetings.asking.views import ask, calendars, polls

urlpatterns = [
    path("creneau/demander", ask.ask, name="ask"),
    path("creneau/demander/ouvrir", ask.open_round, name="ask_open"),
    path("creneau/demander/par-courriel", ask.ask_all, name="ask_all"),
    path("creneau/demander/les-autres", ask.ask_others, name="ask_others"),
    path("creneau/demander/fermer", ask.ask_close, name="ask_close"),
    path("creneau/demander/<int:participant>/courriel", ask.ask_mail, name="ask_mail"),
    path("creneau/demander/<int:participant>/lien", ask.ask_link, name="ask_link"),
    path("creneau/demander/<int:participant>/relancer", ask.ask_remind, name="ask_remind"),
    path("creneau/demander/<int:participant>/relances", ask.ask_quiet, name="ask_quiet"),
    path("creneau/agenda/<int:participant>", calendars.calendar_drop, name="calendar_drop"),
    path("creneau/agenda/<int:participant>/garder", calendars.calendar_keep, name="calendar_keep"),
    path(
        "creneau/agenda/<int:participant>/oublier",
        calendars.calendar_forget,
        name="calendar_forget",
    ),
    path("creneau/sondage", polls.poll_import, name="poll_import"),
    path("creneau/sondage/<int:poll>", polls.poll_preview, name="poll_preview"),
    path("creneau/sondage/<int:poll>/noter", polls.poll_keep, name="poll_keep"),
    path("creneau/sondage/<int:poll>/defaire", polls.poll_undo, name="poll_undo"),
    path("creneau/sondage/<int:poll>/jeter", polls.poll_forget, name="poll_forget"),
]
