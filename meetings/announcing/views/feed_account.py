"""The address by which the agenda of a coordinator follows the meetings of one team."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import OnceForm, do_once
from meetings.announcing.actions.feeds import NewFeed, make_feed, revoke_feed
from meetings.mail import account_calendar_address, to_subscribe, year_calendar_address
from meetings.models import CalendarFeed
from partners.http import SignedRequest, team_of

ALREADY = (
    "C’est déjà fait. Une adresse ne se montre qu’une fois\u00a0: créez-en une autre si besoin."
)


@require_http_methods(["GET", "POST"])
@never_cache
def page(request: SignedRequest) -> HttpResponse:
    """The page; sent its form, the same with another address on it, this once."""
    if request.method != "POST":
        return _show(request)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return _show(request)
    now, team = timezone.now(), team_of(request)
    made = do_once(
        form.cleaned_data["form_key"], lambda: make_feed(request.user, team, now=now), now=now
    )
    if made is None:
        messages.info(request, ALREADY)
        return redirect("meetings:feed_account")
    return _show(request, made)


@require_POST
def revoke(request: SignedRequest) -> HttpResponse:
    if revoke_feed(request.user, team_of(request), now=timezone.now()):
        messages.success(request, "L’adresse est retirée\u00a0: aucun agenda ne la lit plus.")
    else:
        messages.info(request, "Il n’y avait plus d’adresse à retirer.")
    return redirect("meetings:feed_account")


def _show(request: SignedRequest, made: NewFeed | None = None) -> HttpResponse:
    feeds = CalendarFeed.objects.live().filter(account=request.user, team=team_of(request))
    address = account_calendar_address(made.secret) if made else ""
    year_address = year_calendar_address(made.secret) if made else ""
    context = {
        "nav": "",
        "feed": feeds.first(),
        "address": address,
        "subscribe": to_subscribe(address) if made else "",
        "year_address": year_address,
        "subscribe_year": to_subscribe(year_address) if made else "",
        "form": OnceForm(),
    }
    return render(request, "meetings/announcing/feed_account.html", context)
