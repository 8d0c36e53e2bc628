"""The request of somebody who signed in."""

from django.http import HttpRequest

from partners.models import Account


class SignedRequest(HttpRequest):
    """What every view gets that is not listed as public: LoginRequiredMiddleware saw to it."""

    user: Account
