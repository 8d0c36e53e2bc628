"""Wrong tries are counted by address and by door, in the database, for an hour."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from intermetiers.web.models import WrongTry
from intermetiers.web.throttle import client_address, take_try

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def _from(address="192.0.2.1"):
    return RequestFactory().post("/code", REMOTE_ADDR=address)


def _many(count, **changes):
    given = {"request": _from(), "door": "code", "now": NOW} | changes
    return [
        take_try(given["request"], given["door"], most=3, now=given["now"]) for _ in range(count)
    ]


def test_as_many_as_allowed_then_none():
    assert [one is not None for one in _many(5)] == [True, True, True, False, False]


def test_a_refused_try_does_not_make_the_wait_longer():
    _many(9)
    assert WrongTry.objects.count() == 3
    assert _many(1, now=NOW + timedelta(hours=1, seconds=1)) != [None]


def test_a_right_one_is_given_back():
    for _ in range(9):
        [taken] = _many(1)
        taken.delete()


def test_another_address_and_another_door_are_not_concerned():
    _many(4)
    assert _many(1, request=_from("192.0.2.2")) != [None]
    assert _many(1, door="gate") != [None]


def test_no_address_can_be_read():
    _many(1)
    assert "192.0.2" not in str(list(WrongTry.objects.values()))


def test_rows_are_erased_an_hour_later():
    _many(3)
    _many(1, now=NOW + timedelta(hours=2))
    assert WrongTry.objects.count() == 1


def test_what_a_client_says_of_its_address_does_not_count():
    request = RequestFactory().post(
        "/code", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="1.2.3.4"
    )
    _many(3)
    assert _many(1, request=request) == [None]


def test_the_header_the_settings_name_tells_guests_apart_behind_a_server(settings):
    settings.CLIENT_ADDRESS_HEADER = "X-Real-IP"
    seen = {
        client_address(RequestFactory().get("/", headers={"X-Real-IP": address}))
        for address in ("192.0.2.1", "192.0.2.2")
    }
    assert seen == {"192.0.2.1", "192.0.2.2"}
