"""The page of a meeting: what to do now is the one button that stands out."""

import pytest
from django.urls import reverse

from meetings.domain.kinds import Step
from tests.factories import NOW, make_case_1, make_meeting

BRIEF = "Donner le brief à la famille"


def _page(meeting, client):
    return client.get(reverse("meetings:path", args=[meeting.reference]))


def _filled(response):
    """The words of the buttons that stand out, outside the header and the points."""
    page = response.content.decode().partition('id="step"')[2]
    found = [link.partition("</a>")[0] for link in page.split("<a")]
    return [
        link.partition(">")[2].strip().replace("\u00a0", " ")
        for link in found
        if 'class="button"' in link.partition(">")[0]
    ]


def test_a_fresh_meeting_leads_to_the_common_problem(team, alice, alice_client):
    meeting = make_meeting(team, alice)
    response = _page(meeting, alice_client)
    assert _filled(response) == ["Commencer par le problème commun"]
    problem = reverse("meetings:problem", args=[meeting.reference])
    assert response.context["next_step"] == ("Commencer par le problème commun", problem)
    assert BRIEF in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "words", "step"),
    [
        ({"chosen_place": None}, "Continuer : le lieu", Step.PLACE),
        ({"chosen_slot": None}, "Continuer : le créneau", Step.SLOT),
    ],
)
def test_a_meeting_begun_goes_on_with_what_it_lacks(case_1, alice_client, changes, words, step):
    case_1.participants.update(viewpoint="Le soir, il est fatigué.")
    for name, value in changes.items():
        setattr(case_1, name, value)
    case_1.save()
    response = _page(case_1, alice_client)
    assert _filled(response) == [words]
    assert response.context["next_step"][1] == reverse(
        f"meetings:{step.value}", args=[case_1.reference]
    )


def test_once_all_is_prepared_the_brief_stands_out(case_1, alice_client, monkeypatch):
    monkeypatch.setattr("meetings.frame.next_step", lambda dossier, findings: None)
    assert _filled(_page(case_1, alice_client)) == [BRIEF]


def test_a_meeting_called_off_urges_nothing(team, alice, alice_client):
    meeting = make_case_1(team, alice)
    meeting.cancelled_at = NOW
    meeting.save()
    assert _filled(_page(meeting, alice_client)) == []


def test_a_stranger_finds_nothing(meeting, charlie_client):
    assert _page(meeting, charlie_client).status_code == 404


def test_other_methods_are_refused(meeting, alice_client):
    assert alice_client.post(reverse("meetings:path", args=[meeting.reference])).status_code == 405
