"""Pages for what went wrong: what happened, that nothing typed is lost, what to do."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers

from intermetiers.web.request_codes import request_code

HIDDEN_FROM_KEPT = {"csrfmiddlewaretoken", "form_key", "next", "back"}
SHORT_NUMBER = 6


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too much at once, or an address that is not ours; the reason stays in the log."""
    return render(request, "errors/400.html", {"code": request_code()}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The code on the page is that of the lines of the log."""
    return render(request, "errors/500.html", {"code": request_code()}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or in two windows: give back what was typed."""
    return kept_input(request)


def kept_input(request: HttpRequest) -> HttpResponse:
    """Answer a form that cannot be taken now with everything its author had typed, which may be
    as private as an address: no cache keeps the answer.

    htmx is told to put the answer in place of the page, which it would otherwise ignore.
    """
    context = {
        "kept": typed_texts(request.POST),
        "signed_in": request.user.is_authenticated,
        "sign_in_url": resolve_url(settings.LOGIN_URL),
        "back": request.path if request.method == "POST" else "",
    }
    response = render(request, "errors/kept_input.html", context, status=403)
    add_never_cache_headers(response)
    if request.headers.get("HX-Request"):
        response["HX-Retarget"] = "#contenu"
        response["HX-Reselect"] = "#contenu"
        response["HX-Reswap"] = "outerHTML show:top"
    return response


def typed_texts(data: QueryDict) -> list[str]:
    """The texts somebody typed in a form, each once, as they were typed.

    Left out: keys, passwords, and a text still as it was when the page opened; ticks and short
    numbers too, which are choices of a list, quickly made again.
    """
    texts = [
        text
        for name, values in data.lists()
        if name not in HIDDEN_FROM_KEPT and "initial-" not in name and "password" not in name
        for text in values
        if _was_typed(text, seen=data.get(f"initial-{name}", ""))
    ]
    return list(dict.fromkeys(texts))


def _was_typed(text: str, *, seen: str) -> bool:
    if not text.strip() or text == "on" or text.splitlines() == seen.splitlines():
        return False
    return not (text.isdecimal() and len(text) <= SHORT_NUMBER)
