"""What a request answers when the machine cannot write: the disk is full, the database too busy.

The transaction is undone by then, whole: nothing of the act was kept. What somebody typed is.
"""

import errno
import logging
import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from intermetiers.web.errors import typed_texts
from intermetiers.web.middleware import READING, GetResponse
from intermetiers.web.request_codes import request_code

RETRY_SECONDS = 30
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}

logger = logging.getLogger(__name__)


class TextsKept:
    """Turns such a failure of a view into a page that gives the texts back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not _is_of_the_machine(exception):
            return None
        logger.error("The machine could not serve %s", request.path, exc_info=sys.exc_info())
        return _unwritten(request)


def _is_of_the_machine(exception: Exception) -> bool:
    if isinstance(exception, OperationalError):
        return True
    return isinstance(exception, OSError) and exception.errno in NO_ROOM


def _unwritten(request: HttpRequest) -> HttpResponse:
    """htmx keeps the page as it is and says it did not save: the texts are still in it.

    Drawn without the request: reading who is signed in could fail for the same reason.
    """
    writing = request.method not in READING
    context = {
        "kept": typed_texts(request.POST) if writing else [],
        "writing": writing,
        "code": request_code(),
    }
    response = render(None, "errors/503.html", context, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    add_never_cache_headers(response)
    return response
