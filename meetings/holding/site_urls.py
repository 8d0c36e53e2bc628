"""What every meeting being held shares, without any word of one."""

from django.urls import path

from meetings.holding.views import offline

urlpatterns = [
    path("tenir-sw.js", offline.worker, name="live_worker"),
    path("reunions/hors-ligne", offline.shell, name="live_shell"),
]
