"""What is known of a calendar is told on the page of that person, and forgotten from there."""

import pytest
from django.urls import reverse

from partners.models import Calendar
from tests.factories import make_calendar, make_professional, make_pupil, make_relative


@pytest.fixture(params=["professional", "relative"])
def pages(request, team):
    """Somebody with a calendar, the page of that person and the address that forgets."""
    if request.param == "professional":
        person = make_professional(team)
        page = reverse("meetings:partner", args=[person.pk])
        forget = reverse("partners:professional_calendar_forget", args=[person.pk])
    else:
        person = make_relative(make_pupil(team))
        args = [person.pupil_id, person.pk]
        page = reverse("partners:relative", args=args)
        forget = reverse("partners:relative_calendar_forget", args=args)
    make_calendar(person, left_out=("Une date ne se lit pas.",))
    return page, forget


def test_a_calendar_is_told_and_forgotten(alice_client, pages):
    page, forget = pages
    told = alice_client.get(page).content.decode()
    assert "Lu le lundi 23\u00a0novembre 2026" in told
    assert "Une date ne se lit pas." in told
    after = alice_client.post(forget, follow=True).content.decode()
    assert "L’agenda est effacé." in after
    assert "Lu le" not in after
    assert not Calendar.objects.exists()


def test_a_stranger_forgets_nothing(charlie_client, pages):
    assert charlie_client.post(pages[1]).status_code == 404
    assert Calendar.objects.exists()


def test_only_a_button_forgets(alice_client, pages):
    assert alice_client.get(pages[1]).status_code == 405
