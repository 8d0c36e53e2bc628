"""A short code for each request, which its answer, its page of error and its log lines share."""

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
# No vowel and nothing that an ear or an eye takes for another: said by telephone, it makes no word.
_SIGNS = "2345679BCDFGHJKMNPQRSTVWXZ"
_LENGTH = 8

_code: ContextVar[str] = ContextVar("request_code", default="")


def request_code() -> str:
    """The code of the request being answered; "" outside of one."""
    return _code.get()


def _new_code() -> str:
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def coded(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """The outermost middleware: a code of our own, never the one a stranger sends."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = _code.set(_new_code())
        try:
            response = get_response(request)
            response[HEADER] = _code.get()
            return response
        finally:
            _code.reset(token)

    return middleware
