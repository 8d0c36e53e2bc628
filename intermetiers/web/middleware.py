"""What every answer carries, and what no GET may do."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from intermetiers.web.errors import kept_input, typed_texts

GetResponse = Callable[[HttpRequest], HttpResponse]
READING = frozenset({"GET", "HEAD", "OPTIONS"})
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "CREATE", "ALTER", "DROP", "TRUNCATE")

UNTOLD = ("django_session", "shared_cache")  # tables that hold nothing anybody wrote


class WriteOnGetError(Exception):
    """A page tried to write while it was only being read: a fault of the code, never of a user."""


def private_pages(get_response: GetResponse) -> GetResponse:
    """Nothing of ours is kept by a shared cache, indexed, or given a device's sensors."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=()",
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response

    return middleware


class SignedInOrKept(LoginRequiredMiddleware):
    """Django's own rule, closed by default, that loses nothing of what somebody was writing.

    A form sent after the session ended comes back with its texts instead of an empty sign-in.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None and typed_texts(request.POST):
            return kept_input(request)
        if refused is not None and request.method not in READING:
            return redirect(settings.LOGIN_URL)  # what only a button does is no page to go back to
        return refused


def read_only_gets(get_response: GetResponse) -> GetResponse:
    """A GET never writes, and the machine checks it: any write raises WriteOnGetError.

    Sessions are the exception: Django closes a session that is no longer valid as it reads it. So
    is the counter of tries: asking for a page at the entrance is a try.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return get_response(request)
        with connection.execute_wrapper(_refuse_writes):
            return get_response(request)

    return middleware


def _refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    if sql.lstrip().upper().startswith(WRITING) and not any(name in sql for name in UNTOLD):
        raise WriteOnGetError(sql.split(" SET ")[0][:120])
    return execute(sql, params, many, context)
