"""What anybody may read of the site, and what a data officer asks a team for."""

from django.urls import path

from meetings.notices.views import public, team

urlpatterns = [
    path("confidentialite", public.privacy, name="privacy"),
    path("mentions", public.mentions, name="mentions"),
    path("accessibilite", public.accessibility, name="accessibility"),
    path("equipe/registre", team.register, name="register"),
    path("equipe/aipd", team.impact, name="impact"),
]
