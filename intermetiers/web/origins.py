"""Where the request being answered came from, for the line the journal keeps of what it does."""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from intermetiers.web.throttle import client_address

LONGEST = 45  # an IPv6 address that holds an IPv4 one
_origin: ContextVar[str] = ContextVar("origin", default="")


def origin() -> str:
    """The address of who asked, "" in a command of the machine itself."""
    return _origin.get()


def told_origin(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Kept until the next request of the same thread: an answer may be written as it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        _origin.set(client_address(request)[:LONGEST])
        return get_response(request)

    return middleware
