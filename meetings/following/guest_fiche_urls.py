"""What a private link to the fiche opens, and the page that knows a printed code: no account."""

from django.urls import path

from meetings.following.views import check, guest_fiche

urlpatterns = [
    path("f/<str:secret>", guest_fiche.guest_fiche, name="guest_fiche"),
    path("f/<str:secret>/ouvrir", guest_fiche.open_gate, name="guest_fiche_open"),
    path("f/<str:secret>/pas-moi", guest_fiche.not_me, name="guest_fiche_not_me"),
    path("f/<str:secret>/dire", guest_fiche.say_word, name="guest_fiche_say"),
    path(
        "f/<str:secret>/dire/<int:note>/retirer",
        guest_fiche.withdraw,
        name="guest_fiche_withdraw",
    ),
    path("f/<str:secret>/lu/<int:sending>", guest_fiche.read, name="guest_fiche_read"),
    path("f/<str:secret>/a-relire.pdf", guest_fiche.draft_paper, name="guest_fiche_draft"),
    path("f/<str:secret>/<slug:paper>.pdf", guest_fiche.paper, name="guest_fiche_paper"),
    path("verifier", check.check, name="check"),
    path("verifier/<str:code>", check.check, name="check_code"),
]
