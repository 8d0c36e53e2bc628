"""*Prévenir*: what each person reads, and how it is handed out."""

from django.urls import path

from meetings.announcing.views import (
    briefs,
    control,
    equality,
    invitations,
    letters,
    send_all,
    translations,
    viewpoints,
)

urlpatterns = [
    path("brief", briefs.briefs, name="briefs"),
    path("brief/<int:participant>", briefs.preview, name="brief_preview"),
    path("brief/<int:participant>/lien", briefs.make_link, name="brief_link"),
    path("brief/<int:participant>/courriel", briefs.send, name="brief_send"),
    path("brief/lien/<int:link>/retirer", briefs.revoke, name="brief_revoke"),
    path("brief/envoyer", send_all.send_all, name="briefs_send_all"),
    path("brief/<int:participant>/remis", briefs.handed, name="brief_handed"),
    path("brief/<int:participant>/lettre.pdf", briefs.letter, name="brief_letter"),
    path("controle", control.control, name="control"),
    path("points-de-vue", viewpoints.viewpoints, name="viewpoints"),
    path("points-de-vue/ouvrir", viewpoints.opening, name="viewpoints_open"),
    path("points-de-vue/partage", viewpoints.share, name="viewpoints_share"),
    path("points-de-vue/<int:participant>", viewpoints.typed, name="viewpoint_typed"),
    path("lettres", letters.letters, name="letters"),
    path("traductions/<slug:language>", translations.translations, name="translations"),
    path("invitations", invitations.invitations, name="invitations"),
    path("invitations/envoyer", invitations.invite, name="invite"),
    path("invitations/mettre-a-jour", invitations.update, name="invitations_update"),
    path("invitations/<int:participant>/retirer", invitations.withdraw, name="invitation_withdraw"),
    path("qui-a-quoi", equality.equality, name="equality"),
    path("qui-a-quoi/garder/<int:agenda>", equality.keep_point, name="point_kept"),
    path("qui-a-quoi/donner-a-tous", equality.release, name="information_release"),
    path("qui-a-quoi/rappels", equality.remind, name="brief_reminders"),
    path("qui-a-quoi/lecture", equality.note_reading, name="reading_noted"),
]
