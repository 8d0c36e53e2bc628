"""What anybody may read: what is done of what is written about a child, and who hosts the site."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from meetings.domain.data_inventory import Data
from meetings.notices import who
from meetings.notices.accessibility import counts, themes
from meetings.notices.rows import rows

# What is about the team alone is for the register.
OF_THE_TEAM = {Data.OWN_NOTES, Data.MEMBERS, Data.JOURNAL, Data.IMPORTS}


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    told = [row for row in rows({}) if row.category.data not in OF_THE_TEAM]
    context = {"rows": told, "controller": who.controller(), "hosts": who.hosts()}
    return render(request, "meetings/notices/privacy.html", context)


@login_not_required
@require_GET
def mentions(request: HttpRequest) -> HttpResponse:
    context = {
        "publisher": who.publisher(),
        "hosts": who.hosts(),
        "session_hours": round(settings.SESSION_COOKIE_AGE / 3600),
    }
    return render(request, "meetings/notices/mentions.html", context)


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"counts": counts(), "themes": themes(), "contact": who.accessibility()}
    return render(request, "meetings/notices/accessibility.html", context)
