"""Re-reading the fiche, making its versions, giving them."""

from django.urls import path

from meetings.following.views import rereading, versions

urlpatterns = [
    path("relecture", rereading.rereading, name="rereading"),
    path("relecture/ouvrir", rereading.open_up, name="rereading_open"),
    path("relecture/fermer", rereading.close, name="rereading_close"),
    path("relecture/dit", rereading.said, name="rereading_said"),
    path("relecture/dit/<int:note>/retirer", rereading.withdraw, name="rereading_withdraw"),
    path("relecture/<int:participant>/courriel", rereading.send, name="rereading_send"),
    path("relecture/<int:participant>/lien", rereading.make_link, name="rereading_link"),
    path("versions", versions.versions, name="versions"),
    path("versions/faire", versions.make, name="version_make"),
    path("versions/envoyer", versions.send, name="version_send"),
    path("versions/remis", versions.given, name="version_given"),
    path("versions/<int:participant>/lien", versions.make_link, name="version_link"),
    path("versions/lu/<int:sending>", versions.note_read, name="version_read"),
    path("versions/<int:number>.pdf", versions.whole, name="version_whole"),
    path("versions/remis/<int:sending>.pdf", versions.paper, name="version_paper"),
]
