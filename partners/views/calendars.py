"""Forgetting when somebody is busy, from the page of that person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from partners.actions.calendars import Person, forget_calendar
from partners.http import SignedRequest
from partners.views.families import get_relative
from partners.views.professionals import get_professional


@require_POST
def forget_of_professional(request: SignedRequest, pk: int) -> HttpResponse:
    _forget(request, get_professional(request, pk))
    return redirect("meetings:partner", pk)


@require_POST
def forget_of_relative(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    _forget(request, get_relative(request, pk, member))
    return redirect("partners:relative", pk, member)


def _forget(request: SignedRequest, person: Person) -> None:
    forget_calendar(person, by=request.user, now=timezone.now())
    messages.success(request, "L’agenda est effacé.")
