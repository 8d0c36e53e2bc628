"""Addresses of accounts and of the address book."""

from django.urls import path

from partners.views import account, institutions, professionals, pupils

app_name = "partners"
urlpatterns = [
    path("connexion", account.SignIn.as_view(), name="sign_in"),
    path("deconnexion", account.sign_out, name="sign_out"),
    path("compte", account.account, name="account"),
    path("compte/equipe", account.switch_team, name="switch_team"),
    path("compte/mot-de-passe", account.password, name="password"),
    path("eleves/", pupils.listing, name="pupils"),
    path("eleves/ajouter", pupils.add, name="pupil_add"),
    path("eleves/<int:pk>/", pupils.show_pupil, name="pupil"),
    path("eleves/<int:pk>/modifier", pupils.change, name="pupil_change"),
    path("eleves/<int:pk>/archiver", pupils.archive, name="pupil_archive"),
    path("eleves/<int:pk>/reprendre", pupils.bring_back, name="pupil_bring_back"),
    path("eleves/<int:pk>/famille/ajouter", pupils.add_relative, name="relative_add"),
    path("eleves/<int:pk>/famille/<int:member>/", pupils.change_relative, name="relative"),
    path(
        "eleves/<int:pk>/famille/<int:member>/retirer",
        pupils.remove_relative,
        name="relative_remove",
    ),
    path("carnet/", professionals.listing, name="people"),
    path("carnet/ajouter", professionals.add, name="professional_add"),
    path("carnet/<int:pk>/", professionals.change, name="professional"),
    path("carnet/<int:pk>/archiver", professionals.archive, name="professional_archive"),
    path("carnet/<int:pk>/reprendre", professionals.bring_back, name="professional_bring_back"),
    path("carnet/lieux/", institutions.listing, name="institutions"),
    path("carnet/lieux/ajouter", institutions.add, name="institution_add"),
    path("carnet/lieux/<int:pk>/", institutions.change, name="institution"),
    path("carnet/lieux/<int:pk>/archiver", institutions.archive, name="institution_archive"),
    path("carnet/lieux/<int:pk>/reprendre", institutions.bring_back, name="institution_bring_back"),
]
