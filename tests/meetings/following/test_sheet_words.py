"""Words agreed in the room, offered to the words of the team."""

from datetime import UTC, datetime
from urllib.parse import unquote

from django.urls import reverse

from tests.meetings.held import hold

OPENED = datetime(2027, 1, 21, 9, 17, tzinfo=UTC)


def test_a_word_agreed_in_the_room_may_join_those_of_the_team(alice_client, case_1, alice):
    item = case_1.agenda.first().pk
    notes = [
        ("word", item, "classe flexible", {"meaning": "on choisit où l’on s’assied"}),
        ("word", item, "MDPH", {"meaning": "la maison du handicap"}),
    ]
    hold(case_1, alice, OPENED, *notes)
    page = alice_client.get(reverse("meetings:sheet", args=[case_1.reference]))
    ((word, url),) = page.context["new_words"]
    assert word == "classe flexible"
    assert unquote(url) in unquote(page.content.decode().replace("&amp;", "&"))
    form = alice_client.get(url)
    assert "classe flexible" in form.content.decode()
