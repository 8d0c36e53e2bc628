"""Hands for the tests of points of view: links that open a brief, what a form sends, what is kept."""

from django.urls import reverse
from django.utils import timezone

from meetings.models import Contribution
from tests.guests import make_link, pass_gate

QUESTIONS = ("understands", "matters", "proposes", "questions")


def viewpoint_url(seat, by, client):
    """The page of this person, whose gate this client has passed."""
    secret = make_link(seat, by)
    pass_gate(client, secret)
    return reverse("meetings:guest_viewpoint", args=[secret])


def said(understands="Il rentre fatigué.", audience="all", **more):
    """What a form sends."""
    return {"understands": understands, "audience": audience} | more


def make_contribution(seat, understands="Il rentre fatigué.", **fields):
    usual = {"audience": "all", "source": "link", "said_at": timezone.now()}
    return Contribution.objects.create(
        participant=seat, understands=understands, **(usual | fields)
    )


def kept_of(seat):
    return Contribution.objects.filter(participant=seat).first()


def seat_of_metier(meeting, metier):
    return meeting.participants.get(professional__metier=metier)


def pupil_of(meeting):
    return meeting.participants.get(role="pupil")


def open_viewpoints(client, meeting):
    """Open what each said, as the page asks before it shows it."""
    return client.post(reverse("meetings:viewpoints_open", args=[meeting.reference]), follow=True)
