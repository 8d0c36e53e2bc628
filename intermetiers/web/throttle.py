"""Slowing down whoever guesses at a door that is open to all, whatever process answers."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from intermetiers.web.models import WrongTry

FORGOTTEN_AFTER = timedelta(hours=1)


def take_try(request: HttpRequest, door: str, *, most: int, now: datetime) -> WrongTry | None:
    """One more try at this door from where the request comes; None when there were too many.

    It counts as wrong until the caller, to whom it turned out right, deletes it: a try is kept
    before the answer is looked at, so that many at the same instant are no way around. Never call
    it in a transaction that may be undone. `most` is how many wrong ones an hour.
    """
    address = _address(request)
    of_the_hour = WrongTry.objects.filter(at__gte=now - FORGOTTEN_AFTER)
    # Only read, so that a flood takes the database from nobody who writes.
    if of_the_hour.filter(door=door, address=address).count() >= most:
        return None
    WrongTry.objects.filter(at__lt=now - FORGOTTEN_AFTER).delete()
    taken = WrongTry.objects.create(door=door, address=address, at=now)
    if WrongTry.objects.filter(door=door, address=address).count() > most:
        taken.delete()
        return None
    return taken


def client_address(request: HttpRequest) -> str:
    """Where a request comes from: what the server in front writes, if the settings name the
    header it writes it in; else whoever is at the other end of the line."""
    header = settings.CLIENT_ADDRESS_HEADER
    seen = request.headers.get(header, "") if header else request.META.get("REMOTE_ADDR", "")
    return str(seen).strip()


def _address(request: HttpRequest) -> str:
    """Hashed, since nobody needs to read it."""
    seen = client_address(request)
    return salted_hmac("intermetiers.web.throttle", seen, algorithm="sha256").hexdigest()
