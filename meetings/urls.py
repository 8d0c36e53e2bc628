"""Addresses of everything about meetings."""

from django.urls import include, path

app_name = "meetings"
urlpatterns = [
    path("", include("meetings.overview.urls")),
    path("reunions/<str:reference>/", include("meetings.preparing.urls")),
    path("reunions/<str:reference>/", include("meetings.asking.urls")),
    path("reunions/<str:reference>/", include("meetings.announcing.urls")),
    path("reunions/<str:reference>/", include("meetings.holding.urls")),
    path("reunions/<str:reference>/", include("meetings.following.urls")),
    path("reunions/<str:reference>/", include("meetings.following.decision_urls")),
    path("reunions/<str:reference>/", include("meetings.following.fiche_urls")),
    path("reunions/<str:reference>/", include("meetings.learning.urls")),
    path("", include("meetings.announcing.guest_urls")),
    path("", include("meetings.learning.own_urls")),
    path("", include("meetings.keeping.urls")),
    path("", include("meetings.portable.urls")),
    path("", include("meetings.rights.urls")),
    path("", include("meetings.notices.urls")),
    path("", include("meetings.following.holder_urls")),
    path("", include("meetings.following.guest_fiche_urls")),
    path("", include("meetings.holding.site_urls")),
    path("", include("meetings.holding.screen_urls")),
    path("", include("meetings.asking.guest_urls")),
    path("", include("meetings.asking.reply_urls")),
    path("", include("meetings.announcing.outbox_urls")),
    path("", include("meetings.announcing.account_urls")),
]
