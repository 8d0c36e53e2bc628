"""Addresses of accounts."""

from django.urls import path

from partners.views import account, entrance, languages, members, provided, sessions, team

urlpatterns = [
    path("connexion", entrance.SignIn.as_view(), name="sign_in"),
    path("connexion/fournisseur", provided.leave, name="provider_leave"),
    path("connexion/retour", provided.come_back, name="provider_return"),
    path("i/<str:secret>", entrance.join, name="join"),
    path("mot-de-passe-oublie", entrance.Forgotten.as_view(), name="forgotten"),
    path("mot-de-passe-oublie/envoye", entrance.forgotten_sent, name="forgotten_sent"),
    path("p/<str:both>", entrance.ChooseAgain.as_view(), name="choose_again"),
    path("deconnexion", account.sign_out, name="sign_out"),
    path("compte", account.account, name="account"),
    path("compte/attente", account.waiting, name="waiting"),
    path("compte/connexions", sessions.sessions, name="sessions"),
    path("compte/connexions/fermer", sessions.close_others, name="sessions_close"),
    path("compte/connexions/<int:pk>/fermer", sessions.close, name="session_close"),
    path("compte/equipe", account.switch_team, name="switch_team"),
    path("compte/mot-de-passe", account.password, name="password"),
    path("equipe", team.team, name="team"),
    path("equipe/membres", members.members, name="members"),
    path("equipe/membres/inviter", members.invite, name="member_invite"),
    path("equipe/membres/second-facteur", members.second_factor, name="second_factor"),
    path("equipe/membres/quitter", members.leave_team, name="leave_team"),
    path("equipe/membres/<int:pk>", members.member, name="member"),
    path("equipe/membres/<int:pk>/retirer", members.remove, name="member_remove"),
    path(
        "equipe/membres/invitation/<int:pk>/retirer",
        members.withdraw,
        name="member_invitation_withdraw",
    ),
    path("equipe/langues", languages.languages, name="languages"),
    path("equipe/langues/<slug:language>", languages.say_reread, name="language_reread"),
    path("equipe/langues/<slug:language>/retirer", languages.take_back, name="language_withdraw"),
]
