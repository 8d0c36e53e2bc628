"""Pages for what went wrong: what happened, that nothing typed is lost, what to do."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

HIDDEN_FROM_KEPT = {"csrfmiddlewaretoken", "form_key", "password"}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or in two windows: give back what was typed."""
    return kept_input(request)


def kept_input(request: HttpRequest) -> HttpResponse:
    """Answer a form that cannot be taken now with everything its author had typed."""
    kept = typed_texts(request.POST)
    return render(request, "errors/kept_input.html", {"kept": kept}, status=403)


def typed_texts(data: QueryDict) -> list[str]:
    """The texts of a form as they were typed, without keys, hidden copies and passwords."""
    return [
        text
        for name, texts in data.lists()
        if name not in HIDDEN_FROM_KEPT and "initial-" not in name and "password" not in name
        for text in texts
        if text.strip()
    ]
